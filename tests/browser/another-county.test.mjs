// The same program on another county's folder: its own names, districts, levels, contacts and
// colours, and nothing of Worcestershire's. Runs where HUBFINDER_DATA names another folder.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { desk, folder, isAnotherCounty, launch, pages, phone, statusOf, table, visit } from "./site.mjs";

const authority = readFileSync(join(folder, "authority.toml"), "utf8");
const said = (key) => new RegExp(`^${key} = "(.*)"`, "m").exec(authority)[1];

describe("another county", { skip: !isAnotherCounty && "HUBFINDER_DATA names no other county" }, () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser?.close());

  test("no page says anything of Worcestershire", (t) =>
    visit(browser, { size: phone, script: false }, async (visitor) => {
      for (const path of pages) {
        await t.test(path, async () => {
          await visitor.open(path, statusOf(path));
          const html = await visitor.page.content();
          assert.ok(html.includes(said("site_name")));
          const found = /worcester|wychavon|redditch|bromsgrove|malvern|wyre forest|01905/i.exec(html);
          assert.equal(found, null, html.slice((found?.index ?? 0) - 80, (found?.index ?? 0) + 80));
        });
      }
    }));

  test("its own colours are those of the page", () =>
    visit(browser, { size: desk }, async (visitor) => {
      await visitor.open("/");
      const paper = await visitor.page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim());
      assert.equal(paper, said("paper"));
    }));

  test("a postcode of its own finds its own hub, and its map shows its districts", () =>
    visit(browser, { size: desk }, async (visitor) => {
      const { postcode } = table("postcodes.csv")[0];
      await visitor.open(`/hubs?near=${encodeURIComponent(postcode)}`);
      const text = await visitor.page.locator("main").innerText();
      const hubs = table("services.csv").filter((service) => service.kind === "family-hub");
      assert.ok(hubs.some((hub) => text.includes(hub.name)), text);
      assert.ok((await visitor.page.locator("main svg").count()) > 0);
    }));

  test("words of trouble bring its own urgent lines", () =>
    visit(browser, { size: phone }, async (visitor) => {
      await visitor.open("/search?q=he+hits+me");
      const urgent = await visitor.page.locator(".urgent").first().innerText();
      assert.match(urgent, /999/);
      assert.match(urgent, /0808 157 0/);
    }));
});
