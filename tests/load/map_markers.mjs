// How fast the interactive map answers with 5,000 markers, in headless Chromium: serves the built site,
// hands the map page 5,000 made-up features in place of /map.geojson, and measures by the browser's
// own performance marks from a key press to the first frame after the map has changed. Prints p50,
// p95 and the worst, and ends with 1 when the p95 of a pan or a zoom is above BUDGET milliseconds.
//
//   HUBFINDER_PROGRAM=… FEATURES=5000 node tests/load/map_markers.mjs
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { chromium } = createRequire(join(root, "tests/package.json"))("playwright-core");
const FEATURES = Number(process.env.FEATURES ?? 5000);
const BUDGET = 100;
const EXTENT = { west: -2.65, south: 51.97, east: -1.77, north: 52.45 };

/** Numbers from 0 to 1 that are the same each time (Mulberry32). */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Half of the places lie in towns, as people do. */
function features(kinds) {
  const next = random(4);
  const towns = Array.from({ length: 25 }, () => [next(), next()]);
  const along = (low, high, share) => low + (high - low) * Math.min(1, Math.max(0, share));
  return Array.from({ length: FEATURES }, (_, at) => {
    const town = at % 2 ? towns[at % towns.length] : null;
    const share = town ? town.map((middle) => middle + (next() - 0.5) * 0.06) : [next(), next()];
    const coordinates = [along(EXTENT.west, EXTENT.east, share[0]), along(EXTENT.south, EXTENT.north, share[1])];
    const properties = {
      service: `made-up-${at}`, location: `place-${at}`, name: `Made-up service ${at}`, place: `Place ${at}`,
      kind: kinds[at % kinds.length], needs: [], district: "", confirmed: at % 3 === 0, phone: null, phone_confirmed: null,
      distance_miles: null, url: `/services/made-up-${at}`,
    };
    return { type: "Feature", geometry: { type: "Point", coordinates }, properties };
  });
}

const free = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

const port = await free();
const address = `http://127.0.0.1:${port}`;
const folder = await mkdtemp(join(tmpdir(), "hubfinder-markers-"));
const program = resolve(root, process.env.HUBFINDER_PROGRAM ?? "target/release/hubfinder");
const server = spawn(program, ["serve", "--listen", `127.0.0.1:${port}`, "--store", join(folder, "store.db"), "--data", "data/worcestershire"], {
  cwd: root,
  stdio: "ignore",
});
let browser;
try {
  for (const end = Date.now() + 60_000; ; await new Promise((go) => setTimeout(go, 100))) {
    if (await fetch(`${address}/readyz`).then((answer) => answer.ok, () => false)) break;
    if (Date.now() > end || server.exitCode !== null) throw new Error("the server did not start");
  }
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" })).newPage();
  await page.route("**/map.geojson*", async (route) => {
    const kinds = Object.keys(JSON.parse(await page.locator("figure.map").getAttribute("data-map")).kinds);
    await route.fulfill({ contentType: "application/geo+json", body: JSON.stringify({ type: "FeatureCollection", features: features(kinds) }) });
  });
  await page.goto(`${address}/map`);
  const opening = await page.evaluate(async () => {
    performance.mark("open");
    const figure = document.querySelector("figure.map");
    const driver = await import(figure.dataset.driver);
    window.opened = await driver.open(figure, true);
    await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame)));
    return performance.measure("opening", "open").duration;
  });
  /** Presses a key and waits for the frame that shows the change; then lets the list come after. */
  const press = (key, name) =>
    page.evaluate(
      async ([key, name]) => {
        const canvas = document.querySelector(".map-canvas");
        performance.mark("press");
        canvas.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame)));
        const took = performance.measure(name, "press").duration;
        // The list follows 150 ms after the map is still.
        performance.mark("rest");
        await new Promise((go) => setTimeout(go, 260));
        return took;
      },
      [key, name],
    );
  const times = { pan: [], zoom: [] };
  const keys = ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"];
  for (let round = 0; round < 3; round++) {
    for (const zoom of ["+", "+", "+", "+", "+", "-", "-", "-", "-", "-"]) {
      times.zoom.push(await press(zoom, "zoom"));
      for (const key of keys) times.pan.push(await press(key, "pan"));
    }
  }
  // The list in step: the longest task of the page that is not a press.
  const list = await page.evaluate(async () => {
    const { map } = window.opened;
    const took = [];
    const observer = new PerformanceObserver((all) => took.push(...all.getEntries().map((entry) => entry.duration)));
    observer.observe({ type: "longtask" });
    for (let at = 0; at < 8; at++) {
      map.panBy([at % 2 ? 120 : -120, 0], { animate: false });
      await new Promise((go) => setTimeout(go, 400));
    }
    return { longest: Math.max(0, ...took), rows: document.querySelectorAll("[data-rows] > li").length };
  });
  const share = (all, part) => all.sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * part))];
  console.log(`${FEATURES} features, ${list.rows} rows in the list, opened in ${opening.toFixed(0)} ms`);
  let over = false;
  for (const [what, all] of Object.entries(times)) {
    const p95 = share(all, 0.95);
    over ||= p95 > BUDGET;
    console.log(`${what}: ${all.length} times, p50 ${share(all, 0.5).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, worst ${all.at(-1).toFixed(1)} ms`);
  }
  console.log(`longest task while the list follows: ${list.longest.toFixed(0)} ms (tasks under 50 ms do not count as long)`);
  process.exitCode = over ? 1 : 0;
} finally {
  await browser?.close();
  server.kill("SIGTERM");
  await rm(folder, { recursive: true, force: true });
}
