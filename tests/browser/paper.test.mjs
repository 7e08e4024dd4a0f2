// Pages as they come out of a printer: few sheets, lines that can be read, and nothing to press.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { papers, printed } from "./paper.mjs";
import { desk, launch, visit } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** Texts that paper shows in columns too narrow to read, and buttons and fields that nobody can press there. */
function look() {
  const shown = (element) => element.checkVisibility() && element.getBoundingClientRect().height > 0;
  const all = (query) => [...document.querySelectorAll(query)].filter(shown);
  const isNarrow = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return element.innerText.trim().length > 30 && width < 120 && height > 60;
  };
  return {
    narrow: all("main :is(p, li, h2, h3, h4, dd)").filter(isNarrow).map((element) => element.innerText.slice(0, 60)),
    toPress: all(":is(button, input, select, .filters > summary, .menu, .leave)").map((element) => element.outerHTML.slice(0, 80)),
    foot: all(".paper-foot").map((element) => element.innerText),
  };
}

describe("on paper", () => {
  for (const { path, most } of papers) {
    test(`${path} takes ${most} pages at most`, () =>
      visit(browser, { size: desk }, async (visitor) => {
        const { page } = visitor;
        await visitor.open(path);
        const { pages } = await printed(page);
        assert.ok(pages <= most, `${pages} pages`);
        await page.emulateMedia({ media: "print" });
        // The width that a sheet of A4 leaves between its margins.
        await page.setViewportSize({ width: 688, height: 1000 });
        const { narrow, toPress, foot } = await page.evaluate(look);
        assert.deepEqual(narrow, []);
        assert.deepEqual(toPress, []);
        const hasOwnFoot = /^\/(shortlist|booklet)/.test(path);
        assert.equal(foot.length, hasOwnFoot ? 0 : 1);
        // Where it is from and of which day; a page that others are told nothing of names no path, a search none at all.
        const named = /^\/(search|needs\/domestic-abuse)/.test(path) ? ":\\d+" : `/${path.split(/[/?]/)[1]}[^ ?]*`;
        if (!hasOwnFoot) assert.match(foot[0], new RegExp(`${named}, \\d{1,2} [A-Z][a-z]+ \\d{4}\\.`));
      }));
  }
});
