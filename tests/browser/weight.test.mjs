// What a page weighs over the line, against the budgets of docs/performance.md.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { request } from "node:http";
import { address, pages, statusOf } from "./site.mjs";

const KILOBYTE = 1_000;
/** HTML and style sheet of the pages that most people meet. */
const PAGE_BUDGET = 30 * KILOBYTE;
/** Script and wasm of a page with islands. */
const ISLAND_BUDGET = 110 * KILOBYTE;

/** Bytes on the line, and the text where it is asked for. */
function weigh(path, encoding = "br") {
  return new Promise((resolve, reject) => {
    const asked = request(address + path, { headers: { "accept-encoding": encoding } }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ bytes: Buffer.concat(parts).length, text: Buffer.concat(parts).toString(), status: answer.statusCode }));
    });
    asked.on("error", reject);
    asked.end();
  });
}

const asset = (html, ending) => new RegExp(`/assets/[^"\\s\\\\]+\\.${ending}`).exec(html)?.[0];

describe("a page's weight", () => {
  for (const path of pages.filter((path) => path === "/" || path.startsWith("/search"))) {
    test(`${path} and its style sheet are at most 30 KB`, async () => {
      const page = await weigh(path);
      assert.equal(page.status, statusOf(path));
      const style = asset((await weigh(path, "identity")).text, "css");
      assert.ok(style, "the page has a style sheet");
      const sheet = await weigh(style);
      assert.ok(page.bytes + sheet.bytes <= PAGE_BUDGET, `${page.bytes} + ${sheet.bytes} bytes`);
    });
  }

  test("the islands are at most 110 KB, and `leave.js` at most 2 KB as it is written", async () => {
    const { text } = await weigh("/", "identity");
    // The loader names them as strings with nothing but plain signs.
    const [script, wasm, leave] = [/import\("([^"]+)"\)/.exec(text)?.[1], asset(text, "wasm"), /src="([^"]*leave[^"]*)"/.exec(text)?.[1]];
    assert.ok(script && wasm && leave, "the page names its islands and the leave script");
    const sizes = [(await weigh(script)).bytes, (await weigh(wasm)).bytes];
    assert.ok(sizes[0] + sizes[1] <= ISLAND_BUDGET, `${sizes.join(" + ")} bytes`);
    assert.ok((await weigh(leave, "identity")).bytes <= 2_048);
  });

  test("the county's map data is at most 60 KB", async () => {
    const { bytes, status } = await weigh("/map.geojson");
    assert.equal(status, 200);
    assert.ok(bytes <= 60 * KILOBYTE, `${bytes} bytes`);
  });
});
