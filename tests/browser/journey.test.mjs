// A parent on a phone, with script off: from a postcode and a need to somebody to ring.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, phone, visit } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** Chooses the first option of a list that a person would take for these words or this age. */
async function choose(page, label, fits) {
  const list = page.getByRole("main").getByLabel(label).first();
  const options = await list.locator("option").evaluateAll((all) => all.map(({ value, text }) => ({ value, text: text.trim() })));
  const option = options.find(fits);
  assert.ok(option, `nothing to choose among ${options.map(({ text }) => text).join(", ")}`);
  await list.selectOption(option.value);
  return option.value;
}

test("a parent finds the Brookside hub and a number to ring with script off", () =>
  visit(browser, { script: false, size: phone }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/");
    await page.locator('main [name="near"]').first().fill("DY10 3ED");
    await page.getByText("Say an age, or choose from a list").click();
    await choose(page, /choose from a list/i, ({ text }) => text === "Feeding your baby");
    const age = await choose(page, /^age/i, ({ value }) => value !== "" && Number(value) < 1);
    await page.getByRole("main").getByRole("button", { name: /find|search/i }).first().click();

    const asked = new URL(page.url());
    assert.equal(asked.pathname, "/search");
    assert.equal(asked.searchParams.get("near"), "DY10 3ED");
    assert.equal(asked.searchParams.get("need"), "infant-feeding");
    assert.equal(asked.searchParams.get("age"), age);

    const results = page.getByRole("main");
    const words = await results.innerText();
    assert.match(words, /Brookside Family Hub/);
    assert.match(words, /\d\.\d miles?/);
    assert.match(words, /ages? /i);
    assert.match(words, /By phone or online/i);
    assert.match(words, /01905\s?520032/);
    assert.ok((await results.locator('a[href^="tel:"]').count()) > 0);

    await results.getByRole("link", { name: /Brookside Family Hub/ }).first().click();
    // The first link of that name may be the marker on the map, which leads to the list.
    if (new URL(page.url()).pathname === "/search") {
      await results.locator('a[href*="/services/brookside-family-hub"]').first().click();
    }
    assert.equal(new URL(page.url()).pathname, "/services/brookside-family-hub");
    const back = page.getByRole("link", { name: "Back to what we found" });
    const again = new URL(await back.getAttribute("href"), asked).searchParams;
    const said = [...asked.searchParams].filter(([, value]) => value !== "");
    assert.deepEqual([...again].sort(), said.sort(), "the way back is the same search");
    assert.match(await page.locator("h1").innerText(), /Brookside Family Hub/);
    const ring = page.getByRole("main").locator('a[href="tel:01905520032"]').first();
    assert.ok(await ring.isVisible());
  }));

test("help that serves another district only is not offered, and nothing ends before the age", () =>
  visit(browser, { script: false, size: phone }, async (visitor) => {
    await visitor.open("/search?near=DY10+3ED&need=infant-feeding&age=0.5");
    const answer = await (
      await visitor.context.request.get("/api/search?near=DY10+3ED&need=infant-feeding&age=0.5&per_page=50")
    ).json();
    assert.ok(answer.results.length > 0);
    for (const result of answer.results) {
      assert.ok(result.age_min === null || result.age_min <= 0.5, result.id);
      assert.ok(result.age_max === null || result.age_max >= 0.5, result.id);
    }
    assert.ok(answer.results.some((result) => result.group === "anywhere"), "national helplines are not lost");
  }));

test("a chip takes away what it names and leaves the rest", () =>
  visit(browser, { script: false, size: phone }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/search?near=DY10+3ED&need=infant-feeding&age=0.5");
    await page.getByRole("main").getByRole("link", { name: /feeding your baby/i }).and(page.locator('a[href^="/search"]')).first().click();
    const left = new URL(page.url()).searchParams;
    assert.equal(left.get("need"), null);
    assert.match(left.get("near"), /DY10\s?3ED/);
    assert.equal(left.get("age"), "0.5");
  }));
