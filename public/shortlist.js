// The shortlist of this tab: ids and notes in sessionStorage and nowhere else, so that leaving or
// closing the tab ends them. All of it works without this script too, by forms and links.
(function (w, d) {
  "use strict";
  var KEY = "shortlist", NOTE = "note:", MOST = 20, PATH = "/shortlist", store, voice;
  try { store = w.sessionStorage; store.getItem(KEY); } catch (e) { return; }
  // This tab has been left: nothing is kept on the way out.
  if (store.getItem("left")) return;

  function each(selector, act) { Array.prototype.forEach.call(d.querySelectorAll(selector), act); }
  function read() { return (store.getItem(KEY) || "").split(",").filter(Boolean); }
  function write(ids) { try { store.setItem(KEY, ids.join(",")); } catch (e) { /* full: go on */ } }
  function address(ids) { return ids.length ? PATH + "?ids=" + ids.join(",") : PATH; }
  function say(words) {
    voice.textContent = "";
    w.setTimeout(function () { voice.textContent = words; }, 50);
  }

  function show() {
    var ids = read();
    each('.menu a[href^="' + PATH + '"]', function (link) {
      link.href = address(ids);
      link.textContent = "Shortlist" + (ids.length ? " (" + ids.length + ")" : "");
    });
    each("[data-save]", function (button) {
      var on = ids.indexOf(button.getAttribute("data-save")) >= 0;
      button.firstElementChild.textContent = on ? "Saved. Take it off" : "Save to shortlist";
      button.classList.toggle("saved", on);
    });
    each('.rows input[name="ids"]', function (box) { box.checked = ids.indexOf(box.value) >= 0; });
  }

  function toggle(id) {
    var ids = read(), at = ids.indexOf(id);
    if (at < 0 && ids.length >= MOST) {
      say("Your shortlist is full: it holds " + MOST + ".");
    } else {
      if (at < 0) ids.push(id);
      else ids.splice(at, 1);
      write(ids);
      say((at < 0 ? "Saved. " : "Taken off. ") + ids.length + " on your shortlist.");
    }
    show();
  }

  d.addEventListener("submit", function (e) {
    if (e.target.matches(".save")) {
      e.preventDefault();
      toggle(e.target.querySelector("[data-save]").getAttribute("data-save"));
    } else if (e.target.matches(".pick")) {
      e.preventDefault();
      w.location.assign(address(read()));
    }
  });
  d.addEventListener("change", function (e) {
    if (e.target.matches('.rows input[name="ids"]')) toggle(e.target.value);
  });

  // Keys that act only while the focus is in the list of results (WCAG 2.1.4).
  d.addEventListener("keydown", function (e) {
    var list = e.target.closest(".dense"), row = e.target.closest(".row"), rows, to;
    if (!list || e.ctrlKey || e.altKey || e.metaKey || (!row && e.target !== list)) return;
    rows = Array.prototype.slice.call(list.querySelectorAll(".row"));
    if (e.key === "ArrowDown") to = rows[rows.indexOf(row) + 1];
    else if (e.key === "ArrowUp") to = rows[rows.indexOf(row) - 1];
    else if (row && (e.key === "s" || e.key === "S")) toggle(row.querySelector("input").value);
    else if (row && (e.key === "l" || e.key === "L")) w.location.assign(address(read()));
    else return;
    e.preventDefault();
    if (to) to.querySelector("a").focus();
  });

  // On the list's own page its address is what counts, but for a page that Back brings up again.
  function adopt(e) {
    var list = d.querySelector("[data-ids]"), here = list ? list.getAttribute("data-ids") : "", kept = read();
    var back = e ? e.persisted : performance.getEntriesByType("navigation")[0].type === "back_forward";
    if (w.location.pathname !== PATH || here === kept.join(",")) return;
    if (here && !back) {
      kept.forEach(function (id) { if (here.split(",").indexOf(id) < 0) store.removeItem(NOTE + id); });
      write(here.split(","));
    } else if (kept.length && (back || !w.location.search)) {
      w.location.replace(address(kept));
    } else if (w.location.search === "?ids=") {
      write([]);
    }
  }

  function notes() {
    each("textarea[data-note]", function (area) {
      var key = NOTE + area.getAttribute("data-note"), paper = d.createElement("p");
      // Paper shows the whole note, however long; a field shows its first lines.
      paper.className = "note-paper";
      area.value = paper.textContent = store.getItem(key) || "";
      area.classList.add("screen-only");
      area.after(paper);
      area.addEventListener("input", function () {
        paper.textContent = area.value;
        try {
          if (area.value) store.setItem(key, area.value);
          else store.removeItem(key);
        } catch (e) { /* full: it still stands on the page */ }
      });
    });
  }

  function copy() {
    var text = d.querySelector(".plain"), range = d.createRange();
    function chosen() {
      text.hidden = false;
      range.selectNodeContents(text);
      w.getSelection().removeAllRanges();
      w.getSelection().addRange(range);
      say("The text is marked: copy it now.");
    }
    if (!w.navigator.clipboard) return chosen();
    w.navigator.clipboard.writeText(text.textContent).then(function () { say("Copied."); }, chosen);
  }

  d.addEventListener("click", function (e) {
    var button = e.target.closest("[data-do]");
    if (!button) return;
    if (button.getAttribute("data-do") === "print") w.print();
    else copy();
  });

  voice = d.createElement("p");
  voice.className = "voice";
  voice.setAttribute("role", "status");
  d.body.appendChild(voice);
  each("[data-do], .keys", function (part) { part.hidden = false; });
  adopt();
  notes();
  show();
  w.addEventListener("pageshow", function (e) {
    if (!e.persisted || store.getItem("left")) return;
    adopt(e);
    show();
  });
})(window, document);
