// A parent from the first page to a number, by way of a need; and the way out from the middle.
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
      test("a parent goes from the first page by a need to somebody near to ring", () =>
        visit(browser, { script, size }, async (visitor) => {
          const { page } = visitor;
          await visitor.open("/");
          await page.getByRole("main").getByRole("link", { name: /parent or carer/i }).click();
          await page.waitForURL("**/needs");
          await page.getByRole("link", { name: "Feeding your baby", exact: true }).click();
          await page.waitForURL("**/needs/infant-feeding");
          const today = page.getByRole("region", { name: "What you can do today" });
          if (size === phone) await today.getByText("What you can do today").click();
          assert.ok((await today.getByRole("listitem").count()) >= 3);
          await page.getByLabel("Postcode or town").fill("DY10 3ED");
          await page.getByRole("button", { name: "Find help near you" }).click();
          await page.waitForURL("**/needs/infant-feeding?near=DY10+3ED*");
          const near = page.getByRole("region", { name: "Who can help near DY10 3ED" });
          assert.match(await near.innerText(), /\d\.\d miles?/);
          const ring = near.locator('a[href="tel:01905520032"]').first();
          await ring.scrollIntoViewIfNeeded();
          assert.ok(await ring.isVisible());
          assert.ok(!(await page.title()).includes("DY10"));
        }));
    });
  }
}

test("on a private page the way out stays in sight while the page moves", () =>
  visit(browser, { size: phone }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/needs/domestic-abuse");
    for (const part of [0, 0.5, 1]) {
      await page.evaluate((share) => scrollTo(0, share * document.documentElement.scrollHeight), part);
      const box = await page.getByRole("link", { name: /leave this page/i }).first().boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= 60, `at ${part}: ${JSON.stringify(box)}`);
      assert.ok(box.height >= 44, `${box.height} px high`);
    }
  }));

test("leaving from a private need with a place, Back shows none of it", () =>
  visit(browser, { size: phone, stub: [elsewhere] }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/needs");
    await page.getByRole("link", { name: "Domestic abuse", exact: true }).click();
    await page.waitForURL("**/needs/domestic-abuse");
    await page.getByLabel("Postcode or town").fill("WR1 2EP");
    await page.getByRole("button", { name: "Find help near you" }).click();
    await page.waitForURL("**/needs/domestic-abuse?**");
    await page.getByRole("link", { name: /leave this page/i }).first().click({ noWaitAfter: true });
    await page.waitForURL((url) => url.origin === elsewhere);
    for (let press = 0; press < 4; press++) {
      await Promise.race([page.evaluate(() => history.back()).catch(() => {}), wait(500)]);
      await wait(600);
      await page.waitForURL((url) => !url.href.startsWith(address), { timeout: 10_000 });
    }
  }));

describe("high contrast", () => {
  const paper = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const black = "rgb(0, 0, 0)";

  test("is kept by the tab, goes with it, and comes off again", () =>
    visit(browser, { size: desk, stub: [elsewhere] }, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/");
      assert.notEqual(await paper(page), black);
      await page.getByLabel("High contrast").check();
      assert.equal(await paper(page), black);
      await visitor.open("/needs/sleep");
      assert.equal(await paper(page), black);
      assert.ok(await page.getByLabel("High contrast").isChecked());
      await page.getByLabel("High contrast").uncheck();
      assert.notEqual(await paper(page), black);
      await visitor.open("/about");
      assert.notEqual(await paper(page), black);
      await page.getByLabel("High contrast").check();
      await page.getByRole("link", { name: /leave this page/i }).first().click({ noWaitAfter: true });
      await page.waitForURL((url) => url.origin === elsewhere);
      await visitor.open("/robots.txt");
      assert.equal(await page.evaluate(() => sessionStorage.getItem("contrast")), null);
    }));

  test("works for the page without script", () =>
    visit(browser, { size: phone, script: false }, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/needs/sleep");
      await page.getByLabel("High contrast").check();
      const shot = await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
      assert.ok(shot.length > 0);
      assert.ok(await page.locator(':root:has(#contrast:checked)').count());
    }));
});
