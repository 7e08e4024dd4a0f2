// Every page that can be reached from the first one, and every record.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { address, table } from "./site.mjs";

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/;
const MOST_SEARCHES = 60;

const services = table("services.csv");
const phones = table("phones.csv");
const confidential = services.filter((service) => service.confidential_address === "yes").map((service) => service.id);

/** What was fetched: path with its query → { status, type, text }. */
const seen = new Map();
/** Same → the page it was first found on. */
const foundOn = new Map();

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
const decoded = (text) =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, dec, name) =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : dec ? String.fromCodePoint(Number(dec)) : (entities[name] ?? whole),
  );

/** The page's main part as words, without its forms (whose hints show a postcode as an example). */
function mainWords(html) {
  const main = /<main\b[\s\S]*<\/main>/i.exec(html)?.[0] ?? "";
  assert.ok(main, "the page has a main part");
  const bare = main.replace(/<(form|script|style)\b[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " ");
  return decoded(bare).replace(/\s+/g, " ");
}

function links(html) {
  return [...html.matchAll(/<a\b[^>]*?\shref\s*=\s*"([^"]*)"/gi)].map(([, href]) => decoded(href));
}

/** What the browser would fetch by itself: scripts, sheets, pictures, frames, forms' targets. */
function fetched(html) {
  const parts = [...html.matchAll(/<(?:script|img|iframe|source|video|audio|embed|use|image)\b[^>]*?\s(?:src|srcset|href)\s*=\s*"([^"]*)"/gi)];
  const sheets = [...html.matchAll(/<link\b[^>]*?\shref\s*=\s*"([^"]*)"/gi)];
  const forms = [...html.matchAll(/<form\b[^>]*?\saction\s*=\s*"([^"]*)"/gi)];
  return [...parts, ...sheets, ...forms].map(([, to]) => decoded(to));
}

async function get(path) {
  const response = await fetch(address + path, { redirect: "manual" });
  return { status: response.status, type: response.headers.get("content-type") ?? "", text: await response.text() };
}

async function crawl() {
  const waiting = ["/"];
  let searches = 0;
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const page = await get(path);
    seen.set(path, page);
    if (!page.type.startsWith("text/html")) continue;
    for (const to of [...links(page.text), ...fetched(page.text)]) {
      assert.ok(URL.canParse(to, address + path), `${path} has a link that is none: ${to}`);
      const url = new URL(to, address + path);
      const next = url.pathname + url.search;
      if (url.origin !== address || next === "/" || foundOn.has(next)) continue;
      // Filters and chips make endless searches: enough of them, and all of everything else.
      if (url.search && ++searches > MOST_SEARCHES) continue;
      foundOn.set(next, path);
      waiting.push(next);
    }
  }
}

const pageOf = async (path) => seen.get(path) ?? (seen.set(path, await get(path)), seen.get(path));

before(crawl);

describe("from the first page", () => {
  test("no link is broken", () => {
    assert.ok(seen.size > 400, `${seen.size} pages were reached`);
    const broken = [...seen].filter(([, page]) => page.status !== 200).map(([path, page]) => `${page.status} ${path} (on ${foundOn.get(path)})`);
    assert.deepEqual(broken, []);
  });

  test("no page makes the browser ask another host", () => {
    const elsewhere = [];
    for (const [path, page] of seen) {
      if (page.type.startsWith("text/html")) {
        for (const to of fetched(page.text)) if (new URL(to, address).origin !== address && !to.startsWith("data:")) elsewhere.push(`${path}: ${to}`);
      }
      if (page.type.startsWith("text/css")) {
        for (const [, to] of page.text.matchAll(/(?:url\(\s*["']?|@import\s+["'])([^"')]+)/gi)) {
          if (new URL(to, address).origin !== address && !to.startsWith("data:")) elsewhere.push(`${path}: ${to}`);
        }
      }
    }
    assert.deepEqual(elsewhere, []);
  });

  test("links to other sites tell them nothing", () => {
    const telling = new Set();
    for (const page of seen.values()) {
      for (const to of page.type.startsWith("text/html") ? links(page.text) : []) {
        if (/^https?:/.test(to) && new URL(to).origin !== address && to.includes("127.0.0.1")) telling.add(to);
      }
    }
    assert.deepEqual([...telling], []);
  });
});

describe("the records", () => {
  test("every service stands in the site map and has its page", async () => {
    const map = await pageOf("/sitemap.xml");
    assert.equal(map.status, 200);
    const listed = new Set([...map.text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => new URL(decoded(url), address).pathname));
    const missing = services.filter((service) => !listed.has(`/services/${service.id}`)).map((service) => service.id);
    assert.deepEqual(missing, []);
    const bad = [];
    for (const path of listed) {
      const page = await pageOf(path);
      if (page.status !== 200) bad.push(`${page.status} ${path}`);
    }
    assert.deepEqual(bad, []);
  });

  test("every service is found by a search without words", async () => {
    const found = new Set();
    for (let page = 1, most = 1; page <= most; page++) {
      const answer = JSON.parse((await get(`/api/search?per_page=50&page=${page}`)).text);
      most = Math.ceil(answer.total / 50);
      for (const result of answer.results) found.add(result.id);
    }
    // Help for people who fear that they may do harm is found only by those who say so.
    const missing = services.filter((service) => service.for_whom !== "worried-about-self" && !found.has(service.id));
    assert.deepEqual(missing.map((service) => service.id), []);
  });

  test("each page carries its own service's name", async () => {
    for (const service of services) {
      const page = await pageOf(`/services/${service.id}`);
      const heading = decoded(/<h1\b[^>]*>([\s\S]*?)<\/h1>/i.exec(page.text)?.[1].replace(/<[^>]*>/g, "") ?? "").trim();
      assert.equal(heading.replace(/\s+/g, " "), service.name.replace(/\s+/g, " "));
    }
  });

  test("a number that is not confirmed says so beside it", async () => {
    const silent = [];
    for (const { service_id, number, status } of phones) {
      const words = mainWords((await pageOf(`/services/${service_id}`)).text);
      const at = words.indexOf(number);
      if (at < 0) silent.push(`${service_id} does not show ${number}`);
      else if (status !== "current" && !/not confirmed/i.test(words.slice(at, at + 200))) silent.push(`${service_id} shows ${number} as if it were sure`);
    }
    assert.deepEqual(silent, []);
  });

  test("a record that is not confirmed says so", async () => {
    const silent = [];
    for (const service of services.filter((service) => service.status !== "current")) {
      if (!/not confirmed/i.test(mainWords((await pageOf(`/services/${service.id}`)).text))) silent.push(service.id);
    }
    assert.deepEqual(silent, []);
  });
});

describe("a confidential address", () => {
  test("there are records to look for", () => {
    assert.deepEqual([...confidential].sort(), ["dawn-project", "the-branch-project", "wmrsasc-support", "wmwa-refuge"]);
  });

  test("is on no page of its service", async () => {
    for (const id of confidential) {
      const page = await pageOf(`/services/${id}`);
      const main = /<main\b[\s\S]*<\/main>/i.exec(page.text)[0];
      assert.doesNotMatch(mainWords(page.text), POSTCODE, id);
      assert.deepEqual(links(main).filter((to) => to.startsWith("/places/") || /maps|directions|openstreetmap/i.test(to)), [], id);
      assert.doesNotMatch(main, /<svg class="map|data-lat|latitude/i, `${id} has no map`);
    }
  });

  test("is with its service on no page at all", () => {
    for (const [path, page] of seen) {
      if (!page.type.startsWith("text/html")) continue;
      for (const item of page.text.split(/(?=<(?:li|article)\b)/)) {
        const id = confidential.find((one) => item.includes(`/services/${one}"`) || item.includes(`/services/${one}?`));
        if (!id) continue;
        const words = decoded(item.split(/<\/(?:li|article|form|section)>/)[0].replace(/<[^>]*>/g, " "));
        assert.doesNotMatch(words, POSTCODE, `${id} on ${path}`);
        assert.doesNotMatch(words, /\d\.\d miles?/, `${id} has a distance on ${path}`);
        assert.ok(!path.startsWith("/places/"), `${id} on ${path}`);
      }
      for (const [marker] of page.text.matchAll(/<a\b[^>]*class="[^"]*map[^"]*"[^>]*>/gi)) {
        assert.ok(!confidential.some((id) => marker.includes(id)), `${marker} on ${path}`);
      }
    }
  });

  const questions = ["", "near=WR1+1AA&", "near=DY10+3ED&need=domestic-abuse&", "near=Worcester&kind=domestic-abuse&", "need=sexual-abuse&", "q=refuge&", "q=dawn+project&near=WR5+1DE&"];

  test("is in no answer of the API", async () => {
    const told = new Set();
    for (const question of questions) {
      for (let page = 1, most = 1; page <= most; page++) {
        const answer = JSON.parse((await get(`/api/search?${question}per_page=50&page=${page}`)).text);
        most = Math.ceil(answer.total / 50);
        for (const result of answer.results.filter((result) => confidential.includes(result.id))) {
          told.add(result.id);
          assert.equal(result.distance_miles, null, `${result.id}: ${question}`);
          assert.notEqual(result.precision, "point", `${result.id}: ${question}`);
          assert.doesNotMatch(JSON.stringify(result), POSTCODE, `${result.id}: ${question}`);
          assert.ok(!/"(lat|lon|latitude|longitude|address\w*|postcode)"/.test(JSON.stringify(result)), `${result.id}: ${question}`);
        }
      }
    }
    assert.deepEqual([...told].sort(), [...confidential].sort(), "they are found all the same");
  });

  test("is in no map", async () => {
    for (const question of questions) {
      const answer = await get(`/map.geojson?${question}`);
      assert.equal(answer.status, 200);
      const features = JSON.parse(answer.text).features;
      for (const feature of features) {
        const text = JSON.stringify(feature);
        assert.ok(!confidential.some((id) => text.includes(`"${id}`) || text.includes(`/${id}"`)) || feature.geometry === null, text);
      }
    }
  });
});
