// 'Add a service' and 'Write to us', as somebody fills them in, with script on and off.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { desk, launch, phone, visit } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

for (const [size, script] of [[phone, false], [phone, true], [desk, true]]) {
  // Each as from an address of its own: from one, ten messages are taken.
  const headers = { "x-forwarded-for": `192.0.2.${(size.width % 100) + (script ? 100 : 0)}` };
  describe(`at ${size.width} px, script ${script ? "on" : "off"}`, () => {
    test("a service is told of, after what was missing is said in our words at its field", () =>
      visit(browser, { size, script }, async (visitor) => {
        const { page } = visitor;
        await page.setExtraHTTPHeaders(headers);
        await visitor.open("/");
        await page.getByRole("contentinfo").getByRole("link", { name: "Add a service" }).click();
        await page.getByLabel("What is it called?").fill("Otter Club");
        await page.getByLabel(/How can families/).fill("01632 960001");
        await page.getByRole("button", { name: "Send" }).click();
        const summary = page.getByRole("alert");
        assert.match(await summary.innerText(), /Not sent yet\s+Please write what it does\./);
        await summary.getByRole("link", { name: "Please write what it does." }).click();
        assert.equal(await page.evaluate(() => document.activeElement.id), "does");
        const does = page.getByLabel(/What does it do/);
        assert.equal(await does.getAttribute("aria-invalid"), "true");
        assert.equal(await page.getByLabel("What is it called?").inputValue(), "Otter Club");
        assert.equal(await page.getByLabel(/How can families/).inputValue(), "01632 960001");
        await does.fill("Children learn to swim.");
        await page.getByRole("button", { name: "Send" }).click();
        assert.equal(await page.locator("h1").innerText(), "Thank you");
        assert.match(await page.getByRole("main").innerText(), /not in the list yet/);
        assert.ok(!page.url().includes("?"), "nothing of it stands in an address");
      }));

    test("somebody writes about the site, and sees first whom to ring for help", () =>
      visit(browser, { size, script }, async (visitor) => {
        const { page } = visitor;
        await page.setExtraHTTPHeaders(headers);
        await visitor.open("/about");
        await page.getByRole("main").getByRole("link", { name: "Write to us" }).click();
        const ring = page.getByRole("main").locator('a[href="tel:999"]').first();
        const words = page.getByLabel("What do you want to tell us?");
        const [help, field] = await Promise.all([ring.boundingBox(), words.boundingBox()]);
        assert.ok(help.y < field.y);
        await words.fill("I cannot read the small words.");
        await page.getByRole("button", { name: "Send" }).click();
        assert.match(await page.getByRole("main").innerText(), /We have your message/);
      }));
  });
}
