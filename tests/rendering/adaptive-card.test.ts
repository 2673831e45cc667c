import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCard } from '../../src/rendering/adaptive-card.js';
import type { Block, Card } from '../../src/rendering/card.js';
import { clean } from '../../src/rendering/text.js';
import { anyCard } from '../support/hostile/card-arbitraries.js';
import { hostileText, hostileTexts } from '../support/hostile/hostile-text.js';
import { hostCard, visibleText } from '../support/teams/adaptive-card-host.js';

const cardOf = (...blocks: Block<string>[]): Card<string> => ({ fallback: 'A card', blocks });
const squeezed = (text: string) => visibleText(clean(text)).replace(/\s+/g, ' ').trim();
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

const textBlocks: Readonly<Record<string, (text: string) => Block<string>>> = {
  heading: (text) => ({ kind: 'heading', text }),
  text: (text) => ({ kind: 'text', text }),
  context: (text) => ({ kind: 'context', text }),
  'the label of a fact': (text) => ({ kind: 'facts', facts: [{ label: text, value: 'plain' }] }),
  'the value of a fact': (text) => ({ kind: 'facts', facts: [{ label: 'Where', value: text }] }),
  'the title of an item': (text) => ({ kind: 'list', items: [{ title: text }] }),
  'the second line of an item': (text) => ({ kind: 'list', items: [{ title: 'An item', detail: text }] }),
  'a column': (text) => ({ kind: 'table', columns: [text], rows: [['1']] }),
  'a cell': (text) => ({ kind: 'table', columns: ['Name'], rows: [[text]] }),
  quote: (text) => ({ kind: 'quote', words: text, by: 'a head' }),
  'who said it': (text) => ({ kind: 'quote', words: 'Good', by: text }),
};

describe('user text in a card', () => {
  it.each(Object.entries(textBlocks))('stays text as %s', async (_, blockOf) => {
    for (const text of hostileTexts) {
      const { problems, markup, text: shown } = await hostCard(renderCard(cardOf(blockOf(text))));
      expect({ text, problems, markup }).toEqual({ text, problems: [], markup: [] });
      expect(squeezed(shown)).toContain(squeezed(text));
    }
  });

  it('stays text whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, fc.constantFrom(...Object.values(textBlocks)), async (text, blockOf) => {
        const { markup, text: shown } = await hostCard(renderCard(cardOf(blockOf(text))));
        expect(markup).toEqual([]);
        expect(squeezed(shown).replaceAll(' ', '')).toContain(squeezed(text).slice(0, 190).replaceAll(' ', ''));
      }),
      { numRuns: 150 },
    );
  });

  it('cannot reverse the text after it', () => {
    const card = renderCard(cardOf({ kind: 'text', text: 'abc\u202Edef\u2066' }));
    expect(JSON.stringify(card.body)).toContain('abcdef');
  });

  it('would be read as markup without these precautions', async () => {
    const naive = {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'TextBlock', text: '**x** [x](http://e.example)' }],
    };
    expect((await hostCard(naive)).markup).toEqual(['strong', 'a']);
  });
});

describe('a card', () => {
  it('is a valid Adaptive Card within the limit, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(anyCard, async (card) => {
        const rendered = renderCard(card);
        expect(bytesOf(rendered)).toBeLessThanOrEqual(22_000);
        const { problems, markup } = await hostCard(rendered);
        expect({ problems, markup }).toEqual({ problems: [], markup: [] });
      }),
      { numRuns: 60 },
    );
  });

  it('has a heading that a screen reader announces', () => {
    const { body } = renderCard(cardOf({ kind: 'heading', text: 'Leadership briefing: Lincoln' }));
    expect(body).toMatchObject([{ type: 'TextBlock', style: 'heading', size: 'Large', weight: 'Bolder' }]);
  });

  it('aligns plain facts in a fact set', () => {
    const { body } = renderCard(
      cardOf({ kind: 'facts', facts: [{ label: 'When', value: 'Tuesday 3 March, 9:30 to 12:00' }] }),
    );
    expect(body).toMatchObject([
      { type: 'FactSet', facts: [{ title: 'When', value: 'Tuesday 3 March, 9:30 to 12:00' }] },
    ]);
  });

  it('draws a divider as a line above what follows, and none at either end', () => {
    const divider: Block<string> = { kind: 'divider' };
    const text: Block<string> = { kind: 'text', text: 'a' };
    const { body } = renderCard(cardOf(divider, text, divider, divider, text, divider));
    expect(body.map((element) => element.separator)).toEqual([undefined, true]);
  });

  it('is wide only for a table of more than three columns', () => {
    const table = (...columns: string[]): Block<string> => ({ kind: 'table', columns, rows: [] });
    expect(renderCard(cardOf(table('a', 'b', 'c'))).msteams).toBeUndefined();
    expect(renderCard(cardOf(table('a', 'b', 'c', 'd'))).msteams).toEqual({ width: 'Full' });
  });

  it('aligns figures right and words left', () => {
    const { body } = renderCard(cardOf({ kind: 'table', columns: ['Round', 'Came'], rows: [['October 2017', '286']] }));
    expect(JSON.stringify(body).match(/"horizontalAlignment":"Right"/g)).toHaveLength(2);
  });

  it.each([
    [
      ['Round', 'People who came', 'Change'],
      ['October 2017', '1,286', '+27'],
    ],
    [
      ['Phase, 2026/27', 'Take part', 'Of', 'Share'],
      ['Pupil referral unit', '104', '171', '60.8%'],
    ],
    [
      ['Line', 'The file says', 'Is', 'Sure'],
      ['113', 'A. Whitfeild, C of E', 'Amara Whitfield, Marrowfen School', '92%'],
    ],
    [
      ['Heading', 'Example'],
      ['email', 'amara.whitfield@marrowfen-primary.example.org'],
    ],
  ])('leaves room on a phone for every word of the headings %j', (columns, row) => {
    const [table] = renderCard(cardOf({ kind: 'table', columns, rows: [row] })).body;
    const widths = (table as unknown as { columns: Array<{ width: number }> }).columns.map(({ width }) => width);
    const whole = widths.reduce((total, width) => total + width, 0);
    columns.forEach((name, column) => {
      const longest = Math.max(...name.split(' ').map(({ length }) => length));
      // As the Playground draws it: 298 pixels of a card of 330, 17 beside each cell, nearly 9 a letter in bold.
      expect([name, ((widths[column] ?? 0) / whole) * 298 - 17]).toEqual([
        name,
        expect.toSatisfy((room: number) => room >= 8.6 * longest),
      ]);
    });
  });

  it('describes a picture in words, and shows only the words when it has no URL', () => {
    expect(renderCard(cardOf({ kind: 'image', url: 'https://s.example/c.png', alt: 'A chart' })).body).toMatchObject([
      { type: 'Image', altText: 'A chart' },
    ]);
    const [body] = renderCard(cardOf({ kind: 'image', url: 'javascript:alert(1)', alt: 'A chart' })).body;
    expect(body).toMatchObject({ type: 'RichTextBlock', inlines: [{ text: 'A chart' }] });
  });
});

describe('buttons', () => {
  const act = (label: string, style?: 'primary' | 'danger') =>
    ({ kind: 'act', label, verb: 'book', ...(style && { style }) }) as const;

  it('come primary first, then in order, and from the seventh on in the overflow menu', () => {
    const actions = [act('1'), act('2', 'danger'), act('3'), act('4', 'primary'), act('5'), act('6'), act('7')];
    const rendered = renderCard({ fallback: 'f', blocks: [], actions }).actions ?? [];
    expect(rendered.map(({ title, style, mode }) => [title, style, mode])).toEqual([
      ['4', 'positive', undefined],
      ['1', undefined, undefined],
      ['2', 'destructive', undefined],
      ['3', undefined, undefined],
      ['5', undefined, undefined],
      ['6', undefined, undefined],
      ['7', undefined, 'secondary'],
    ]);
  });

  it('are executed, never submitted, without any input', () => {
    const [button] = renderCard({ fallback: 'f', blocks: [], actions: [act('Book')] }).actions ?? [];
    expect(button).toMatchObject({ type: 'Action.Execute', verb: 'book', associatedInputs: 'none' });
  });

  it.each(['javascript:alert(1)', 'http://a b', 'file:///etc/passwd', 'HTTPS://', ''])('never open %j', (url) => {
    const list: Block<string> = { kind: 'list', items: [{ title: 'a', action: { kind: 'link', label: 'Open', url } }] };
    const rendered = renderCard({ ...cardOf(list), actions: [{ kind: 'link', label: 'Open', url }] });
    expect(JSON.stringify(rendered)).not.toContain('OpenUrl');
  });

  it('stand beside the item they belong to', () => {
    const item = { title: 'Lincoln', detail: '3 places left', action: act('Book') };
    const { body } = renderCard(cardOf({ kind: 'list', items: [item] }));
    expect(body).toMatchObject([
      { type: 'ColumnSet', columns: [{ width: 'stretch' }, { width: 'auto', items: [{ type: 'ActionSet' }] }] },
    ]);
  });
});
