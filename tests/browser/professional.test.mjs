// A family worker with three minutes: three services for a family with children of 2, 9 and 14 near
// B98 9JG, printed. By keyboard alone with script, by forms alone without; and leaving from the middle.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { address, desk, launch, leaveUrl, phone, visit } from "./site.mjs";

const elsewhere = new URL(leaveUrl).origin;
/** Milliseconds a person needs for one key: an ordinary typist. */
const KEY = 80;
/** Milliseconds to look at what a page says before going on. */
const LOOK = 1_500;

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** A keyboard that counts, at a person's pace. */
function keyboard(page) {
  let strokes = 0;
  const press = async (key, times = 1) => {
    for (let time = 0; time < times; time++) {
      await page.keyboard.press(key, { delay: KEY / 2 });
      await wait(KEY / 2);
      strokes++;
    }
  };
  return {
    press,
    async type(words) {
      for (const letter of words) await press(letter === " " ? "Space" : letter);
    },
    /** Presses a key until the focus rests on what is wanted. */
    async until(key, selector) {
      for (let time = 0; time < 40; time++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
        await press(key);
      }
      assert.fail(`${key} never reaches ${selector}`);
    },
    get strokes() {
      return strokes;
    },
  };
}

/** The link to the shortlist, which a phone's menu unfolds. */
const count = (page) => page.locator('.menu a[href^="/shortlist"]');
const kept = (page) => page.evaluate(() => sessionStorage.getItem("shortlist"));

async function printed(page, name) {
  if (process.env.HUBFINDER_PAPER) await writeFile(`${process.env.HUBFINDER_PAPER}/${name}.pdf`, await page.pdf({ format: "A4", preferCSSPageSize: true }));
}

test("three services for a family are found, saved and printed by keyboard alone", () =>
  visit(browser, { size: desk }, async (visitor) => {
    const { page } = visitor;
    await page.addInitScript(() => (window.print = () => (window.wasPrinted = true)));
    await visitor.open("/professionals");
    const keys = keyboard(page);
    const began = Date.now();
    await wait(LOOK);
    await keys.until("Tab", "#ages");
    await keys.type("2 9 14");
    await keys.press("Tab");
    await keys.type("B98 9JG");
    await keys.press("Tab");
    await keys.type("sleep");
    await keys.press("Enter");
    await page.waitForURL(/#results$/);
    await page.waitForFunction(() => document.activeElement?.id === "results");
    await wait(2 * LOOK);
    for (let row = 0; row < 3; row++) {
      await keys.press("ArrowDown");
      await wait(LOOK);
      await keys.press("s");
    }
    assert.equal((await kept(page)).split(",").length, 3);
    assert.equal((await count(page).textContent()).trim(), "Shortlist (3)");
    await keys.press("l");
    await page.waitForURL(/\/shortlist\?ids=/);
    await wait(LOOK);
    await keys.until("Tab", '[data-do="print"]');
    await keys.press("Enter");
    await page.waitForFunction(() => window.wasPrinted);
    const seconds = (Date.now() - began) / 1000;
    console.log(`By keyboard: ${keys.strokes} keystrokes, ${seconds.toFixed(1)} seconds at ${KEY} ms a key with time to look.`);
    assert.equal(await page.locator(".pick-item").count(), 3);
    assert.ok(keys.strokes < 80, `${keys.strokes} keystrokes`);
    await printed(page, "shortlist");
  }));

test("single keys act inside the list of results only", () =>
  visit(browser, { size: desk }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/professionals?age=14&near=B98+9JG");
    await page.keyboard.press("s");
    await page.locator(".family-asked > summary").click();
    await page.locator("#q").focus();
    await page.keyboard.type("sls");
    assert.equal(await page.locator("#q").inputValue(), "sls");
    assert.equal(await kept(page), null);
    assert.match(page.url(), /\/professionals\?/);
    await page.locator("#results").focus();
    await page.keyboard.press("s");
    assert.equal(await kept(page), null, "not before a row has the focus");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+s").catch(() => {});
    assert.equal(await kept(page), null, "a browser's own keys stay its own");
    await page.keyboard.press("s");
    assert.equal((await kept(page)).split(",").length, 1);
    assert.equal(await page.locator('.rows input[name="ids"]:checked').count(), 1);
    assert.match(await page.getByText(/in this list only/).innerText(), /moves?,/);
    await page.keyboard.press("s");
    assert.equal(await kept(page), "");
  }));

for (const size of [phone, desk]) {
  test(`the same by forms alone, without script, at ${size.width} px`, () =>
    visit(browser, { size, script: false }, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/");
      await page.getByRole("link", { name: /work with families/i }).click();
      await page.getByLabel("Ages of the children").fill("2, 9, 14");
      await page.getByLabel("Postcode or town").fill("B98 9JG");
      await page.getByLabel(/What would help/).fill("sleep");
      await page.getByRole("button", { name: "Find help for this family" }).click();
      const boxes = page.locator('.rows input[name="ids"]');
      assert.ok((await boxes.count()) >= 3);
      const chosen = [];
      for (const at of [0, 1, 2]) {
        await boxes.nth(at).check();
        chosen.push(await boxes.nth(at).inputValue());
      }
      await page.getByRole("button", { name: /make a shortlist/i }).first().click();
      const picks = () => page.locator("[data-note]").evaluateAll((all) => all.map((one) => one.dataset.note));
      assert.deepEqual(await picks(), chosen);
      await page.getByRole("link", { name: /^Move up/ }).first().click();
      assert.deepEqual(await picks(), [chosen[1], chosen[0], chosen[2]]);
      await page.getByRole("link", { name: /^Take off/ }).last().click();
      assert.deepEqual(await picks(), [chosen[1], chosen[0]]);
      assert.ok((await page.getByRole("main").locator('a[href^="tel:"]').count()) > 0);
      await page.getByRole("link", { name: "Add more" }).click();
      await page.getByLabel("Postcode or town").fill("B98 9JG");
      await page.getByRole("button", { name: "Find help for this family" }).click();
      const more = page.locator('.rows input[name="ids"]:not(:checked)').first();
      const third = await more.inputValue();
      await more.check();
      await page.getByRole("button", { name: /make a shortlist/i }).first().click();
      assert.deepEqual((await picks()).sort(), [chosen[0], chosen[1], third].sort());
    }));
}

test("a family's answer is copied as text, and without script stands at an address", () =>
  visit(browser, { size: desk, permissions: ["clipboard-read", "clipboard-write"] }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/professionals?age=2%2C9%2C14&near=B98+7RY&q=sleep%2C+debt");
    await page.getByRole("button", { name: "Copy as text" }).click();
    await page.getByText("Copied.").waitFor({ state: "attached" });
    const text = await page.evaluate(() => navigator.clipboard.readText());
    for (const words of ["COVERS MOST", "Starting Well (0 to 19)", "FOR THE 14-YEAR-OLD", "The family can ask:"]) {
      assert.ok(text.includes(words), `${words} in ${text}`);
    }
    const address = await page.getByRole("link", { name: "As plain text" }).getAttribute("href");
    const plain = await (await page.request.get(address)).text();
    assert.equal(plain.trim(), text.trim());
  }));

test("the results have the focus without a frame around them all", () =>
  visit(browser, { size: desk }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/professionals?age=14&near=B98+9JG#results");
    await page.locator("#results").focus();
    assert.equal(await page.locator("#results").evaluate((list) => getComputedStyle(list).outlineStyle), "none");
    await visitor.open("/professionals/levels-of-need");
    const tops = await page.locator(".level").evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
    assert.equal(tops.length % 2, 0);
    for (let at = 0; at < tops.length; at += 2) assert.equal(tops[at], tops[at + 1], "two beside two");
  }));

test("a card and a service's page save to the same list, which a reload keeps", () =>
  visit(browser, { size: phone }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/search?near=DY10+3ED&need=infant-feeding");
    const save = page.getByRole("button", { name: /^Save to shortlist/ });
    await page.locator(".card-more > summary").first().click();
    await save.first().click();
    assert.equal((await kept(page)).split(",").length, 1);
    await page.getByRole("button", { name: /^Saved. Take it off/ }).first().waitFor();
    await visitor.open("/services/samaritans");
    await save.click();
    assert.equal((await count(page).textContent()).trim(), "Shortlist (2)");
    await visitor.open("/shortlist");
    await page.waitForURL(/\?ids=[\w-]+,samaritans$/);
    await page.getByLabel(/^Note/).first().fill("Ring before noon");
    await page.getByRole("link", { name: /^Move down/ }).first().click();
    await page.waitForURL(/\?ids=samaritans,/);
    assert.equal(await page.getByLabel(/^Note/).last().inputValue(), "Ring before noon", "a note goes with its service");
    await page.reload();
    assert.equal(await page.getByLabel(/^Note/).last().inputValue(), "Ring before noon");
    assert.doesNotMatch(page.url(), /Ring|noon/);
    await page.getByRole("link", { name: /^Take off/ }).last().click();
    await page.waitForURL(/\?ids=samaritans$/);
    assert.doesNotMatch(await page.evaluate(() => JSON.stringify({ ...sessionStorage })), /noon/, "its note goes too");
    await page.getByRole("link", { name: /^Take off/ }).click();
    await page.waitForURL(/\?ids=$/);
    assert.match(await page.getByRole("main").innerText(), /How to use it/);
    assert.equal((await count(page).textContent()).trim(), "Shortlist");
  }));

test("a page that Back brings up again does not undo what was saved since", () =>
  visit(browser, { size: desk }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/shortlist?ids=samaritans");
    await visitor.open("/services/childline");
    await page.getByRole("button", { name: /^Save to shortlist/ }).click();
    await page.goBack();
    await page.waitForURL(/\?ids=samaritans,childline$/);
  }));

test("the text can be copied, and the message and the e-mail hold no note", () =>
  visit(browser, { size: phone, permissions: ["clipboard-read", "clipboard-write"] }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/shortlist?ids=wands-family-hub,samaritans");
    await page.getByLabel(/^Note/).first().fill("a private word");
    await page.getByText("The list as plain text").click();
    await page.getByRole("button", { name: "Copy it" }).click();
    await page.getByText("Copied.").waitFor({ state: "attached" });
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /116 123/);
    assert.doesNotMatch(text, /private/);
    const hrefs = await page.locator('a[href^="sms:"], a[href^="mailto:?"]').evaluateAll((all) => all.map((one) => one.href));
    assert.equal(hrefs.length, 2);
    for (const href of hrefs) assert.doesNotMatch(href, /private/);
  }));

for (const way of ["link", "Shift"]) {
  describe(`leaving from the middle by ${way}`, () => {
    let alive;
    before(async () => (alive = await launch({ keepPages: true })));
    after(() => alive?.close());

    test("takes the shortlist and its notes along, and Back shows none of our pages", () =>
      visit(alive, { size: phone, stub: [elsewhere] }, async (visitor) => {
        const { context, page } = visitor;
        await visitor.open("/professionals?age=14&near=B98+9JG");
        await page.locator(".rows input").first().check();
        await visitor.open("/shortlist");
        await page.waitForURL(/\?ids=/);
        await page.getByLabel(/^Note/).first().fill("lives at number nine");
        if (way === "link") await page.getByRole("link", { name: /leave this page/i }).first().click({ noWaitAfter: true });
        else for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
        await page.waitForURL((url) => url.origin === elsewhere);
        for (let press = 1; press <= 4; press++) {
          await Promise.race([page.evaluate(() => history.back()).catch(() => {}), wait(500)]);
          await wait(900);
          await page
            .waitForURL((url) => !url.href.startsWith(address), { timeout: 10_000 })
            .catch(() => assert.fail(`press ${press} of Back ends at ${page.url()}`));
        }
        // A file of ours without script of its own: what it can read is what was kept.
        await visitor.open("/robots.txt");
        const left = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
        assert.doesNotMatch(left, /nine|shortlist|note/);
        assert.deepEqual(await context.cookies(), []);
        await visitor.open("/shortlist");
        assert.match(await page.getByRole("main").innerText(), /Nothing is on it yet/);
      }));
  });
}

test("on paper a list is clean: its services, notes, code and date, and nothing to press", () =>
  visit(browser, { size: desk }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/shortlist?ids=wands-family-hub,wmwa-refuge,samaritans");
    await page.getByLabel(/^Note/).first().fill("Ask for the health visitor.\nTuesdays are quiet.");
    await page.emulateMedia({ media: "print" });
    const main = page.getByRole("main");
    for (const shown of [main.locator(".qr"), main.getByText(/^Made on/), main.locator(".note-paper").first()]) {
      assert.ok(await shown.isVisible());
    }
    for (const hidden of [page.locator(".top"), page.locator(".foot"), main.locator("textarea").first(), main.locator(".hand-over"), main.getByText("Move down").first()]) {
      assert.ok(!(await hidden.isVisible()));
    }
    assert.match(await main.innerText(), /Tuesdays are quiet/);
    await printed(page, "notes");
  }));

test("a young person's list is small on paper", () =>
  visit(browser, { size: desk }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/shortlist?ids=childline,samaritans&for=young");
    await page.emulateMedia({ media: "print" });
    const box = await page.locator(".shortlist").boundingBox();
    assert.ok(box.width < 340, `${box.width} px wide`);
    assert.equal(await page.locator(".qr").count(), 0);
    assert.match(await page.getByRole("main").innerText(), /0800 1111/);
    await printed(page, "young");
    await visitor.open("/services/wands-family-hub");
    await printed(page, "service");
  }));
