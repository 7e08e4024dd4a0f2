// The page's list beside the interactive map: kept in step with it, and leading to its markers.

import { count, make, mark, milesOf } from "./elements.js";

/** Rows of the list that stand in the page at once. */
const MOST_ROWS = 100;

/**
 * Keeps the page's list in step. `show()` tells how many places are in view, after it has made the
 * list say the same; `choose` marks a building's rows; `end` gives the server's list back.
 */
export function listOf(map, all, kinds, find) {
  const list = document.querySelector("[data-map-list]");
  const pins = cardPins(all, find);
  const inView = () => {
    const bounds = map.getBounds();
    const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    return all.filter(({ at: [lat, lng] }) => lat >= south && lat <= north && lng >= west && lng <= east);
  };
  const point = (rows) => {
    document.querySelectorAll(".is-chosen").forEach((row) => row.classList.remove("is-chosen"));
    for (const row of rows) row.classList.add("is-chosen");
  };
  if (!list) {
    const rows = (building) => building.items.map(({ href }) => href.startsWith("#") && document.getElementById(href.slice(1)));
    return { show: () => inView().length, choose: (building) => point(rows(building).filter(Boolean)), end: () => pins.forEach((pin) => pin.remove()) };
  }
  const groups = groupsOf(list, kinds);
  const words = list.querySelector("[data-said]");
  const wordsBefore = words.textContent;
  const template = list.querySelector("template");
  const towns = [...list.querySelectorAll("[data-at]")].map((part) => ({ part, at: part.dataset.at.split(",").map(Number) }));
  const pages = list.querySelectorAll("[data-pages]");
  let building = null;
  // A row is made when it is first needed, and used again.
  const made = new Map();
  const rowFor = ({ item, one }) => {
    let row = made.get(item);
    if (!row) made.set(item, (row = rowOf(template, item, () => find(one))));
    row.classList.toggle("is-chosen", one === building);
    return row;
  };
  const show = () => {
    const seen = inView();
    const items = seen.flatMap((one) => one.items.map((item) => ({ item, one })));
    const nearest = items.length > MOST_ROWS ? nearestOf(items, map.getCenter()) : items;
    nearest.sort((a, b) => a.item.number - b.item.number);
    groups.fill(nearest, rowFor);
    const bounds = map.getBounds();
    let nearby = 0;
    for (const { part, at } of towns) {
      part.hidden = !bounds.contains(at);
      if (!part.hidden) nearby++;
    }
    const most = items.length > MOST_ROWS ? ` The list has the ${MOST_ROWS} nearest to the middle of the map.` : "";
    const only = nearby ? " More are known only to a town or district: they stand under these." : "";
    words.textContent = items.length
      ? `${count(items.length, "service")} at ${count(seen.length, "place")} in this part of the map.${most}${only}`
      : `No places in this part of the map. Move it, or make it smaller.${only}`;
    return seen.length;
  };
  for (const part of pages) part.hidden = true;
  return {
    heading: list.querySelector("h2"),
    show,
    choose(one) {
      building = one;
      const numbers = new Set(one.items.map((item) => String(item.number)));
      const own = [...list.querySelectorAll("[data-rows] > li")].filter((row) => numbers.has(row.dataset.number));
      point(own);
      for (const row of own) row.closest("details").open = true;
    },
    end() {
      groups.end();
      words.textContent = wordsBefore;
      for (const { part } of towns) part.hidden = false;
      for (const part of pages) part.hidden = false;
    },
  };
}

/**
 * The groups of the list, one a kind. `fill` puts the rows of items into those of their kinds and hides what
 * has none; `end` gives the server's rows back. What people folded or unfolded stays so.
 */
function groupsOf(list, kinds) {
  const first = list.querySelector("template");
  const groups = new Map();
  for (const rows of list.querySelectorAll("[data-rows]")) groups.set(rows.dataset.rows, { fold: rows.closest("details"), rows, before: [...rows.children] });
  const groupFor = (kind) => {
    if (!groups.has(kind)) groups.set(kind, makeGroup(first, kind, kinds[kind]));
    const group = groups.get(kind);
    if (!group.fold.isConnected) first.before(group.fold);
    return group;
  };
  return {
    fill(items, rowFor) {
      const byKind = new Map([...groups.keys()].map((kind) => [kind, []]));
      for (const each of items) {
        groupFor(each.item.kind);
        if (!byKind.has(each.item.kind)) byKind.set(each.item.kind, []);
        byKind.get(each.item.kind).push(rowFor(each));
      }
      for (const [kind, next] of byKind) {
        const { fold, rows } = groups.get(kind);
        if (next.length !== rows.children.length || next.some((row, at) => row !== rows.children[at])) rows.replaceChildren(...next);
        fold.querySelector("[data-count]").textContent = next.length;
        fold.hidden = !next.length;
      }
    },
    end() {
      for (const { fold, rows, before } of groups.values()) {
        rows.replaceChildren(...before);
        fold.querySelector("[data-count]").textContent = before.length;
        fold.hidden = !before.length;
      }
    },
  };
}

/** A group for a kind that the server's part of the list has no row of. */
function makeGroup(template, kind, { label, ...how }) {
  const fold = template.content.firstElementChild.cloneNode(true);
  const rows = fold.querySelector(".map-rows");
  rows.dataset.rows = kind;
  rows.replaceChildren();
  fold.querySelector("h3").textContent = label;
  fold.querySelector("summary").prepend(mark(how));
  return { fold, rows, before: [] };
}

/** The items nearest to the middle of the map, as many as the list has at most. Degrees do to compare. */
function nearestOf(items, { lat, lng }) {
  const narrow = Math.cos((lat * Math.PI) / 180);
  for (const each of items) each.far = Math.hypot(each.one.at[0] - lat, (each.one.at[1] - lng) * narrow);
  return items.sort((a, b) => a.far - b.far).slice(0, MOST_ROWS);
}

/** A button in each card of a page's list that leads to its marker. */
function cardPins(all, find) {
  const pins = [];
  for (const building of all) {
    for (const { href, name } of building.items) {
      const card = href.startsWith("#") && document.getElementById(href.slice(1));
      if (!card) continue;
      pins.push(pinTo(name, () => find(building)));
      card.append(pins.at(-1));
    }
  }
  return pins;
}

function pinTo(name, onclick) {
  const words = make("span", { className: "hidden", textContent: `: ${name}` });
  return make("button", { type: "button", className: "quiet map-pin", onclick }, "Find on the map", words);
}

/** A row of the list from the page's own template. */
function rowOf(template, item, find) {
  const row = template.content.querySelector(".map-row").cloneNode(true);
  const part = (name) => row.querySelector(`[data-is="${name}"]`);
  row.dataset.number = item.number;
  row.id = `result-${item.number}`;
  part("number").textContent = item.number;
  const link = part("name");
  link.textContent = item.name;
  link.setAttribute("href", item.href);
  const fill = (name, words, field) => (words ? (field.textContent = words) : part(name).remove());
  fill("distance", item.distance_miles === null ? "" : milesOf(item.distance_miles), part("distance"));
  fill("place", item.place === item.name ? "" : item.place, part("place"));
  if (item.phone && item.phone_confirmed) {
    const ring = part("phone").querySelector("a");
    ring.textContent = item.phone;
    ring.setAttribute("href", `tel:${item.phone.replace(/[^\d+]/g, "")}`);
  } else part("phone").remove();
  if (item.confirmed) part("unsure").remove();
  row.append(pinTo(item.name, find));
  return row;
}
