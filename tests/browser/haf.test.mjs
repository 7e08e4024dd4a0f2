// Holiday activities and food: who can go, how to book, and what to do while nothing is known.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { desk, launch, phone, table, visit } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

for (const [size, script] of [[phone, false], [desk, true]]) {
  describe(`at ${size.width} px, script ${script ? "on" : "off"}`, () => {
    test("a parent reads who can go, how to book and whom to ask", () =>
      visit(browser, { size, script }, async (visitor) => {
        await visitor.open("/holiday-activities");
        const words = await visitor.page.getByRole("main").innerText();
        const record = table("services.csv").find(({ kind, area }) => kind === "haf" && area === "county");
        for (const said of [record.name, record.eligibility, record.how_to_get_help, "01905 520032"]) {
          assert.ok(words.includes(said), `${said} is not on the page`);
        }
        assert.match(words, /Ages 5 to 16/);
        assert.match(words, /free school meals/);
        if (table("terms.csv").length === 0) assert.match(words, /has not given us the dates of the school holidays/);
      }));

    test("each choice is kept, and narrows the clubs", () =>
      visit(browser, { size, script }, async (visitor) => {
        const { page } = visitor;
        await visitor.open("/holiday-activities");
        const clubs = page.getByRole("main").getByRole("link", { name: "AYOS holiday club" });
        assert.ok(await clubs.first().isVisible());
        await page.getByLabel("Which holiday").selectOption("summer");
        await page.getByLabel("District", { exact: true }).selectOption("wyre-forest");
        await page.getByLabel("Age of child").selectOption("8");
        await page.getByLabel("Day", { exact: true }).selectOption("mon");
        await page.getByRole("button", { name: "Find clubs" }).click();
        const asked = new URL(page.url()).searchParams;
        assert.deepEqual(Object.fromEntries(asked), { holiday: "summer", district: "wyre-forest", age: "8", day: "mon" });
        assert.equal(await page.getByLabel("Which holiday").inputValue(), "summer");
        assert.equal(await page.getByLabel("Day", { exact: true }).inputValue(), "mon");
        assert.ok(await clubs.first().isVisible());
        await page.getByLabel("District", { exact: true }).selectOption("redditch");
        await page.getByRole("button", { name: "Find clubs" }).click();
        assert.equal(await clubs.count(), 0, "a club of another district is not offered");
      }));

    test("a wrong value is left out and said", () =>
      visit(browser, { size, script }, async (visitor) => {
        await visitor.open("/holiday-activities?holiday=diwali&age=99&district=nowhere&day=someday");
        const words = await visitor.page.getByRole("main").innerText();
        for (const value of ["diwali", "99", "nowhere", "someday"]) assert.match(words, new RegExp(`We left out “${value}”`));
      }));
  });
}
