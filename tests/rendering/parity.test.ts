import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCard, renderForm } from '../../src/rendering/adaptive-card.js';
import { renderMessage } from '../../src/rendering/block-kit.js';
import type { Block, Card, Form } from '../../src/rendering/card.js';
import { renderModal } from '../../src/rendering/modal.js';
import { cardText, formText } from '../../src/rendering/plain-text.js';
import { hostileText } from '../support/hostile/hostile-text.js';
import { readAdaptiveCard, readSlack, wordsOf } from '../support/readable-text.js';

const short = hostileText.map((text) => text.slice(0, 15).replace(/[\uD800-\uDFFF]|[^\S ]/g, ' '));
const act = fc.record({ kind: fc.constant('act' as const), label: short, verb: fc.constant('book') });
const block: fc.Arbitrary<Block<string>> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: short }),
  fc.record({
    kind: fc.constant('text' as const),
    text: short,
    tone: fc.constantFrom('normal' as const, 'warning' as const),
  }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: short, value: short }), { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('list' as const),
    items: fc.array(fc.record({ title: short, detail: short, action: act }, { requiredKeys: ['title'] }), {
      maxLength: 5,
    }),
  }),
  fc
    .tuple(short, short)
    .map(([name, cell]): Block<string> => ({ kind: 'table', columns: [name, 'No'], rows: [[cell, '1']] })),
  fc.record({ kind: fc.constant('quote' as const), words: short, by: short }),
  fc.record({ kind: fc.constant('image' as const), url: fc.constant('https://s.example/a.png'), alt: short }),
  fc.constant<Block<string>>({ kind: 'divider' }),
  fc.record({ kind: fc.constant('context' as const), text: short }),
);
const card: fc.Arbitrary<Card<string>> = fc.record({
  fallback: short,
  blocks: fc.array(block, { maxLength: 6 }),
  actions: fc.array(act, { maxLength: 7 }),
});

describe('the same card', () => {
  it('says the same on both platforms and in plain text', () => {
    fc.assert(
      fc.property(card, (one) => {
        const words = wordsOf(cardText(one));
        expect(wordsOf(readAdaptiveCard(renderCard(one)))).toBe(words);
        expect(wordsOf(readSlack(renderMessage(one)))).toBe(words);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the same form', () => {
  it('says the same on both platforms and in plain text', () => {
    fc.assert(
      fc.property(short, short, short, (label, hint, fault) => {
        const form: Form<string> = {
          title: 'Book a place',
          intro: [{ kind: 'text', text: label }],
          fields: [
            { kind: 'text', id: 'a', label, hint },
            { kind: 'choice', id: 'b', label, options: [{ value: '1', label }] },
            { kind: 'tick', id: 'c', label },
          ],
          values: { a: hint },
          faults: { a: fault, b: fault, elsewhere: fault },
          submit: { label: 'Book', verb: 'book' },
          cancel: { kind: 'act', label: 'Never mind', verb: 'event' },
          fallback: label,
        };
        const words = wordsOf(formText(form));
        expect(wordsOf(readAdaptiveCard(renderForm(form)))).toBe(words);
        expect(wordsOf(readSlack(renderModal(form)))).toBe(words);
      }),
      { numRuns: 200 },
    );
  });
});
