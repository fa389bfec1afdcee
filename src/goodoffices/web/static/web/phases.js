// Moving a step of an order: the arrow keys on its handle, or a drag of it. Either sends what the
// buttons of the form send, so that nothing here is needed without scripts.

import { announce } from "./live.js";

/** Send the form with a step and the place that it gets, from 1. */
function send(form, step, place) {
  for (const [name, value] of [["move", step], ["to", place]]) {
    const field = form.elements[name] ?? form.appendChild(document.createElement("input"));
    Object.assign(field, { type: "hidden", name, value });
  }
  form.requestSubmit();
}

const handleOf = (event) => (event.target instanceof Element ? event.target.closest(".handle") : null);
const othersIn = (list, step) => [...list.children].filter((one) => one !== step);

document.addEventListener("keydown", (event) => {
  const handle = handleOf(event);
  const way = { ArrowUp: "earlier", ArrowDown: "later" }[event.key];
  if (!handle || !way || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const button = handle.closest("[data-step]").querySelector(`button[name="${way}"]`);
  if (button.disabled) announce(way === "earlier" ? "This is the first step." : "This is the last step.");
  else if (!event.repeat) button.click();
});

let drag = null;

document.addEventListener("pointerdown", (event) => {
  const handle = handleOf(event);
  if (!handle || event.button !== 0) return;
  const step = handle.closest("[data-step]");
  const list = step.parentElement;
  const from = 1 + [...list.children].indexOf(step);
  drag = { step, list, from, place: from };
  handle.setPointerCapture(event.pointerId);
  step.classList.add("dragged");
});

document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const others = othersIn(drag.list, drag.step);
  const isBelow = (one) => {
    const box = one.getBoundingClientRect();
    return event.clientY > box.top + box.height / 2;
  };
  const place = 1 + others.filter(isBelow).length;
  if (place === drag.place) return;
  drag.place = place;
  drag.list.insertBefore(drag.step, others[place - 1] ?? null);
  announce(`Step ${place} of ${drag.list.children.length}.`);
});

/** End a drag: the step stays where it was let go, or goes back to where it came from. */
function letGo(isKept) {
  if (!drag) return;
  const { step, list, from, place } = drag;
  drag = null;
  step.classList.remove("dragged");
  if (isKept && place !== from) send(list.closest("form"), step.dataset.step, place);
  else list.insertBefore(step, othersIn(list, step)[from - 1] ?? null);
}

document.addEventListener("pointerup", () => letGo(true));
document.addEventListener("pointercancel", () => letGo(false));
