// Leave by the link or three Shifts. After that, a page of ours reached by Back in this
// tab goes on to the safe address, unpainted. The tab keeps the choice of contrast.
(function (d) {
  "use strict";
  var root = d.documentElement, safe = root.dataset.leave, shifts = [], alone, on = addEventListener;

  // Null where nothing can be kept.
  function kept(name, value) {
    try {
      if (value != null) sessionStorage.setItem(name, value);
      return sessionStorage.getItem(name);
    } catch (e) { return null; }
  }
  function go() {
    root.style.display = "none";
    location.replace(safe || kept("left"));
  }
  function leave() {
    try { sessionStorage.clear(); } catch (e) {}
    kept("left", safe);
    d.title = "\u2026";
    go();
  }

  if (kept("left")) {
    // Typed or by a link: meant.
    var nav = performance.getEntriesByType("navigation")[0];
    if (nav && nav.type === "navigate") kept("left", "");
    else go();
  }
  root.dataset.contrast = kept("contrast") || "";

  // A page kept in memory wakes unseen.
  on("pagehide", function (e) {
    if (e.persisted) root.style.visibility = "hidden";
  });
  on("pageshow", function (e) {
    if (e.persisted && kept("left")) return go();
    root.style.visibility = "";
    var box = d.getElementById("contrast"), high = kept("contrast");
    if (box && high != null) box.checked = root.dataset.contrast = high;
  });
  on("change", function (e) {
    if (e.target.id === "contrast") kept("contrast", root.dataset.contrast = e.target.checked ? "high" : "");
  });
  on("click", function (e) {
    if (e.target.closest("a.leave")) e.preventDefault(), leave();
  });
  on("keydown", function (e) {
    if (e.key !== "Shift") alone = shifts.length = 0;
    else if (!e.repeat) alone = !(e.ctrlKey || e.altKey || e.metaKey || e.isComposing);
  });
  on("keyup", function (e) {
    if (e.key !== "Shift" || !alone || !safe) return;
    alone = 0;
    shifts = shifts.concat(e.timeStamp).slice(-3);
    if (shifts[2] - shifts[0] < 2000) leave();
  });
})(document);
