// A young person asks for somebody, a counsellor answers: two browsers, with and without JavaScript.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, SCREEN, base, findings, launch, press, say, shoot, start, visit } from "../lib/tandem.mjs";

let browser;
let session;

before(async () => {
  browser = await launch();
  session = await signIn("ana@conseil.example");
});
after(() => browser.close());

/** Signs in by the link of the mail, and returns the cookies. */
async function signIn(mail) {
  const page = await visit(browser, { viewport: SCREEN, bypassCSP: true });
  await page.goto(`${base}/conseil`);
  assert.equal(new URL(page.url()).pathname, "/connexion");
  await look(page, "sign-in");
  await page.getByLabel("Votre adresse mail").fill(mail);
  await page.getByRole("button", { name: "Recevoir un lien" }).click();
  assert.match(await page.getByRole("status").innerText(), /un lien de connexion vient de partir/);
  await look(page, "sign-in-sent");
  const found = page.locator(".mails a", { hasText: mail }).first();
  for (let tries = 0; tries < 40; tries += 1) {
    await page.goto(`${base}/dev/mail`);
    if (await found.count()) break;
    await page.waitForTimeout(250);
  }
  await found.click();
  const text = await page.locator("pre.mail").first().innerText();
  await page.goto(text.match(/https?:\/\/\S+\/connexion\/\S+/)[0]);
  await look(page, "sign-in-link");
  await page.getByRole("button", { name: "Me connecter" }).click();
  await page.getByRole("heading", { name: "File d’attente" }).waitFor();
  const cookies = await page.context().cookies();
  assert.deepEqual(page.complaints, []);
  await page.context().close();
  return cookies;
}

/** A page of somebody who is signed in. */
async function counsellor(options = {}) {
  const page = await visit(browser, { viewport: SCREEN, bypassCSP: true, ...options });
  await page.context().addCookies(session);
  await page.goto(`${base}/conseil`);
  return page;
}

async function look(page, step) {
  await shoot(page, `counsel-${step}`, { fullPage: true });
  assert.deepEqual(await findings(page), [], step);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${step} scrolls sideways by ${wide} px`);
}

/** A young person who has agreed to be put in touch. */
async function asked(options = {}) {
  const young = await visit(browser, { bypassCSP: true, ...options });
  await start(young);
  await press(young, "OK, on y va");
  await say(young, "je cherche un cap cuisine vers Lens");
  const offer = await say(young, "je voudrais parler à un humain");
  assert.match(offer, /lira/);
  await press(young, "D'accord, appelle quelqu'un");
  return young;
}

/** Opens the conversation that has waited least. */
async function openNewest(page) {
  const link = page.locator(".queue a").filter({ hasText: "Attend que quelqu’un réponde" }).last();
  await link.waitFor();
  await link.click();
  await page.getByRole("heading", { name: "Conversation", exact: true }).waitFor();
}

test("a young person and a counsellor talk, each page live, and Tandem comes back", async () => {
  const page = await counsellor();
  const young = await asked();
  // the queue was open: the request comes by itself
  await page.locator(".queue a", { hasText: "Attend que" }).first().waitFor();
  assert.match(await page.title(), /^\(\d+\) File d’attente/);
  await look(page, "queue-screen");
  await openNewest(page);
  assert.ok(await page.getByText("je cherche un cap cuisine vers Lens").count());
  assert.match(await page.locator("#etat").innerText(), /Personne n’a encore pris/);
  await look(page, "conversation-screen");

  await page.getByRole("button", { name: "Prendre la conversation" }).click();
  await page.getByRole("button", { name: "Rendre à Tandem" }).waitFor();
  await young.getByText("a rejoint la conversation").or(young.getByText("est là et te répond ici")).first().waitFor();
  await page.getByLabel("Votre réponse").fill("Bonjour ! Qu'est-ce qui te bloque ?");
  await page.getByLabel("Votre réponse").press("Control+Enter");
  const answer = young.locator(".msg--counsellor").last();
  await answer.getByText("Qu'est-ce qui te bloque ?").waitFor();
  assert.match(await answer.innerText(), /Ana, administratrice/);
  await shoot(young, "counsel-young-phone");
  assert.deepEqual(await findings(young), [], "the young person's page");

  // back and forth without a reload, and Tandem says nothing in between
  const machine = await young.locator(".msg--assistant").count();
  await young.getByLabel("Ton message").fill("j'hésite entre deux CFA");
  await young.getByRole("button", { name: "Envoyer", exact: true }).click();
  await page.locator(".line--young", { hasText: "j'hésite entre deux CFA" }).waitFor();
  await page.locator("#etat", { hasText: "La personne attend" }).waitFor();
  await young.waitForTimeout(800);
  assert.equal(await young.locator(".msg--assistant").count(), machine);
  assert.equal(await young.locator(".dots").count(), 0, "nobody seems to write");

  await page.getByRole("button", { name: "Rendre à Tandem" }).click();
  await page.getByRole("heading", { name: "File d’attente" }).waitFor();
  await young.waitForFunction((count) => document.querySelectorAll(".msg--assistant").length > count, machine);
  const words = await say(young, "3e");
  assert.ok(words.length > 0, "Tandem answers again");
  assert.deepEqual([...page.complaints, ...young.complaints], []);
  await young.context().close();
  await page.context().close();
});

test("the young person goes back to Tandem, and the counsellor's page says so", async () => {
  const young = await asked({ viewport: SCREEN });
  const page = await counsellor({ viewport: PHONE });
  await look(page, "queue-phone");
  await openNewest(page);
  await page.getByLabel("Votre réponse").fill("Bonjour, je suis là.");
  await page.getByRole("button", { name: "Envoyer" }).click();
  await page.locator(".line--team", { hasText: "Bonjour, je suis là." }).waitFor();
  await look(page, "conversation-phone");
  await young.locator(".msg--counsellor").last().waitFor();
  await shoot(young, "counsel-young-screen");
  await young.getByRole("button", { name: "Reprendre avec Tandem" }).last().click();
  await page.locator("#etat", { hasText: "n’est plus ouverte" }).waitFor();
  const response = await page.reload();
  assert.equal(response.status(), 404);
  await look(page, "closed");
  await young.context().close();
  await page.context().close();
});

test("everything works as plain forms", async () => {
  const plain = { javaScriptEnabled: false };
  const young = await visit(browser, plain);
  await young.goto(base);
  await young.getByRole("button", { name: "C'est parti" }).click();
  for (const text of ["ok", "je veux parler à un humain"]) {
    await young.getByLabel("Ton message").fill(text);
    await young.getByRole("button", { name: "Envoyer", exact: true }).click();
  }
  await young.getByRole("button", { name: "D'accord, appelle quelqu'un" }).last().click();
  const page = await visit(browser, { ...plain, viewport: SCREEN });
  await page.context().addCookies(session);
  await page.goto(`${base}/conseil`);
  await page.locator(".queue a", { hasText: "Attend que" }).last().click();
  await page.getByLabel("Votre réponse").fill("Bonjour, sans JavaScript !");
  await page.getByRole("button", { name: "Envoyer" }).click();
  assert.ok(await page.locator(".line--team", { hasText: "sans JavaScript" }).count());
  await young.goto(`${base}/chat`);
  assert.match(await young.locator(".msg--counsellor").last().innerText(), /Ana, administratrice[\s\S]*sans JavaScript/);
  await young.getByRole("button", { name: "Reprendre avec Tandem" }).last().click();
  await page.reload();
  assert.ok(await page.getByText("Cette conversation n'est plus ouverte").count());
  await young.context().close();
  await page.context().close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`a counsellor answers with the keyboard alone (${colorScheme})`, async () => {
    const young = await asked({ colorScheme });
    const page = await counsellor({ colorScheme });
    await openNewest(page);
    await look(page, `conversation-${colorScheme}`);
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement?.id === "reponse")) break;
    }
    await page.keyboard.type("Au clavier.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await young.locator(".msg--counsellor", { hasText: "Au clavier." }).waitFor();
    assert.deepEqual(await findings(young), []);
    await young.context().close();
    await page.context().close();
  });
}

for (const [name, viewport] of [["phone", PHONE], ["screen", SCREEN]]) {
  for (const javaScriptEnabled of [true, false]) {
    test(`a sentence that was not understood is given a meaning (${name}, JavaScript: ${javaScriptEnabled})`, async () => {
      const young = await visit(browser);
      await start(young);
      await press(young, "OK, on y va");
      const nonsense = `blurgle zworp ${name} ${javaScriptEnabled ? "avec" : "sans"}`;
      await say(young, nonsense);
      await young.context().close();

      const page = await visit(browser, { viewport, javaScriptEnabled, bypassCSP: true });
      await page.context().addCookies(session);
      await page.goto(`${base}/conseil`);
      await page.getByRole("link", { name: "Phrases incomprises" }).click();
      const miss = page.getByRole("form", { name: `« ${nonsense} »` });
      assert.equal(await miss.count(), 1);
      if (javaScriptEnabled) await look(page, `misses-${name}`);
      await miss.getByLabel("Métier").fill("boulangère");
      await miss.getByRole("button", { name: "Noter" }).click();
      assert.match(await page.getByRole("status").innerText(), /Boulanger, boulangère/);
      assert.equal(await miss.count(), 0);
      if (javaScriptEnabled) await look(page, `misses-${name}-done`);
      // taken back, then a meaning, then ignored
      await page.getByRole("button", { name: "Reprendre cette phrase" }).click();
      await miss.getByLabel("Ou sens").selectOption({ label: "veut parler à quelqu’un" });
      await miss.getByRole("button", { name: "Noter" }).click();
      assert.match(await page.getByRole("status").innerText(), /veut parler à quelqu’un/);
      await page.getByRole("button", { name: "Reprendre cette phrase" }).click();
      await miss.getByRole("button", { name: "À ignorer" }).click();
      assert.match(await page.getByRole("status").innerText(), /à ignorer/);
      await page.goto(`${base}/conseil/incomprises`);
      assert.equal(await miss.count(), 0);
      await page.context().close();
    });
  }
}
