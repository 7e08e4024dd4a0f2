// Suggestions while typing: by keyboard, by tap, for a screen reader, and without script.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desk, launch, phone, violations, visit } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const field = (page) => page.locator("#q");
const list = (page) => page.locator("#q-list");
const option = (page, name) => list(page).getByRole("option", { name });
const options = (page) => page.locator('#q-list [role="option"]');
const said = (page) => page.locator("#q-said");

/** Opens a page and waits until the field is a combobox. */
async function ready(visitor, path = "/") {
  await visitor.open(path);
  await visitor.page.waitForSelector('#q[role="combobox"]', { timeout: 10_000 });
}

/** Types words as a person does and waits for the list. */
async function type(page, words) {
  await field(page).pressSequentially(words, { delay: 5 });
  await list(page).waitFor({ state: "visible" });
}

test("the field tells a screen reader what it needs to know", () =>
  visit(browser, {}, async (visitor) => {
    const { page } = visitor;
    await ready(visitor);
    const input = page.getByRole("combobox", { name: "What is going on?", exact: true });
    assert.equal(await input.getAttribute("aria-expanded"), "false");
    assert.equal(await input.getAttribute("aria-autocomplete"), "list");
    assert.equal(await input.getAttribute("aria-controls"), "q-list");
    assert.equal(await input.getAttribute("autocomplete"), "off");
    assert.equal(await input.getAttribute("aria-describedby"), "q-hint");

    await type(page, "lecky");
    assert.equal(await input.getAttribute("aria-expanded"), "true");
    assert.ok(await page.getByRole("listbox", { name: "Suggestions" }).isVisible());
    assert.ok(await option(page, /Energy, heating and water bills\s+Need/).isVisible());
    const count = await options(page).count();
    assert.ok(count >= 1 && count <= 8, `${count} suggestions`);
    assert.equal(await said(page).textContent(), `${count} suggestion${count === 1 ? "" : "s"}`);
    assert.equal(await said(page).getAttribute("role"), "status");
    assert.equal(await input.getAttribute("aria-activedescendant"), null);

    await page.keyboard.press("ArrowDown");
    const active = await input.getAttribute("aria-activedescendant");
    assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
    assert.equal(await page.locator('#q-list [aria-selected="true"]').count(), 1);
    assert.equal(await page.evaluate(() => document.activeElement.id), "q", "the focus stays in the field");
  }));

test("with the keyboard alone: arrows go round, Escape and Tab close, Enter chooses a need", () =>
  visit(browser, {}, async (visitor) => {
    const { page } = visitor;
    await ready(visitor);
    await page.locator("#near").fill("DY10 3ED");
    await page.getByText("Say an age, or choose from a list").click();
    await page.locator("#age").selectOption("4");
    await type(page, "wont sl");
    const count = await options(page).count();
    for (let press = 0; press <= count; press++) await page.keyboard.press("ArrowDown");
    assert.equal(await field(page).getAttribute("aria-activedescendant"), null, "past the end is the field again");
    await page.keyboard.press("ArrowUp");
    assert.equal(await field(page).getAttribute("aria-activedescendant"), `q-${count - 1}`);
    assert.ok(await page.locator(`#q-${count - 1}`).isVisible());

    await page.keyboard.press("Escape");
    assert.ok(await list(page).isHidden());
    assert.equal(await field(page).getAttribute("aria-expanded"), "false");
    assert.equal(await field(page).inputValue(), "wont sl", "Escape takes no words away");

    await type(page, "e");
    await page.keyboard.press("Tab");
    assert.ok(await list(page).isHidden());
    assert.notEqual(await page.evaluate(() => document.activeElement.id), "q");

    await field(page).focus();
    await type(page, "e");
    await page.keyboard.press("ArrowDown");
    assert.match(await page.locator("#q-0").innerText(), /^Sleep/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?/);
    const asked = new URL(page.url()).searchParams;
    assert.deepEqual([asked.get("need"), asked.get("q"), asked.get("near"), asked.get("age")], ["sleep", "", "DY10 3ED", "4"]);
  }));

test("Enter without a choice searches the words as they are", () =>
  visit(browser, {}, async (visitor) => {
    const { page } = visitor;
    await ready(visitor);
    await type(page, "lecky");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?/);
    assert.equal(new URL(page.url()).searchParams.get("q"), "lecky");
    assert.equal(new URL(page.url()).searchParams.get("need"), "");
  }));

test("a tap opens a service, and a need", () =>
  visit(browser, { size: { width: 320, height: 640 }, hasTouch: true, isMobile: true }, async (visitor) => {
    const { page } = visitor;
    await ready(visitor);
    await type(page, "wands");
    const box = await list(page).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 320, "the list fits a narrow phone");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), "no sideways scroll");
    for (const option of await options(page).all()) assert.ok((await option.boundingBox()).height >= 44);
    await option(page, /WANDS Family Hub/).first().tap();
    await page.waitForURL(/\/services\/wands-family-hub$/);

    await ready(visitor);
    await type(page, "lecky");
    await option(page, /Energy/).tap();
    await page.waitForURL(/\/search\?.*need=energy-bills/);
  }));

test("a place goes to the place field when that is empty, and the other words stay", () =>
  visit(browser, {}, async (visitor) => {
    const { page } = visitor;
    await ready(visitor);
    await type(page, "debt in kidderm");
    await option(page, /^Kidderminster\s+Place/).click();
    assert.equal(await page.locator("#near").inputValue(), "Kidderminster");
    assert.equal(await field(page).inputValue(), "debt in");
    assert.ok(await list(page).isHidden());
    assert.equal(await said(page).textContent(), "Place: Kidderminster");
    assert.equal(page.url().endsWith("/"), true, "nothing is sent yet");

    await field(page).fill("");
    await type(page, "redditch");
    await option(page, /^Redditch\s+Place/).click();
    assert.equal(await page.locator("#near").inputValue(), "Kidderminster", "a place that was given stays");
    assert.equal(await field(page).inputValue(), "Redditch");
  }));

test("words of harm reach the urgent panel whatever is chosen", () =>
  visit(browser, {}, async (visitor) => {
    const { page } = visitor;
    await ready(visitor);
    await type(page, "he hits me and the baby wont sl");
    await option(page, /^Sleep/).click();
    await page.waitForURL(/\/search\?/);
    assert.equal(new URL(page.url()).searchParams.get("q"), "he hits me and the baby wont sl");
    assert.match(await page.getByRole("main").innerText(), /999/);
  }));

test("words that were typed before the islands came stay", () =>
  visit(browser, {}, async (visitor) => {
    const { page, context } = visitor;
    let release;
    const typed = new Promise((go) => (release = go));
    await context.route("**/*.wasm", (route) => typed.then(() => route.continue()));
    await visitor.open("/search?q=sleep");
    assert.equal(await field(page).inputValue(), "sleep");
    await field(page).fill("leck");
    assert.equal(await field(page).getAttribute("role"), null, "the islands have not come yet");
    release();
    await page.waitForSelector('#q[role="combobox"]', { timeout: 10_000 });
    assert.equal(await field(page).inputValue(), "leck");
    await field(page).focus();
    await page.keyboard.press("End");
    await type(page, "y");
    assert.ok(await option(page, /Energy/).isVisible());
  }));

test("only the last letters are asked for, and a late answer does not open the list", () =>
  visit(browser, {}, async (visitor) => {
    const { page, context } = visitor;
    const asked = [];
    await context.route("**/api/suggest?**", async (route) => {
      asked.push(new URL(route.request().url()).searchParams.get("q"));
      if (asked.length === 1) await new Promise((go) => setTimeout(go, 600));
      await route.continue().catch(() => {});
    });
    await ready(visitor);
    await field(page).pressSequentially("le");
    await page.waitForTimeout(250);
    assert.deepEqual(asked, [], "two letters ask nothing");
    await field(page).pressSequentially("ck", { delay: 5 });
    await page.waitForTimeout(250);
    assert.deepEqual(asked, ["leck"], "one question for quick letters");
    await field(page).pressSequentially("y");
    await list(page).waitFor({ state: "visible" });
    await page.keyboard.press("Escape");
    await page.waitForTimeout(700);
    assert.ok(await list(page).isHidden());
    assert.deepEqual(asked, ["leck", "lecky"]);
  }));

test("while the list is open there is no accessibility violation", (t) =>
  visit(browser, { size: phone }, async (visitor) => {
    const { page } = visitor;
    await ready(visitor);
    await type(page, "school");
    await page.keyboard.press("ArrowDown");
    for (const [name, size, media] of [
      ["phone, light", phone, { colorScheme: "light" }],
      ["desk, dark", desk, { colorScheme: "dark" }],
      ["desk, forced colours", desk, { colorScheme: "light", forcedColors: "active" }],
    ]) {
      await t.test(name, async () => {
        await page.setViewportSize(size);
        await page.emulateMedia({ forcedColors: "none", ...media });
        assert.ok(await list(page).isVisible(), "the list is still open");
        assert.deepEqual(await violations(page), []);
      });
    }
  }));

test("without script the field is a plain one and nothing is offered", () =>
  visit(browser, { size: phone, script: false }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/");
    assert.equal(await field(page).getAttribute("role"), null);
    assert.equal(await field(page).getAttribute("aria-expanded"), null);
    assert.ok(await list(page).isHidden());
    await field(page).fill("lecky");
    await field(page).press("Enter");
    await page.waitForURL(/\/search\?q=lecky/);
  }));
