// The whole of a search with the Tab key alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desk, launch, visit } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** What the focus rests on after each press of Tab, from the top of the page to its end. */
async function stops(page) {
  const found = [];
  for (let press = 0; press < 400; press++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const inner = element.firstElementChild && getComputedStyle(element.firstElementChild);
      return {
        part: element.closest("main") ? (element.closest("svg") ? "map" : element.closest("form") ? "form" : "main") : "around",
        name: element.getAttribute("name"),
        href: element.getAttribute("href"),
        text: (element.getAttribute("aria-label") || element.textContent || "").trim().slice(0, 80),
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
        marked: style.outlineStyle !== "none" || style.boxShadow !== "none" || element.closest("svg") !== null || (inner && inner.outlineStyle !== "none"),
      };
    });
    if (!stop) break;
    found.push(stop);
  }
  return found;
}

for (const script of [true, false]) {
  test(`Tab reaches the form, the results and the markers, script ${script ? "on" : "off"}`, () =>
    visit(browser, { size: desk, script }, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/search?near=DY10+3ED&need=infant-feeding&age=0.5");
      const found = await stops(page);
      const at = (fits) => found.findIndex(fits);
      const near = at((stop) => stop.part === "form" && stop.name === "near");
      const result = at((stop) => stop.part === "main" && stop.href?.startsWith("/services/"));
      const ring = at((stop) => stop.part === "main" && stop.href?.startsWith("tel:"));
      const marker = at((stop) => stop.part === "map" && /brookside/i.test(stop.text));
      for (const [what, where] of Object.entries({ near, result, ring, marker })) assert.notEqual(where, -1, `no stop at: ${what}`);
      assert.ok(near < result, "the form stands before the results");
      const lost = found.filter((stop) => !stop.seen);
      assert.deepEqual(lost, [], "each stop is in sight");
      const bare = found.filter((stop) => !stop.marked);
      assert.deepEqual(bare, [], "each stop shows that it has the focus");
    }));
}

test("a marker leads to its result in the list", () =>
  visit(browser, { size: desk }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/search?near=DY10+3ED&need=infant-feeding&age=0.5");
    const markers = page.locator('main svg a[href^="#"]');
    assert.ok((await markers.count()) > 0);
    for (const href of await markers.evaluateAll((all) => all.map((one) => one.getAttribute("href")))) {
      assert.equal(await page.locator(href).count(), 1, `${href} is on the page`);
    }
    await markers.last().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.hash.length > 1, { timeout: 5_000 });
  }));
