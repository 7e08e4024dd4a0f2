// The button of the filters says how many results fit what is chosen, while it is being chosen. Without this
// script it says how many fit what was chosen before.
(function (d) {
  "use strict";
  var sheet = d.querySelector(".filter-fields"), button = sheet && sheet.querySelector("button[type=submit]");
  var form = button && button.form, asked = 0;
  if (!form) return;
  button.setAttribute("aria-live", "polite");
  d.addEventListener("change", function (e) {
    if (!sheet.contains(e.target)) return;
    var mine = ++asked, chosen = new URLSearchParams(new FormData(form));
    chosen.set("per_page", "1");
    fetch("/api/search?" + chosen, { cache: "no-store" })
      .then(function (response) { if (!response.ok) throw response; return response.json(); })
      .then(function (answer) {
        if (mine === asked) button.textContent = "Show " + answer.total + (answer.total === 1 ? " result" : " results");
      })
      .catch(function () { /* The form works all the same. */ });
  });
})(document);
