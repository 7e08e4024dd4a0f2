// What the wheel and the fingers do over a map that is part of a page: they scroll the page as they do
// everywhere else, and a word over the map says how it is zoomed and moved. On a map that fills the screen
// there is no page to scroll, and they move the map.

import { make } from "./elements.js";

const WHEEL = "Use Ctrl and the wheel to zoom";
const FINGERS = "Use two fingers to move the map";
/** How many milliseconds the word stands after the last turn or move. */
const SHOWN = 1200;

/** Listens on the map's canvas. Gives back what is to be called when the map fills the screen or no longer does. */
export function gesturesOf(map, canvas, isFull) {
  const word = make("p", { className: "map-word", "aria-hidden": "true" });
  canvas.append(word);
  let late;
  const hide = () => word.classList.remove("is-shown");
  const say = (words) => {
    word.textContent = words;
    word.classList.add("is-shown");
    clearTimeout(late);
    late = setTimeout(hide, SHOWN);
  };
  const drag = (on) => (on ? map.dragging.enable() : map.dragging.disable());
  // Before the library hears of it.
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey || isFull()) return hide();
      event.stopImmediatePropagation();
      if (!event.target.closest(".leaflet-popup")) say(WHEEL);
    },
    { capture: true, passive: true },
  );
  canvas.addEventListener("pointerdown", ({ pointerType }) => drag(isFull() || pointerType !== "touch"), true);
  canvas.addEventListener(
    "touchmove",
    ({ touches, target }) => {
      if (isFull() || touches.length > 1) hide();
      else if (!target.closest(".leaflet-popup")) say(FINGERS);
    },
    { passive: true },
  );
  // What one finger may do is asked before the finger is heard.
  const settle = () => drag(isFull() || !matchMedia("(any-pointer: coarse)").matches);
  settle();
  return settle;
}
