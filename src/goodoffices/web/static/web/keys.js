// Keys: j and k, or the arrows, walk a list; a single letter presses what carries it.
//
// <ol data-keys> holds <li data-item>; data-key="a" marks what the key a presses: the one in the
// item that has the focus, else the first on the page. Nothing happens while somebody types, or
// where the settings switched single keys off (WCAG 2.1.4).

import { announce } from "./live.js";

const TYPING = "input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable]";
const IN_ITEM = "a[href], button:not(:disabled), summary, input, [tabindex='0']";

const isShown = (element) => element.checkVisibility?.() ?? element.getClientRects().length > 0;

function itemsOf(list) {
  return [...list.querySelectorAll("[data-item]")].filter(isShown);
}

/** The list that the focus is in, else the first of the page. */
function currentList() {
  return document.activeElement.closest("[data-keys]")
    ?? [...document.querySelectorAll("[data-keys]")].find(isShown);
}

/** Move the focus by so many items; from outside a list, to its chosen or first one. */
function walk(list, by) {
  const items = itemsOf(list);
  if (!items.length) return;
  const here = items.indexOf(document.activeElement.closest("[data-item]"));
  const chosen = items.findIndex((item) => item.querySelector("[aria-current]"));
  const next = here >= 0 ? here + by : Math.max(chosen, 0);
  if (next < 0 || next >= items.length) {
    announce(next < 0 ? "This is the first." : "This is the last.");
    return;
  }
  const item = items[next];
  const inside = item.matches(IN_ITEM) ? item : item.querySelector(IN_ITEM);
  if (!inside) item.tabIndex = -1;
  (inside ?? item).focus();
  item.scrollIntoView({ block: "nearest" });
}

/** Press what carries the key: in the item that has the focus, else on the page. */
function press(key) {
  const carries = `[data-key="${CSS.escape(key)}"]`;
  const item = document.activeElement.closest("[data-item]");
  const found = [...(item?.querySelectorAll(carries) ?? []), ...document.querySelectorAll(carries)]
    .find((element) => isShown(element) && !element.disabled);
  if (!found) return false;
  if (found.matches(TYPING)) {
    found.focus();
    found.select?.();
  } else {
    announce(found.dataset.said || found.textContent.replace(/\s+/g, " ").trim());
    found.click();
    if (found.matches("summary")) found.focus();
  }
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target instanceof Element && event.target.matches(TYPING)) return;
  const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (arrow) {
    // Elsewhere the arrows scroll the page, and in radio buttons they choose.
    const list = event.target instanceof Element && !event.target.matches("[type=radio]")
      ? event.target.closest("[data-keys]") : null;
    if (!list) return;
    event.preventDefault();
    walk(list, arrow);
    return;
  }
  if (document.documentElement.dataset.shortcuts === "off") return;
  if (event.repeat && !"jk".includes(event.key)) return;
  const step = { j: 1, k: -1 }[event.key];
  const list = step && currentList();
  if (list) {
    event.preventDefault();
    walk(list, step);
  } else if (event.key.length === 1 && event.key !== " " && press(event.key)) {
    event.preventDefault();
  }
});
