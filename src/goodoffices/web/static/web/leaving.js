// Warns before what was typed is lost. Nothing typed is kept in the browser: words told in
// confidence must not stay on a machine after the page is closed.
//
// A form that may be left without a word carries data-leaves (the lock, a search).

let isSending = false;

function isChanged(field) {
  if (field.type === "hidden" || field.type === "submit" || field.type === "button") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.type === "file") return field.files.length > 0;
  if (field.options) {
    // Where no option is marked, a list that opens starts on its first.
    const isMarked = [...field.options].some((one) => one.defaultSelected);
    if (!isMarked && field.type === "select-one") return field.selectedIndex > 0;
    return [...field.options].some((one) => one.selected !== one.defaultSelected);
  }
  return "defaultValue" in field && field.value !== field.defaultValue;
}

function holdsUnsaved(form) {
  if (form.matches("[data-leaves]") || form.method !== "post") return false;
  // A form that came back with errors holds its words as if they were its own from the start.
  return form.querySelector(".error-summary") !== null || [...form.elements].some(isChanged);
}

document.addEventListener("submit", (event) => {
  // Sent by htmx, the page stays, and other forms on it still matter.
  if (!event.defaultPrevented) isSending = true;
});

addEventListener("pageshow", () => { isSending = false; });

addEventListener("beforeunload", (event) => {
  if (isSending || ![...document.forms].some(holdsUnsaved)) return;
  event.preventDefault();
});
