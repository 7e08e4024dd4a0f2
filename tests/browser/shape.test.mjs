// What every page has, whatever it is about. Two visitors, with script and without, open each page once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desk, launch, leaveUrl, pages, phone, statusOf, visit } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

async function hasOneHeadingTitleAndLanguage(page) {
  assert.equal(await page.locator("h1").count(), 1);
  assert.ok((await page.locator("h1").innerText()).trim());
  assert.ok((await page.title()).trim());
  assert.match(await page.locator("html").getAttribute("lang"), /^en/);
}

async function hasNothingTypedInItsTitle(page) {
  const title = (await page.title()).toLowerCase();
  for (const [name, value] of new URL(page.url()).searchParams) {
    if (name === "q" || name === "near") assert.ok(!title.includes(value.toLowerCase()), title);
  }
}

async function hasLeaveInSight(page) {
  const leave = page.getByRole("link", { name: /leave this page/i }).first();
  assert.ok(await leave.isVisible());
  assert.equal(await leave.getAttribute("href"), leaveUrl);
  const box = await leave.boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= phone.height, "without scrolling");
  assert.ok(box.width >= 24 && box.height >= 24, "large enough for a thumb");
}

async function fitsNarrowScreen(page) {
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    culprits: [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > 321)
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 120)),
  }));
  assert.ok(wide.page <= 320, `${wide.page} px wide: ${wide.culprits.join("\n")}`);
}

async function skipsToItsContent(page) {
  await page.setViewportSize(desk);
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    return { text: element.textContent, href: element.getAttribute("href"), seen: box.width > 20 && box.height > 10 && box.top >= 0 };
  });
  assert.match(skip.text, /skip/i);
  assert.match(skip.href, /^#./);
  assert.ok(skip.seen, "the skip link shows while it has the focus");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.hash === skip.href, { timeout: 5_000 });
  assert.equal(await page.locator(skip.href).count(), 1);
  await page.keyboard.press("Tab");
  const inside = await page.evaluate((target) => {
    const content = document.querySelector(target);
    const focus = document.activeElement;
    const next = content.contains(focus) || content.compareDocumentPosition(focus) & Node.DOCUMENT_POSITION_FOLLOWING;
    return Boolean(next) && focus !== document.body;
  }, skip.href);
  assert.ok(inside, "the next stop is in the content, not in the header again");
}

test("with script", (t) =>
  visit(browser, { size: phone }, async (visitor) => {
    const { page } = visitor;
    for (const path of pages) {
      await t.test(path, async (t) => {
        await page.setViewportSize(phone);
        await visitor.open(path, statusOf(path));
        await t.test("there is one h1, a title and a language", () => hasOneHeadingTitleAndLanguage(page));
        await t.test("the title holds nothing that was typed", () => hasNothingTypedInItsTitle(page));
        await t.test("'Leave this page' is in sight", () => hasLeaveInSight(page));
        await t.test("nothing sticks out sideways at 320 px", () => fitsNarrowScreen(page));
        await t.test("the first stop of the Tab key skips to the content", () => skipsToItsContent(page));
      });
    }
  }));

test("without script 'Leave this page' is in sight", (t) =>
  visit(browser, { size: phone, script: false }, async (visitor) => {
    for (const path of pages) {
      await t.test(path, async () => {
        await visitor.open(path, statusOf(path));
        await hasLeaveInSight(visitor.page);
      });
    }
  }));
