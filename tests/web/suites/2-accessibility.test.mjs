// What a checker finds, what a keyboard reaches, what a small or zoomed screen shows.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, SCREEN, base, findings, launch, lastSeq, press, reply, shoot, start, toProposals, visit } from "../lib/tandem.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const colorScheme of ["light", "dark"]) {
  for (const [name, viewport] of [["phone", PHONE], ["screen", SCREEN]]) {
    test(`axe finds nothing on any page (${name}, ${colorScheme})`, async () => {
      // Styles and scripts of the checker are injected by the test, not by the page.
      const page = await visit(browser, { viewport, colorScheme, bypassCSP: true });
      for (const path of ["/", "/confidentialite", "/accessibilite", "/nulle-part"]) {
        await page.goto(base + path);
        await shoot(page, `axe-${name}-${colorScheme}${path.replaceAll("/", "-")}`, { fullPage: true });
        assert.deepEqual(await findings(page), [], path);
      }
      await toProposals(page);
      await page.waitForTimeout(500);
      assert.deepEqual(await findings(page), [], "the conversation with proposals");
      await page.locator(".menu summary").click();
      await shoot(page, `axe-${name}-${colorScheme}-menu`);
      assert.deepEqual(await findings(page), [], "the menu");
      await page.context().close();
    });
  }
}

test("the live region is there before the first message, authors are named, choices are groups", async () => {
  const page = await visit(browser);
  await page.goto(base);
  assert.equal(await page.getByRole("log").getAttribute("aria-live"), "polite");
  await start(page);
  assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  await press(page, "OK, on y va");
  const bubbles = await page.locator(".bubble").allTextContents();
  assert.ok(bubbles.every((text) => /^(Assistant|Toi)\s: /.test(text)), bubbles.join("|"));
  assert.ok((await page.getByRole("group", { name: "Réponses possibles" }).count()) > 0);
  assert.equal(await page.getByRole("status").count(), 1);
  assert.equal(await page.locator(".chip:not(button)").count(), 0);
  assert.ok((await page.locator("time[datetime]").count()) > 0);
  await page.context().close();
});

test("help is at the same place on every page and reaches someone", async () => {
  const page = await visit(browser);
  const places = [];
  for (const path of ["/", "/confidentialite", "/accessibilite"]) {
    await page.goto(base + path);
    places.push(JSON.stringify(await page.getByRole("button", { name: "Parler à un humain" }).boundingBox()));
  }
  await start(page);
  places.push(JSON.stringify(await page.getByRole("button", { name: "Parler à un humain" }).boundingBox()));
  assert.equal(new Set(places).size, 1, places.join(" "));
  const before = await lastSeq(page);
  await page.getByRole("button", { name: "Parler à un humain" }).click();
  assert.ok((await reply(page, before)).length > 0);
  await page.context().close();
});

test("every target is 44 px high and nothing scrolls sideways at 320 px, even with letters twice as big", async () => {
  const page = await visit(browser, { viewport: { width: 320, height: 640 } });
  await toProposals(page);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, summary, .foot a, .brand, textarea")]
      .filter((node) => node.checkVisibility())
      .map((node) => [node.innerText || node.id, node.getBoundingClientRect()])
      .filter(([, box]) => box.height < 43.9 || box.width < 43.9)
      .map(([name, box]) => `${name}: ${box.width} × ${box.height}`),
  );
  assert.deepEqual(small, []);
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok((await wide()) <= 0);
  await page.addStyleTag({ content: "html { font-size: 200% }" }).catch(() => {});
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  await shoot(page, "zoom-200");
  assert.ok((await wide()) <= 0, `${await wide()} px too wide at 200 %`);
  await page.context().close();
});

test("a whole turn with the keyboard alone", async () => {
  const page = await visit(browser, { viewport: SCREEN });
  await page.goto(base);
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Aller au contenu");
  await tabTo(page, "C'est parti");
  await page.keyboard.press("Enter");
  await page.locator(".msg--assistant").first().waitFor();
  await page.waitForTimeout(600);

  // To the choices and back by the shortcut.
  await page.locator("#texte").focus();
  await page.keyboard.press("Alt+ArrowUp");
  assert.equal(await focused(page), "OK, on y va");
  const before = await lastSeq(page);
  await page.keyboard.press("Enter");
  await reply(page, before);
  await page.keyboard.press("Alt+ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.id), "texte");

  // After sending, the focus stays in the field.
  const then = await lastSeq(page);
  await page.keyboard.type("je cherche un cap cuisine vers Lens");
  await page.keyboard.press("Enter");
  await reply(page, then);
  assert.equal(await page.evaluate(() => document.activeElement.id), "texte");
  assert.equal(await page.locator("#texte").inputValue(), "");

  // Everything that can be pressed is reached by Tab.
  const unreachable = await page.evaluate(() =>
    [...document.querySelectorAll("button, a[href], summary, textarea")].filter((node) => node.tabIndex < 0).length,
  );
  assert.equal(unreachable, 0);
  // Escape closes the menu and gives the focus back.
  await page.locator(".menu summary").focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator(".menu[open]").count());
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".menu[open]").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

async function focused(page) {
  return page.evaluate(() => document.activeElement?.textContent.trim() ?? "");
}

async function tabTo(page, name) {
  for (let step = 0; step < 30; step += 1) {
    if ((await focused(page)) === name) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${name} is not reached by Tab`);
}
