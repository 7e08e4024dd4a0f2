// The search box that other sites show in a frame, by itself and on another site's page.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { address, desk, launch, phone, violations, visit } from "./site.mjs";

const paths = ["/embed", "/embed?near=DY10+3ED&need=infant-feeding&age=0.5", "/embed?q=he+hits+me&near=WR5+1DE"];

// Another site: on this machine too, since Chromium keeps pages of other networks from it.
const html = `<!doctype html><title>A school</title><h1>A school</h1><iframe src="${address}/embed?need=infant-feeding" width="700" height="600"></iframe>`;
const other = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(html));
let school;

let browser;
before(async () => {
  browser = await launch();
  await new Promise((ready) => other.listen(0, "127.0.0.1", ready));
  school = `http://127.0.0.1:${other.address().port}/`;
});
after(async () => {
  await browser?.close();
  other.close();
});

for (const path of paths) {
  test(path, (t) =>
    visit(browser, { size: phone }, async (visitor) => {
      const { page } = visitor;
      await visitor.open(path);
      for (const colorScheme of ["light", "dark"]) {
        await t.test(`has no accessibility violation, ${colorScheme}`, async () => {
          await page.emulateMedia({ colorScheme });
          assert.deepEqual(await violations(page), []);
        });
      }
      await t.test("does not stick out sideways at 320 px", async () => {
        await page.setViewportSize({ width: 320, height: 640 });
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
      });
    }));
}

for (const script of [true, false]) {
  test(`a school's page shows it, searches in it and follows a result, script ${script ? "on" : "off"}`, () =>
    visit(browser, { size: desk, script, stub: [school] }, async ({ page }) => {
      await page.route(school, (route) => route.continue());
      await page.goto(school);
      const frame = page.frameLocator("iframe");
      await frame.getByLabel("Postcode or town").fill("DY10 3ED");
      await frame.getByRole("button", { name: "Find help" }).click();
      const first = frame.locator(".card h3 a").first();
      await first.waitFor();
      assert.equal(page.url(), school, "the search stays inside");
      assert.ok(page.frames()[1].url().includes("need=infant-feeding"), "what the school chose is kept");
      await first.click();
      await page.waitForURL(`${address}/services/**`);
      assert.equal(await page.locator("a.leave").count(), 1, "a result opens with the way out in reach");
      const sent = await page.context().cookies();
      assert.deepEqual(sent, []);
    }));
}
