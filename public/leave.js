// Leave by the link or by Shift three times. After that, a page of ours reached by Back in this
// tab goes on to the safe address before it is painted.
(function (w, d) {
  "use strict";
  var root = d.documentElement, safe = root.getAttribute("data-leave"), mark = "left", shifts = [], alone = false;
  if (!safe) return;

  function left() {
    try { return w.sessionStorage.getItem(mark); } catch (e) { return null; }
  }
  function go() {
    root.style.display = "none";
    w.location.replace(safe);
  }
  function leave() {
    try {
      w.sessionStorage.clear();
      w.sessionStorage.setItem(mark, safe);
    } catch (e) { /* no storage: go all the same */ }
    d.title = "\u2026";
    go();
  }
  // A new visit (typed, or by a link) is meant.
  function isNewVisit() {
    var entry = w.performance && performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
    return !!entry && entry.type === "navigate";
  }

  if (left()) {
    if (isNewVisit()) {
      try { w.sessionStorage.removeItem(mark); } catch (e) {}
    } else {
      go();
    }
  }
  // A page kept in memory wakes unseen.
  w.addEventListener("pagehide", function (e) {
    if (e.persisted) root.style.visibility = "hidden";
  });
  w.addEventListener("pageshow", function (e) {
    if (e.persisted && left()) go();
    else root.style.visibility = "";
  });
  d.addEventListener("click", function (e) {
    if (e.target.closest && e.target.closest("a.leave")) {
      e.preventDefault();
      leave();
    }
  });
  d.addEventListener("keydown", function (e) {
    if (e.key !== "Shift") {
      alone = false;
      shifts = [];
    } else if (!e.repeat) {
      alone = !(e.ctrlKey || e.altKey || e.metaKey || e.isComposing);
    }
  });
  d.addEventListener("keyup", function (e) {
    if (e.key !== "Shift" || !alone) return;
    alone = false;
    shifts.push(e.timeStamp);
    if (shifts.length > 3) shifts.shift();
    if (shifts.length === 3 && shifts[2] - shifts[0] < 2000) leave();
  });
})(window, document);
