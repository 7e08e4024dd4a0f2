// People who need things large: text at 200 %, 320 px, a page at 400 % (320 by 256). The way out is there first and
// whole, nothing is cut off, and the row at the top leaves the window to the page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, pages, phone, statusOf, visit } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** What can be pushed aside on purpose, and what is not for the eye. */
const PUSHED_ASIDE = ".chips, .plain, .code, svg, [hidden]";

const sizes = [
  { name: "text at 200 % on a phone", size: phone, text: "200%" },
  { name: "a screen of 320 px", size: { width: 320, height: 640 } },
  { name: "a page at 400 %", size: { width: 320, height: 256 } },
];

/** The way out stands whole in the first row, and a row that stays takes no more than a quarter of the window. */
async function leavesFirst(page) {
  const seen = await page.evaluate(() => {
    const { left, right, top, bottom } = document.querySelector(".leave").getBoundingClientRect();
    const row = document.querySelector(".top");
    const stays = getComputedStyle(row).position === "sticky";
    return { left, right, top, bottom, wide: document.documentElement.clientWidth, high: innerHeight, row: stays ? row.getBoundingClientRect().height : 0 };
  });
  assert.ok(seen.left >= 0 && seen.right <= seen.wide, `cut off at the side: ${JSON.stringify(seen)}`);
  assert.ok(seen.top >= 0 && seen.top < 40 && seen.bottom <= seen.high, `not in the first row: ${JSON.stringify(seen)}`);
  assert.ok(seen.row <= seen.high / 4, `the row that stays is too high: ${JSON.stringify(seen)}`);
}

/** Nothing stands outside of the window at its side, and no word is cut off by its own button. */
async function cutsNothingOff(page) {
  const cut = await page.evaluate((aside) => {
    const wide = document.documentElement.clientWidth;
    const isSeen = (element) => element.checkVisibility() && !element.closest(aside) && getComputedStyle(element).clipPath === "none";
    const outside = (element) => {
      const { width, right } = element.getBoundingClientRect();
      return width > 1 && right > wide + 1 && getComputedStyle(element).position !== "absolute";
    };
    const tight = (element) => element.matches(".leave, .button, .top a, summary") && element.scrollWidth > element.clientWidth + 1;
    const found = [...document.querySelectorAll("body *")].filter((element) => isSeen(element) && (outside(element) || tight(element)));
    return found.slice(0, 5).map((element) => `${element.localName}.${element.className} "${element.textContent.trim().slice(0, 30)}"`);
  }, PUSHED_ASIDE);
  assert.deepEqual(cut, []);
}

test("large", (t) =>
  visit(browser, { size: phone }, async (visitor) => {
    const { page } = visitor;
    for (const path of pages) {
      await t.test(path, async (t) => {
        await visitor.open(path, statusOf(path));
        for (const { name, size, text = "" } of sizes) {
          await page.setViewportSize(size);
          await page.evaluate((text) => (document.documentElement.style.fontSize = text), text);
          await t.test(`${name}: the way out comes first`, () => leavesFirst(page));
          await t.test(`${name}: nothing is cut off`, () => cutsNothingOff(page));
        }
      });
    }
  }));
