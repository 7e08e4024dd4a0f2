// Serves the site, runs the tests of this folder (or the files named) against it, and stops what it
// started. HUBFINDER_DATA names another county's folder, HUBFINDER_PROGRAM another program.
import { setMaxListeners } from "node:events";
import { readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, dirname, join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";
import { serve } from "./program.mjs";

const here = dirname(fileURLToPath(import.meta.url));
/** Those that take longest, so that none of them is left alone at the end. */
const FIRST = ["accessible.test.mjs", "leave.test.mjs", "shape.test.mjs", "map.test.mjs", "map-gestures.test.mjs", "professional.test.mjs"];

async function testFiles() {
  const named = process.argv.slice(2).map((name) => basename(name));
  const all = (await readdir(here)).filter((name) => name.endsWith(".test.mjs"));
  const files = named.length ? named : [...FIRST, ...all.filter((name) => !FIRST.includes(name)).sort()];
  return files.map((name) => join(here, name));
}

/** Runs the files beside one another, each in a process of its own; resolves to whether all passed. */
async function runFiles(files) {
  let passed = true;
  // Tests wait for pages and for timers: one more than there are cores keeps the cores busy.
  const tests = run({ files, concurrency: availableParallelism() + 1, signal: interruption.signal });
  tests.on("test:fail", () => (passed = false));
  const report = tests.compose(spec);
  report.pipe(process.stdout);
  await new Promise((done) => report.once("end", done));
  return passed;
}

// What runs is ended in order, whoever stops this.
const interruption = new AbortController();
// Each file listens for it.
setMaxListeners(0, interruption.signal);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => interruption.abort());

const started = Date.now();
const site = await serve({ data: process.env.HUBFINDER_DATA });
console.log(`The site was ready after ${Date.now() - started} ms.`);
try {
  process.env.HUBFINDER_URL = site.address;
  if (!(await runFiles(await testFiles()))) process.exitCode = 1;
  const complaints = site.said().split("\n").filter((line) => /WARN|ERROR|panick/.test(line));
  if (site.ended() !== null) {
    console.error(`The server ended during the tests: ${site.ended()}\n${site.said()}`);
    process.exitCode = 1;
  } else if (process.exitCode && complaints.length) {
    console.error(`The server's last complaints:\n${complaints.slice(-20).join("\n")}`);
  }
} finally {
  await site.stop();
}
