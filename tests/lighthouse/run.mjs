// Lighthouse on the pages that people meet first, with its own mobile throttling: prints the four
// scores of each page and fails below 100 (accessibility, best practices, SEO) and 95 (performance).
//
//   make lighthouse
//   node tests/lighthouse/run.mjs [/path ...]
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const root = fileURLToPath(new URL("../../", import.meta.url));
const usual = ["/", "/search?near=DY10+3ED&need=infant-feeding&age=0.5", "/services/wands-family-hub", "/needs", "/needs/sleep", "/districts", "/districts/wychavon", "/hubs"];
const pages = process.argv.length > 2 ? process.argv.slice(2) : usual;
const least = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
// A search is about somebody: no search engine may keep it, and Lighthouse counts that as a fault.
const kept = (path) => !path.startsWith("/search");
// One run in a busy machine may be slow by chance: the middle of three is taken.
const RUNS = 3;

const port = await new Promise((resolve, reject) => {
  const probe = createServer().on("error", reject);
  probe.listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
const address = `http://127.0.0.1:${port}`;
const folder = await mkdtemp(join(tmpdir(), "hubfinder-lighthouse-"));
const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("HUBFINDER_")));
const server = spawn(
  // HUBFINDER_PROGRAM names another program than the one of `make build`.
  resolve(root, process.env.HUBFINDER_PROGRAM ?? "target/release/hubfinder"),
  ["serve", "--listen", `127.0.0.1:${port}`, "--store", join(folder, "store.db"), "--data", "data/worcestershire"],
  { cwd: root, stdio: "ignore", env: plain },
);
let missed = 0;
let chrome;
try {
  for (let tries = 0; !(await fetch(`${address}/readyz`).catch(() => null))?.ok; tries++) {
    if (tries > 600 || server.exitCode !== null) throw new Error("the site did not start: run `make build` first");
    await new Promise((go) => setTimeout(go, 50));
  }
  const flags = ["--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  if (process.getuid?.() === 0) flags.push("--no-sandbox");
  await mkdir(join(folder, "chrome"));
  chrome = await launch({ chromePath: process.env.CHROMIUM || "/usr/bin/chromium", chromeFlags: flags, userDataDir: join(folder, "chrome") });
  const names = Object.keys(least);
  console.log(`${"page".padEnd(52)} ${names.map((name) => name.padStart(14)).join(" ")}`);
  for (const path of pages) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) {
      const { lhr } = await lighthouse(address + path, { port: chrome.port, onlyCategories: names, logLevel: "error" });
      runs.push(lhr);
    }
    const score = (name) => runs.map((run) => Math.round(run.categories[name].score * 100)).sort((a, b) => a - b)[RUNS >> 1];
    console.log(`${path.padEnd(52)} ${names.map((name) => String(score(name)).padStart(14)).join(" ")}`);
    for (const name of names) {
      const faults = runs[0].categories[name].auditRefs
        .map(({ id, weight }) => ({ ...runs[0].audits[id], weight }))
        .filter(({ score, weight, id }) => weight > 0 && score !== null && score < 0.9 && !(id === "is-crawlable" && !kept(path)));
      const low = score(name) < least[name];
      if (low && (faults.length || name === "performance")) missed += 1;
      for (const fault of low ? faults : []) console.log(`  ${name}: ${fault.id} ${fault.displayValue ?? ""}`);
    }
  }
} finally {
  await chrome?.kill();
  server.kill("SIGTERM");
  await new Promise((done) => (server.exitCode !== null ? done() : server.once("exit", done)));
  await rm(folder, { recursive: true, force: true });
}
console.log(missed ? `${missed} scores are below what they should be` : "every score is as it should be");
process.exitCode = missed ? 1 : 0;
