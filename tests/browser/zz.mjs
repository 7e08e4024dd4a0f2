import { chromium } from "playwright-core";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu"] });
for (const [n,path,o] of [["320","/",{viewport:{width:320,height:640}}],["dark","/",{viewport:{width:1280,height:800},colorScheme:"dark"}],["search","/search?q=debt&near=WR5+1DE",{viewport:{width:1280,height:800}}]]) {
  const c = await b.newContext({...o, reducedMotion:"reduce"}); const p = await c.newPage(); await p.goto("http://127.0.0.1:3977"+path);
  await p.waitForSelector('#q[role="combobox"]'); await p.locator("#q").fill(""); await p.locator("#q").pressSequentially("school", {delay:5});
  await p.waitForSelector("#q-list:not([hidden])"); await p.keyboard.press("ArrowUp");await p.waitForTimeout(200);
  await p.screenshot({path:`/tmp/sg/${n}.png`}); await c.close();
}
await b.close();
