import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostButtons, pageOf, pageWanted } from '../../../src/conversation/talk/pages.js';
import type { ActAction, Action, Block, Card } from '../../../src/rendering/card.js';

const act = (label: string): ActAction => ({ kind: 'act', label, verb: 'event', data: { event: label } });

const block = fc.oneof(
  fc.string({ minLength: 1, maxLength: 400 }).map((text): Block => ({ kind: 'text', text })),
  fc.array(fc.tuple(fc.string({ maxLength: 120 }), fc.boolean()), { minLength: 1, maxLength: 30 }).map(
    (items): Block => ({
      kind: 'list',
      items: items.map(([title, pressed]) => ({ title, ...(pressed ? { action: act(title) } : {}) })),
    }),
  ),
  fc
    .array(fc.tuple(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 })), { maxLength: 60 })
    .map((rows): Block => ({ kind: 'table', columns: ['Name', 'School'], rows })),
);

const anyCard = fc
  .record({ blocks: fc.array(block, { minLength: 1, maxLength: 6 }), labels: fc.array(fc.string(), { maxLength: 14 }) })
  .map(
    ({ blocks, labels }): Card => ({
      fallback: 'Many things',
      blocks: [{ kind: 'heading', text: 'Many things' }, ...blocks],
      actions: labels.map(act),
      again: { verb: 'whats-on', data: { events: 'e1' } },
    }),
  );

function buttonsOf({ blocks, actions = [] }: Card): Action[] {
  const inLists = blocks.flatMap((one) => (one.kind === 'list' ? one.items.flatMap(({ action }) => action ?? []) : []));
  return [...inLists, ...actions];
}

/** Everything that is on a card, but what says which page it is. */
function partsOf({ blocks }: Card): string[] {
  return blocks.flatMap((one): string[] => {
    if (one.kind === 'list') return one.items.map(({ title }) => `item ${title}`);
    if (one.kind === 'table') return one.rows.map((row) => `row ${row.join('/')}`);
    return one.kind === 'text' ? [`text ${one.text}`] : [];
  });
}

/** Pages on as somebody does it, until the button leads to the start again. */
function allPages(card: Card): Card[] {
  const pages = [pageOf(card, 0)];
  for (;;) {
    const next = pages.at(-1)?.actions?.at(-1);
    if (next?.kind !== 'act' || next.label !== 'More' || next.verb !== card.again?.verb) return pages;
    expect(next.data).toMatchObject(card.again.data ?? {});
    pages.push(pageOf(card, pageWanted(next.data ?? {})));
  }
}

describe('a card that is too much for one', () => {
  it('shows everything once, page by page, with at most six buttons on each', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const pages = allPages(card);
        expect(pages.flatMap(partsOf)).toEqual(partsOf(card));
        const labels = (some: readonly Action[]) => some.map(({ label }) => label).sort();
        const pressed = pages.flatMap(buttonsOf).filter(({ label }) => !['More', 'From the start'].includes(label));
        const own = buttonsOf(card).filter(({ label }) => !['More', 'From the start'].includes(label));
        expect(labels(pressed)).toEqual(labels(own));
        for (const page of pages) expect(buttonsOf(page).length).toBeLessThanOrEqual(mostButtons);
      }),
      { numRuns: 200 },
    );
  });

  it('goes back to the start from its last page, and from one that is not there any more', () => {
    const items = Array.from({ length: 13 }, (_, at) => ({ title: `Event ${at}`, action: act(`${at}`) }));
    const card: Card = { fallback: '', blocks: [{ kind: 'list', items }], again: { verb: 'organise' } };
    expect(allPages(card)).toHaveLength(3);
    expect(pageOf(card, 99)).toEqual(pageOf(card, 2));
    expect(pageOf(card, 2).actions).toEqual([
      { kind: 'act', label: 'From the start', verb: 'organise', data: { sheet: '0' } },
    ]);
  });

  it('is left whole where nothing shows it again, and where it fits', () => {
    const items = Array.from({ length: 13 }, (_, at) => ({ title: `Event ${at}`, action: act(`${at}`) }));
    const whole: Card = { fallback: '', blocks: [{ kind: 'list', items }] };
    expect(pageOf(whole, 1)).toBe(whole);
    const short: Card = { fallback: '', blocks: [{ kind: 'list', items: items.slice(0, 6) }], again: { verb: 'help' } };
    expect(pageOf(short, 0)).toBe(short);
  });
});
