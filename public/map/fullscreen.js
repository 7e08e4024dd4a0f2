// The map on all of the screen. That is an entry of the browser's history: Back gives the page back.

/**
 * Fills the screen with a figure's map, or gives the page back. `changed` is called whenever it did either,
 * also when Back or Forward did. `leave(then)` goes back one entry and calls `then` when the page stands again.
 */
export function fullScreenOf(figure, changed) {
  const isFull = () => figure.classList.contains("is-full");
  let next = null;
  const set = (on) => {
    if (on === isFull()) return;
    figure.classList.toggle("is-full", on);
    document.documentElement.classList.toggle("has-full-map", on);
    setAside(figure, on);
    changed(on);
  };
  const popped = () => {
    set(isOfMap());
    history.scrollRestoration = "auto";
    const then = next;
    next = null;
    then?.();
  };
  addEventListener("popstate", popped);
  return {
    isFull,
    enter() {
      if (isFull()) return;
      if (!isOfMap()) {
        // The page stays where it is, or goes to the row that was asked for.
        history.scrollRestoration = "manual";
        history.pushState({ ...history.state, fullMap: true }, "");
      }
      set(true);
    },
    leave(then) {
      if (!isFull()) return then?.();
      next = then;
      history.back();
    },
    end: () => removeEventListener("popstate", popped),
  };
}

/** Whether the entry that the browser is at is that of a map on all of the screen. */
export const isOfMap = () => history.state?.fullMap === true;

/** While the map fills the screen nothing else but it and the bar with the ways out can be reached. */
function setAside(figure, on) {
  for (let part = figure; part !== document.body; part = part.parentElement) {
    for (const other of part.parentElement.children) {
      if (other !== part && !other.matches("script, header")) other.inert = on;
    }
  }
  for (const part of document.querySelectorAll("header.top .top-inner > :not(.leave)")) part.inert = on;
}
