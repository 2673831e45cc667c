import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Block, Card } from '../../src/rendering/card.js';
import { type Letter, letterText } from '../../src/rendering/letter.js';
import { letterHtml } from '../../src/rendering/letter-html.js';
import { anyCard } from '../support/hostile/card-arbitraries.js';
import { hostileTexts } from '../support/hostile/hostile-text.js';

const page = 'https://staffroom.example/my/x?show=answers&y=1';
const letterOf = (card: Card<string>): Letter => ({
  greeting: 'Dear Ada Marsh,',
  card,
  signature: 'The partnership',
  notes: [{ text: 'You get this because of a place.', link: { label: 'Choose what you get', url: page } }],
});
const documentOf = (card: Card<string>) => parseHTML(letterHtml('Subject', letterOf(card))).document;
const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();

const everything: Block<string>[] = [
  { kind: 'heading', text: 'Leadership briefing' },
  { kind: 'text', text: 'First line\nsecond line', tone: 'good' },
  { kind: 'facts', facts: [{ label: 'When', value: 'Friday 4 December, 10am' }] },
  {
    kind: 'list',
    items: [{ title: 'One', detail: 'Its detail', action: { kind: 'link', label: 'Page to pass on', url: page } }],
  },
  { kind: 'table', columns: ['Event', 'Came'], rows: [['Autumn', '62']] },
  { kind: 'quote', words: 'It helped.', by: 'a headteacher' },
  { kind: 'image', url: 'https://staffroom.example/charts/x.png', alt: 'Attendance rose' },
  { kind: 'divider' },
  { kind: 'context', text: 'As of today' },
];
const card: Card<string> = {
  fallback: 'All of it',
  blocks: everything,
  actions: [
    { kind: 'act', label: 'Only in the chat', verb: 'book' },
    { kind: 'link', label: 'Answer', url: page },
    { kind: 'link', label: 'Cancel my place', url: 'https://staffroom.example/my/y' },
    { kind: 'link', label: 'Evil', url: 'javascript:alert(1)' },
  ],
};

describe('a card as an e-mail', () => {
  it('says in plain text and in HTML all that the card says, with its links and without other buttons', () => {
    const html = squeezed(documentOf(card).body?.textContent ?? '');
    const text = letterText(letterOf(card));
    for (const shown of [html, squeezed(text)]) {
      for (const words of [
        'Dear Ada Marsh,',
        'Leadership briefing',
        '✓ First line',
        'Friday 4 December, 10am',
        'Autumn',
      ])
        expect(shown).toContain(words);
      for (const words of ['Its detail', 'It helped.', '— a headteacher', 'As of today', 'because of a place'])
        expect(shown).toContain(words);
      expect(shown).not.toMatch(/Only in the chat|Evil|javascript/);
    }
    expect(text).toContain(`Answer: ${page}`);
    expect(text).toContain('Attendance rose');
    expect(text).toMatch(/\n-- \n/);
    const links = [...documentOf(card).querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual([page, page, 'https://staffroom.example/my/y', page]);
    expect(documentOf(card).querySelector('img')?.getAttribute('alt')).toBe('Attendance rose');
  });

  it('has nothing that mail programs take out or block: no script, no style sheet, no form', () => {
    const document = documentOf(card);
    expect(document.querySelectorAll('script, style, link, form, input, button, iframe')).toHaveLength(0);
    expect(document.documentElement.outerHTML).not.toMatch(/\son\w+=|position:|flex|grid|float|background-image/);
    // Word's engine, in Outlook, takes the font of a cell from the cell alone, and no margin or padding of a quotation.
    expect(document.querySelectorAll('blockquote')).toHaveLength(0);
    const cells = [...document.querySelectorAll('td, th')].filter(
      (cell) => !cell.querySelector('table') && cell.textContent?.trim(),
    );
    expect(cells.length).toBeGreaterThan(4);
    for (const cell of cells) {
      const named = [cell, ...cell.querySelectorAll('a')].some((one) =>
        one.getAttribute('style')?.includes('font-family'),
      );
      expect([cell.textContent, named]).toEqual([cell.textContent, true]);
    }
  });

  it('has as its button what is asked for, and never what only comes first', () => {
    const link = (label: string, isMain?: true) =>
      ({ kind: 'link', label, url: `${page}&to=${label}`, ...(isMain && { isMain }) }) as const;
    const filled = (...actions: NonNullable<Card<string>['actions']>) =>
      [...documentOf({ fallback: '', blocks: [], actions }).querySelectorAll('td[bgcolor] a')].map(
        ({ textContent }) => textContent,
      );
    expect(filled(link('Cancel'), link('Accept', true), link('Bookings'))).toEqual(['Accept']);
    expect(filled(link('Cancel'), link('Bookings'))).toEqual([]);
    expect(filled(link('Bookings'))).toEqual(['Bookings']);
  });

  it.each(hostileTexts)('keeps text as text: %j', (words) => {
    const blocks: Block<string>[] = [{ kind: 'text', text: words }];
    const document = documentOf({ fallback: words, blocks, actions: [{ kind: 'link', label: words, url: page }] });
    expect(document.querySelectorAll('script, img, b')).toHaveLength(0);
    expect([...document.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([page, page]);
  });

  it('is well formed whatever is in the card', () => {
    fc.assert(
      fc.property(anyCard, (some) => {
        const document = documentOf(some);
        expect(document.querySelectorAll('script, style, form')).toHaveLength(0);
        for (const link of document.querySelectorAll('a'))
          expect(link.getAttribute('href')).toMatch(/^(https?:|mailto:)/);
        expect(letterText(letterOf(some))).toContain('Dear Ada Marsh,');
      }),
      { numRuns: 60 },
    );
  });
});
