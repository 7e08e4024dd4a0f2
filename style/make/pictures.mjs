// Draws the pictures that are made from public/icon.svg: the icons of browsers and phones, and the one that stands
// beside a shared link. Needs Chromium and the packages of tests/.
//
//   node style/make/pictures.mjs
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { chromium } = createRequire(join(root, "tests/package.json"))("playwright-core");
const mark = await readFile(join(root, "public/icon.svg"), "utf8");
const face = (await readFile(join(root, "public/atkinson-latin.woff2"))).toString("base64");
// The colours of style/00-tokens.css in the light.
const paper = "#fff8ef";

const centred = "display: grid; place-items: center; margin: 0; height: 100vh; overflow: hidden;";
/** The mark alone, to its edges. */
const alone = (size) => `<body style="${centred}">${mark.replace("<svg", `<svg width="${size}" height="${size}"`)}`;
/** The mark on the paper: what a phone cuts off at the corners is ground. */
const onGround = (size) => `<body style="${centred} background: ${paper}">${mark.replace("<svg", `<svg width="${size * 0.62}" height="${size * 0.62}"`)}`;
const shared = `<style>
  @font-face { font-family: Atkinson; src: url(data:font/woff2;base64,${face}); font-weight: 400 700; }
  body { margin: 0; height: 630px; font-family: Atkinson; color: #2b1f2c; background:
    radial-gradient(ellipse 60% 120px at 12% 100%, #a9c99b 98%, #0000),
    radial-gradient(ellipse 55% 165px at 62% 100%, #c9ddb3 98%, #0000),
    radial-gradient(ellipse 45% 105px at 100% 100%, #a9c99b 98%, #0000),
    radial-gradient(circle 96px at 88% 150px, #ffc66d 98%, #0000),
    #ffeedb; }
  main { position: absolute; inset: 70px 90px auto; }
  svg { width: 132px; height: 132px; margin-left: -12px; }
  h1 { margin: 26px 0 0; font-size: 84px; line-height: 1.08; letter-spacing: -1px; }
  p { margin: 22px 0 0; font-size: 36px; color: #5f5060; }
</style><main>${mark}<h1>Help for your family,<br>near you</h1><p>Say what is the matter in your own words.</p></main>`;

const pictures = [
  ["icon-32.png", 32, 32, alone(32)],
  ["icon-180.png", 180, 180, onGround(180)],
  ["icon-192.png", 192, 192, onGround(192)],
  ["icon-512.png", 512, 512, onGround(512)],
  ["share.png", 1200, 630, shared],
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
for (const [name, width, height, html] of pictures) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(`<!doctype html>${html}`);
  await page.evaluate(() => document.fonts.ready);
  const path = join(root, "public", name);
  await page.screenshot({ path, omitBackground: name === "icon-32.png" });
  await page.close();
  console.log(`${name}: ${(await stat(path)).size} bytes`);
}
await browser.close();
