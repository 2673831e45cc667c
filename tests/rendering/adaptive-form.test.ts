import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readActionData, renderForm } from '../../src/rendering/adaptive-card.js';
import type { Field, Form, FormValues } from '../../src/rendering/card.js';
import { anyForm } from '../support/hostile/card-arbitraries.js';
import { hostileTexts } from '../support/hostile/hostile-text.js';
import { hostCard } from '../support/teams/adaptive-card-host.js';

const options = [
  { value: 'lincoln', label: 'Lincoln' },
  { value: 'boston,skegness', label: 'Boston and Skegness' },
];
const fields: Field[] = [
  {
    kind: 'text',
    id: 'diet',
    label: 'Anything you do not eat',
    maxLength: 200,
    multiline: true,
    hint: 'Only the caterer sees it',
  },
  {
    kind: 'choice',
    id: 'role',
    label: 'Your role',
    options: [{ value: 'head', label: 'Headteacher' }],
    required: true,
  },
  { kind: 'choices', id: 'venues', label: 'Venues', options },
  { kind: 'number', id: 'colleagues', label: 'Colleagues', min: 0, max: 5 },
  { kind: 'date', id: 'day', label: 'Day' },
  { kind: 'time', id: 'from', label: 'From' },
  { kind: 'tick', id: 'quoted', label: 'You may quote me' },
];
const values: FormValues = {
  diet: 'nuts',
  role: 'head',
  venues: ['lincoln', 'boston,skegness'],
  colleagues: '2',
  day: '2026-03-03',
  from: '09:30',
  quoted: 'true',
};
const form: Form<string> = {
  title: 'Book a place',
  fields,
  submit: { label: 'Book', verb: 'book', data: { session: 's1' } },
  cancel: { kind: 'act', label: 'Never mind', verb: 'event', data: { event: 'e1' } },
  fallback: 'Book a place',
};

type Inputs = Record<string, unknown>;

/** What Teams sends when the first button is pressed: its data with the inputs merged in, empty ones left out. */
function pressSubmit(rendered: ReturnType<typeof renderForm>): unknown {
  const submit = rendered.actions?.[0];
  const inputs = rendered.body.filter((element) => element.type.startsWith('Input.'));
  const typed = inputs.map((input): [string, unknown] => [String(input.id), input.value]);
  const strings = typed
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([id, value]) => [id, String(value)]);
  return { ...(submit?.data as Inputs), ...Object.fromEntries(strings) };
}

describe('a form', () => {
  it('is a valid Adaptive Card within the limit, whatever is in it, and reads back what it shows', async () => {
    await fc.assert(
      fc.asyncProperty(anyForm, async (any) => {
        const rendered = renderForm(any);
        expect(Buffer.byteLength(JSON.stringify(rendered))).toBeLessThanOrEqual(22_000);
        const { problems, markup } = await hostCard(rendered);
        expect({ problems, markup }).toEqual({ problems: [], markup: [] });
        const read = readActionData(pressSubmit(rendered));
        expect(read).toMatchObject({ verb: any.submit.verb, data: any.submit.data ?? {} });
        const ticksAndChoices = any.fields
          .filter(({ kind }) => kind === 'tick' || kind === 'choices')
          .map(({ id }) => id);
        expect(Object.keys(read?.values ?? {})).toEqual(expect.arrayContaining(ticksAndChoices));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every value from showing to reading back', () => {
    const read = readActionData(pressSubmit(renderForm({ ...form, values })));
    expect(read).toEqual({ verb: 'book', data: { session: 's1' }, keepsCard: false, opensForm: false, values });
  });

  it('reads what was left empty as absent, no choices as none and no tick as false', () => {
    expect(readActionData(pressSubmit(renderForm(form)))?.values).toEqual({ venues: [], quoted: 'false' });
  });

  it('shows each fault below its field, and one without a field at the top', () => {
    const faults = { day: 'That day is past: choose a later one.', other: 'The briefing is full.' };
    const { body } = renderForm({ ...form, faults });
    const words = body.map((element) => element.id ?? JSON.stringify(element.inlines ?? element.text));
    expect(words[1]).toContain('Please put right');
    expect(words[2]).toContain('The briefing is full.');
    expect(words[words.indexOf('day') + 1]).toContain('That day is past');
  });

  it('submits with its inputs and cancels without them', () => {
    expect(renderForm(form).actions).toMatchObject([
      {
        type: 'Action.Execute',
        verb: 'book',
        style: 'positive',
        data: { $: { verb: 'book', data: { session: 's1' } } },
      },
      { type: 'Action.Execute', verb: 'event', associatedInputs: 'none' },
    ]);
    expect(renderForm(form).actions?.[0]).not.toHaveProperty('associatedInputs');
  });

  it('lets the client check what is required', () => {
    const role = renderForm(form).body.find((element) => element.id === 'role');
    expect(role).toMatchObject({ isRequired: true, errorMessage: 'Please choose one.' });
  });

  it('labels a tick once: beside it, or above it when it is required', () => {
    const tickOf = (label: string, required: boolean) =>
      renderForm({ ...form, fields: [{ kind: 'tick', id: 'a', label, required }] }).body.at(-1);
    expect(tickOf('I agree', false)).toMatchObject({ title: 'I agree' });
    expect(tickOf('I agree', false)).not.toHaveProperty('label');
    expect(tickOf('I agree', true)).toMatchObject({ label: 'I agree', title: 'Yes' });
    expect(tickOf('**I agree**', false)).toMatchObject({ label: '**I agree**', title: 'Yes' });
  });

  it('does not let a field overwrite our ids', () => {
    const rogue: Field = { kind: 'text', id: '$', label: 'x' };
    expect(() => renderForm({ ...form, fields: [rogue] })).toThrow('give it another id');
  });

  it('leaves out what an input cannot hold', () => {
    const { body } = renderForm({ ...form, values: { colleagues: 'two', day: 'Tuesday', from: 'noon' } });
    expect(
      body.filter((element) => element.type.startsWith('Input.') && 'value' in element).map(({ id }) => id),
    ).toEqual(['quoted']);
  });

  it('lists as many options as fit and says so', () => {
    const many = Array.from({ length: 900 }, (_, index) => ({
      value: `school-${index}`,
      label: `School number ${index}`,
    }));
    const { body } = renderForm({
      ...form,
      fields: [{ kind: 'choice', id: 'school', label: 'School', options: many }],
    });
    expect(body.find((element) => element.id === 'school')).toMatchObject({ style: 'filtered' });
    expect(JSON.stringify(body)).toContain('The first 100 of 900 are listed.');
  });
});

describe('user text in a form', () => {
  const places: Record<string, (text: string) => Partial<Form<string>>> = {
    title: (text) => ({ title: text }),
    introduction: (text) => ({ intro: [{ kind: 'text', text }] }),
    label: (text) => ({ fields: [{ kind: 'text', id: 'a', label: text }] }),
    hint: (text) => ({ fields: [{ kind: 'text', id: 'a', label: 'A', hint: text }] }),
    fault: (text) => ({ faults: { diet: text } }),
    'typed value': (text) => ({ values: { diet: text } }),
    option: (text) => ({ fields: [{ kind: 'choice', id: 'a', label: 'A', options: [{ value: '1', label: text }] }] }),
    'radio button': (text) => ({
      fields: [{ kind: 'choice', id: 'a', label: 'A', expanded: true, options: [{ value: '1', label: text }] }],
    }),
    'tick among several': (text) => ({
      fields: [{ kind: 'choices', id: 'a', label: 'A', options: [{ value: '1', label: text }] }],
    }),
    tick: (text) => ({ fields: [{ kind: 'tick', id: 'a', label: text }] }),
  };

  it.each(Object.entries(places))('stays text as %s', async (_, withText) => {
    for (const text of hostileTexts) {
      const { problems, markup } = await hostCard(renderForm({ ...form, ...withText(text) }));
      expect({ text, problems, markup }).toEqual({ text, problems: [], markup: [] });
    }
  });
});

describe('the data of a click', () => {
  it.each([undefined, null, 'text', 7, [], {}, { $: null }, { $: 'x' }, { $: { verb: 7 } }])(
    'is none of ours: %j',
    (data) => {
      expect(readActionData(data)).toBeUndefined();
    },
  );

  it('never gives more than strings, whatever a client sends', () => {
    const data = {
      $: { verb: 'book', data: { a: 1, b: 'x', c: {} }, fields: { t: 'text', n: 'number', u: 'tick' } },
      t: {},
      n: 3,
      u: true,
      z: 'z',
    };
    expect(readActionData(data)).toEqual({
      verb: 'book',
      data: { b: 'x' },
      keepsCard: false,
      opensForm: false,
      values: { n: '3', u: 'true' },
    });
  });

  it('is cleaned of what a database would refuse', () => {
    const data = {
      $: { verb: 'v', data: { a: '\u0000b' }, fields: { t: 'text', u: 'text' } },
      t: 'no\u0000 nuts\uD800',
      u: '\u0000',
    };
    expect(readActionData(data)).toMatchObject({ data: { a: 'b' }, values: { t: 'no nuts\uFFFD' } });
  });

  it('does not read an inherited property as typed', () => {
    expect(readActionData({ $: { verb: 'v', fields: { toString: 'text', constructor: 'text' } } })?.values).toEqual({});
  });

  it('carries whether the card stays and whether a form opens', () => {
    expect(readActionData({ $: { verb: 'v', keepsCard: true, opensForm: true } })).toMatchObject({
      keepsCard: true,
      opensForm: true,
    });
  });
});
