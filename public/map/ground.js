// What lies under the markers: outlines, built-up areas, rivers, names, labels, and the scale.

import { make } from "./elements.js";

/**
 * Lays the ground under the markers. It is our own vectors, or a steward's `basemap` (see `basemap.js`)
 * between our land and our lines. Our names stand until the base map brings its own, and so for good
 * when it does not come.
 */
export function layGround(L, map, ground, basemap) {
  layVectors(L, map, ground, basemap ? "land" : "ground");
  const endNames = layNames(L, map, ground);
  if (!basemap) return;
  import(basemap.layer)
    .then(({ layBasemap }) => layBasemap(L, map, basemap))
    .then(endNames)
    .catch((error) => console.warn(error));
}

/** Our own vectors: outlines, built-up areas and rivers. Colours are the style sheet's, so that light, dark and forced
 *  colours change by themselves. What a base map covers goes into the pane `under`. */
function layVectors(L, map, ground, under) {
  for (const pane of new Set([under, "ground"])) map.createPane(pane).setAttribute("aria-hidden", "true");
  const options = (pane, className, fill) => ({ pane, className, interactive: false, fill, smoothFactor: 0.6 });
  const county = ground.county.map((ring) => [ring]);
  L.polygon(county, options(under, "ground-land", true)).addTo(map);
  // All rings as one: a ring inside another is a gap.
  L.polygon(ground.built_up, options(under, "ground-built", true)).addTo(map);
  for (const district of ground.districts) {
    L.polygon(district.rings.map((ring) => [ring]), options("ground", "ground-district", false)).addTo(map);
  }
  L.polyline(ground.rivers, options(under, "ground-river", false)).addTo(map);
  L.polygon(county, options("ground", "ground-county", false)).addTo(map);
}

/** From how many people on a settlement is a town, whose name is bold. */
const TOWN = 5_000;
/** Districts are named up to this zoom: nearer, their edges are out of sight. */
const DISTRICTS = 10.5;

/** Names of settlements and districts, the largest first, each at its true place and once, where there is room.
 *  Gives back what takes them away. */
function layNames(L, map, ground) {
  map.createPane("names").setAttribute("aria-hidden", "true");
  const names = L.layerGroup().addTo(map);
  const districts = ground.districts.map(({ name, at }) => ({ name, at, kind: "is-district" }));
  const settlements = ground.settlements.map(([name, lat, lon, weight]) => ({ name, at: [lat, lon], weight, kind: weight >= TOWN ? "is-town" : "" }));
  const write = () => {
    names.clearLayers();
    const zoom = map.getZoom();
    // A settlement is named from the zoom at which so many people are worth a word.
    const least = 45_000 / 3 ** Math.max(0, zoom - 8);
    const seen = map.getBounds();
    const written = new Set();
    const taken = [];
    for (const { name, at, weight, kind } of [...settlements, ...(zoom <= DISTRICTS ? districts : [])]) {
      if (weight < least || written.has(name) || !seen.contains(at)) continue;
      const { x, y } = map.project(at);
      const half = name.length * 3.9 + 4;
      const box = [x - half, y - 9, x + half, y + 9];
      if (!apart(box, taken)) continue;
      taken.push(box);
      written.add(name);
      const icon = L.divIcon({ className: `ground-name ${kind}`, html: make("span", { textContent: name }), iconSize: null });
      L.marker(at, { icon, pane: "names", interactive: false, keyboard: false }).addTo(names);
    }
  };
  map.on("moveend", write);
  map.whenReady(write);
  return () => {
    map.off("moveend", write);
    names.remove();
  };
}

/** What is known only to a town or a district, and where the search is from. */
export function layLabels(L, map, data) {
  map.createPane("labels");
  const labels = data.counted.map(({ at, text, href }) => {
    const icon = L.divIcon({ className: "map-only", html: make("a", { href, textContent: text }), iconSize: null });
    const marker = L.marker(at, { icon, pane: "labels", interactive: false, keyboard: false }).addTo(map);
    return { at, marker, count: parseInt(text, 10), of: text.replace(/^\d+ in /, ""), half: text.length * 3.6 + 14 };
  });
  // Where there is not room for all, the larger count stands.
  labels.sort((a, b) => b.count - a.count);
  // The frame in which the map moved comes first; labels follow in the next, once for several causes.
  let waiting = 0;
  map.on("moveend settle", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => setTimeout(() => map.getPane("names") && settle(L, map, labels)));
  });
  map.fire("settle");
  if (!data.from) return;
  const here = L.divIcon({ className: "map-from", html: make("span", { title: "Where you searched from" }), iconSize: [24, 24] });
  L.marker(data.from, { icon: here, interactive: false, keyboard: false }).addTo(map);
}

/** Where a name may stand: to the right of its place, in halves of its width, and under it, in pixels. On it, just
 *  clear of a marker there, or with its end or its beginning there. */
const NAME_OFFSETS = [[0, 0], [0, 28], [0, -28], [-0.9, 0], [0.9, 0], [-0.6, 28], [0.6, 28]];

/** Shows labels at their places where neither a marker nor another label is, and then the names of the ground that
 *  can still be read and that no label says already. One that has no room waits until the map is larger: a label
 *  that is moved would be of another town, and the list has it all the while. */
function settle(L, map, labels) {
  const taken = [...map.getPane("markerPane").querySelectorAll(".map-marker")].map((icon) => {
    const { x, y } = L.DomUtil.getPosition(icon);
    return [x - 20, y - 20, x + (icon.querySelector(".map-number") ? 34 : 20), y + 20];
  });
  const least = map.containerPointToLayerPoint([0, 0]);
  const frame = map.getContainer().getBoundingClientRect();
  for (const control of map.getContainer().querySelectorAll(".leaflet-control")) {
    const { left, top, right, bottom } = control.getBoundingClientRect();
    taken.push([left - frame.left + least.x, top - frame.top + least.y, right - frame.left + least.x, bottom - frame.top + least.y]);
  }
  const most = map.containerPointToLayerPoint(map.getSize());
  // Cut off at the edge it would say half of what it means.
  const isIn = (one) => one[0] >= least.x && one[2] <= most.x && one[1] >= least.y && one[3] <= most.y;
  const said = new Set();
  for (const { at, marker, half, of } of labels) {
    const { x, y } = map.latLngToLayerPoint(at);
    const box = [x - half, y - 14, x + half, y + 14];
    const label = marker.getElement().firstElementChild;
    label.hidden = !isIn(box) || !apart(box, taken);
    if (label.hidden) continue;
    taken.push(box);
    said.add(of);
  }
  for (const icon of map.getPane("names").querySelectorAll(".ground-name")) {
    const name = icon.firstElementChild;
    const { x, y } = L.DomUtil.getPosition(icon);
    const half = name.textContent.length * 3.9 + 2;
    const box = ([across, down]) => [x + (across - 1) * half, y + down - 8, x + (across + 1) * half, y + down + 8];
    const place = said.has(name.textContent) ? null : NAME_OFFSETS.find((offset) => isIn(box(offset)) && apart(box(offset), taken));
    name.hidden = !place;
    if (name.hidden) continue;
    taken.push(box(place));
    name.style.left = `${place[0] * half}px`;
    name.style.top = `${place[1]}px`;
  }
}

/** Whether a box meets none of the others. */
function apart(one, others) {
  return !others.some((other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]);
}

/** A scale bar in miles, said as people say them. */
export function milesIn(L) {
  const words = { 0.25: "¼ mile", 0.5: "½ mile", 1: "1 mile" };
  return L.Control.Scale.extend({
    _updateImperial(metres) {
      const most = metres / 1609.344;
      const miles = [50, 20, 10, 5, 2, 1, 0.5, 0.25].find((one) => one <= most) ?? 0.1;
      this._updateScale(this._iScale, words[miles] ?? `${miles} miles`, miles / most);
    },
  });
}
