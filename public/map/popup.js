// What opens over a marker: each service of the building with its number, its page and its row.

import { make, mark } from "./elements.js";
import { nameOf } from "./markers.js";

/** Under so many pixels a popup has no room beside the buttons at the right, and stands below them. */
const NARROW = 420;
/** Width and height of those buttons with the space around them. */
const BUTTONS = [68, 116];
const EDGE = 10;

/** Opens it, all of it inside the map and none under the buttons; `moves` says whether the map may glide there. */
export function openPopup(L, map, building, kinds, moves) {
  const { x, y } = map.getSize();
  const narrow = x < NARROW;
  const [right, top] = narrow ? [EDGE, BUTTONS[1]] : [BUTTONS[0], EDGE];
  const popup = L.popup({
    // Its own margins and the tip take some forty pixels each way.
    maxWidth: Math.min(300, x - EDGE - right - 40),
    minWidth: Math.min(200, x - EDGE - right - 40),
    maxHeight: Math.max(90, y - top - EDGE - 110),
    offset: [0, -8],
    // The library's own would glide whatever people prefer.
    autoPan: false,
  });
  popup.setLatLng(building.at).setContent(told(building, kinds)).openOn(map);
  const element = popup.getElement();
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", nameOf(building));
  popup.building = building;
  const frame = map.getContainer().getBoundingClientRect();
  const box = element.getBoundingClientRect();
  const across = beyond(box.left, box.right, frame.left + EDGE, frame.right - right);
  const down = beyond(box.top, box.bottom, frame.top + top, frame.bottom - EDGE);
  map.panBy([across, down], { animate: moves });
  return popup;
}

/** How far something from `low` to `high` lies beyond what it is to lie in. */
function beyond(low, high, least, most) {
  return low < least ? low - least : Math.max(0, high - most);
}

function told(building, kinds) {
  return make("ul", { className: "map-told", role: "list" }, ...building.items.map((item) => toldOf(item, kinds)));
}

/** `phone_confirmed` comes with a feature of `/map.geojson`; what a page's map says itself is confirmed. */
function toldOf({ number, name, href, kind, place, phone, phone_confirmed = true, confirmed }, kinds) {
  const row = href.startsWith("#") ? document.getElementById(href.slice(1)) : null;
  const page = row?.querySelector('a[href^="/services/"]')?.getAttribute("href") ?? href;
  const line = make("li", {}, make("a", { href: page, textContent: number ? `${number}: ${name}` : name, className: "map-told-name" }));
  if (kinds[kind]) line.append(make("span", { className: "map-kind" }, mark(kinds[kind]), ` ${kinds[kind].label}`));
  if (place && place !== name) line.append(make("span", { className: "where", textContent: place }));
  if (confirmed === false) line.append(make("span", { className: "unsure", textContent: "Not confirmed: ring or look first." }));
  const acts = make("span", { className: "map-acts" });
  // The words of the cards' buttons.
  if (phone && phone_confirmed) acts.append(make("a", { className: "button", href: `tel:${phone.replace(/[^\d+]/g, "")}`, textContent: `Ring ${phone}` }));
  if (!page.startsWith("#")) acts.append(make("a", { className: "button quiet", href: page }, "More", make("span", { className: "hidden", textContent: ` about ${name}` })));
  line.append(acts);
  if (row) line.append(make("a", { href, textContent: "See it in the list", className: "map-row" }));
  return line;
}
