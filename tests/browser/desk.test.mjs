// The desk in a browser: coming in by code and link, the second factor, people and one's own account, on a phone and
// on a wide screen, with script and without.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { program, serve } from "./program.mjs";
import { desk, launch, phone, violations, visitor } from "./site.mjs";

let browser, site, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "hubfinder-desk-"));
  person("key", join(folder, "key"));
  site = await serve({ options: ["--desk-without-mail", "--key-file", join(folder, "key")] });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What `hubfinder person` prints. */
function person(...words) {
  return execFileSync(program, ["person", ...words], { encoding: "utf8" });
}

function invite(email, role) {
  const said = person("invite", email, "--role", role, "--store", site.store, "--public-url", site.address);
  return { link: said.match(/^link\s+(\S+)$/m)[1], code: said.match(/^code\s+(\d{4} \d{4}),/m)[1] };
}

/** The six digits of now for a secret in base 32 (RFC 6238). */
function codeOf(secret) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replaceAll(" ", "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac("sha1", key).update(step).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

const ways = [
  { name: "wide, with script", size: desk, script: true },
  { name: "a phone, without script", size: phone, script: "cut" },
];

for (const [at, way] of ways.entries()) {
  test(`an administrator comes in and invites somebody: ${way.name}`, async (t) => {
    const someone = await visitor(browser, { ...way, address: site.address });
    const { page } = someone;
    const isWell = async (name) => {
      assert.deepEqual(await violations(page), [], name);
      assert.equal(await page.locator("h1").count(), 1, name);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `${name} goes sideways`);
    };
    const press = (name) => page.getByRole("main").getByRole("button", { name }).first().click();
    const email = `ada${at}@example.org`;
    const { code } = invite(email, "administrator");

    await page.goto("/desk/people");
    await isWell("sign in");
    await page.getByLabel("Your e-mail address").fill(email);
    await press("Go on");
    await isWell("code");
    await page.getByRole("textbox", { name: "Code" }).fill("0000 0000");
    await press("Sign in");
    assert.match(await page.locator("#problem").innerText(), /does not let you in/);
    await isWell("wrong code");
    await page.getByRole("textbox", { name: "Code" }).fill(code);
    await press("Sign in");

    assert.equal(await page.locator("h1").innerText(), "Set a second factor");
    await isWell("second factor");
    await page.getByRole("textbox", { name: "Code" }).fill(codeOf(await page.locator("p.code").innerText()));
    await press("Set it");
    assert.equal(await page.locator(".desk-recovery li").count(), 10);
    await isWell("recovery codes");
    await page.getByRole("link", { name: "I have them" }).click();

    assert.equal(new URL(page.url()).pathname, "/desk/people", "where she wanted to go");
    await isWell("people");
    await page.getByLabel("Their e-mail address").fill(`pat${at}@example.org`);
    await page.getByLabel("Role", { exact: true }).selectOption("provider");
    await page.getByLabel("Organisation, for a provider").selectOption({ index: 3 });
    await press("Invite");
    await isWell("invited");
    const link = await page.locator("p.code").innerText();

    await t.test("who is invited looks at the link first", async () => {
      const pat = await visitor(browser, { ...way, address: site.address });
      const own = pat.page;
      await own.goto(link);
      await own.reload();
      assert.deepEqual(await violations(own), []);
      await own.getByRole("button", { name: "Sign in" }).click();
      assert.equal(await own.locator("h1").innerText(), "Today");
      assert.equal(await own.getByRole("link", { name: "People" }).count(), 0);
      await pat.done();
    });

    await page.goto("/desk/account");
    await isWell("account");
    await page.getByLabel("What you want to be called").fill("Ada");
    await press("Save the name");
    assert.match(await page.locator("footer").innerText(), /signed in as Ada/);
    await page.goto("/desk/account/leave");
    await isWell("leave");
    const cookies = await someone.context.cookies(`${site.address}/desk`);
    assert.deepEqual(cookies.map(({ name, path, httpOnly, sameSite }) => ({ name, path, httpOnly, sameSite })), [
      { name: "desk", path: "/desk", httpOnly: true, sameSite: "Lax" },
    ]);
    assert.deepEqual(await someone.context.cookies(`${site.address}/search`), []);
    await page.getByRole("button", { name: "Sign out" }).click();
    assert.equal(await page.locator("h1").innerText(), "Sign in");
    await someone.done();
  });
}

test("a form that was sent after signing out is sent again by loading the page", async () => {
  const someone = await visitor(browser, { address: site.address });
  const { context, page } = someone;
  await page.goto(invite("ray@example.org", "reader").link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.goto("/desk/account");
  await page.getByLabel("What you want to be called").fill("Ray of light");
  const cookies = await context.cookies(`${site.address}/desk`);
  await context.clearCookies();
  someone.expect("/desk/account/name");
  await page.getByRole("button", { name: "Save the name" }).click();
  assert.equal(await page.locator("h1").innerText(), "You are signed out, and nothing was saved");
  await context.addCookies(cookies);
  await page.reload();
  assert.match(await page.locator("footer").innerText(), /signed in as Ray of light/);
  await someone.done();
});

test("Shift pressed three times loses nothing that is being typed", async () => {
  const someone = await visitor(browser, { address: site.address });
  const { page } = someone;
  await page.goto("/desk/sign-in");
  await page.getByLabel("Your e-mail address").fill("ada@example.org");
  for (let at = 0; at < 4; at += 1) await page.keyboard.press("Shift");
  await page.waitForTimeout(300);
  assert.equal(await page.getByLabel("Your e-mail address").inputValue(), "ada@example.org");
  await someone.done();
});
