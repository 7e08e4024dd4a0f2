// 'Is this right?', as somebody fills it in, with script on and off.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { desk, launch, phone, visit } from "./site.mjs";

const attack = `"'></textarea></title></script><script>document.title="attacked"</script>&<!>`;

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

for (const [size, script] of [[phone, false], [phone, true], [desk, true]]) {
  describe(`at ${size.width} px, script ${script ? "on" : "off"}`, () => {
    test("somebody tells what is wrong, from the page of a service to the thanks", () =>
      visit(browser, { size, script }, async (visitor) => {
        const { page } = visitor;
        await visitor.open("/services/wands-family-hub");
        await page.getByRole("link", { name: "Tell us what is wrong" }).click();
        assert.equal(new URL(page.url()).pathname, "/feedback/services/wands-family-hub");
        await page.getByLabel("What is wrong?").fill("The number rings out.");
        await page.getByLabel(/How we can reach you/).fill("a@example.org");
        await page.getByRole("button", { name: "Send" }).click();
        assert.equal(await page.locator("h1").innerText(), "Thank you");
        const words = await page.getByRole("main").innerText();
        assert.match(words, /do not read this as an emergency/);
        assert.ok(!words.includes("rings out") && !page.url().includes("?"), "nothing of it stands in an address");
        assert.equal(await page.locator(".urgent").count(), 0);
        await page.getByRole("main").getByRole("link", { name: /WANDS/ }).click();
        assert.equal(new URL(page.url()).pathname, "/services/wands-family-hub");
      }));

    test("words that mean danger bring numbers to ring before anything else", () =>
      visit(browser, { size, script }, async (visitor) => {
        const { page } = visitor;
        await visitor.open("/feedback/places/wands-westland-first-school");
        await page.getByLabel("What is wrong?").fill("I went there because he hits me and it was shut");
        await page.getByRole("button", { name: "Send" }).click();
        const ring = page.getByRole("main").locator('.urgent a[href="tel:999"]').first();
        assert.ok(await ring.isVisible());
        const [panel, thanks] = await Promise.all([ring.boundingBox(), page.locator(".lead", { hasText: "We have your message" }).boundingBox()]);
        assert.ok(panel.y < thanks.y, "the panel stands first");
        assert.match(await page.getByRole("main").innerText(), /do not read this as an emergency/);
      }));

    test("what was typed is still there when something is wrong, and is only text", () =>
      visit(browser, { size, script }, async (visitor) => {
        const { page } = visitor;
        await visitor.open("/feedback/services/wands-family-hub");
        await page.getByLabel("What is wrong?").fill(`\n${attack}`);
        await page.getByLabel(/How we can reach you/).fill(attack);
        // As a program does that fills in every field it finds.
        await page.locator("#extra").evaluate((field) => field.setAttribute("value", "x"));
        await page.getByRole("button", { name: "Send" }).click();
        assert.match(await page.locator("#problem").innerText(), /must stay empty/);
        assert.equal(await page.getByLabel("What is wrong?").inputValue(), attack);
        assert.equal(await page.getByLabel(/How we can reach you/).inputValue(), attack);
        assert.match(await page.title(), /^Is this right\?/);
        await page.getByRole("button", { name: "Send" }).click();
        assert.equal(await page.locator("h1").innerText(), "Thank you");
      }));
  });
}

test("Tab goes from the words to the contact to Send, past the box that nobody sees", () =>
  visit(browser, { size: desk }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/feedback/services/wands-family-hub");
    await page.getByLabel("What is wrong?").focus();
    const stops = [];
    for (let step = 0; step < 2; step++) {
      await page.keyboard.press("Tab");
      stops.push(await page.evaluate(() => document.activeElement.id || document.activeElement.textContent));
    }
    assert.deepEqual(stops, ["contact", "Send"]);
    const trap = await page.locator(".trap").boundingBox();
    assert.ok(trap.x + trap.width <= 0, "out of sight");
  }));
