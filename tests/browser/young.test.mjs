// A young person from the first page to somebody to ring or text, and out again.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { address, desk, launch, leaveUrl, phone, visit } from "./site.mjs";

const elsewhere = new URL(leaveUrl).origin;

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

for (const script of [true, false]) {
  for (const size of [phone, desk]) {
    describe(`script ${script ? "on" : "off"}, ${size.width} px`, () => {
      test("two presses lead from the first page to a line to ring and one to text", () =>
        visit(browser, { script, size }, async (visitor) => {
          const { page } = visitor;
          await visitor.open("/");
          await page.getByRole("main").getByRole("link", { name: /young person/i }).click();
          await page.waitForURL("**/young-people");
          await page.getByRole("link", { name: "Talk to someone now" }).click();
          const now = page.getByRole("region", { name: "Talk to someone now" });
          const ring = now.locator('a[href="tel:08001111"]');
          assert.ok(await ring.isVisible());
          assert.ok((await ring.boundingBox()).height >= 44);
          assert.ok(await now.locator('a[href^="sms:"]').first().isVisible());
        }));

      test("a search for oneself keeps the age and asks who takes somebody alone", () =>
        visit(browser, { script, size }, async (visitor) => {
          const { page } = visitor;
          await visitor.open("/young-people");
          const age = page.getByLabel("Your age");
          assert.equal(await age.inputValue(), "14");
          await age.selectOption("15");
          await page.getByLabel("Postcode or town").fill("WR9 8AA");
          await page.getByRole("button", { name: "Find help", exact: true }).click();
          const asked = new URL(page.url());
          assert.equal(asked.pathname, "/search");
          assert.equal(asked.searchParams.get("age"), "15");
          assert.equal(asked.searchParams.get("refer"), "self");
          const results = await page.locator("main .card").allTextContents();
          assert.ok(results.length > 3);
          for (const card of results) assert.match(card, /Who can ask: you yourself/);
          assert.ok(await page.locator('main a[href^="tel:"]').first().isVisible());
        }));
    });
  }
}

test("leaving from the middle, Back shows none of it", () =>
  visit(browser, { size: phone, stub: [elsewhere] }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/young-people");
    await page.getByRole("link", { name: "I want to hurt myself, or not be here" }).click();
    await page.waitForURL("**/needs/self-harm-and-suicide");
    for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
    await page.waitForURL((url) => url.origin === elsewhere);
    for (let press = 0; press < 4; press++) {
      await Promise.race([page.evaluate(() => history.back()).catch(() => {}), wait(500)]);
      await wait(600);
      await page.waitForURL((url) => !url.href.startsWith(address), { timeout: 10_000 });
    }
  }));
