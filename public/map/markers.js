// The markers of the interactive map and their clusters.

import { count, make, mark } from "./elements.js";

/** How much of the map's size beyond each of its edges has markers too. The library's own 1 makes nine
 *  times the markers in view, which took most of the time of a zoom. */
const BEYOND = 0.1;

/** A building's name: "3: Brookside Family Hub; 4: Stay and play". */
export function nameOf(building) {
  const names = building.items.slice(0, 6).map((item) => (item.number ? `${item.number}: ${item.name}` : item.name));
  const more = building.items.length - names.length;
  return names.join("; ") + (more > 0 ? ` and ${more} more` : "");
}

/** Gives each building its `marker`, and all of them back as one layer of clusters. */
export function markersOf(L, all, kinds, moves) {
  const Icon = iconsIn(L, kinds);
  const Clusters = L.MarkerClusterGroup.extend({
    _getExpandedVisibleBounds() {
      return this._checkBoundsMaxLat(this._map.getBounds().pad(BEYOND));
    },
  });
  const group = new Clusters({
    // Thousands of places are drawn as fewer, larger clusters, so that a zoom stays quick.
    maxClusterRadius: all.length > 1000 ? 84 : 56,
    showCoverageOnHover: false,
    animate: moves,
    spiderLegPolylineOptions: { className: "map-leg", weight: 1.5 },
    iconCreateFunction: (cluster) => new Icon({ many: cluster.getChildCount() }),
  });
  for (const building of all) {
    building.marker = L.marker(building.at, { icon: new Icon({ building }), riseOnHover: true });
    building.marker.building = building;
  }
  group.addLayers(all.map((building) => building.marker));
  return group;
}

/** Icons that are drawn when their marker first comes into view, each with a name of its own, and are
 *  used again when it comes back. */
function iconsIn(L, kinds) {
  const marks = new Map();
  const markOf = (kind) => {
    if (!marks.has(kind)) marks.set(kind, mark(kinds[kind]));
    return marks.get(kind).cloneNode(true);
  };
  return L.DivIcon.extend({
    options: { iconSize: [36, 36], className: "map-marker" },
    createIcon() {
      this.element ??= this.draw();
      return this.element;
    },
    draw() {
      const { building, many } = this.options;
      const icon = L.DivIcon.prototype.createIcon.call(this);
      if (many) {
        icon.classList.add("map-cluster");
        icon.append(make("span", { textContent: many }));
        icon.setAttribute("aria-label", `${count(many, "place")}, zoom in`);
        return icon;
      }
      if (building.items.some((item) => item.outlined)) icon.classList.add("is-outlined");
      icon.append(markOf(building.items[0].kind));
      const numbers = building.items.map((item) => item.number).filter(Boolean);
      const shown = numbers.slice(0, 2).join(", ") + (numbers.length > 2 ? ` +${numbers.length - 2}` : "");
      const badge = shown || (building.items.length > 1 ? `×${building.items.length}` : "");
      if (badge) icon.append(make("span", { className: "map-number", textContent: badge, "aria-hidden": "true" }));
      icon.setAttribute("aria-label", nameOf(building));
      icon.title = nameOf(building);
      return icon;
    },
  });
}
