// What tests of the interactive map do and look for.
import assert from "node:assert/strict";
import { violations } from "./site.mjs";

export const canvas = (page) => page.locator(".map-canvas");
export const markers = (page) => page.locator(".map-canvas .map-marker:not(.map-cluster)");
export const clusters = (page) => page.locator(".map-canvas .map-cluster");
/** Those of some markers that can be seen, since Leaflet keeps a few beyond the map's edge. */
export async function inSight(all) {
  const box = await canvas(all.page()).boundingBox();
  for (const one of await all.all()) {
    const { x, y, width, height } = (await one.boundingBox()) ?? { x: -1, y: -1 };
    if (x > box.x && y > box.y && x + width < box.x + box.width - 60 && y + height < box.y + box.height) return one;
  }
  return null;
}
export const view = (page) => new URL(page.url()).searchParams.get("view");

/** Opens the map of a page that shows the button, and waits until it stands. */
export async function openMap(page) {
  await page.getByRole("button", { name: "Open the map" }).click();
  await page.locator(".map-said", { hasText: "in view" }).waitFor();
}

/** Unfolds the groups of the list beside the map. */
export const unfold = (page) => page.evaluate(() => document.querySelectorAll(".map-fold-rows").forEach((fold) => (fold.open = true)));

/** Waits until the address holds another view than this one. */
export const moved = (page, before) => page.waitForFunction((old) => new URL(location.href).searchParams.get("view") !== old, before);

export async function noViolations(page) {
  // What the bar at the top happens to cover is a matter of where one has scrolled to.
  await page.evaluate(() => window.scrollTo(0, 0));
  assert.deepEqual(await violations(page), []);
}
