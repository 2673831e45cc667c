import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { renderHome, renderMessage, renderText } from '../../src/rendering/block-kit.js';
import type { Action, Block, Card } from '../../src/rendering/card.js';
import { ACT_ID, LINK_ID, readButtonValue } from '../../src/rendering/slack-actions.js';
import type { SlackBlock, SlackHome, SlackModal } from '../../src/rendering/slack-blocks.js';
import { clean } from '../../src/rendering/text.js';
import { anyCard } from '../support/hostile/card-arbitraries.js';
import { hostileText, hostileTexts } from '../support/hostile/hostile-text.js';
import { readSlack } from '../support/readable-text.js';
import { messageFaults, viewFaults } from '../support/slack/block-kit-limits.js';

const cardOf = (...blocks: Block<string>[]): Card<string> => ({ fallback: 'A card', blocks });
const blocksOf = (...blocks: Block<string>[]) => renderMessage(cardOf(...blocks)).blocks;
const act = (label: string): Action<string> => ({ kind: 'act', label, verb: 'book', data: { session: 's1' } });
const squeezed = (text: string) => clean(text).replaceAll('\u200B', '').replace(/\s+/g, '');

/** The texts that Slack interprets. */
function mrkdwnIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [String(value.text)];
  return Object.values(value).flatMap(mrkdwnIn);
}

/** All that our own bold line may contain: one pair of asterisks around the first line, and escapes. */
const HARMLESS = /^\*[^*_~`<>\n]+\*(\n[^*_~`<>]*)?$/;

const textBlocks: Readonly<Record<string, (text: string) => Block<string>>> = {
  heading: (text) => ({ kind: 'heading', text }),
  text: (text) => ({ kind: 'text', text }),
  'strong text': (text) => ({ kind: 'text', text, tone: 'strong' }),
  context: (text) => ({ kind: 'context', text }),
  fact: (text) => ({ kind: 'facts', facts: [{ label: text, value: text }] }),
  'item without a button': (text) => ({ kind: 'list', items: [{ title: text, detail: text }] }),
  'item with a button': (text) => ({ kind: 'list', items: [{ title: text, detail: text, action: act(text) }] }),
  cell: (text) => ({ kind: 'table', columns: [text], rows: [[text]] }),
  quote: (text) => ({ kind: 'quote', words: text, by: text }),
};

describe('user text in a message', () => {
  it.each(Object.entries(textBlocks))('stays text as %s', (_, blockOf) => {
    for (const text of hostileTexts) {
      const message = renderMessage(cardOf(blockOf(text)));
      expect(messageFaults(message)).toEqual([]);
      for (const mrkdwn of mrkdwnIn(message.blocks)) expect(mrkdwn).toMatch(HARMLESS);
      expect(squeezed(readSlack(message).join(''))).toContain(squeezed(text));
    }
  });

  it('stays text whatever it is', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom(...Object.values(textBlocks)), (text, blockOf) => {
        const { blocks } = renderMessage(cardOf(blockOf(text)));
        for (const mrkdwn of mrkdwnIn(blocks)) expect(mrkdwn).toMatch(HARMLESS);
        expect(squeezed(readSlack(blocks).join(''))).toContain(squeezed(text).slice(0, 70));
      }),
      { numRuns: 500 },
    );
  });

  it('creates no mentions or links in the notification either', () => {
    for (const text of hostileTexts) {
      const message = renderText(text);
      expect(message.text).not.toMatch(/[<>]|@(here|channel|everyone)/);
    }
  });
});

describe('a message', () => {
  it('is within every limit, whatever is in it', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        expect(messageFaults(renderMessage(card))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('says how many items of a long list are missing', () => {
    const items = Array.from({ length: 51 }, (_, index) => ({ title: `Briefing ${index + 1}`, action: act('Book') }));
    const message = renderMessage({ ...cardOf({ kind: 'list', items }), actions: [act('More')] });
    expect(messageFaults(message)).toEqual([]);
    expect(message.blocks).toHaveLength(50);
    expect(readSlack(message)).toContain('And 3 more that are not shown here.');
  });

  it('splits a text of 3,001 characters into two parts, with nothing lost', () => {
    const text = `${'word '.repeat(600)}x`;
    const blocks = blocksOf({ kind: 'text', text });
    expect(blocks).toHaveLength(2);
    expect(readSlack(blocks).join(' ')).toBe(text);
  });

  it('has a header only where it fits into one', () => {
    expect(blocksOf({ kind: 'heading', text: 'x'.repeat(150) })[0]?.type).toBe('header');
    expect(blocksOf({ kind: 'heading', text: 'x'.repeat(151) })[0]?.type).toBe('rich_text');
  });

  it('keeps items without buttons together as bullets', () => {
    const items = [{ title: 'Welcome' }, { title: 'Ofsted update' }, { title: 'Close' }];
    expect(blocksOf({ kind: 'list', items })).toMatchObject([
      { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: [{}, {}, {}] }] },
    ]);
  });

  it('makes the title of an item bold when that is safe, and leaves it plain when it is not', () => {
    const textOf = (title: string) => {
      const [block] = blocksOf({ kind: 'list', items: [{ title, detail: 'A & B', action: act('Book') }] });
      return block?.type === 'section' ? block.text : undefined;
    };
    expect(textOf('Lincoln')).toEqual({ type: 'mrkdwn', text: '*Lincoln*\nA &amp; B', verbatim: true });
    expect(textOf('*Lincoln')).toEqual({ type: 'plain_text', text: '*Lincoln\nA & B', emoji: false });
  });

  it('shows a table as Slack’s own, figures to the right; a second one is text, and so is one on the Home tab', () => {
    const rows = [
      ['October 2017', '286'],
      ['January 2018', '1,204'],
    ];
    const table: Block<string> = { kind: 'table', columns: ['Round', 'Came'], rows };
    const asText = 'Round          Came\nOctober 2017    286\nJanuary 2018  1,204';
    const [native, second] = renderMessage({ fallback: 'x', blocks: [table, { ...table }] }).blocks;
    expect(native).toMatchObject({
      type: 'table',
      rows: [
        [{ text: 'Round' }, { text: 'Came' }],
        [{ text: 'October 2017' }, { text: '286' }],
        [{}, {}],
      ],
      column_settings: [{ is_wrapped: true }, { align: 'right' }],
    });
    expect(readSlack([second])).toEqual([asText]);
    expect(readSlack(renderHome([{ fallback: 'x', blocks: [table] }]).blocks)).toEqual([asText]);
    const wide: Block<string> = { ...table, rows: [['A'.repeat(40), 'B'.repeat(40)]] };
    expect(readSlack(renderHome([{ fallback: 'x', blocks: [wide] }]).blocks).join('')).toBe(
      `${'A'.repeat(40)}\nCame: ${'B'.repeat(40)}`,
    );
  });

  it('shows the words of a picture that Slack could not fetch', () => {
    expect(blocksOf({ kind: 'image', url: 'https://s.example/c.png', alt: 'A chart' })).toMatchObject([
      { type: 'image', alt_text: 'A chart' },
    ]);
    expect(readSlack(blocksOf({ kind: 'image', url: 'mailto:a@b.example', alt: 'A chart' }))).toEqual(['A chart']);
  });

  it('fits Slack’s own types', () => {
    expectTypeOf<SlackBlock>().toExtend<KnownBlock>();
    expectTypeOf<SlackModal>().toExtend<ModalView>();
    expectTypeOf<SlackHome>().toExtend<HomeView>();
  });
});

describe('a button', () => {
  it('has an id of its own and carries its ids', () => {
    const actions: Action<string>[] = [
      { kind: 'act', label: 'Book', verb: 'book', data: { session: 's1' }, keepsCard: true, opensForm: true },
      { kind: 'link', label: 'Map', url: 'https://maps.example/' },
    ];
    const { blocks } = renderMessage({ fallback: 'f', blocks: [], actions });
    const [first, second] = blocks[0]?.type === 'actions' ? blocks[0].elements : [];
    expect(first?.action_id).toMatch(ACT_ID);
    expect(second?.action_id).toMatch(LINK_ID);
    expect(readButtonValue(first?.value)).toEqual({
      verb: 'book',
      data: { session: 's1' },
      keepsCard: true,
      opensForm: true,
    });
  });

  it('is never larger than Slack allows', () => {
    const data = { note: 'x'.repeat(2000) };
    const card = { fallback: 'f', blocks: [], actions: [{ kind: 'act', label: 'Book', verb: 'book', data } as const] };
    expect(() => renderMessage(card)).toThrow('give it ids only');
  });

  it.each([undefined, 7, '', '{', '[]', 'null', '{"verb":7}'])('of another app is ignored: %j', (value) => {
    expect(readButtonValue(value)).toBeUndefined();
  });
});

describe('an App Home tab', () => {
  it('is within every limit, whatever is on it', () => {
    fc.assert(
      fc.property(fc.array(anyCard, { maxLength: 5 }), (cards) => {
        expect(viewFaults(renderHome(cards))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
