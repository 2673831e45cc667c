import fc from 'fast-check';
import type { Action, Block, Card, Field, Form, ListItem } from '../../../src/rendering/card.js';
import { hostileText } from './hostile-text.js';

const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/);
const data = fc.dictionary(id, fc.string({ maxLength: 40 }), { maxKeys: 3, noNullPrototype: true });

const act = fc.record(
  {
    kind: fc.constant('act' as const),
    label: hostileText,
    verb: id,
    data,
    style: fc.constantFrom('primary' as const, 'danger' as const),
    opensForm: fc.constant(true as const),
    keepsCard: fc.constant(true as const),
  },
  { requiredKeys: ['kind', 'label', 'verb'], noNullPrototype: true },
);
const link = fc.record({
  kind: fc.constant('link' as const),
  label: hostileText,
  url: fc.oneof(fc.webUrl(), hostileText, fc.constant('javascript:alert(1)')),
});
const action: fc.Arbitrary<Action<string>> = fc.oneof(act, link);

const item: fc.Arbitrary<ListItem<string>> = fc.record(
  { title: hostileText, detail: hostileText, action },
  { requiredKeys: ['title'], noNullPrototype: true },
);

const table = fc.tuple(fc.array(hostileText, { minLength: 1, maxLength: 4 }), fc.nat({ max: 60 }), hostileText).map(
  ([columns, rows, cell]): Block<string> => ({
    kind: 'table',
    columns,
    rows: Array.from({ length: rows }, () => columns.map(() => cell)),
  }),
);

const block: fc.Arbitrary<Block<string>> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: hostileText }),
  fc.record({
    kind: fc.constant('text' as const),
    text: fc.oneof(hostileText, fc.constant('long '.repeat(700))),
    tone: fc.constantFrom('normal' as const, 'strong' as const, 'subtle' as const, 'good' as const, 'warning' as const),
  }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: hostileText, value: hostileText }), { maxLength: 14 }),
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(item, { maxLength: 60 }) }),
  table,
  fc.record({ kind: fc.constant('quote' as const), words: hostileText, by: hostileText }),
  fc.record({ kind: fc.constant('image' as const), url: fc.oneof(fc.webUrl(), hostileText), alt: hostileText }),
  fc.constant<Block<string>>({ kind: 'divider' }),
  fc.record({ kind: fc.constant('context' as const), text: hostileText }),
);

/** Any card, with hostile text wherever it has text. */
export const anyCard: fc.Arbitrary<Card<string>> = fc.record({
  fallback: hostileText,
  blocks: fc.array(block, { maxLength: 12 }),
  actions: fc.array(action, { maxLength: 9 }),
});

const options = fc
  .tuple(fc.integer({ min: 1, max: 150 }), hostileText)
  .map(([count, label]) =>
    Array.from({ length: count }, (_, index) => ({ value: `value,${index}%`, label: `${index} ${label}` })),
  );

const named = { id: fc.constant(''), label: hostileText, hint: hostileText, required: fc.boolean() };
const fieldOfAnyKind: fc.Arbitrary<Field> = fc.oneof(
  fc.record({
    ...named,
    kind: fc.constant('text' as const),
    multiline: fc.boolean(),
    maxLength: fc.integer({ min: 1, max: 5000 }),
    placeholder: hostileText,
  }),
  fc.record({ ...named, kind: fc.constant('choice' as const), options, expanded: fc.boolean() }),
  fc.record({ ...named, kind: fc.constant('choices' as const), options }),
  fc.record({ ...named, kind: fc.constant('number' as const), min: fc.integer(), max: fc.integer() }),
  fc.record({ ...named, kind: fc.constant('date' as const) }),
  fc.record({ ...named, kind: fc.constant('time' as const) }),
  fc.record({ ...named, kind: fc.constant('tick' as const) }),
);

/** Any form with fields `f0`, `f1` and so on, with hostile text as their values and errors. */
export const anyForm: fc.Arbitrary<Form<string>> = fc
  .record({
    title: hostileText,
    intro: fc.array(block, { maxLength: 3 }),
    fields: fc.array(fieldOfAnyKind, { minLength: 1, maxLength: 6 }),
    typed: fc.array(fc.oneof(hostileText, fc.array(fc.constant('value,1%'), { maxLength: 1 })), {
      minLength: 6,
      maxLength: 6,
    }),
    fault: fc.option(hostileText, { nil: undefined }),
    submit: fc.record({ label: hostileText, verb: id, data }),
    fallback: hostileText,
  })
  .map(
    ({ typed, fault, fields, ...rest }): Form<string> => ({
      ...rest,
      fields: fields.map((field, index) => ({ ...field, id: `f${index}` })),
      values: Object.fromEntries(fields.map((_, index) => [`f${index}`, typed[index] ?? ''])),
      faults: fault === undefined ? {} : { f0: fault, elsewhere: fault },
      cancel: { kind: 'act', label: 'Never mind', verb: 'cancel' },
    }),
  );
