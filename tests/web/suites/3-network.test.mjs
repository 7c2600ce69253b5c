// Networks that drop: nothing typed is lost, nothing is shown twice.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, lastSeq, press, reply, say, start, visit } from "../lib/tandem.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const seqs = (page) => page.locator(".msg[data-seq]").evaluateAll((nodes) => nodes.map((node) => Number(node.dataset.seq)));

function assertOnceInOrder(numbers) {
  assert.deepEqual(numbers, [...new Set(numbers)].sort((a, b) => a - b));
}

test("a stream that is cut comes back with what was missed, once", async () => {
  const page = await visit(browser);
  // Only the stream is cut: messages still go.
  let cut = false;
  let streams = 0;
  await page.route("**/events*", async (route) => {
    streams += 1;
    if (cut) await route.abort("connectionreset");
    else await route.continue();
  });
  await start(page);
  await press(page, "OK, on y va");
  assert.ok(streams >= 1);
  cut = true;
  await page.reload();
  // Polling takes over while the stream is refused.
  await say(page, "je cherche un cap cuisine vers Lens");
  cut = false;
  await page.waitForTimeout(12_000);
  await say(page, "en fait je suis à Lille");
  assertOnceInOrder(await seqs(page));
  assert.equal(await page.locator("[data-key]").count(), 0, "nothing is left pending");
  await page.context().close();
});

test("what is sent without network is kept, said to be unsent, and leaves when it can", async () => {
  const page = await visit(browser);
  await start(page);
  await press(page, "OK, on y va");
  const before = await lastSeq(page);
  await page.context().setOffline(true);
  await page.getByLabel("Ton message").fill("je cherche un cap cuisine vers Lens");
  await page.getByRole("button", { name: "Envoyer", exact: true }).click();
  await page.getByRole("button", { name: "Renvoyer" }).waitFor({ timeout: 20_000 });
  assert.match(await page.getByRole("alert").innerText(), /gardé/);
  await page.context().setOffline(false);
  await reply(page, before);
  assert.equal(await page.locator("[data-key]").count(), 0);
  const heard = await page.locator(".msg--user .bubble").allInnerTexts();
  assert.equal(heard.filter((text) => text.includes("Lens")).length, 1, heard.join("|"));
  await page.context().close();
});

test("an answer lost on the way back is asked again and handled once", async () => {
  const page = await visit(browser);
  await start(page);
  await press(page, "OK, on y va");
  const before = await lastSeq(page);
  let tries = 0;
  await page.route("**/messages", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    tries += 1;
    if (tries > 1) return route.continue();
    // The server has it, the page does not know.
    await route.fetch();
    return route.abort("connectionreset");
  });
  await page.getByLabel("Ton message").fill("je cherche un cap cuisine vers Lens");
  await page.getByRole("button", { name: "Envoyer", exact: true }).click();
  await reply(page, before);
  await page.waitForTimeout(1500);
  assert.ok(tries >= 1);
  const heard = await page.locator(".msg--user .bubble").allInnerTexts();
  assert.equal(heard.filter((text) => text.includes("Lens")).length, 1, heard.join("|"));
  assertOnceInOrder(await seqs(page));
  await page.context().close();
});

test("a draft survives a reload and leaves nothing behind once sent", async () => {
  const page = await visit(browser);
  await start(page);
  await page.getByLabel("Ton message").fill("je voudrais");
  await page.reload();
  assert.equal(await page.getByLabel("Ton message").inputValue(), "je voudrais");
  await say(page, "ok");
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  await page.context().close();
});

test("a position is sent once, comes back as a commune, and is written nowhere", async () => {
  const page = await visit(browser, {
    geolocation: { latitude: 50.4291, longitude: 2.8319 },
    permissions: ["geolocation"],
  });
  await start(page);
  await press(page, "OK, on y va");
  await press(page, "Oui, je sais lequel");
  await say(page, "cuisinier");
  await press(page, "3e");
  const before = await lastSeq(page);
  await page.getByRole("button", { name: "Partager ma position" }).last().click();
  const words = await reply(page, before);
  const all = await page.locator(".log").innerText();
  assert.match(all, /Lens/, words);
  assert.doesNotMatch(all, /50[.,]4|2[.,]83/);
  assert.deepEqual(await page.evaluate(() => Object.values(localStorage)), []);
  await page.context().close();
});
