// Warns before what was typed is lost. Nothing typed is kept in the browser: words told in
// confidence must not stay on a machine after the page is closed.
//
// A form that may be left without a word carries data-leaves (the lock, a search). One that is
// answered with a file carries data-downloads: the page stays, so it says what became of it.

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

function sayDownload(form) {
  for (const old of form.querySelectorAll(".error-summary, .errorlist")) old.remove();
  for (const field of form.elements) if (field.type === "password") field.value = "";
  const said = form.querySelector("[role=status]") ?? document.createElement("p");
  said.setAttribute("role", "status");
  form.append(said);
  said.textContent = form.dataset.downloads;
}

document.addEventListener("submit", (event) => {
  // Once it is sent: what is emptied before is not in it.
  if (event.target.matches("[data-downloads]")) setTimeout(sayDownload, 0, event.target);
  // Sent by htmx, the page stays, and other forms on it still matter.
  if (!event.defaultPrevented) isSending = true;
});

addEventListener("pageshow", () => { isSending = false; });

addEventListener("beforeunload", (event) => {
  if (isSending || ![...document.forms].some(holdsUnsaved)) return;
  event.preventDefault();
});
