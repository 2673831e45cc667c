import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium } from 'playwright-core';
import type { ShownCard } from './adaptive-card.js';

/** How large a card is on a telephone. */
export interface CardSize {
  /** Its first words, to find it by. */
  readonly begins: string;
  /** Pixels. */
  readonly height: number;
  /** What reaches beyond the edge. */
  readonly beyond: readonly string[];
  /** Labels of buttons that cannot be read whole. */
  readonly clipped: readonly string[];
}

/** Pixels, of the narrowest telephones. */
const width = 320;
const library = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');

/**
 * Buttons and inputs as large as Teams makes them, and each button on a line of its own where there is no room beside another; a label
 * that is too long ends in "…". Words without spaces, such as addresses, are broken.
 */
const style = `
  body { margin: 0; font: 14px "Segoe UI", system-ui, sans-serif }
  #card { width: ${width}px; overflow: hidden; overflow-wrap: anywhere }
  .ac-pushButton { white-space: nowrap !important; overflow: hidden; text-overflow: ellipsis; max-width: 100%; min-width: 64px;
    height: 32px; padding: 0 16px; font: 600 14px "Segoe UI", system-ui, sans-serif; flex: 0 0 auto !important }
  .ac-actionSet, .ac-actionSet > div { flex-wrap: wrap !important; row-gap: 8px }
  .ac-input { box-sizing: border-box; min-height: 32px; width: 100% }
  textarea.ac-input { min-height: 64px }`;

/** The settings of Teams, as far as they change what is how large. */
const settings = {
  fontFamily: 'Segoe UI, sans-serif',
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
};

/** Lays cards out with the published library in a browser. */
export async function sizesOf(cards: readonly ShownCard[]): Promise<CardSize[]> {
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: { width, height: 740 } });
    const sheet = readFileSync(library.replace(/adaptivecards\.min\.js$/, 'adaptivecards.css'), 'utf8');
    await page.setContent(`<style>${sheet}${style}</style><div id="card"></div>`);
    await page.addScriptTag({ path: library });
    await page.evaluate(measuring);
    return (await page.evaluate(`sizesOf(${JSON.stringify({ cards, settings, width })})`)) as CardSize[];
  } finally {
    await browser.close();
  }
}

/** Runs in the browser, where the library is `AdaptiveCards`. */
const measuring = `
  globalThis.sizesOf = ({ cards, settings, width }) => cards.map((json) => {
    const place = document.getElementById('card');
    place.replaceChildren();
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = new AdaptiveCards.HostConfig(settings);
    card.parse(json);
    const shown = card.render();
    place.appendChild(shown);
    const isBeyond = (part) => part.getBoundingClientRect().right > width + 1;
    const isClipped = (button) => {
      const words = document.createRange();
      words.selectNodeContents(button);
      return words.getBoundingClientRect().width > button.clientWidth - 30;
    };
    return {
      begins: place.innerText.slice(0, 60).replace(/\\s+/g, ' '),
      height: Math.round(shown.getBoundingClientRect().height),
      beyond: [...place.querySelectorAll('*')].filter((part) => part.children.length === 0 && isBeyond(part))
        .map((part) => part.textContent || part.tagName),
      clipped: [...place.querySelectorAll('button')].filter(isClipped).map((button) => button.textContent),
    };
  });`;
