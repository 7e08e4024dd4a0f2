// Where the first answer stands on the screen, over the golden questions: on a phone of 360 × 740 and at a
// desk of 1280 × 800. Prints one row a measure, and fails where a measure is above its budget.
//
//   cd tests && node screens/measure.mjs           what today's program shows
//   ... node screens/measure.mjs --worst 10        and the ten questions whose first card stands lowest
//   HUBFINDER_URL=http://127.0.0.1:3000 ...        a site that is running already
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, serve } from "../browser/program.mjs";

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };
const worst = Number(process.argv[process.argv.indexOf("--worst") + 1]) || 0;

/** The first two cells of each golden question, and whether a panel must come. */
function questions() {
  const [head, ...rows] = readFileSync(join(root, "tests/relevance/questions.csv"), "utf8").trim().split(/\r?\n/);
  const at = head.split(",").indexOf("query");
  return rows.map((row) => row.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map((cell) => cell.replace(/,$/, "").replace(/^"|"$/g, "").replaceAll('""', '"'))[at]);
}

/** What the screen shows of an answer, in CSS pixels from the top of the page. Runs in the page. */
function look() {
  const shown = (element) => element && element.checkVisibility() && element.getBoundingClientRect().height > 0;
  const first = (query, within = document) => [...(within?.querySelectorAll(query) ?? [])].find(shown);
  const bottom = (element) => (element ? element.getBoundingClientRect().bottom + scrollY : Infinity);
  const top = (element) => (element ? element.getBoundingClientRect().top + scrollY : Infinity);
  const acts = 'a[href^="tel:"], a[href^="sms:"], .acts a';
  const card = first("main .answer-main .card");
  const panel = first("main .urgent");
  const parts = [".card-name", ".distance, .reaches", ".door-words", acts].map((query) => bottom(first(query, card)));
  return {
    card: top(card),
    cards: [...document.querySelectorAll("main .answer-main .card")].filter(shown).map((one) => one.getBoundingClientRect().height),
    number: Math.min(...[card, panel].map((part) => top(first(acts, part)))),
    answered: Math.max(...parts),
    panel: panel ? bottom(first(acts, panel)) : null,
    page: document.documentElement.scrollHeight,
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}

const median = (values) => {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? NaN);
};

let failed = false;
function tell(what, value, budget, fits) {
  if (!fits) failed = true;
  console.log(`${fits ? "  " : "! "}${what.padEnd(64)} ${String(value).padStart(6)}   ${budget}`);
}

async function measure(page, address, size) {
  await page.setViewportSize(size);
  const found = [];
  for (const question of questions()) {
    await page.goto(`${address}/search?q=${encodeURIComponent(question)}`);
    found.push({ question, ...(await page.evaluate(look)) });
  }
  return found;
}

const ends = (limit) => (values) => values.filter((value) => value <= limit).length / values.length;

function report(found, size) {
  const share = (values) => Math.round(ends(size.height)(values) * 100);
  const [calm, danger] = [found.filter((one) => one.panel === null), found.filter((one) => one.panel !== null)];
  const of = (list, key) => list.map((one) => one[key]);
  console.log(`${size.width} × ${size.height}: ${found.length} questions, ${danger.length} with the urgent panel`);
  const card = median(of(found, "card"));
  tell("first card begins, median, px", card, "at most 420", card <= 420);
  if (size === desk) {
    const calmCard = median(of(calm, "card"));
    tell("first card begins without a panel, median, px", calmCard, "at most 420", calmCard <= 420);
  }
  const number = median(of(found, "number"));
  tell("first number or button of the answer, median, px", number, "at most 620", number <= 620);
  const height = median(of(found, "page"));
  if (size === phone) tell("page is high, median, px", height, "at most 3000", height <= 3000);
  const folded = median(found.flatMap((one) => one.cards));
  if (size === phone) tell("a folded card is high, median, px", folded, "at most 180", folded <= 180);
  const seen = share(of(calm, "answered"));
  tell("name, distance, state and button in the first screen, %", seen, "at least 90", seen >= 90);
  const panels = share(of(danger, "panel"));
  tell("the panel's first button in the first screen, %", panels, "100", panels === 100);
  const sideways = found.filter((one) => one.sideways > 0);
  tell("pages that scroll sideways", sideways.length, "0", sideways.length === 0);
  for (const one of sideways.slice(0, 5)) console.log(`    ${one.sideways} px: ${one.question}`);
  for (const one of [...found].sort((a, b) => b.card - a.card).slice(0, worst)) console.log(`    ${Math.round(one.card)}  ${one.question}`);
}

const site = process.env.HUBFINDER_URL ? { address: process.env.HUBFINDER_URL, stop: () => {} } : await serve();
process.env.HUBFINDER_URL = site.address;
const { launch } = await import("../browser/site.mjs");
const browser = await launch();
try {
  const page = await browser.newPage({ reducedMotion: "reduce" });
  for (const size of [phone, desk]) {
    report(await measure(page, site.address, size), size);
    await page.goto(`${site.address}/`);
    const button = await page.evaluate(() => document.querySelector("main form button[type=submit]").getBoundingClientRect().bottom);
    tell("the first page's button ends, px", Math.round(button), `at most ${size.height}`, button <= size.height);
  }
} finally {
  await browser.close();
  await site.stop();
}
process.exitCode = failed ? 1 : 0;
