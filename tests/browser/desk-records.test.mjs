// Records at the desk in a browser: found, changed by two people at once, and decided field by field, on a phone
// without script and on a wide screen with it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { program, serve } from "./program.mjs";
import { desk, launch, phone, violations, visitor } from "./site.mjs";

let browser, site;
before(async () => {
  site = await serve({ options: ["--desk-without-mail"] });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Somebody who is signed in, with a page and what looks at it. */
async function comeIn(way, email, role, ...more) {
  const options = ["--role", role, ...more, "--store", site.store, "--public-url", site.address];
  const said = execFileSync(program, ["person", "invite", email, "--name", email.split("@")[0], ...options], { encoding: "utf8" });
  const someone = await visitor(browser, { ...way, address: site.address });
  await someone.page.goto(said.match(/^link\s+(\S+)$/m)[1]);
  await someone.page.getByRole("main").getByRole("button").click();
  assert.equal(await someone.page.locator("h1").innerText(), "Today");
  return someone;
}

async function isWell(page, name) {
  assert.deepEqual(await violations(page), [], name);
  assert.equal(await page.locator("h1").count(), 1, name);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, `${name} goes sideways`);
}

const press = (page, name) => page.getByRole("main").getByRole("button", { name, exact: true }).first().click();
const follow = (page, name) => page.getByRole("main").getByRole("link", { name }).first().click();

const ways = [
  { name: "wide, with script", size: desk, script: true, id: "wands-family-hub" },
  { name: "a phone, without script", size: phone, script: "cut", id: "brookside-family-hub" },
];

for (const [at, way] of ways.entries()) {
  test(`two stewards change one record and lose nothing: ${way.name}`, async () => {
    const ada = await comeIn(way, `ada${at}@example.org`, "steward");
    const ben = await comeIn(way, `ben${at}@example.org`, "steward");
    const { page } = ada;
    await isWell(page, "today");
    await page.getByLabel("Find a record").fill(way.id);
    await press(page, "Find");
    await isWell(page, "records");
    await page.locator(`a[href='/desk/service/${way.id}']`).click();
    await isWell(page, "a record");
    await follow(page, "Change it");
    await isWell(page, "the form");
    const form = new URL(page.url()).pathname;
    ada.expect(form);
    ben.expect(form);
    await ben.page.goto(page.url());

    await page.locator("#url").fill("no web page");
    await page.getByLabel("Cost", { exact: true }).fill("Free for everybody");
    await press(page, "Save");
    await isWell(page, "what is wrong");
    await page.locator("#problem a[href='#url']").click();
    assert.equal(await page.locator("#url").inputValue(), "no web page");
    assert.match(await page.locator("#url-problem").innerText(), /To mend it: /);
    await page.locator("#url").fill("https://www.example.org/");
    await press(page, "Save");
    assert.match(await page.locator("main").innerText(), /Saved\. That is revision 2\./);

    await ben.page.getByLabel("Cost", { exact: true }).fill("Two pounds");
    await ben.page.getByLabel("Who can come", { exact: true }).fill("Whoever likes");
    await press(ben.page, "Save");
    await isWell(ben.page, "the same field");
    assert.equal(await ben.page.getByRole("radio", { checked: true }).count(), 0);
    assert.match(await ben.page.locator("main").innerText(), /Free for everybody[^]*Two pounds/);
    await ben.page.getByLabel("Take mine").check();
    await press(ben.page, "Save what I chose");
    const says = await ben.page.locator(".desk-fields").innerText();
    for (const words of ["Two pounds", "Whoever likes", "https://www.example.org/"]) assert.ok(says.includes(words), words);

    for (const path of ["revisions/2", "difference?from=1&to=3", "withdraw", "confirm", "revert?to=1"]) {
      await page.goto(`/desk/service/${way.id}/${path}`);
      await isWell(page, path);
    }
    await page.getByLabel("Why", { exact: true }).fill("It was right before");
    await press(page, "Bring these words back");
    assert.match(await page.locator("main").innerText(), /Saved\. That is revision 4\./);
    await page.goto(`/services/${way.id}`);
    for (const latest = Date.now() + 5_000; Date.now() < latest && (await page.getByText("Two pounds").count()) > 0; ) await page.reload();
    assert.equal(await page.getByText("Two pounds").count(), 0, "the site shows it");
    await ben.done();
    await ada.done();
  });

  test(`a proposal and a message are decided with words: ${way.name}`, async () => {
    const district = ["--district", "redditch"];
    const cat = await comeIn(way, `cat${at}@example.org`, "steward", ...district);
    await cat.page.goto(`/desk/service/${way.id}/edit`);
    assert.match(await cat.page.locator("main").innerText(), /What you save here is proposed/);
    await cat.page.getByLabel("Cost", { exact: true }).fill("One otter");
    await press(cat.page, "Save");
    assert.match(await cat.page.locator("main").innerText(), /Proposed, with the number/);
    await cat.page.goto(`/feedback/services/${way.id}`);
    await cat.page.locator("textarea").fill("The number does not ring.");
    await press(cat.page, "Send");
    await cat.done();

    const ada = await comeIn(way, `dan${at}@example.org`, "steward");
    const { page } = ada;
    await follow(page, "Proposals");
    await isWell(page, "proposals");
    await page.locator(".desk-list a").first().click();
    await isWell(page, "a proposal");
    ada.expect(new URL(page.url()).pathname);
    await press(page, "Refuse it all");
    await isWell(page, "words are missing");
    await page.locator("#problem a[href='#why']").click();
    await page.getByLabel("Why", { exact: true }).fill("They take no otters");
    await press(page, "Refuse it all");
    assert.match(await page.locator("main").innerText(), /Refused\. The record stays as it is\./);

    await page.goto("/desk/messages");
    await isWell(page, "messages");
    await page.locator(".desk-list a").first().click();
    await isWell(page, "a message");
    await page.getByLabel("Nothing to change").check();
    await page.getByLabel("In a few words").fill("It rang for me");
    await press(page, "Close it");
    assert.match(await page.locator("main").innerText(), /Closed\. How to reach whoever wrote is deleted\./);
    await ada.done();
  });
}
