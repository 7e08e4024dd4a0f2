// The running site as a visitor meets it: pages at the two widths with script on or off, which fail
// on a request to another host, an error in the console or a broken security policy.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename, delimiter, join, resolve } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { root } from "./program.mjs";

export const address = process.env.HUBFINDER_URL;
assert.ok(address, "Run these through `node browser/run.mjs [file]`, which serves the site first.");

/** The county that is served: its folder, as run.mjs was told. */
export const folder = resolve(root, process.env.HUBFINDER_DATA ?? "data/worcestershire");

export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 900 };

/** Where 'Leave this page' goes, as the county's folder says. */
export const leaveUrl = /^leave_url = "(.*)"/m.exec(readFileSync(join(folder, "authority.toml"), "utf8"))[1];

/** Pages that stand for all of their sort. */
export const pages = [
  "/",
  "/search?near=DY10+3ED&need=infant-feeding&age=0.5",
  "/search?q=zzzz",
  // A long e-mail address in a card once made the page wider than the screen.
  "/search?q=worcester+library",
  "/search?near=GL20+5AB",
  "/services/wands-family-hub",
  "/services/wmwa-refuge",
  "/places/wands-westland-first-school",
  "/map",
  "/map?kind=youth&day=tue&district=wychavon",
  "/map?near=DY10+3ED&view=52.39,-2.24,12",
  "/places/malvern-library",
  "/hubs",
  "/hubs?near=WR9+9EQ",
  "/districts?need-areas=yes",
  "/districts/wychavon",
  "/needs",
  "/needs/infant-feeding",
  "/needs/domestic-abuse",
  "/professionals",
  "/professionals?age=2%2C+9%2C+14&near=B98+9JG&need=sleep&need=youth-clubs",
  "/professionals/levels-of-need",
  "/professionals/pathway?start=2026-11-26",
  "/shortlist",
  "/shortlist?ids=wands-family-hub,wmwa-refuge,samaritans,no-such-service",
  "/shortlist?ids=childline&for=young",
  "/needs/sleep?near=WR9+8AA",
  "/young-people",
  "/glossary",
  "/about",
  "/privacy",
  "/accessibility",
  "/add-a-service",
  "/contact",
  "/urgent",
  "/feedback/services/wands-family-hub",
  "/holiday-activities",
  "/booklet/wyre-forest",
  "/holiday-activities?holiday=easter&district=wyre-forest&age=8&day=mon",
  "/open-data",
  "/developers",
  "/no-such-page",
];

/** Another county than the one these tests were written for: it has the same sorts of page, with records of its own. */
export const isAnotherCounty = basename(folder) !== "worcestershire";
if (isAnotherCounty) pages.splice(0, pages.length, ...pagesOfAnyCounty());

function pagesOfAnyCounty() {
  const { postcode } = table("postcodes.csv")[0];
  const services = table("services.csv");
  const near = encodeURIComponent(postcode);
  return [
    "/",
    `/search?near=${near}&need=infant-feeding&age=0.5`,
    `/search?near=${near}`,
    "/search?q=he+hits+me",
    "/search?q=zzzz",
    `/services/${services[0].id}`,
    `/services/${services.find((service) => service.confidential_address === "yes").id}`,
    `/places/${table("locations.csv")[0].id}`,
    "/hubs",
    `/hubs?near=${near}`,
    "/needs",
    "/needs/infant-feeding",
    "/urgent",
    "/professionals",
    "/professionals/levels-of-need",
    "/professionals/pathway",
    "/open-data",
    "/developers",
    "/no-such-page",
  ];
}

/**
 * The rows of one of the county's tables, each an object by column: the national ones with the county's own
 * in place of those that begin with the same cell. What `hidden.csv` names is not there.
 */
export function table(name) {
  const own = rowsOf(join(folder, name));
  const first = (row) => Object.values(row)[0];
  const replaced = new Set(own.map(first));
  const hidden = rowsOf(join(folder, "hidden.csv")).filter(({ table }) => table === name || (table === "services.csv" && /^(phones|schedules)/.test(name)));
  const isHidden = (row) => replaced.has(first(row)) || hidden.some(({ id }) => id === "*" || id === first(row));
  return [...own, ...rowsOf(join(folder, "../national", name)).filter((row) => !isHidden(row))];
}

/** The rows of a file; none where it is not there. */
function rowsOf(path) {
  if (!existsSync(path)) return [];
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const text = readFileSync(path, "utf8").replace(/^\ufeff/, "");
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[at + 1] === '"') (cell += c), at++;
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === "," || c === "\n") {
      rows.at(-1).push(cell);
      cell = "";
      if (c === "\n") rows.push([]);
    } else if (c !== "\r") cell += c;
  }
  rows.at(-1).push(cell);
  const [head, ...body] = rows.filter((row) => row.length > 1 || row[0]);
  return body.map((row) => Object.fromEntries(head.map((column, at) => [column, row[at] ?? ""])));
}

function browserPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const found = ["chromium", "chromium-browser", "google-chrome"]
    .flatMap((name) => process.env.PATH.split(delimiter).map((dir) => join(dir, name)))
    .find(existsSync);
  assert.ok(found, "There is no Chromium: `make test` installs it, or say where it is in CHROMIUM.");
  return found;
}

/**
 * Starts Chromium. `keepPages` lets it keep left pages alive for Back, as it does for people and
 * Playwright by itself does not.
 */
export function launch({ keepPages = false } = {}) {
  const args = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
  ];
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  const ignoreDefaultArgs = keepPages ? ["--disable-back-forward-cache"] : [];
  return chromium.launch({ executablePath: browserPath(), args, ignoreDefaultArgs });
}

/**
 * Opens a visitor's browser: a context whose complaints are gathered. `stub` lists addresses of
 * other hosts that answer with a plain page of ours instead; anything else elsewhere is a complaint.
 * `script` is on, off, or "cut": the page that a browser without script would show, in one where
 * our own tools (axe) can still run. `address` is another server of the same site.
 */
export async function visitor(browser, { script = true, size = desk, stub = [], address: site = address, ...options } = {}) {
  const context = await browser.newContext({
    baseURL: site,
    viewport: size,
    javaScriptEnabled: script !== false,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Europe/London",
    ...options,
  });
  // A busy machine is no fault of the site.
  context.setDefaultTimeout(120_000);
  const complaints = [];
  let expected = null;
  await context.route(
    (url) => url.origin !== site,
    (route) => {
      const url = route.request().url();
      const known = stub.some((start) => url.startsWith(start));
      if (known && route.request().isNavigationRequest()) {
        // Slow on purpose: what shows while another site takes its time is what a neighbour sees.
        return new Promise((go) => setTimeout(go, 300)).then(() =>
          route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Elsewhere</title><p>Elsewhere" }),
        );
      }
      if (!known) complaints.push(`asked another host: ${url}`);
      return route.abort();
    },
  );
  if (script === "cut") {
    await context.route(
      (url) => url.origin === site,
      async (route) => {
        if (!route.request().isNavigationRequest()) return route.continue();
        const response = await route.fetch();
        const html = await response.text();
        const body = html.replace(/<script\b[\s\S]*?<\/script\s*>/gi, "").replace(/<\/?noscript\b[^>]*>/gi, "");
        await route.fulfill({ response, body });
      },
    );
  }
  context.on("console", (message) => {
    if (message.type() !== "error" && !/Content.Security.Policy/i.test(message.text())) return;
    // Chromium writes a page's own 404 to the console; a page that is meant to be missing says so.
    if (expected && message.location().url === site + expected) return;
    complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.push(`script: ${error.error().message}`));
  context.on("requestfailed", (request) => {
    // A page that is left takes its unfinished requests with it.
    if (request.failure()?.errorText !== "net::ERR_ABORTED" && request.url().startsWith(site)) {
      complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
    }
  });
  context.on("response", (response) => {
    if (!response.url().startsWith(site)) return;
    if (response.status() >= 400 && response.url() !== site + expected) {
      complaints.push(`${response.status()} for ${response.url()}`);
    }
  });
  const page = await context.newPage();
  arriveWhole(page);
  return {
    context,
    page,
    /** Opens a path of the site; `status` other than 200 is then no complaint. */
    async open(path, status = 200) {
      expected = status >= 400 ? path : null;
      const response = await this.page.goto(path, { waitUntil: "load" });
      assert.equal(response.status(), status, `${path} answers ${status}`);
      return response;
    },
    /** A path whose next answers may be refusals without a complaint. */
    expect(path) {
      expected = path;
    },
    /** Closes the browser and fails on what was complained about. */
    async done() {
      await context.close();
      assert.deepEqual(complaints, []);
    },
  };
}

/**
 * A press that leads to another page is over when that page stands whole: Playwright waits only until
 * its first bytes are there, and on a slow machine the first look would see half a page.
 */
function arriveWhole(page) {
  const locators = Object.getPrototypeOf(page.locator("html"));
  locators.click = whole(locators.click, (locator) => locator.page());
  const press = whole(page.keyboard.press, () => page);
  const plain = page.keyboard.press;
  page.keyboard.press = function (key, ...given) {
    return (key === "Enter" ? press : plain).call(this, key, ...given);
  };
}

function whole(act, pageOf) {
  if (act.whole) return act;
  const acted = async function (...given) {
    await act.apply(this, given);
    if (given[0]?.noWaitAfter) return;
    await pageOf(this).waitForLoadState("load");
  };
  return Object.assign(acted, { whole: true });
}

/** The status a listed page answers with. */
export const statusOf = (path) => (path === "/no-such-page" ? 404 : 200);

/** Runs one visit and closes it whatever happens; the visit's own failure is the one that is told. */
export async function visit(browser, options, walk) {
  const someone = await visitor(browser, options);
  try {
    await walk(someone);
  } catch (error) {
    await someone.context.close();
    throw error;
  }
  await someone.done();
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds against WCAG 2.2 AA on the page as it is shown now: the first eight, in words. */
export async function violations(page) {
  // After a change of colours, those on their way are nobody's.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
  });
  // What passes is only counted: to describe each part of it takes longer than to judge it.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] }).withTags(rules);
  const found = await axe.analyze();
  assert.ok(found.passes.length > 5, "axe looked at the page");
  const told = found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id} at ${node.target.join(" ")}: ${node.failureSummary}\n  ${node.html.slice(0, 200)}`),
  );
  return told.slice(0, 8);
}
