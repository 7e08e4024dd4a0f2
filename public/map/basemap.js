// The steward's ground over our own land: picture tiles of another host, or one PMTiles file of this
// host, drawn in the colours of the site's style sheet. The server says which in the figure's
// `data-basemap`, as JSON:
//   {type: "tiles", url, attribution, layer}
//   {type: "pmtiles", url, attribution, layer, finest, library}
// `layer` is the address of this script, `library` that of protomaps-leaflet. Neither is loaded before
// a map is opened.

import { make } from "./elements.js";

const FINEST_TILES = 19;
const FONT = "system-ui, sans-serif";
/** A green and a grey that can be seen on the light ground and on the dark one. */
const GREEN = "#5f9a45";
const GREY = "#8a7a8a";
const WIDE = ["highway", "major_road"];

let library;

/** Lays it, with its makers' line in a corner, and ends once some of it can be seen. Fails, and leaves
 *  nothing of it on the map, when nothing comes. */
export async function layBasemap(L, map, basemap) {
  if (basemap.type === "pmtiles") {
    library ??= load(basemap.library).catch((error) => {
      library = undefined;
      throw error;
    });
    // The library itself says nothing when the file is gone.
    await Promise.all([library, isThere(basemap.url)]);
  }
  // The map may have been closed meanwhile.
  if (!map.getPane("tilePane")) return;
  map.getPane("tilePane").setAttribute("aria-hidden", "true");
  const layer = basemap.type === "pmtiles" ? layVectorTiles(map, basemap, window.protomapsL) : layPictures(L, map, basemap);
  const whose = sayWhose(L, map, basemap.attribution);
  try {
    await seen(layer);
  } catch (error) {
    layer.remove();
    whose.remove();
    throw error;
  }
}

function load(src) {
  return new Promise((done, failed) =>
    document.head.append(make("script", { src, onload: done, onerror: () => failed(new Error(`${src} did not come`)) })),
  );
}

async function isThere(url) {
  const answer = await fetch(url, { method: "HEAD" });
  if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
}

/** Waits for the first tile. All of them being done with and none there is a failure. */
function seen(layer) {
  return new Promise((done, failed) => {
    layer.once("tileload", done);
    layer.once("load", () => failed(new Error("no tile of the base map came")));
  });
}

/** Written by the DOM: what a licence asks for is text, whatever is in it. */
function sayWhose(L, map, attribution) {
  const Line = L.Control.extend({
    onAdd: () => make("p", { className: "ground-whose", textContent: attribution, hidden: !attribution }),
  });
  return new Line({ position: "bottomright" }).addTo(map);
}

function layPictures(L, map, { url }) {
  const options = { className: "ground-pictures", maxNativeZoom: FINEST_TILES, maxZoom: FINEST_TILES, referrerPolicy: "no-referrer" };
  return L.tileLayer(url, options).addTo(map);
}

/** Draws again when the browser changes between light and dark. Gives back the first drawing. */
function layVectorTiles(map, { url, finest }, P) {
  let layer;
  const lay = () => {
    layer?.remove();
    const colours = coloursOf(map.getContainer());
    layer = P.leafletLayer({
      url,
      lang: "en",
      attribution: "",
      maxDataZoom: finest,
      paintRules: paint(P, colours),
      labelRules: label(P, colours),
    });
    layer.addTo(map);
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", lay);
  map.on("unload", () => dark.removeEventListener("change", lay));
  lay();
  return layer;
}

/** The tokens of the site's style sheet, as they are now. */
function coloursOf(element) {
  const style = getComputedStyle(element);
  const token = (name) => style.getPropertyValue(name).trim();
  return {
    land: token("--land"),
    water: token("--water"),
    edge: token("--land-line"),
    road: token("--card"),
    ink: token("--ink"),
    soft: token("--ink-soft"),
  };
}

/** How wide a line is: `at` pixels at zoom 16, half of it a zoom further out. */
const wide = (at) => (zoom) => Math.max(0.5, at / 2 ** (16 - Math.min(zoom, 17)));

/** Land, green, water, buildings, roads and railways, in the layers that Protomaps' maps have. */
function paint(P, colours) {
  const kind = (...kinds) => (_, feature) => kinds.includes(feature.props.kind);
  const area = (dataLayer, fill, more) => ({ dataLayer, symbolizer: new P.PolygonSymbolizer({ fill, ...more }) });
  const line = (dataLayer, color, width, more) => ({ dataLayer, symbolizer: new P.LineSymbolizer({ color, width }), ...more });
  const green = ["park", "forest", "wood", "nature_reserve", "recreation_ground", "grass", "allotments", "playground"];
  const roads = (zoom, feature) => feature.props.kind !== "rail" && feature.props.kind !== "path" && zoom >= 9;
  const main = kind(...WIDE);
  return [
    area("earth", colours.land),
    { ...area("landuse", GREEN, { opacity: 0.2 }), filter: kind(...green) },
    { ...area("water", colours.water, { opacity: 0.65 }), filter: (_, feature) => feature.geomType === 3 },
    line("water", colours.water, wide(5), { filter: (_, feature) => feature.geomType === 2 }),
    { ...area("buildings", GREY, { opacity: 0.22 }), minzoom: 14 },
    line("roads", GREY, wide(1.4), { filter: kind("path"), minzoom: 14 }),
    line("roads", GREY, wide(2.5), { filter: kind("rail"), minzoom: 10 }),
    line("roads", colours.edge, wide(9), { filter: roads }),
    line("roads", colours.road, wide(6.5), { filter: roads, minzoom: 13 }),
    line("roads", colours.edge, wide(18), { filter: main }),
    line("roads", colours.road, wide(13), { filter: main, minzoom: 10 }),
  ];
}

/** Names: of towns and villages, of streets, of water. */
function label(P, colours) {
  const labelProps = ["name:en", "name"];
  const text = { labelProps, fill: colours.ink, stroke: colours.land, width: 3 };
  const soft = { ...text, fill: colours.soft };
  return [
    {
      dataLayer: "places",
      symbolizer: new P.CenteredTextSymbolizer({ ...text, font: `700 14px ${FONT}` }),
      filter: (_, feature) => feature.props.kind === "locality",
      sort: (a, b) => (b.population ?? 0) - (a.population ?? 0),
    },
    {
      dataLayer: "places",
      symbolizer: new P.CenteredTextSymbolizer({ ...soft, font: `400 12px ${FONT}` }),
      filter: (zoom, feature) => zoom >= 13 && feature.props.kind === "neighbourhood",
    },
    { dataLayer: "roads", symbolizer: new P.LineLabelSymbolizer({ ...soft, font: `400 12px ${FONT}` }), minzoom: 14 },
  ];
}
