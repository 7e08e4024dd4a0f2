// 'Use my location': the one island, end to end under the site's own security policy.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, phone, visit } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const droitwich = { latitude: 52.26748123, longitude: -2.15279456, accuracy: 12 };

function countAsks() {
  globalThis.asks = 0;
  for (const name of ["getCurrentPosition", "watchPosition"]) {
    const real = Geolocation.prototype[name];
    Geolocation.prototype[name] = function (...args) {
      globalThis.asks++;
      return real.apply(this, args);
    };
  }
}

test("the button fills in where I am, rounded, and asks for nothing before it is pressed", () =>
  visit(browser, { size: phone, geolocation: droitwich, permissions: ["geolocation"] }, async (visitor) => {
    const { context, page } = visitor;
    await context.addInitScript(countAsks);
    await visitor.open("/");
    const button = page.getByRole("button", { name: /use my location/i }).first();
    await button.waitFor({ state: "visible", timeout: 10_000 });
    assert.equal(await page.evaluate(() => globalThis.asks), 0);

    const near = page.locator('main [name="near"]').first();
    await button.click();
    await page.waitForFunction(() => document.querySelector('main [name="near"]').value !== "");
    const [latitude, longitude] = (await near.inputValue()).split(",");
    for (const part of [latitude, longitude]) assert.match(part.trim(), /^-?\d+(\.\d{1,3})?$/);
    assert.ok(Math.abs(Number(latitude) - droitwich.latitude) <= 0.001);
    assert.ok(Math.abs(Number(longitude) - droitwich.longitude) <= 0.001);
    assert.equal(await page.evaluate(() => globalThis.asks), 1);

    await page.getByRole("main").getByRole("button", { name: /find|search/i }).first().click();
    await page.waitForURL(/\/search\?/);
    const words = await page.getByRole("main").innerText();
    assert.match(words, /Near you/i);
    assert.match(words, /\d\.\d miles?/);
    assert.match(words, /WANDS/);
  }));

test("somebody who says no is told so and can still type", () =>
  visit(browser, { size: phone }, async (visitor) => {
    const { page } = visitor;
    await visitor.open("/");
    const button = page.getByRole("button", { name: /use my location/i }).first();
    await button.waitFor({ state: "visible", timeout: 10_000 });
    await button.click();
    await page.waitForFunction(() => [...document.querySelectorAll('main [role="status"]')].some((one) => one.textContent.trim()));
    assert.equal(await page.locator('main [name="near"]').first().inputValue(), "");
  }));

test("without script there is no button that does nothing", () =>
  visit(browser, { size: phone, script: false }, async (visitor) => {
    await visitor.open("/");
    assert.equal(await visitor.page.getByRole("button", { name: /use my location/i }).count(), 0);
  }));
