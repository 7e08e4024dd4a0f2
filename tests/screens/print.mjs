// How many pages each page of the site takes on paper. Fails where that is more than it may be.
//
//   cd tests && node screens/print.mjs             what today's program prints
//   ... node screens/print.mjs --keep FOLDER       and the files themselves, to look at
//   HUBFINDER_URL=http://127.0.0.1:3000 ...        a site that is running already
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { papers, printed } from "../browser/paper.mjs";
import { serve } from "../browser/program.mjs";

const keep = process.argv.includes("--keep") && process.argv[process.argv.indexOf("--keep") + 1];
const site = process.env.HUBFINDER_URL ? { address: process.env.HUBFINDER_URL, stop: () => {} } : await serve();
process.env.HUBFINDER_URL = site.address;
const { launch } = await import("../browser/site.mjs");
const browser = await launch();
try {
  if (keep) await mkdir(keep, { recursive: true });
  const page = await browser.newPage();
  console.log("  pages  at most");
  for (const { path, most } of papers) {
    await page.goto(site.address + path);
    const { pdf, pages } = await printed(page);
    if (pages > most) process.exitCode = 1;
    console.log(`${pages > most ? "!" : " "} ${String(pages).padStart(5)}  ${String(most).padStart(7)}  ${path}`);
    if (keep) await writeFile(join(keep, `${path.replace(/[^a-z]+/g, "-").slice(1, 60)}.pdf`), pdf);
  }
} finally {
  await browser.close();
  await site.stop();
}
