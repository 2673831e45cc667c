import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

/** A reply may need a first compilation of everything behind it. */
const answerWithinMs = 15_000;

/** The Playground in a browser, as somebody who chats in it. Selectors are those of version 0.2.28. */
export interface Chat {
  readonly page: Page;
  /** What the browser loaded from anywhere but this machine. */
  readonly loadedFromAfar: readonly string[];
  say(words: string): Promise<void>;
  /** The newest card, once it shows these words. */
  card(words: string | RegExp): Promise<Locator>;
  /** Presses a button of a card. @param which the first, when several are called so */
  press(card: Locator, name: string, which?: number): Promise<void>;
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function openChat(url: string): Promise<Chat> {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, locale: 'en-GB' });
  page.setDefaultTimeout(answerWithinMs);
  const loadedFromAfar: string[] = [];
  page.on('response', (response) => {
    if (!/^(data:|blob:|http:\/\/(localhost|127\.0\.0\.1)[:/])/.test(response.url()))
      loadedFromAfar.push(response.url());
  });
  const pictures = mkdtempSync(join(tmpdir(), 'staffroom-e2e-'));
  console.log(`Screenshots are in ${pictures}`);
  await untilServed(url);
  await page.goto(url);
  const compose = page.locator('[data-lexical-editor][role="textbox"]');
  await compose.waitFor();
  return {
    page,
    loadedFromAfar,
    say: async (words) => {
      await compose.click();
      await page.keyboard.type(words);
      await page.getByRole('button', { name: 'Send Message' }).click();
    },
    card: async (words) => {
      const card = page.locator('.ac-adaptiveCard').filter({ hasText: words }).last();
      await card.waitFor();
      return card;
    },
    press: async (card, name, which = 0) => {
      await card.getByRole('button', { name, exact: true }).nth(which).click();
    },
    screenshot: async (name) => {
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
    close: () => browser.close(),
  };
}

/** The service is ready before its Playground is. */
async function untilServed(url: string): Promise<void> {
  const answers = () =>
    fetch(url).then(
      (response) => response.ok,
      () => false,
    );
  for (const giveUp = Date.now() + 30_000; !(await answers()); ) {
    if (Date.now() > giveUp) throw new Error(`Nothing at ${url} after 30 s: the service says above why`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Debian's Chromium; its own background traffic is off, it would only run into closed networks. */
function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
