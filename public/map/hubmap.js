// The interactive map: drives Leaflet over what a page's map says. The page around it is whole without
// it, and closing it gives the server's picture back.
//
// A map is a `figure.map` with these data attributes, written by `components::map_figure::MapFigure`:
//   driver, leaflet, clusters, sheets, ground   addresses of the files
//   basemap   optional JSON: another ground than our own vectors, see `layGround`
//   map       JSON: {view: [west, south, east, north], from?: [lat, lon], kinds: {slug: {label,
//             class, outline, sign or letter and y}}, places: [{at: [lat, lon], kind, number?, name, href,
//             outlined?, phone?}], counted: [{at, text, href}], source?: address of GeoJSON features in place of
//             `places`, need_areas?: whether features that say so are outlined, wider?: address of the map page without the search's place}
// A place whose `href` is `#id` stands in the page's list under that id. A list with the attribute
// `data-map-list` holds the rows of what is in view and is kept in step.
//
// All markup is made by the DOM: the security policy has no room for inline styles. A neighbour that
// is imported here by its file's name is served under a hashed one; the server writes that in.

import { count, make } from "./elements.js";
import { fullScreenOf, isOfMap } from "./fullscreen.js";
import { gesturesOf } from "./gestures.js";
import { layGround, layLabels, milesIn } from "./ground.js";
import { listOf } from "./list.js";
import { markersOf } from "./markers.js";
import { openPopup } from "./popup.js";

/** How near, in degrees, places count as one building: about ten metres. */
const ONE_BUILDING = 4;
const STEP = 90;
const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
/** After so many milliseconds a zoom of the library and the opening of a cluster are over. */
const SETTLED = 600;
const NARROW = "(max-width: 40rem)";

let libraries;

/** Opens the map of a figure. `pressed`: a person asked for it now, so it takes the focus, and on a
 *  narrow screen all of the screen. Gives back an object with `map`, `places` and `close()`. */
export async function open(figure, pressed) {
  const files = figure.dataset;
  const data = JSON.parse(files.map);
  libraries ??= load(files).catch((error) => {
    libraries = undefined;
    throw error;
  });
  const [ground, features] = await Promise.all([json(files.ground), data.source ? json(data.source) : null, libraries]);
  if (features) data.places = features.features.map((feature, at) => ofFeature(feature, at, data.need_areas));
  const opened = show(figure, data, ground, files.basemap ? JSON.parse(files.basemap) : null);
  if (pressed || isOfMap()) opened.begin();
  return opened;
}

async function load(files) {
  await Promise.all([...files.sheets.split(" ").map(sheet), script(files.leaflet)]);
  await script(files.clusters);
}

function script(src) {
  return new Promise((done, failed) => document.head.append(make("script", { src, onload: done, onerror: failed })));
}

function sheet(href) {
  return new Promise((done, failed) =>
    document.head.append(make("link", { rel: "stylesheet", href, onload: done, onerror: failed })),
  );
}

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return answer.json();
}

/** A feature of `/map.geojson` as a place. Its number is its position, as in the server's list. */
function ofFeature({ geometry, properties }, at, needAreas) {
  const [longitude, latitude] = geometry.coordinates;
  const outlined = needAreas && properties.need_area;
  return { ...properties, at: [latitude, longitude], number: at + 1, href: properties.url, outlined };
}

/** Places of one building together: one marker with a list. */
function buildings(places) {
  const by = new Map();
  for (const place of places) {
    const key = place.at.map((degrees) => degrees.toFixed(ONE_BUILDING)).join();
    const building = by.get(key);
    if (building) building.items.push(place);
    else by.set(key, { at: place.at, items: [place] });
  }
  return [...by.values()];
}

function show(figure, data, ground, basemap) {
  const L = window.L;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const moves = !calm;
  const canvas = make("div", {
    className: "map-canvas",
    tabIndex: 0,
    role: "group",
    "aria-label": "Map. The arrow keys move it, plus and minus make it larger and smaller. Tab goes to its places.",
  });
  const button = (textContent, onclick, more) => make("button", { type: "button", className: "quiet", textContent, onclick, ...more });
  const full = button("Full screen", () => (isFull() ? fullScreen.leave() : fullScreen.enter()));
  const wider = make("a", { className: "quiet button map-wider", textContent: "Search this area" });
  const bar = make("div", { className: "map-bar" }, button("Close", () => close(), { "aria-label": "Close the map" }), full, wider);
  const said = make("p", { className: "map-said", role: "status" });
  const panel = make("div", { className: "map-moving" }, bar, canvas, said);
  figure.querySelector(".map-open").after(panel);
  figure.classList.add("is-moving");

  const map = L.map(canvas, {
    attributionControl: false,
    keyboard: false,
    zoomControl: false,
    zoomAnimation: moves,
    fadeAnimation: moves,
    markerZoomAnimation: moves,
    inertia: moves,
    minZoom: 8,
    maxZoom: 17,
    zoomSnap: 0.25,
    zoomDelta: 1,
    maxBoundsViscosity: 0.8,
  });
  const box = ([west, south, east, north]) => [[south, west], [north, east]];
  // Far enough that what opens at the county's edge is all in view.
  map.setMaxBounds(L.latLngBounds(box(ground.extent)).pad(2));
  L.control.zoom({ position: "topright", zoomInTitle: "Larger", zoomOutTitle: "Smaller" }).addTo(map);
  new (milesIn(L))({ metric: false, maxWidth: 160 }).addTo(map);

  const given = viewIn(new URLSearchParams(location.search).get("view"));
  if (given) map.setView(given.at, given.zoom, { animate: false });
  else map.fitBounds(box(data.view), { animate: false });
  layGround(L, map, ground, basemap);

  const fullScreen = fullScreenOf(figure, (on) => {
    full.textContent = on ? "Shrink" : "Full screen";
    map.invalidateSize({ animate: false });
    settleGestures();
  });
  const { isFull } = fullScreen;
  const settleGestures = gesturesOf(map, canvas, isFull);

  const all = buildings(data.places);
  const group = markersOf(L, all, data.kinds, moves);
  map.addLayer(group);
  layLabels(L, map, data);
  group.on("animationend", () => map.fire("settle"));

  const chosen = (building, focus) => {
    const element = openPopup(L, map, building, data.kinds, moves).getElement();
    if (focus) element.querySelector("a")?.focus({ preventScroll: true });
    steps.choose(building);
  };
  group.on("click", ({ layer, originalEvent }) => chosen(layer.building, originalEvent?.detail === 0));
  group.on("keypress", ({ layer, originalEvent }) => originalEvent.key === "Enter" && chosen(layer.building, true));
  // The cluster's own way in, by Enter, has begun before this is heard.
  group.on("clusterkeypress", ({ layer, originalEvent }) => {
    if (originalEvent.key === "Enter") setTimeout(() => focusNear(map, layer.getLatLng()), moves ? 450 : 0);
  });

  /** From the list to the marker. */
  const find = (building) => {
    if (!isFull()) panel.scrollIntoView({ block: "nearest", behavior: moves ? "smooth" : "auto" });
    group.zoomToShowLayer(building.marker, () => chosen(building, true));
  };
  const steps = listOf(map, all, data.kinds, find);

  // Keys work while the map or something in it has the focus, and nowhere else.
  let inside = false;
  canvas.addEventListener("focusin", () => (inside = true));
  canvas.addEventListener("focusout", ({ relatedTarget }) => (inside = !relatedTarget || canvas.contains(relatedTarget)));
  panel.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { key, target } = event;
    const popup = map._popup?.isOpen() ? map._popup : null;
    if (key === "Escape" && popup) {
      const back = popup.getElement().contains(target);
      map.closePopup();
      if (back) (popup.building.marker.getElement() ?? canvas).focus({ preventScroll: true });
    } else if (key === "Escape" && isFull()) fullScreen.leave();
    else if (!canvas.contains(target) || target.closest(".leaflet-popup")) return;
    else if (ARROWS[key]) map.panBy(ARROWS[key], { animate: moves });
    else if (key === "+" || key === "=") map.zoomIn();
    else if (key === "-" || key === "_") map.zoomOut();
    else if (key === " " && target.matches(".leaflet-marker-icon")) target.click();
    else return;
    event.preventDefault();
  });
  // A marker that a move takes away hands its focus to the map.
  map.on("moveend zoomend", () => {
    if (inside && !canvas.contains(document.activeElement)) canvas.focus({ preventScroll: true });
  });
  // Links into the page's list: out of the full screen, to the row.
  panel.addEventListener("click", (event) => {
    const row = event.target.closest?.('a[href^="#"]');
    const aim = row && document.getElementById(row.hash.slice(1));
    if (!aim) return;
    event.preventDefault();
    fullScreen.leave(() => goTo(aim, moves));
  });
  wider.addEventListener("click", (event) => {
    if (!steps.heading || data.wider) return;
    event.preventDefault();
    fullScreen.leave(() => goTo(steps.heading, moves));
  });

  let late;
  function moved() {
    clearTimeout(late);
    late = setTimeout(() => {
      const { lat, lng } = map.getCenter();
      const view = `${lat.toFixed(4)},${lng.toFixed(4)},${map.getZoom()}`;
      keep(view);
      const search = new URL(data.wider ?? (steps.heading ? location.href : "/map"), location.href);
      search.searchParams.set("view", view);
      wider.href = search.pathname + search.search;
      const words = `${count(steps.show(), "place")} in view, of ${all.length}.`;
      if (said.textContent !== words) said.textContent = words;
    }, 150);
  }
  map.on("moveend", moved);
  moved();

  const close = () => fullScreen.leave(end);
  function end() {
    fullScreen.end();
    map.off("moveend", moved);
    clearTimeout(late);
    steps.end();
    panel.remove();
    // The library fails when a map is taken away in the middle of a zoom.
    setTimeout(() => map.remove(), moves ? SETTLED : 0);
    figure.classList.remove("is-moving");
    keep(null);
    figure.querySelector(".map-open button").focus();
  }
  return {
    map,
    places: all,
    find,
    close,
    begin() {
      if (matchMedia(NARROW).matches || isOfMap()) {
        fullScreen.enter();
        if (!given) map.fitBounds(box(data.view), { animate: false });
      }
      canvas.focus({ preventScroll: isFull() });
    },
  };
}

/** Reads `latitude,longitude,zoom`; `null` when it is none. */
function viewIn(text) {
  const [latitude, longitude, zoom] = (text ?? "").split(",").map(Number);
  const known = text && [latitude, longitude, zoom].every(Number.isFinite) && Math.abs(latitude) <= 85;
  return known ? { at: [latitude, longitude], zoom: Math.min(17, Math.max(8, zoom)) } : null;
}

/** Keeps the view in the address, and so in Back and reload, in the page's own links to the map and
 *  in its form; `null` takes it out. */
function keep(view) {
  const withView = (address) => {
    const url = new URL(address, location.href);
    if (view) url.searchParams.set("view", view);
    else url.searchParams.delete("view");
    return url.pathname + url.search.replaceAll("%2C", ",") + url.hash;
  };
  const here = withView(location.href);
  if (here !== location.pathname + location.search + location.hash) history.replaceState(history.state, "", here);
  for (const link of document.querySelectorAll("a[data-keeps-view]")) link.setAttribute("href", withView(link.href));
  for (const field of document.querySelectorAll('input[name="view"]')) {
    field.value = view ?? "";
    field.disabled = !view;
  }
}

function goTo(element, moves) {
  // A row or a group that is folded away.
  for (const fold of [element.closest("details"), element.querySelector("details")]) if (fold) fold.open = true;
  element.scrollIntoView({ block: "start", behavior: moves ? "smooth" : "auto" });
  if (!element.matches("a, button, [tabindex]")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** After a cluster has opened under the keys: the marker nearest to where it stood takes the focus. */
function focusNear(map, at) {
  const { x, y } = map.latLngToContainerPoint(at);
  const frame = map.getContainer().getBoundingClientRect();
  const far = (icon) => {
    const { left, top, width, height } = icon.getBoundingClientRect();
    return Math.hypot(left + width / 2 - frame.left - x, top + height / 2 - frame.top - y);
  };
  const icons = [...map.getContainer().querySelectorAll(".leaflet-marker-icon[tabindex]")];
  icons.sort((a, b) => far(a) - far(b))[0]?.focus({ preventScroll: true });
}
