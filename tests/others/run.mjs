// What other people's tools say of the site: Stylelint of our style sheets, and of the running site the Nu checker
// of every sort of page, Redocly of both descriptions for machines, and Firefox, with its scroll bars, of pages at four widths. Ends with 1 on a fault.
//
//   make check-others
import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { launch } from "puppeteer-core";
import stylelint from "stylelint";
import vnu from "vnu-jar";
import { root, serve } from "../browser/program.mjs";

const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const folder = join(root, "target/others");
/** Pages that a sitemap does not have. */
const MORE = [
  "/search?near=DY10+3ED&need=infant-feeding&age=0.5",
  "/search?q=he+hits+me",
  "/search?q=zzzz",
  "/search?near=Norton",
  "/map?kind=youth&day=tue&district=wychavon",
  "/professionals?age=2%2C+9%2C+14&near=B98+9JG&need=sleep&need=youth-clubs",
  "/professionals/pathway?start=2026-11-26",
  "/professionals/pathway?start=2026-99-99",
  "/shortlist?ids=wands-family-hub,samaritans,no-such-service",
  "/feedback/services/wands-family-hub",
  "/embed",
  "/no-such-page",
];
const WIDTHS = [320, 360, 768, 1280];
const WIDE = ["/", "/search?near=DY10+3ED&need=infant-feeding&age=0.5", "/hubs", "/map", "/districts/wychavon", "/needs", "/professionals", "/young-people", "/urgent"];

let faults = 0;
const fault = (line) => (faults++, console.log(`  ${line}`));

/** Stylelint's standard rules, and one of ours: no size of type and no space but those of the two scales. */
async function checkStyle() {
  const files = [join(root, "style/*.css"), join(root, "public/map/hubmap.css")];
  const { results } = await stylelint.lint({ files, configFile: join(here, "stylelint.config.json") });
  const warnings = results.flatMap(({ source, warnings }) => warnings.map((warning) => ({ source: source.slice(root.length), ...warning })));
  for (const { source, line, text } of warnings) fault(`${source} line ${line}: ${text}`);
  console.log(`Stylelint: ${results.length} style sheets, ${warnings.length} errors`);
}

/** Every page of the sitemap that stands for others of its sort, and those that it does not have. */
async function paths(address) {
  const sitemap = await (await fetch(`${address}/sitemap.xml`)).text();
  const all = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url.replaceAll("&amp;", "&")).pathname);
  return [...new Set([...all, ...MORE])];
}

function byMessage(messages) {
  const groups = new Map();
  for (const found of messages) groups.set(found.message, [...(groups.get(found.message) ?? []), found]);
  return groups;
}

/** The Nu checker over pages as files; what it only remarks on is left out. */
async function checkMarkup(address, paths) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const names = new Map();
  for (const [at, path] of paths.entries()) {
    const name = `${String(at).padStart(4, "0")}.html`;
    names.set(name, path);
    await writeFile(join(folder, name), await (await fetch(address + path)).text());
  }
  const asked = ["-jar", String(vnu.vnuJar ?? vnu), "--errors-only", "--skip-non-html", "--format", "json", "--exit-zero-always", folder];
  const { stderr } = await run("java", asked, { maxBuffer: 1 << 28 });
  // Leptos marks where a part of an island ends by <!>, which its script needs.
  const messages = JSON.parse(stderr).messages.filter(({ message }) => message !== "Bogus comment.");
  // One sort of error stands on many pages: it is told once.
  for (const [message, of] of byMessage(messages)) {
    const { url, lastLine, extract } = of[0];
    fault(`${of.length} times, first ${names.get(url.split("/").at(-1))} line ${lastLine}: ${message} (${(extract ?? "").replace(/\s+/g, " ").slice(0, 120)})`);
  }
  console.log(`Nu checker: ${paths.length} pages, ${messages.length} errors`);
}

/** Redocly's recommended rules over a description. */
async function checkDescription(address, path) {
  const file = join(folder, `${path.replaceAll("/", "-")}`);
  await writeFile(file, await (await fetch(address + path)).text());
  const redocly = join(here, "node_modules/.bin/redocly");
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const asked = ["lint", "--config", join(here, "redocly.yaml"), "--format", "json", file];
  const { stdout } = await run(redocly, asked, { env, maxBuffer: 1 << 26 }).catch((error) => error);
  const { problems } = JSON.parse(stdout.slice(stdout.indexOf("{")));
  const errors = problems.filter((problem) => problem.severity === "error");
  for (const { ruleId, message, location } of errors.slice(0, 20)) fault(`${path} ${ruleId}: ${message} (${location?.[0]?.pointer ?? ""})`);
  faults += Math.max(0, errors.length - 20);
  console.log(`Redocly: ${path}, ${errors.length} errors, ${problems.length - errors.length} warnings`);
}

/** Debian's Firefox sets the size and then does not know the turn of the screen, which the client asks for too. */
async function setWidth(page, width) {
  await page.setViewport({ width, height: 800 }).catch((error) => {
    if (!error.message.includes("setScreenOrientationOverride")) throw error;
  });
  await page.waitForFunction((width) => innerWidth === width, { timeout: 10_000 }, width);
}

/** No page is wider than its window where scroll bars take room, and a search by hand finds something. */
async function checkFirefox(address) {
  const browser = await launch({ browser: "firefox", executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr", headless: true, defaultViewport: null });
  try {
    let page;
    for (const width of WIDTHS) {
      page = await browser.newPage();
      await setWidth(page, width);
      for (const path of WIDE) {
        await page.goto(address + path);
        const over = await page.evaluate(() => {
          scrollTo(1_000, 0);
          return Math.round(scrollX);
        });
        if (over > 0) fault(`${path} at ${width} px scrolls ${over} px to the side`);
      }
    }
    await page.goto(address);
    await page.type("[name=q]", "my baby wont sleep");
    await page.type("[name=near]", "DY10 3ED");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    const cards = await page.$$eval(".card", (cards) => cards.length);
    if (cards === 0) fault("a search by hand finds nothing in Firefox");
    console.log(`Firefox: ${WIDE.length} pages at ${WIDTHS.length} widths, a search with ${cards} cards`);
  } finally {
    await browser.close();
  }
}

await checkStyle();
const site = await serve();
try {
  const all = await paths(site.address);
  await checkMarkup(site.address, all);
  for (const path of ["/openapi.json", "/oruk/openapi.json"]) await checkDescription(site.address, path);
  await checkFirefox(site.address);
} finally {
  await site.stop();
}
console.log(faults === 0 ? "Other people's tools find nothing wrong." : `${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
