// From "C'est parti" to a confirmed appointment, and back: with and without JavaScript.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, SCREEN, base, launch, lastSeq, press, say, shoot, start, toAppointment, toProposals, visit, offered } from "../lib/tandem.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const cases = [
  ["on a phone", { viewport: PHONE }, "phone"],
  ["on a screen", { viewport: SCREEN }, "screen"],
  ["on a phone without JavaScript", { viewport: PHONE, javaScriptEnabled: false }, "phone-nojs"],
  ["on a phone, dark, calm", { viewport: PHONE, colorScheme: "dark", reducedMotion: "reduce" }, "phone-dark"],
];

for (const [name, options, folder] of cases) {
  test(`a whole conversation by clicks ${name}`, async () => {
    const page = await visit(browser, options);
    const seen = async (step) => {
      await shoot(page, `${folder}-${step}`);
      const wide = await overflow(page);
      assert.equal(wide, 0, `${step} scrolls sideways by ${wide} px`);
    };
    await toProposals(page, seen);
    assert.ok((await page.locator(".card .card__lines li").count()) > 0, "reasons are said");
    assert.ok((await page.locator(".card .tag").count()) > 0, "made-up data says so");
    const words = await toAppointment(page, seen);
    assert.match(words, /confirmé|rendez-vous est pris/);
    const cancelling = await say(page, "annuler mon rendez-vous");
    assert.match(cancelling, /annul/i);
    if ((await offered(page)).includes("Oui, annuler")) {
      assert.match(await press(page, "Oui, annuler"), /annulé/);
    }
    await seen("8-cancelled");
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}

test("an old button answers that it is old, and nothing breaks", async () => {
  const page = await visit(browser);
  await start(page);
  await press(page, "OK, on y va");
  await press(page, "Oui, je sais lequel");
  const before = await lastSeq(page);
  const old = page.getByRole("button", { name: "Pas du tout" });
  assert.match(await old.locator("xpath=ancestor::fieldset").getAttribute("class"), /is-past/);
  await old.click();
  await page.waitForFunction((seq) => Number([...document.querySelectorAll(".msg--assistant[data-seq]")].pop().dataset.seq) > seq + 1, before);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("on the welcome, Enter sends the first message and Shift + Enter makes a new line", async () => {
  const page = await visit(browser);
  await page.goto(base);
  const field = page.getByLabel("Ton message");
  await field.press("Enter");
  await field.pressSequentially("salut");
  await field.press("Shift+Enter");
  await field.pressSequentially("je cherche un cap cuisine");
  assert.equal(await field.inputValue(), "salut\nje cherche un cap cuisine");
  assert.equal(await page.locator("[data-conversation]").count(), 0, "an empty message was sent");
  await field.press("Enter");
  await page.locator(".msg--assistant[data-seq]").first().waitFor();
  assert.match(await page.locator(".msg--user .bubble").innerText(), /salut\s+je cherche un cap cuisine/);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("nothing is stored before the chat is opened", async () => {
  const page = await visit(browser);
  await page.goto(process.env.TANDEM_URL);
  assert.deepEqual(await page.context().cookies(), []);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await start(page);
  const [cookie, ...others] = await page.context().cookies();
  assert.equal(others.length, 0);
  assert.equal(cookie.httpOnly, true);
  assert.equal(cookie.sameSite, "Lax");
  await page.context().close();
});

test("the whole page is lighter than 60 kB on the wire", async () => {
  const page = await visit(browser);
  await toProposals(page);
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.clearBrowserCache");
  const sizes = new Map();
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  await page.reload({ waitUntil: "load" });
  await page.waitForTimeout(500);
  const sum = [...sizes.values()].reduce((total, size) => total + size, 0);
  console.log(`chat page with proposals: ${sum} bytes transferred`);
  assert.ok(sum > 5000 && sum < 60_000, `${sum} bytes`);
  await page.context().close();
});

async function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth).catch(() => 0);
}
