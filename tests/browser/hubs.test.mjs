// The nearest open hub, by thumb, by keyboard and with script off; and the same pages on paper. One
// more server runs here, on a copy of the county's folder in which two hubs have confirmed hours,
// with a clock that stands on a Monday at ten.
import assert from "node:assert/strict";
import { appendFile, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { root, serve } from "./program.mjs";
import { desk, launch, phone, visit } from "./site.mjs";

const hours = [
  'wands-family-hub,wands-westland-first-school,"MO,FR",WEEKLY,1,,09:00,17:00,,,,current',
  "brookside-family-hub,brookside-comberton-primary-school,TU,WEEKLY,1,,09:00,12:00,,,,current",
];

let browser, site, folder, open;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "hubfinder-hubs-"));
  const data = join(folder, "county");
  await cp(join(root, "data/worcestershire"), data, { recursive: true });
  await cp(join(root, "data/national"), join(folder, "national"), { recursive: true });
  await appendFile(join(data, "schedules.csv"), `${hours.join("\r\n")}\r\n`);
  site = await serve({ data, options: ["--now", "2026-03-02T10:00:00Z"] });
  open = site.address;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.stop();
  await rm(folder, { recursive: true, force: true });
});

const hub = (page, name) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });

/** A finger meets this: large enough, in sight, and not under the row at the top. */
async function tap(page, target) {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  assert.ok(box.height >= 24 && box.width >= 24, `${box.width} by ${box.height} is too small for a thumb`);
  await target.tap();
}

test("by thumb at 360 px: from a postcode to the nearest open hub and its day", () =>
  visit(browser, { size: phone, hasTouch: true, isMobile: true, address: open }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/");
    await tap(page, page.getByText("Menu", { exact: true }));
    await tap(page, page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Family Hubs" }));
    await page.getByLabel("Postcode or town").fill("wr9 9eq");
    await tap(page, page.getByRole("button", { name: "Find a hub" }));
    await page.waitForURL(/\/hubs\?near=/);
    assert.match(await page.locator(".notes").innerText(), /The nearest that is open now: WANDS Family Hub, less than 0\.1 miles away\. Open now until 5pm/);

    const first = page.getByRole("main").locator(".card").first();
    await tap(page, first.getByText("Get there"));
    const words = await first.innerText();
    for (const said of [/WANDS Family Hub/, /less than 0\.1 miles/, /Open now until 5pm/, /01905 520032/, /opens a map site/]) assert.match(words, said);
    assert.match(await hub(page, /Brookside Family Hub/).innerText(), /Closed today\. Opens tomorrow at 9am/);
    for (const to of await first.getByRole("link", { name: /opens a map site/ }).evaluateAll((all) => all.map((one) => one.href))) {
      assert.doesNotMatch(to, /wr9|origin=|from=/i, "a link to directions says where to, never where from");
    }

    await tap(page, page.getByText("See the map"));
    assert.ok(await page.locator(".map-picture").isVisible());
    await tap(page, first.getByRole("link", { name: /All that happens at/ }));
    await page.waitForURL(/\/places\/wands-westland-first-school/);
    const today = page.locator("tr.today");
    assert.match(await today.innerText(), /Today[\s\S]*Monday, 2 March[\s\S]*9am to 5pm[\s\S]*WANDS Family Hub/);
    await page.goBack();
    assert.match(page.url(), /\/hubs\?near=/);
  }));

test("by keyboard only: the same", () =>
  visit(browser, { size: desk, address: open }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/hubs");
    const press = async (wanted) => {
      for (let presses = 0; presses < 200; presses++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(wanted)) return;
      }
      assert.fail(`Tab never reached ${wanted}`);
    };
    await press(() => document.activeElement.name === "near");
    await page.keyboard.type("WR9 9EQ");
    await page.keyboard.press("Enter");
    await page.waitForURL(/near=WR9/);
    await press(() => /WANDS Family Hub/.test(document.activeElement.textContent) && document.activeElement.closest(".card") !== null);
    assert.match(await page.evaluate(() => document.activeElement.closest(".card").innerText), /Open now until 5pm/);
    await press(() => /All that happens at WANDS/.test(document.activeElement.textContent));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/places\/wands/);
    assert.match(await page.locator("h1").innerText(), /WANDS/);
  }));

test("script off: each hub, district and building is there, and so is the map", () =>
  visit(browser, { size: phone, script: false, address: open }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/");
    await page.getByRole("main").getByRole("link", { name: "Wychavon", exact: true }).click();
    await page.waitForURL(/\/districts\/wychavon$/);
    const words = await page.getByRole("main").innerText();
    for (const said of [/WANDS Family Hub/, /Open now until 5pm/, /Young people over 13/, /Pershore/i, /Wychavon.*housing/i]) assert.match(words, said);
    await page.getByText("Tuesday 3 March").click();
    await page.getByRole("link", { name: /riverside/i }).and(page.locator('a[href^="/services/"]')).last().click();
    assert.match(await page.locator("h1").innerText(), /Riverside/);
    await page.goBack();
    await page.getByText("See the map").click();
    assert.equal(await page.getByText("greatest need").count(), 0, "that is for professionals");
    await visitor.open(`${new URL(page.url()).pathname}?need-areas=yes`);
    assert.ok((await page.locator(".map-picture .map-outline").count()) > 0);
    assert.ok(await page.locator(".map-picture").isVisible(), "the map is open");
    await page.getByRole("link", { name: "Hide the areas of greatest need" }).click();
    assert.equal(await page.locator(".map-outline").count(), 0);
    await page.getByRole("link", { name: "Redditch", exact: true }).click();
    assert.match(await page.locator("h1").innerText(), /Redditch/);
  }));

for (const path of ["/hubs", "/hubs?near=WR9+9EQ", "/districts/wychavon", "/places/wands-westland-first-school"]) {
  test(`on paper: ${path}`, () =>
    visit(browser, { size: desk, address: open }, async (visitor) => {
      const { page } = visitor;
      await visitor.open(path);
      await page.emulateMedia({ media: "print" });
      const seen = await page.evaluate(() => {
        const shown = (element) => element.checkVisibility({ contentVisibilityAuto: true }) && element.getBoundingClientRect().height > 0;
        const all = (query) => [...document.querySelectorAll(query)];
        return {
          map: all(".map-picture").some(shown),
          folded: all(".days .sessions").filter((one) => !shown(one)).length,
          buttons: all("main .button, .leave, .menu").filter(shown).length,
          wide: document.documentElement.scrollWidth <= innerWidth,
        };
      });
      assert.deepEqual(seen, { map: true, folded: 0, buttons: 0, wide: true });
      const paper = await page.pdf({ format: "A4", printBackground: false });
      assert.ok(paper.length > 10_000);
    }));
}
