// A steward's base map under the interactive map: who is asked for it, that it is drawn, and that our own
// ground stands in for it. Each sort is served by a program of its own, started here.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { serve } from "./program.mjs";
import { openMap } from "./map.mjs";
import { address, desk, launch, phone, visit } from "./site.mjs";

const square = "tests/data/square.pmtiles";
const whose = "© Made for this test & nothing else";
/** One grey dot, which the browser makes as large as a tile. */
const dot = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNYAAAAogCh3I2xzAAAAABJRU5ErkJggg==", "base64");

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const listening = (server) => new Promise((done) => server.listen(0, "127.0.0.1", () => done(server.address().port)));

/** A site with these options of its own. */
const served = async (...options) => {
  const { address: origin, stop } = await serve({ options });
  return { origin, stop };
};

/** A tile server that writes down what it is asked, and answers with this status. */
async function tileServer(status) {
  const asked = [];
  const server = createServer(({ url, headers }, answer) => {
    asked.push({ url, headers });
    answer.writeHead(status, { "content-type": "image/png" });
    answer.end(status === 200 ? dot : "");
  });
  const origin = `http://127.0.0.1:${await listening(server)}`;
  return { asked, origin, stop: () => (server.closeAllConnections(), new Promise((done) => server.close(done))) };
}

/** A visit to a site of this file: what leaves it and `others` fails, and so does a broken policy. */
async function visitTo(site, { others = [], size = desk, dark = false } = {}, walk) {
  const context = await browser.newContext({
    baseURL: site.origin,
    viewport: size,
    reducedMotion: "reduce",
    colorScheme: dark ? "dark" : "light",
  });
  const asked = [];
  const complaints = [];
  context.on("request", (request) => asked.push(request.url()));
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text());
  });
  try {
    const page = await context.newPage();
    await walk(page, asked);
    const known = [site.origin, ...others];
    assert.deepEqual(asked.filter((url) => !url.startsWith("data:") && !known.includes(new URL(url).origin)), []);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

const ours = (page) => page.locator(".ground-name span");
const lines = (page) => page.locator("path.ground-county, path.ground-district");
const attribution = (page) => page.locator(".ground-whose");
const gone = (locator) => locator.first().waitFor({ state: "detached" });

/** How much of the drawn tiles is water: the share of their dots that are more blue than red. */
const water = (page) =>
  page.evaluate(() => {
    const tiles = [...document.querySelectorAll(".leaflet-tile-pane canvas.leaflet-tile-loaded")];
    const dots = tiles.flatMap((one) => {
      const { data } = one.getContext("2d").getImageData(0, 0, one.width, one.height);
      return Array.from({ length: data.length / 4 }, (_, at) => data[4 * at + 2] > data[4 * at] + 20);
    });
    return dots.filter(Boolean).length / dots.length;
  });

describe("without a base map", () => {
  test("our own ground is drawn and nothing of another is loaded", () =>
    visit(browser, {}, async (visitor) => {
      const asked = [];
      visitor.context.on("request", (request) => asked.push(request.url()));
      await visitor.open("/map");
      await openMap(visitor.page);
      await ours(visitor.page).filter({ visible: true }).first().waitFor();
      await visitor.page.waitForLoadState("networkidle");
      assert.deepEqual(asked.filter((url) => /basemap|protomaps|pmtiles/.test(url) || new URL(url).origin !== address), []);
      assert.equal(await attribution(visitor.page).count(), 0);
      assert.equal(await visitor.page.locator(".map-elsewhere").count(), 0);
    }));
});

describe("a PMTiles file", () => {
  let site;
  before(async () => (site = await served("--basemap", square)));
  after(() => site?.stop());

  for (const dark of [false, true]) {
    test(`is drawn from this site alone, in ${dark ? "dark" : "light"} colours, under our lines`, () =>
      visitTo(site, { dark }, async (page, asked) => {
        const ofIt = () => asked.filter((url) => /basemap|protomaps|pmtiles/.test(url));
        await page.goto("/map");
        await page.waitForLoadState("networkidle");
        assert.deepEqual(ofIt(), []);
        await openMap(page);
        await gone(ours(page));
        assert.equal(await attribution(page).innerText(), whose);
        assert.ok((await lines(page).count()) > 1);
        assert.ok(ofIt().some((url) => url === `${site.origin}/map/basemap.pmtiles`), ofIt().join("\n"));
        assert.ok(ofIt().some((url) => /\/assets\/protomaps-leaflet\.\w+\.js$/.test(url)), ofIt().join("\n"));
        // A quarter of each tile of the file is water.
        await page.waitForLoadState("networkidle");
        const share = await water(page);
        assert.ok(share > 0.15 && share < 0.35, `${share}`);
      }));
  }

  test("that is gone, or whose library does not come, leaves our own ground", async () => {
    for (const missing of ["**/map/basemap.pmtiles", "**/assets/protomaps-leaflet.*"]) {
      await visitTo(site, {}, async (page) => {
        await page.route(missing, (route) => route.fulfill({ status: 500, body: "" }));
        await page.goto("/map");
        const warned = page.waitForEvent("console", (message) => message.type() === "warning");
        await openMap(page);
        await warned;
        await ours(page).filter({ visible: true }).first().waitFor();
        assert.equal(await attribution(page).count(), 0);
        assert.equal(await page.locator(".leaflet-tile-pane canvas").count(), 0);
        await page.getByRole("button", { name: "Close the map" }).click();
        await page.locator("figure.map > svg").waitFor();
      });
    }
  });
});

describe("the address of a tile server", () => {
  let site, tiles;
  before(async () => {
    tiles = await tileServer(200);
    site = await served("--tiles", `${tiles.origin}/{z}/{x}/{y}.png`, "--tiles-attribution", "© <b>Somebody</b> & others");
  });
  after(async () => {
    await site?.stop();
    await tiles?.stop();
  });

  test("is asked for pictures once the map is opened, and no other host is", () =>
    visitTo(site, { others: [tiles.origin], size: phone }, async (page, asked) => {
      await page.goto("/map");
      await page.waitForLoadState("networkidle");
      assert.equal(tiles.asked.length, 0);
      assert.match(await page.locator(".map-elsewhere").innerText(), new RegExp(new URL(tiles.origin).host));
      await openMap(page);
      await gone(ours(page));
      await page.locator(".leaflet-tile-pane img.leaflet-tile-loaded").first().waitFor();
      assert.equal(await attribution(page).innerText(), "© <b>Somebody</b> & others");
      assert.ok((await lines(page).count()) > 1);
      assert.deepEqual(asked.filter((url) => /protomaps|pmtiles/.test(url)), []);
      assert.ok(tiles.asked.length > 0);
      for (const { url, headers } of tiles.asked) {
        assert.match(url, /^\/\d+\/\d+\/\d+\.png$/);
        assert.deepEqual([headers.referer, headers.cookie], [undefined, undefined]);
      }
    }));

  test("that answers nothing leaves our own ground", async () => {
    const shut = await tileServer(503);
    const other = await served("--tiles", `${shut.origin}/{z}/{x}/{y}.png`, "--tiles-attribution", "© Nobody");
    try {
      await visitTo(other, { others: [shut.origin] }, async (page) => {
        await page.goto("/map");
        const warned = page.waitForEvent("console", (message) => message.type() === "warning");
        await openMap(page);
        await warned;
        await ours(page).filter({ visible: true }).first().waitFor();
        assert.equal(await attribution(page).count(), 0);
        assert.ok(shut.asked.length > 0);
      });
    } finally {
      await other.stop();
      await shut.stop();
    }
  });
});
