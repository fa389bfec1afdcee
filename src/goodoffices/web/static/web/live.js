// What a page does when part of it is replaced: the focus stays somewhere sensible, and what
// changed is said to those who do not see it. Without scripts, nothing here is needed.

export function announce(words) {
  const status = document.getElementById("status");
  if (!status || !words) return;
  status.textContent = "";
  // Emptied and filled in one go, the same words would not be read a second time.
  requestAnimationFrame(() => { status.textContent = words; });
}

/** Make what scrolls sideways reachable by keyboard, with a name. */
function nameRegions(root) {
  for (const region of root.querySelectorAll(".scroll:not([tabindex])")) {
    if (region.scrollWidth <= region.clientWidth) continue;
    const named = region.querySelector("caption, svg > title")
      ?? region.closest("figure")?.querySelector("figcaption");
    region.tabIndex = 0;
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", unused(named?.textContent.trim() || "Wide table"));
  }
}

/** A name that no other region has: two readings may lead to the same picture. */
function unused(name) {
  const isTaken = (one) => document.querySelector(`[role="region"][aria-label="${CSS.escape(one)}"]`);
  if (!isTaken(name)) return name;
  let number = 2;
  while (isTaken(`${name} (${number})`)) number += 1;
  return `${name} (${number})`;
}

/** Put the focus on what asks for it, or back into what replaced the focused part. */
function placeFocus(target) {
  const wanted = target.matches?.("[data-focus]") ? target : target.querySelector?.("[data-focus]");
  if (wanted) {
    wanted.focus();
  } else if (document.activeElement === document.body && wasInside) {
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
  }
}

let wasInside = false;

document.addEventListener("htmx:before:swap", (event) => {
  const target = event.detail.ctx.target;
  wasInside = target instanceof Element && target.contains(document.activeElement);
});

document.addEventListener("htmx:after:settle", (event) => {
  const target = event.target;
  if (!(target instanceof Element)) return;
  nameRegions(document);
  placeFocus(target);
  const said = target.matches("[data-announce]") ? target : target.querySelector("[data-announce]");
  announce(said?.dataset.announce || said?.textContent.trim());
});

document.addEventListener("htmx:error", () => {
  announce("No answer came. Nothing was saved. Try again.");
  document.getElementById("status")?.classList.replace("unseen", "unanswered");
});

document.addEventListener("htmx:after:request", () => {
  document.getElementById("status")?.classList.replace("unanswered", "unseen");
});

const narrow = matchMedia("(max-width: 50rem)");
if (narrow.matches) {
  for (const one of document.querySelectorAll("details[data-narrow-closed]")) one.open = false;
}
nameRegions(document);
addEventListener("resize", () => nameRegions(document));
document.querySelectorAll("details").forEach((one) => {
  one.addEventListener("toggle", () => nameRegions(one));
});
document.querySelector("[data-focus]")?.focus();
