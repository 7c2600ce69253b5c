// Pages behind the links of mails, the captured mails themselves, and a conversation carried over.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, SCREEN, base, findings, launch, offered, press, say, shoot, toAppointment, toProposals, visit } from "../lib/tandem.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Opens the newest captured mail to that address and returns its link. */
async function mailTo(page, address, look = async () => {}) {
  const found = page.locator(".mails a", { hasText: address }).first();
  for (let tries = 0; tries < 40; tries += 1) {
    await page.goto(`${base}/dev/mail`);
    if (await found.count()) break;
    await page.waitForTimeout(250);
  }
  await look("list");
  await found.click();
  await look("mail");
  const link = (await page.locator("pre.mail").first().innerText()).match(/https?:\/\/\S+\/r\/\S+/);
  assert.ok(link, `no link in the mail to ${address}`);
  return link[0];
}

for (const [name, viewport] of [["phone", PHONE], ["screen", SCREEN]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`nothing is found behind the links (${name}, ${colorScheme})`, async () => {
      const page = await visit(browser, { viewport, colorScheme, bypassCSP: true });
      const look = async (step) => {
        await shoot(page, `links-${name}-${colorScheme}-${step}`, { fullPage: true });
        assert.deepEqual(await findings(page), [], step);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${step} scrolls sideways by ${wide} px`);
      };
      const address = `${name}-${colorScheme}@exemple.fr`;
      await toProposals(page);
      await toAppointment(page, async () => {}, { first: "Camille", contact: address });
      const link = await mailTo(page, address, look);
      await page.goto(link);
      assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Rendez-vous confirmé");
      await look("appointment");
      await page.getByRole("radio").first().check();
      await page.getByRole("button", { name: "Déplacer le rendez-vous" }).click();
      assert.match(await page.getByRole("status").innerText(), /déplacé/);
      await look("moved");
      await page.getByRole("button", { name: "Annuler le rendez-vous" }).click();
      assert.match(await page.getByRole("status").innerText(), /annulé/);
      await look("cancelled");
      for (const [path, step] of [["/r/nulle-part", "expired"], ["/c/nulle-part", "carried"]]) {
        assert.equal((await page.goto(base + path)).status(), 404);
        await look(step);
      }
      if (process.env.TANDEM_CARRY) {
        await page.goto(base + process.env.TANDEM_CARRY);
        assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "On continue ici\u202f?");
        await look("carry");
      }
      await page.context().close();
    });
  }
}

test("a parent decides with the keyboard alone", async () => {
  const page = await visit(browser, { viewport: SCREEN, bypassCSP: true });
  await toProposals(page, async () => {}, "Moins de 15");
  await press(page, "Prendre rendez-vous");
  await press(page, (await offered(page)).find((label) => /\d/.test(label)));
  await say(page, "Tom");
  await say(page, "parent@exemple.fr");
  await page.goto(await mailTo(page, "parent@exemple.fr"));
  await shoot(page, "links-parent", { fullPage: true });
  assert.deepEqual(await findings(page), []);
  await reach(page, "J’accepte ce rendez-vous");
  await page.keyboard.press("Enter");
  await page.getByRole("status").waitFor();
  assert.match(await page.getByRole("status").innerText(), /confirmé/);
  await shoot(page, "links-parent-accepted", { fullPage: true });
  // Choices of time are one stop, gone through by arrows.
  await page.getByRole("radio").first().focus();
  await page.keyboard.press("ArrowDown");
  assert.ok(await page.getByRole("radio").nth(1).isChecked());
  await reach(page, "Déplacer le rendez-vous");
  await reach(page, "Annuler le rendez-vous");
  await page.keyboard.press("Enter");
  await page.getByText("Rendez-vous annulé").first().waitFor();
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

async function reach(page, name) {
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => document.activeElement?.textContent.trim() ?? "");
    if (at === name) return;
  }
  assert.fail(`${name} is not reached by Tab`);
}
