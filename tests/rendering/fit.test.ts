import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Card, Form } from '../../src/rendering/card.js';
import { fitCard, fitForm } from '../../src/rendering/fit.js';
import { anyCard } from '../support/hostile/card-arbitraries.js';

const sizeOf = (value: unknown) => JSON.stringify(value).length;
const within = (limit: number) => (value: unknown) => sizeOf(value) / limit;
const items = (count: number) => Array.from({ length: count }, (_, index) => ({ title: `Item ${index + 1}` }));
const cardOf = (...blocks: Block<string>[]): Card<string> => ({ fallback: 'f', blocks });

describe('a card that is too large', () => {
  it('loses the end of its list, and says how much of it', () => {
    const card = cardOf(
      { kind: 'heading', text: 'All' },
      { kind: 'list', items: items(100) },
      { kind: 'context', text: 'End' },
    );
    const { blocks } = fitCard(card, within(1000));
    const list = blocks[1];
    const shown = list?.kind === 'list' ? list.items.length : 0;
    expect(shown).toBeGreaterThan(10);
    expect(blocks.slice(2)).toEqual([
      { kind: 'context', text: `And ${100 - shown} more that are not shown here.` },
      { kind: 'context', text: 'End' },
    ]);
    expect(sizeOf(cardOf(...blocks))).toBeGreaterThan(950);
  });

  it('loses rows of its table before items of a shorter list', () => {
    const rows = Array.from({ length: 80 }, (_, index) => [`Row ${index}`]);
    const card = cardOf({ kind: 'list', items: items(5) }, { kind: 'table', columns: ['Row'], rows });
    const [list, table] = fitCard(card, within(900)).blocks;
    expect(list?.kind === 'list' && list.items.length).toBe(5);
    expect(table?.kind === 'table' && table.rows.length).toBeLessThan(80);
  });

  it('has long texts cut when it has no list', () => {
    const card = cardOf(
      { kind: 'text', text: 'word '.repeat(1000) },
      { kind: 'quote', words: 'w'.repeat(3000), by: 'a head' },
    );
    const [text, quote] = fitCard(card, within(2500)).blocks;
    expect(text?.kind === 'text' && text.text).toMatch(/…$/);
    expect(quote?.kind === 'quote' && quote.by).toBe('a head');
  });

  it('loses its end when nothing else helps, and says so', () => {
    const card = cardOf(...Array.from({ length: 200 }, (): Block<string> => ({ kind: 'text', text: 'a' })));
    const { blocks } = fitCard(card, within(2000));
    expect(blocks.at(-1)).toEqual({ kind: 'context', text: 'This message was too long: its end is not shown here.' });
    expect(blocks.length).toBeGreaterThan(30);
  });

  it('fits afterwards, whatever it was', () => {
    fc.assert(
      fc.property(anyCard, fc.integer({ min: 1200, max: 20_000 }), (card, limit) => {
        // What is not cut: the fallback, and the fixed words of one block.
        const room = limit + sizeOf(card.fallback);
        expect(sizeOf(fitCard(card, within(room)))).toBeLessThanOrEqual(room);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a card that fits', () => {
  it('is left alone', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        expect(fitCard(card, () => 1)).toBe(card);
      }),
    );
  });
});

describe('a form that is too large', () => {
  const options = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ value: `${index}`, label: `Option ${index}` }));
  const form: Form<string> = {
    title: 'Choose',
    fields: [{ kind: 'choice', id: 'a', label: 'A', options: options(400), hint: 'Your own' }],
    submit: { label: 'Send', verb: 'send' },
    fallback: 'Choose',
  };

  it('lists fewer options, and says how many there are', () => {
    const [field] = fitForm(form, within(3500)).fields;
    expect(field).toMatchObject({ hint: 'Your own The first 50 of 400 are listed.' });
  });

  it('still lists the option that is chosen', () => {
    const [field] = fitForm({ ...form, values: { a: '399' } }, within(3500)).fields;
    const values = field?.kind === 'choice' ? field.options.map(({ value }) => value) : [];
    expect(values).toHaveLength(51);
    expect(values.at(-1)).toBe('399');
  });

  it('keeps what was typed as long as it can', () => {
    const large: Form<string> = {
      ...form,
      intro: [{ kind: 'text', text: 'x'.repeat(9000) }],
      values: { a: '1', note: 'n'.repeat(900) },
    };
    const { values, intro } = fitForm(large, within(4000));
    expect(values).toEqual(large.values);
    expect(sizeOf(intro)).toBeLessThan(1500);
  });
});
