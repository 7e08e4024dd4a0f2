// WCAG 2.2 AA by axe, on every sort of page, for every way of looking at it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { desk, isAnotherCounty, launch, pages, phone, statusOf, visit } from "./site.mjs";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

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

for (const { contrast = false, ...look } of looks) {
  const { size, colorScheme, script, forcedColors } = look;
  const words = [`${size.width} px`, colorScheme, `script ${script === true ? "on" : "off"}`];
  if (forcedColors) words.push("forced colours");
  if (contrast) words.push("high contrast");
  describe(`at ${words.join(", ")}`, () => {
    for (const path of pages) {
      test(`${path} has no accessibility violation`, () =>
        visit(browser, look, async (visitor) => {
          await visitor.open(path, statusOf(path));
          const high = visitor.page.getByLabel("High contrast");
          if (contrast && (await high.count())) await high.check();
          const found = await new AxeBuilder({ page: visitor.page }).setLegacyMode(true).withTags(rules).analyze();
          const told = found.violations.flatMap((rule) =>
            rule.nodes.map((node) => `${rule.id} at ${node.target.join(" ")}: ${node.failureSummary}\n  ${node.html.slice(0, 200)}`),
          );
          assert.equal(told.length, 0, told.slice(0, 8).join("\n"));
          assert.ok(found.passes.length > 5, "axe looked at the page");
        }));
    }
  });
}
