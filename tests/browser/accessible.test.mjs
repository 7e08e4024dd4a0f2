// WCAG 2.2 AA by axe, on every sort of page, for every way of looking at it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { desk, launch, pages, phone, statusOf, visit } from "./site.mjs";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

// Every two of these meet once: size with colours, size with script, colours with script.
const looks = [
  { size: phone, colorScheme: "light", script: true },
  { size: phone, colorScheme: "dark", script: "cut" },
  { size: desk, colorScheme: "light", script: "cut" },
  { size: desk, colorScheme: "dark", script: true },
];

for (const { size, colorScheme, script } of looks) {
  describe(`at ${size.width} px, ${colorScheme}, script ${script === true ? "on" : "off"}`, () => {
    for (const path of pages) {
      test(`${path} has no accessibility violation`, () =>
        visit(browser, { size, colorScheme, script }, async (visitor) => {
          await visitor.open(path, statusOf(path));
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
