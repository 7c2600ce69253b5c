// One real Chromium, and the gestures of a person in the conversation.

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const base = process.env.TANDEM_URL ?? "http://127.0.0.1:8080";

const shots = process.env.TANDEM_SHOTS;
const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

export const PHONE = { width: 360, height: 740 };
export const SCREEN = { width: 1280, height: 800 };

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page of its own; anything the browser complains about fails the test that looks. */
export async function visit(browser, options = {}) {
  const context = await browser.newContext({ viewport: PHONE, locale: "fr-FR", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("console", (line) => {
    if (line.type() === "error") page.complaints.push(line.text());
  });
  return page;
}

/** A picture for whoever wants to look, when TANDEM_SHOTS names a folder. */
export async function shoot(page, name, options = {}) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), ...options });
}

/** Opens the conversation from the welcome. */
export async function start(page) {
  await page.goto(base);
  await page.getByRole("button", { name: "C'est parti" }).click();
  await page.locator(".msg--assistant").first().waitFor();
}

const last = (page) => page.locator(".msg[data-seq]").last();

export async function lastSeq(page) {
  return Number(await last(page).getAttribute("data-seq"));
}

/** Waits until Tandem has answered everything that was said after `before`, and returns the words. */
export async function reply(page, before) {
  await page.waitForFunction(
    (seq) => {
      const said = [...document.querySelectorAll(".msg--assistant[data-seq]")].pop();
      const heard = [...document.querySelectorAll(".msg--user")].pop();
      const answered = said && (!heard || heard.compareDocumentPosition(said) & Node.DOCUMENT_POSITION_FOLLOWING);
      return answered && Number(said.dataset.seq) > seq;
    },
    before,
    { timeout: 20000 },
  );
  // Messages of one turn come together; the last of them carries the choices.
  await page.waitForTimeout(400);
  return page.evaluate((seq) => {
    const lines = [...document.querySelectorAll(".msg--assistant[data-seq]")];
    return lines
      .filter((line) => Number(line.dataset.seq) > seq)
      .map((line) => line.innerText)
      .join("\n");
  }, before);
}

/** Types and sends, as people do. */
export async function say(page, text) {
  const before = await lastSeq(page);
  await page.getByLabel("Ton message").fill(text);
  await page.getByRole("button", { name: "Envoyer", exact: true }).click();
  return reply(page, before);
}

/** Presses the last button that reads like that. */
export async function press(page, name) {
  const before = await lastSeq(page);
  await page.locator(".log").getByRole("button", { name }).last().click();
  return reply(page, before);
}

/** Labels of the quick replies of the moment. */
export async function offered(page) {
  return page.locator(".choices:not(.is-past) .chip").allInnerTexts();
}

/** What axe finds serious or critical on the page. */
export async function findings(page) {
  await page.evaluate(axe);
  const report = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  return report.violations
    .filter((found) => ["serious", "critical", "moderate"].includes(found.impact))
    .map((found) => `${found.id}: ${found.help} (${found.nodes.map((node) => node.target.join(" ")).join(", ")})`);
}

/** From the welcome to the proposals, by clicks; only the trade and the town are typed. */
export async function toProposals(page, seen = async () => {}, age = "15-17") {
  await start(page);
  await seen("2-notice");
  await press(page, "OK, on y va");
  await press(page, "Oui, je sais lequel");
  await say(page, "cuisinier");
  await seen("3-class");
  await press(page, "3e");
  await say(page, "Lens");
  await press(page, "Train, 1 heure");
  await press(page, age);
  const words = await press(page, "Dès que possible");
  await page.locator(".card").first().waitFor();
  await seen("4-proposals");
  return words;
}

/** From the proposals to a confirmed appointment. */
export async function toAppointment(page, seen = async () => {}, who = { first: "Camille", contact: "camille@exemple.fr" }) {
  await press(page, "Prendre rendez-vous");
  await seen("5-slots");
  // Another day: an appointment of today could no longer be cancelled from the chat.
  await press(page, "Autre jour");
  const slots = (await offered(page)).filter((label) => /\d/.test(label));
  await press(page, slots[0]);
  await say(page, who.first);
  await say(page, who.contact);
  await seen("6-consent");
  const words = await press(page, "D'accord, je confirme");
  await seen("7-confirmed");
  return words;
}
