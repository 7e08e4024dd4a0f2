// The booklet on a screen and on paper.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { address, desk, launch, phone, table, visit } from "./site.mjs";

const districts = ["bromsgrove", "malvern-hills", "redditch", "worcester", "wychavon", "wyre-forest"];

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

for (const [size, script] of [[phone, false], [desk, true]]) {
  describe(`at ${size.width} px, script ${script ? "on" : "off"}`, () => {
    test("it has its date, the urgent numbers, how to ask, a map and codes", () =>
      visit(browser, { size, script }, async (visitor) => {
        const { page } = visitor;
        await visitor.open("/booklet/wyre-forest");
        const words = await page.getByRole("main").innerText();
        assert.match(words, /Help for families in Wyre Forest/);
        assert.match(words, /Made on \d{1,2} [A-Z][a-z]+ \d{4}/);
        for (const heading of ["If somebody is in danger", "How to ask", "For young people", "When feelings are hard"]) {
          assert.ok(await page.getByRole("heading", { name: heading }).isVisible(), heading);
        }
        assert.match(words, /Brookside/);
        assert.ok(await page.locator(".leaf svg.map-picture").isVisible());
        assert.ok((await page.locator(".leaf svg.qr").count()) >= 6);
        assert.ok(words.includes(`${new URL(address).host}/booklet/wyre-forest`), "the address stands beside its code");
      }));
  });
}

test("no number stands in a booklet without saying that it is not confirmed", () =>
  visit(browser, { size: desk }, async (visitor) => {
    const confirmed = new Set(table("phones.csv").filter(({ status }) => status === "current").map(({ number }) => number));
    let unsure = 0;
    for (const path of ["/booklet", ...districts.map((district) => `/booklet/${district}`)]) {
      await visitor.open(path);
      for (const line of await visitor.page.locator(".entry .phone-words").allInnerTexts()) {
        const known = [...confirmed].some((number) => line.includes(number));
        if (!known) {
          assert.match(line, /not confirmed/, path);
          unsure++;
        }
      }
    }
    assert.ok(unsure > 0, "some number is not confirmed, so this looked at something");
  }));

test("nothing of a confidential address or for people who do harm stands in it", () =>
  visit(browser, { size: desk }, async (visitor) => {
    const apart = table("services.csv").filter(({ for_whom }) => for_whom === "worried-about-self");
    assert.ok(apart.length > 0);
    await visitor.open("/booklet");
    const html = await visitor.page.content();
    for (const { id } of apart) assert.ok(!html.includes(`/services/${id}"`), id);
  }));

test("it prints on A5 pages", () =>
  visit(browser, { size: desk }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/booklet/wyre-forest");
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map((box) => box.slice(1).map(Number));
    assert.ok(boxes.length > 1);
    for (const [width, height] of boxes) {
      assert.ok(Math.abs(width - 419.5) < 2 && Math.abs(height - 595.3) < 2, `${width} by ${height} points is not A5`);
    }
    await page.emulateMedia({ media: "print" });
    for (const gone of [".top", ".foot", ".booklet-others"]) assert.ok(!(await page.locator(gone).first().isVisible()), gone);
  }));

test("each booklet leads to the others", () =>
  visit(browser, { size: phone }, async (visitor) => {
    await visitor.open("/booklet");
    for (const district of districts) {
      assert.equal(await visitor.page.locator(`.booklet-others a[href="/booklet/${district}"]`).count(), 1, district);
    }
  }));
