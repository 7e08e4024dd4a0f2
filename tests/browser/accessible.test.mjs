// WCAG 2.2 AA by axe, on every sort of page, for every way of looking at it. Two visitors, with script
// and without, open each page once and look at it in each of the ways that need no new page.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { desk, isAnotherCounty, launch, pages, phone, statusOf, violations, visit } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

// Every two of size, colours and script meet once; the switch for high contrast and colours forced by
// the system come once each. Another county has the same pages: there two ways are enough.
const looks = [
  { size: phone, colorScheme: "light", script: true },
  { size: desk, colorScheme: "dark", script: true },
  { size: phone, colorScheme: "dark", script: "cut" },
  { size: desk, colorScheme: "light", script: "cut" },
  { size: phone, colorScheme: "light", script: true, forcedColors: "active" },
  { size: desk, colorScheme: "dark", script: true, contrast: true },
].slice(0, isAnotherCounty ? 2 : undefined);

function nameOf({ size, colorScheme, forcedColors, contrast }) {
  const words = [`at ${size.width} px`, colorScheme];
  if (forcedColors) words.push("forced colours");
  if (contrast) words.push("high contrast");
  return words.join(", ");
}

/** Looks at the open page in another way. */
async function lookAt(page, { size, colorScheme, forcedColors = "none", contrast = false }) {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme, forcedColors });
  const high = page.getByLabel("High contrast");
  if (await high.count()) await high.setChecked(contrast);
  await page.evaluate(() => scrollTo(0, 0));
}

describe("no page has a violation", { concurrency: true }, () => {
  for (const script of [true, "cut"]) {
    const ways = looks.filter((look) => look.script === script);
    const skip = !ways.length && "another county has the same pages";
    test(`script ${script === true ? "on" : "off"}`, { skip }, (t) =>
      visit(browser, ways[0], async (visitor) => {
        const { page } = visitor;
        for (const path of pages) {
          await t.test(path, async (t) => {
            await visitor.open(path, statusOf(path));
            for (const way of ways) {
              await t.test(nameOf(way), async () => {
                await lookAt(page, way);
                assert.deepEqual(await violations(page), []);
              });
            }
          });
        }
      }));
  }
});
