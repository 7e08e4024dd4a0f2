// The map: the page as the server draws it, and the interactive map, by mouse, by thumb and by key.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { canvas, clusters, inSight, markers, moved, noViolations, openMap, unfold, view } from "./map.mjs";
import { address, desk, launch, leaveUrl, phone, visit } from "./site.mjs";

const elsewhere = new URL(leaveUrl).origin;

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());


describe("before a map is opened", () => {
  test("nothing of it is loaded, and afterwards everything comes from this site", () =>
    visit(browser, {}, async (visitor) => {
      const { context, page } = visitor;
      const asked = [];
      context.on("request", (request) => asked.push(request.url()));
      await visitor.open("/map");
      await page.getByRole("button", { name: "Open the map" }).waitFor();
      await page.waitForLoadState("networkidle");
      const heavy = (url) => /leaflet|hubmap|ground|geojson/.test(url);
      assert.deepEqual(asked.filter(heavy), []);
      const before = asked.length;
      await openMap(page);
      await page.getByRole("button", { name: "Larger" }).click();
      await page.waitForLoadState("networkidle");
      const after = asked.slice(before);
      assert.ok(after.filter(heavy).length >= 6, after.join("\n"));
      assert.deepEqual(asked.filter((url) => new URL(url).origin !== address), []);
    }));

  test("without script the page is a picture, a form and a list, and no button does nothing", () =>
    visit(browser, { script: false, size: phone }, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/map");
      assert.equal(await page.getByRole("button", { name: /open the map/i }).count(), 0);
      assert.ok(await page.locator("figure.map > svg").isVisible());
      assert.match(await page.locator("figcaption").innerText(), /The map shows \d+ places/);
      const rows = await page.locator("[data-rows] > li").count();
      assert.ok(rows > 50, `${rows} rows`);
      await page.getByText("Choose what the map shows").click();
      await page.getByRole("checkbox", { name: /Library/ }).check();
      await page.getByRole("button", { name: "Show on the map" }).click();
      assert.equal(new URL(page.url()).searchParams.get("kind"), "library");
      assert.deepEqual(await page.locator("[data-rows]").evaluateAll((all) => all.map((one) => one.dataset.rows)), ["library"]);
      assert.ok((await page.locator("[data-rows] > li").count()) > 15);
      assert.equal(await page.locator(".map-fold-rows[open] [data-rows]").count(), 0, "a long list is folded away");
      await page.locator('figure.map svg a[href^="#result-"] .map-target').last().click();
      assert.match(page.url(), /#result-\d+$/);
      assert.ok(await page.locator(new URL(page.url()).hash).isVisible());
    }));

  test("on a phone the list under the map is folded by kind, with counts and libraries last", () =>
    visit(browser, { script: false, size: phone }, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/map");
      const kinds = await page.locator("[data-rows]").evaluateAll((all) => all.map((one) => one.dataset.rows));
      assert.ok(kinds.length > 4 && kinds.at(-1) === "library", kinds.join());
      const rows = await page.locator("[data-rows] > li").count();
      const counts = await page.locator("[data-count]").allInnerTexts();
      assert.equal(counts.reduce((sum, one) => sum + Number(one), 0), rows);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.ok(height < 6_000, `${height} pixels`);
      await page.locator(".map-fold-rows summary", { hasText: "Libraries" }).click();
      assert.ok(await page.locator("[data-rows=library] > li").first().isVisible());
    }));

  test("without script a part of the map is a link away, and so are its neighbours", () =>
    visit(browser, { script: false, size: phone }, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/map");
      const all = await page.locator("[data-rows] > li").count();
      const parts = page.getByRole("navigation", { name: "Other parts of the map" });
      await parts.getByRole("link").first().click();
      assert.match(await page.locator("[data-said]").innerText(), /in this part of the map, \d+ on all of it/);
      assert.ok((await page.locator("[data-rows] > li").count()) < all);
      const first = view(page);
      await parts.getByRole("link", { name: "Closer" }).click();
      assert.equal(Number(view(page).split(",")[2]), Number(first.split(",")[2]) + 1);
      await parts.getByRole("link", { name: "North" }).click();
      assert.ok(Number(view(page).split(",")[0]) > Number(first.split(",")[0]));
      await parts.getByRole("link", { name: /^All of/ }).click();
      assert.equal(view(page), null);
    }));
});

describe("the interactive map", () => {
  test("by mouse: pan, zoom, open a cluster and a marker, and close it", () =>
    visit(browser, {}, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/map");
      await openMap(page);
      assert.equal(await page.locator("figure.map > svg").isVisible(), false);
      const first = view(page);
      const box = await canvas(page).boundingBox();
      const middle = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(box.x + 40, box.y + box.height - 90);
      await page.mouse.down();
      await page.mouse.move(box.x + 160, box.y + box.height - 150, { steps: 5 });
      await page.mouse.up();
      await moved(page, first);
      const panned = view(page);
      assert.notEqual(panned.split(",")[0], first.split(",")[0]);
      await page.mouse.move(...middle);
      await page.keyboard.down("Control");
      await page.mouse.wheel(0, -240);
      await page.keyboard.up("Control");
      const larger = (old) => Number(new URL(location.href).searchParams.get("view").split(",")[2]) > old;
      await page.waitForFunction(larger, Number(panned.split(",")[2]));
      await visitor.open("/map");
      await openMap(page);
      assert.match(await clusters(page).first().getAttribute("aria-label"), /^\d+ places, zoom in$/);
      let found = null;
      for (let step = 0; step < 8 && !found; step++) {
        const before = view(page);
        await (await inSight(clusters(page))).click();
        await moved(page, before);
        found = await inSight(markers(page));
      }
      await found.click();
      const popup = page.locator(".leaflet-popup");
      assert.ok(await popup.isVisible());
      assert.match(await popup.locator("a").first().getAttribute("href"), /^\/services\//);
      await page.getByRole("button", { name: "Close the map" }).click();
      assert.ok(await page.locator("figure.map > svg").isVisible());
      assert.equal(await canvas(page).count(), 0);
      assert.equal(view(page), null);
    }));

  test("by key alone: arrows and plus and minus only with the focus, Enter opens, Escape goes back", () =>
    visit(browser, {}, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/map");
      const opener = page.getByRole("button", { name: "Open the map" });
      await opener.waitFor();
      await opener.focus();
      await page.keyboard.press("Enter");
      await page.locator(".map-said", { hasText: "in view" }).waitFor();
      const focus = () => page.evaluate(() => ({ name: document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent, kind: document.activeElement.className }));
      assert.match((await focus()).kind, /map-canvas/, "the map has the focus");
      let before = view(page);
      await page.keyboard.press("ArrowRight");
      await moved(page, before);
      assert.ok(Number(view(page).split(",")[1]) > Number(before.split(",")[1]));
      before = view(page);
      await page.keyboard.press("+");
      await moved(page, before);
      assert.equal(Number(view(page).split(",")[2]), Number(before.split(",")[2]) + 1);
      before = view(page);
      await page.keyboard.press("-");
      await moved(page, before);

      await page.getByRole("heading", { name: "Places on the map" }).focus();
      before = view(page);
      await page.keyboard.press("+");
      await page.keyboard.press("ArrowLeft");
      await page.waitForTimeout(400);
      assert.equal(view(page), before, "keys do nothing outside the map");

      await canvas(page).focus();
      for (let press = 0; press < 60 && !/places, zoom in/.test((await focus()).name); press++) await page.keyboard.press("Tab");
      assert.match((await focus()).name, /^\d+ places, zoom in$/);
      before = view(page);
      await page.keyboard.press("Enter");
      await moved(page, before);
      await page.waitForFunction(() => document.activeElement.matches(".leaflet-marker-icon"));
      for (let press = 0; press < 12 && /places, zoom in/.test((await focus()).name); press++) {
        before = view(page);
        await page.keyboard.press("Enter");
        await moved(page, before);
        await page.waitForFunction(() => document.activeElement.matches(".leaflet-marker-icon"));
      }
      const marker = await focus();
      assert.match(marker.name, /^\d+: /, "a marker is named with its number");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.activeElement.closest(".leaflet-popup"));
      assert.match(await page.evaluate(() => document.activeElement.getAttribute("href")), /^\/services\//);
      await page.keyboard.press("Escape");
      assert.equal((await focus()).name, marker.name, "the focus is on the marker again");
    }));

  test("the list has what is in view, and a row leads to its marker and a marker to its row", () =>
    visit(browser, {}, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/map?kind=family-hub&kind=childrens-centre");
      const all = await page.locator("[data-rows] > li").count();
      await openMap(page);
      await unfold(page);
      await page.locator("[data-rows] > li .map-pin").first().click();
      await page.locator(".leaflet-popup").waitFor();
      await page.waitForFunction((many) => document.querySelectorAll("[data-rows] > li").length < many, all);
      const shown = await page.locator("[data-rows] > li").count();
      assert.ok(shown < all && shown > 0, `${shown} of ${all}`);
      assert.match(await page.locator(".map-said").innerText(), /^\d+ places? in view, of \d+\.$/);
      assert.match(await page.locator("[data-said]").innerText(), /in this part of the map/);
      const name = (await page.locator(".leaflet-popup a").first().innerText()).replace(/^\d+: /, "");
      assert.ok((await page.locator(".is-chosen").allInnerTexts()).some((row) => row.includes(name)), "its row is marked");
    }));

  test("two services in one building are one marker with a list", () =>
    visit(browser, {}, async (visitor) => {
      const { page } = visitor;
      for (const [near, one, other] of [["DY10 3ED", "Brookside Family Hub", "Brookside"], ["WR9 9EQ", "WANDS Family Hub", "WANDS"]]) {
        await visitor.open(`/map?near=${near}&kind=family-hub&kind=childrens-centre`);
        await openMap(page);
        await unfold(page);
        const row = page.locator("[data-rows] > li", { has: page.getByRole("link", { name: one, exact: true }) });
        await row.locator(".map-pin").click();
        const links = page.locator('.leaflet-popup .map-told-name[href^="/services/"]');
        await links.nth(1).waitFor();
        const names = await links.allInnerTexts();
        assert.equal(names.length, 2, names.join());
        assert.ok(names.every((name) => name.includes(other)), names.join());
        const labels = await page.locator(".map-marker").evaluateAll((all) => all.map((marker) => marker.getAttribute("aria-label")));
        const both = labels.filter((words) => words.includes(other));
        assert.equal(both.length, 1, both.join());
        assert.match(both[0], new RegExp(`\\d+: ${other}.*; \\d+: ${other}`));
      }
    }));

  test("youth on Tuesday in Wychavon: from its label to its row to its page, and back to the same view", () =>
    visit(browser, {}, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/map");
      await openMap(page);
      await page.getByText("Choose what the map shows").click();
      await page.getByRole("checkbox", { name: /Youth club/ }).check();
      await page.getByLabel("Tuesday").check();
      await page.getByRole("group", { name: "District" }).getByLabel("Wychavon").check();
      await page.getByRole("button", { name: "Show on the map" }).click();
      await page.waitForURL(/kind=youth/);
      await page.locator(".map-said", { hasText: "in view" }).waitFor();
      assert.ok(view(page), "the view is kept through the filters");
      const asked = new URL(page.url()).searchParams;
      assert.deepEqual([asked.get("kind"), asked.get("day"), asked.get("district")], ["youth", "tue", "wychavon"]);
      assert.equal(await page.locator(".map-marker").count(), 0, "nothing is pinned that nobody placed");
      await page.locator(".map-only a", { hasText: "1 in Pershore" }).click();
      await page.waitForFunction(() => document.activeElement.matches(".only"));
      const row = page.locator(".only", { hasText: "1 in Pershore" }).locator(".map-row");
      assert.match(await row.innerText(), /Riverside/);
      const before = view(page);
      await row.getByRole("link").first().click();
      await page.waitForURL(/\/services\//);
      await page.goBack();
      await page.locator(".map-said", { hasText: "in view" }).waitFor();
      const close = (one, other) => one.split(",").every((part, at) => Math.abs(part - other.split(",")[at]) < 0.002);
      assert.ok(close(view(page), before), `${view(page)} is ${before}`);
      await page.reload();
      await page.locator(".map-said", { hasText: "in view" }).waitFor();
      assert.ok(close(view(page), before), `${view(page)} is ${before}`);
    }));

  test("'Search this area' goes from a search to all that fits in the part of the map in view", () =>
    visit(browser, {}, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/search?near=DY10+3ED&need=infant-feeding&age=0.5");
      await openMap(page);
      await page.getByRole("link", { name: "Search this area" }).click();
      await page.waitForURL(/\/map\?/);
      const asked = new URL(page.url()).searchParams;
      assert.deepEqual([asked.get("near"), asked.get("need"), asked.get("age")], [null, "infant-feeding", "0.5"]);
      assert.ok(asked.get("view"));
      await page.locator(".map-said", { hasText: "in view" }).waitFor();
    }));

  test("the markers of a search have the list's numbers", () =>
    visit(browser, {}, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/search?near=DY10+3ED&kind=childrens-centre");
      await openMap(page);
      const numbered = page.locator(".card[id^=result-]");
      const pins = page.locator(".card .map-pin");
      assert.equal(await pins.count(), await numbered.count());
      await pins.first().click();
      const first = await page.locator("#result-1 a[href^='/services/']").innerText();
      await page.locator(".leaflet-popup", { hasText: `1: ${first}` }).waitFor();
      await page.getByRole("link", { name: "See it in the list" }).first().click();
      await page.waitForFunction(() => document.activeElement.id === "result-1");
    }));

  test("its signs are those of the list, and towns and villages are named once", () =>
    visit(browser, {}, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/map?view=52.19,-2.22,12");
      await page.locator(".map-said", { hasText: "in view" }).waitFor();
      await markers(page).first().waitFor();
      const signs = (where) => page.locator(`${where} .mark .sign`).evaluateAll((all) => all.map((one) => one.getAttribute("d")));
      const listed = await signs(".map-fold-rows");
      const drawn = await signs(".map-marker");
      assert.ok(drawn.length && drawn.every((one) => listed.includes(one)), `${drawn.length} markers`);
      assert.ok(await page.locator("path.ground-built").count());
      const names = await page.locator(".ground-name span:visible").allInnerTexts();
      assert.ok(names.includes("Worcester") && names.length > 4, names.join());
      assert.equal(new Set(names).size, names.length, names.join());
    }));

  for (const size of [phone, desk]) {
    test(`has no accessibility violation at ${size.width} px`, (t) =>
      visit(browser, { size }, async (visitor) => {
        const { page } = visitor;
        const inEveryColour = async (what) => {
          for (const colorScheme of ["light", "dark"]) {
            await t.test(`${what}, ${colorScheme}`, async () => {
              await page.emulateMedia({ colorScheme });
              await noViolations(page);
            });
          }
        };
        await visitor.open("/map?near=DY10+3ED");
        await openMap(page);
        await inEveryColour("open");
        if (size === phone) await page.getByRole("button", { name: "Shrink" }).click();
        await unfold(page);
        await page.locator("[data-rows] .map-pin").first().click();
        await page.locator(".leaflet-popup").waitFor();
        await inEveryColour("with a place chosen");
      }));
  }

  test("the map of one place shows what is around it, and rings it", () =>
    visit(browser, {}, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/services/wands-family-hub");
      const picture = page.locator("figure.map > svg");
      assert.ok((await picture.locator(".built").count()) && (await picture.locator(".map-nearby").count()));
      const names = await picture.locator(".map-name").allTextContents();
      assert.ok(names.length > 2 && new Set(names).size === names.length, names.join());
      assert.match(await page.locator("figcaption").innerText(), /and what is around it[^]*Other places we list[^]*Streets are not drawn/);
      assert.match(await picture.locator(".map-scale").textContent(), /mile/);
      await openMap(page);
      await markers(page).first().click();
      const button = page.locator(".leaflet-popup .map-acts a").first();
      assert.match(await button.innerText(), /^Ring 0[\d ]+$/);
      assert.equal(await button.textContent(), await page.locator(".acts a[href^='tel:']").first().textContent());
    }));

  test("a map that cannot be loaded says so, and the picture stays", () =>
    visit(browser, {}, async (visitor) => {
      const { context, page } = visitor;
      await context.route(/hubmap/, (route) => route.fulfill({ contentType: "text/javascript", body: "export const open = () => { throw new Error('no') }" }));
      await visitor.open("/map");
      await page.getByRole("button", { name: "Open the map" }).click();
      await page.getByText("The map could not be opened").waitFor();
      assert.ok(await page.locator("figure.map > svg").isVisible());
    }));

  for (const size of [phone, desk]) {
    test(`leaving from the open map, Back shows no page of ours at ${size.width} px`, () =>
      visit(browser, { size, stub: [elsewhere] }, async (visitor) => {
        const { page } = visitor;
        await visitor.open("/map");
        await openMap(page);
        await page.getByRole("link", { name: /leave this page/i }).first().click({ noWaitAfter: true });
        await page.waitForURL((url) => url.origin === elsewhere);
        for (let press = 0; press < 3; press++) {
          await page.evaluate(() => history.back()).catch(() => {});
          await page.waitForTimeout(600);
          await page.waitForURL((url) => !url.href.startsWith(address), { timeout: 10_000 });
        }
      }));
  }
});

test("the county's features are small to fetch", async () => {
  const { get } = await import("node:http");
  const length = (encoding) =>
    new Promise((done, failed) =>
      get(`${address}/map.geojson`, { headers: { "accept-encoding": encoding } }, (answer) => {
        let bytes = 0;
        answer.on("data", (part) => (bytes += part.length)).on("end", () => done([answer.headers["content-encoding"], bytes]));
      }).on("error", failed),
    );
  for (const encoding of ["br", "gzip"]) {
    const [used, bytes] = await length(encoding);
    assert.equal(used, encoding);
    assert.ok(bytes <= 60 * 1024, `${bytes} bytes by ${encoding}`);
  }
});
