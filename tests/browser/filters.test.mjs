// Filters that say how many results they leave, and one service that is shared, with script on and off.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { desk, launch, phone, visit } from "./site.mjs";

const search = "/search?q=debt&near=WR5+1DE";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const count = (words) => Number(/\((\d+)\)|Show (\d+) result/.exec(words).slice(1).find(Boolean));

for (const [size, script] of [[phone, false], [phone, true], [desk, true]]) {
  describe(`at ${size.width} px, script ${script ? "on" : "off"}`, () => {
    test("a box says how many results it leaves, and so many there are", () =>
      visit(browser, { size, script }, async (visitor) => {
        const { page } = visitor;
        await visitor.open(search);
        const sheet = page.locator(".filter-sheet"), button = sheet.getByRole("button", { name: /^Show/ });
        if (size === phone) await sheet.locator("summary").first().click();
        const now = count(await button.innerText());
        const box = sheet.locator('label:has(input[name="cost"])');
        const left = count(await box.innerText());
        assert.ok(left > 0 && left < now, `${left} of ${now}`);
        await box.locator("input").check();
        if (script) await page.waitForFunction((words) => document.querySelector(".filter-fields > .button").textContent.trim() === words, `Show ${left} results`);
        await button.click();
        await page.waitForURL(/cost=free/);
        assert.match(await page.locator("h1").innerText(), new RegExp(`^${left} services?`));
        const chip = page.locator(".chips").getByRole("link", { name: /Free/ });
        await chip.click();
        assert.match(await page.locator("h1").innerText(), new RegExp(`^${now} services`));
      }));

    test("what would leave nothing cannot be ticked", () =>
      visit(browser, { size, script }, async (visitor) => {
        const { page } = visitor;
        await visitor.open(search);
        for (const label of await page.locator(".filter-fields label.check").all()) {
          const words = await label.textContent();
          const field = label.locator("input");
          assert.equal(await field.isDisabled(), / \(0\)$/.test(words.trim()), words);
        }
      }));

    test("one service is shared by its link, and nothing of the search is in it", () =>
      visit(browser, { size, script }, async (visitor) => {
        const { page } = visitor;
        await visitor.open("/services/wands-family-hub?q=my+secret+words&near=WR5+1DE");
        const share = page.locator("details.share");
        await share.locator("summary").click();
        const link = await share.locator(".plain").innerText();
        assert.match(link.trim(), /^https?:\/\/[^/]+\/services\/wands-family-hub$/);
        const text = await share.getByRole("link", { name: "Text it" }).getAttribute("href");
        assert.ok(text.startsWith("sms:?&body=") && decodeURIComponent(text).endsWith(`\n${link.trim()}`), text);
        const mail = await share.getByRole("link", { name: "E-mail it" }).getAttribute("href");
        assert.ok(mail.startsWith("mailto:?subject=Help%20for%20families&body="), mail);
        assert.ok(!/secret|WR5/.test(decodeURIComponent(text + mail)));
        assert.ok(await share.getByRole("img", { name: "QR code: opens this page" }).isVisible());
        assert.equal(await share.getByRole("button", { name: "Copy the link" }).isVisible(), script);
      }));
  });
}
