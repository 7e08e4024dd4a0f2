// After 'Leave this page' nobody who presses Back sees where this browser has been.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { address, launch, leaveUrl, pages, phone, statusOf, visit } from "./site.mjs";

const elsewhere = new URL(leaveUrl).origin;

/** Tells each time a page of ours could be seen: something of it is drawn and nothing hides it. */
function tellWhatShows() {
  const look = () =>
    requestAnimationFrame(() => {
      const root = document.documentElement;
      const style = root && getComputedStyle(root);
      const body = document.body && getComputedStyle(document.body);
      const hidden = [style, body].some(
        (of) => !of || of.display === "none" || of.visibility === "hidden" || of.opacity === "0",
      );
      if (!hidden && document.body.innerText.trim()) globalThis.hubfinderShown(location.href);
      if (!left) look();
    });
  let left = false;
  addEventListener("pagehide", () => (left = true));
  addEventListener("pageshow", () => ((left = false), look()));
  look();
}

for (const keepPages of [false, true]) {
  describe(keepPages ? "in a browser that keeps left pages alive" : "in a browser that loads pages again", () => {
    let browser;
    before(async () => (browser = await launch({ keepPages })));
    after(() => browser?.close());

    const ways = {
      "by click": (page) => page.getByRole("link", { name: /leave this page/i }).first().click({ noWaitAfter: true }),
      "by Shift three times": async (page) => {
        for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
      },
    };
    for (const [way, leave] of Object.entries(ways)) {
      test(`leaving ${way}, no press of Back shows a page of ours`, () =>
        visit(browser, { size: phone, stub: [elsewhere] }, async (visitor) => {
          const { context, page } = visitor;
          const shown = [];
          await context.exposeBinding("hubfinderShown", (_, url) => url.startsWith(address) && shown.push(url));
          await context.addInitScript(tellWhatShows);

          await visitor.open("/");
          await page.locator('main [name="near"]').first().fill("DY10 3ED");
          await page.getByRole("main").getByRole("button", { name: /find|search/i }).first().click();
          await page.waitForURL(/\/search\?/);
          await page.locator('main a[href*="/services/"]').first().click();
          await page.waitForURL(/\/services\//);
          await wait(200);
          assert.ok(new Set(shown).size >= 3, `the watcher saw the pages while they were open: ${shown}`);

          await leave(page);
          await page.waitForURL((url) => url.origin === elsewhere);
          await wait(200);
          shown.length = 0;
          let moves = 0;
          page.on("framenavigated", () => moves++);

          for (let press = 1; press <= 8; press++) {
            const went = page.evaluate(() => history.back()).catch(() => {});
            await Promise.race([went, wait(500)]);
            // Long enough for a page of ours to be read; a slow machine may need more for the way
            // out of it to end, and meanwhile nothing of it may show.
            await wait(900);
            await page
              .waitForURL((url) => !url.href.startsWith(address), { timeout: 10_000 })
              .catch(() => assert.fail(`press ${press} of Back ends at ${page.url()}`));
            assert.deepEqual(shown, [], `press ${press} of Back shows one of our pages`);
          }
          assert.ok(moves > 0, "Back went somewhere");
        }));
    }

    test("leaving clears what the tab kept, and the address can be typed again", () =>
      visit(browser, { size: phone, stub: [elsewhere] }, async (visitor) => {
        const { context, page } = visitor;
        await visitor.open("/services/wands-family-hub");
        await page.evaluate(() => sessionStorage.setItem("shortlist", "wands-family-hub"));
        await page.getByRole("link", { name: /leave this page/i }).first().click({ noWaitAfter: true });
        await page.waitForURL((url) => url.origin === elsewhere);
        assert.deepEqual(await context.cookies(), []);
        // A file of ours without script of its own: what it can read is what was kept.
        await visitor.open("/robots.txt");
        const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
        assert.doesNotMatch(kept, /wands/);
        await visitor.open("/");
        await wait(300);
        assert.equal(page.url(), `${address}/`);
        assert.ok(await page.locator("h1").isVisible());
      }));
  });
}

describe("on every page", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser?.close());

  test("Shift three times leaves, and what the tab kept is gone", () =>
    visit(browser, { size: phone, stub: [elsewhere] }, async (visitor) => {
      const { page } = visitor;
      for (const path of pages) {
        await visitor.open(path, statusOf(path));
        await page.evaluate(() => sessionStorage.setItem("shortlist", "wands-family-hub"));
        for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
        await page.waitForURL((url) => url.origin === elsewhere).catch(() => assert.fail(`${path} is not left`));
        await visitor.open("/robots.txt");
        assert.equal(await page.evaluate(() => sessionStorage.getItem("shortlist")), null, `${path} leaves it in the tab`);
      }
    }));
});

describe("without script", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser?.close());

  test("'Leave this page' is a plain link that leaves", () =>
    visit(browser, { script: false, size: phone, stub: [elsewhere] }, async (visitor) => {
      await visitor.open("/services/wands-family-hub");
      await visitor.page.getByRole("link", { name: /leave this page/i }).first().click();
      assert.equal(new URL(visitor.page.url()).origin, elsewhere);
    }));
});

describe("typing", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser?.close());

  test("capital letters in a field do not leave the page", () =>
    visit(browser, { size: phone, stub: [elsewhere] }, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/");
      const near = page.locator('main [name="near"]').first();
      await near.focus();
      for (const letter of ["W", "R", "D", "Y"]) await page.keyboard.press(`Shift+${letter}`);
      await wait(400);
      assert.ok(page.url().startsWith(address));
      assert.equal(await near.inputValue(), "WRDY");
    }));
});
