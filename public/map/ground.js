// What lies under the markers: outlines, rivers, names, labels, and the scale.

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

/** Our own vectors: outlines and rivers. Colours are the style sheet's, so that light, dark and forced
 *  colours change by themselves. What a base map covers goes into the pane `under`. */
function layVectors(L, map, ground, under) {
  for (const pane of new Set([under, "ground"])) map.createPane(pane).setAttribute("aria-hidden", "true");
  const options = (pane, className, fill) => ({ pane, className, interactive: false, fill, smoothFactor: 0.6 });
  const county = ground.county.map((ring) => [ring]);
  L.polygon(county, options(under, "ground-land", true)).addTo(map);
  for (const district of ground.districts) {
    L.polygon(district.rings.map((ring) => [ring]), options("ground", "ground-district", false)).addTo(map);
  }
  L.polyline(ground.rivers, options(under, "ground-river", false)).addTo(map);
  L.polygon(county, options("ground", "ground-county", false)).addTo(map);
}

/** Names of districts and towns, where there is room for them. Gives back what takes them away. */
function layNames(L, map, ground) {
  map.createPane("names").setAttribute("aria-hidden", "true");
  const names = L.layerGroup().addTo(map);
  const districts = ground.districts.map(({ name, at }) => ({ name, at, district: true }));
  const write = () => {
    names.clearLayers();
    const zoom = map.getZoom();
    // A town is named from the zoom at which so many people are worth a word.
    const least = 60_000 / 2.6 ** Math.max(0, zoom - 8);
    const towns = ground.towns.filter(({ weight }) => weight >= least);
    const taken = [];
    const seen = map.getBounds().pad(0.2);
    for (const { name, at, district } of [...(zoom <= 11 ? districts : []), ...towns]) {
      if (!seen.contains(at)) continue;
      const { x, y } = map.project(at);
      const half = name.length * (district ? 4.2 : 3.9);
      const middle = district ? y : y - 28;
      const box = [x - half, middle - 10, x + half, middle + 10];
      if (!apart(box, taken)) continue;
      taken.push(box);
      const html = make("span", { textContent: name });
      const icon = L.divIcon({ className: district ? "ground-name is-district" : "ground-name", html, iconSize: null });
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
    return { at, marker, count: parseInt(text, 10), half: text.length * 3.6 + 14 };
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

/** Where a label is tried about its place, in pixels: nearest first, the same each time, and never so
 *  far that it would seem to be of another town. */
const TRIES = [0, 40, -40, 80, -80, 110, -110].flatMap((across) => [0, 26, -26, 52, -52, 78, -78, 104, -104].map((down) => [across, down]));
TRIES.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));

/** Sets labels where neither a marker nor another label is, and the names of the ground where they can
 *  still be read. One that has no room waits until the map
 *  is larger: the list has it all the while. */
function settle(L, map, labels) {
  const taken = [...map.getPane("markerPane").querySelectorAll(".map-marker")].map((icon) => {
    const { x, y } = L.DomUtil.getPosition(icon);
    return [x - 20, y - 20, x + 34, y + 20];
  });
  const least = map.containerPointToLayerPoint([0, 0]);
  const most = map.containerPointToLayerPoint(map.getSize());
  // Cut off at the edge it would say half of what it means.
  const seen = (one) => one[0] >= least.x && one[2] <= most.x && one[1] >= least.y && one[3] <= most.y;
  for (const { at, marker, half } of labels) {
    const { x, y } = map.latLngToLayerPoint(at);
    const box = ([across, down]) => [x + across - half, y + down - 14, x + across + half, y + down + 14];
    const place = TRIES.find((step) => seen(box(step)) && apart(box(step), taken));
    const label = marker.getElement().firstElementChild;
    label.hidden = !place;
    if (!place) continue;
    taken.push(box(place));
    label.style.translate = `calc(-50% + ${place[0]}px) calc(-50% + ${place[1]}px)`;
  }
  // A name gives way to both, and to names before it: what is written over a word is read by nobody.
  for (const icon of map.getPane("names").querySelectorAll(".ground-name")) {
    const { x, y } = L.DomUtil.getPosition(icon);
    const isDistrict = icon.classList.contains("is-district");
    const half = icon.textContent.length * (isDistrict ? 4.6 : 3.9);
    const middle = isDistrict ? y : y - 28;
    const box = (down) => [x - half, middle + down - 9, x + half, middle + down + 9];
    const down = (isDistrict ? [0, 34, -34] : [0, 56]).find((down) => apart(box(down), taken));
    const name = icon.firstElementChild;
    name.hidden = down === undefined;
    if (name.hidden) continue;
    taken.push(box(down));
    name.style.top = `${down}px`;
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
