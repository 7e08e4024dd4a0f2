// The interactive map under fingers, wheel and Back, and what opens over its markers.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { canvas, moved, openMap, view } from "./map.mjs";
import { desk, launch, phone, visit } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

describe("the interactive map", () => {
  test("on a phone it fills the screen, with the ways out in reach, and gives the page back", () =>
    visit(browser, { size: phone, hasTouch: true }, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/map");
      await openMap(page);
      const box = await page.locator(".map-moving").boundingBox();
      assert.ok(box.x === 0 && box.width === phone.width && box.y + box.height >= phone.height - 1, JSON.stringify(box));
      const leave = await page.getByRole("link", { name: /leave this page/i }).first().boundingBox();
      assert.ok(leave.y >= 0 && leave.y + leave.height <= box.y + 1, "'Leave this page' is not covered");
      assert.ok((await canvas(page).boundingBox()).height > 400);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll(".map-moving a, .map-moving button, .leaflet-marker-icon[tabindex]")]
          .map((one) => [one.getAttribute("aria-label") ?? one.textContent, one.getBoundingClientRect()])
          .filter(([, { width, height }]) => width > 0 && (width < 24 || height < 24))
          .map(([name]) => name),
      );
      assert.deepEqual(small, [], "everything is large enough for a thumb");
      const behind = await page.evaluate(() => document.querySelector("main h1").closest("[inert]") !== null || document.querySelector("h1").inert);
      assert.ok(behind, "what is behind cannot be reached");
      await page.getByRole("link", { name: "Search this area" }).click();
      assert.ok(await page.getByRole("heading", { name: "Places on the map" }).isVisible());
      await page.getByRole("button", { name: "Full screen" }).click();
      await page.getByRole("button", { name: "Close the map" }).click();
      await page.locator("figure.map > svg").waitFor();
      assert.equal(await page.locator("[inert]").count(), 0);
    }));

  test("opened on a phone it fits the county to the screen, and Back gives the page back", () =>
    visit(browser, { size: phone, hasTouch: true }, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/map");
      await openMap(page);
      const county = await page.locator("path.ground-county").first().boundingBox();
      assert.ok(county.width > 0.75 * phone.width && county.width <= phone.width, JSON.stringify(county));
      const full = () => page.locator("figure.map.is-full").count();
      assert.equal(await full(), 1);
      const before = page.url();
      await page.evaluate(() => history.back());
      await page.waitForFunction(() => !document.querySelector("figure.is-full"));
      assert.ok(await canvas(page).isVisible(), "the map stays open in its place");
      assert.equal(new URL(page.url()).pathname, "/map");
      assert.equal(await page.locator("[inert]").count(), 0);
      await page.evaluate(() => history.forward());
      await page.locator("figure.map.is-full").waitFor();
      await page.reload();
      await page.locator("figure.map.is-full .map-said", { hasText: "in view" }).waitFor();
      assert.equal(view(page), new URL(before).searchParams.get("view"));
      await page.getByRole("button", { name: "Shrink" }).click();
      await page.waitForFunction(() => !document.querySelector("figure.is-full"));
      await page.getByRole("button", { name: "Full screen" }).click();
      await page.locator("figure.map.is-full").waitFor();
      await canvas(page).focus();
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector("figure.is-full"));
      assert.equal(new URL(page.url()).pathname, "/map");
    }));

  test("the wheel scrolls the page and a word says how to zoom; with Ctrl, and on all of the screen, it zooms", () =>
    visit(browser, {}, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/map");
      await openMap(page);
      await page.evaluate(() => scrollTo(0, 0));
      const box = await canvas(page).boundingBox();
      await page.mouse.move(box.x + box.width / 2, box.y + 200);
      const before = view(page);
      await page.mouse.wheel(0, 200);
      await page.locator(".map-word.is-shown", { hasText: "Use Ctrl and the wheel to zoom" }).waitFor();
      await page.waitForFunction(() => scrollY > 100);
      assert.equal(view(page), before, "the map did not move");
      await page.locator(".map-word:not(.is-shown)").waitFor({ state: "attached" });
      const zoom = (old) => Number(new URL(location.href).searchParams.get("view").split(",")[2]) > old;
      await page.keyboard.down("Control");
      await page.mouse.wheel(0, -200);
      await page.keyboard.up("Control");
      await page.waitForFunction(zoom, Number(before.split(",")[2]));
      const near = view(page);
      await page.getByRole("button", { name: "Full screen" }).click();
      await page.locator("figure.map.is-full").waitFor();
      await page.mouse.move(600, 500);
      await page.mouse.wheel(0, -200);
      await page.waitForFunction(zoom, Number(near.split(",")[2]));
    }));

  test("one finger scrolls the page and a word says how to move the map; two fingers move it", () =>
    visit(browser, { size: { width: 820, height: 700 }, hasTouch: true, isMobile: true }, async (visitor) => {
      const { context, page } = visitor;
      await visitor.open("/map");
      await openMap(page);
      await canvas(page).evaluate((one) => one.scrollIntoView({ block: "start" }));
      const box = await canvas(page).boundingBox();
      const touch = await context.newCDPSession(page);
      const fingers = async (paths) => {
        const at = (share) => paths.map(([from, to], id) => ({ id, x: box.x + from[0] + (to[0] - from[0]) * share, y: box.y + from[1] + (to[1] - from[1]) * share }));
        await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
        for (let step = 1; step <= 8; step++) await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(step / 8) });
        await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
      };
      const before = view(page);
      const top = await page.evaluate(() => scrollY);
      await fingers([[[200, 300], [200, 140]]]);
      await page.locator(".map-word.is-shown", { hasText: "Use two fingers to move the map" }).waitFor();
      await page.waitForFunction((top) => scrollY > top + 60, top);
      assert.equal(view(page), before, "the map did not move");
      // A page that still glides takes no other fingers.
      await page.reload();
      await page.locator(".map-said", { hasText: "in view" }).waitFor();
      await canvas(page).evaluate((one) => one.scrollIntoView({ block: "start" }));
      await fingers([[[200, 200], [120, 160]], [[320, 240], [420, 280]]]);
      await moved(page, before);
    }));

  for (const size of [phone, desk]) {
    test(`what opens at a place has its number, and is all in view and under no button at ${size.width} px`, () =>
      visit(browser, { size }, async (visitor) => {
        const { page } = visitor;
        await visitor.open("/map");
        await page.getByRole("button", { name: "Open the map" }).waitFor();
        const many = await page.evaluate(async () => {
          const figure = document.querySelector("figure.map");
          window.opened = await (await import(figure.dataset.driver)).open(figure, true);
          window.start = window.opened.map.getBounds();
          return window.opened.places.length;
        });
        assert.ok(many > 50);
        let numbers = 0;
        for (let at = 0; at < many; at++) {
          const seen = await page.evaluate(async (at) => {
            const { map, places, find } = window.opened;
            map.closePopup();
            map.fitBounds(window.start, { animate: false });
            find(places[at]);
            for (let wait = 0; wait < 40 && !document.querySelector(".leaflet-popup"); wait++) await new Promise((go) => setTimeout(go, 25));
            await new Promise((go) => setTimeout(go, 30));
            const box = (what) => document.querySelector(what).getBoundingClientRect();
            const [popup, frame, buttons] = [".leaflet-popup", ".map-canvas", ".leaflet-control-zoom"].map(box);
            const inside = popup.left >= frame.left && popup.right <= frame.right && popup.top >= frame.top && popup.bottom <= frame.bottom + 1;
            const clear = popup.right <= buttons.left || popup.top >= buttons.bottom;
            const words = [...document.querySelectorAll(".leaflet-popup .map-acts a")].map((one) => one.textContent);
            return { name: places[at].items[0].name, inside, clear, words, popup, frame };
          }, at);
          assert.ok(seen.inside && seen.clear, JSON.stringify(seen));
          assert.ok(seen.words.some((words) => words.startsWith("More about ")), JSON.stringify(seen.words));
          if (seen.words.some((words) => /^Ring 0[\d ]+$/.test(words))) numbers++;
        }
        assert.ok(numbers > 5, `${numbers} have a confirmed number`);
      }));
  }
});
