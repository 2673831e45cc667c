import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, Form, FormValues } from '../../src/rendering/card.js';
import { faultsByBlock, readModalMetadata, renderModal } from '../../src/rendering/modal.js';
import type { InputElement, SlackModal } from '../../src/rendering/slack-blocks.js';
import { readModalValues } from '../../src/rendering/slack-input.js';
import { anyForm } from '../support/hostile/card-arbitraries.js';
import { readSlack } from '../support/readable-text.js';
import { viewFaults } from '../support/slack/block-kit-limits.js';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `o${index}`, label: `Option ${index}` }));
const fields: Field[] = [
  { kind: 'text', id: 'diet', label: 'Anything you do not eat', maxLength: 200, hint: 'Only the caterer sees it' },
  { kind: 'choice', id: 'role', label: 'Your role', options: numbered(3), expanded: true, required: true },
  { kind: 'choice', id: 'school', label: 'Your school', options: numbered(101) },
  { kind: 'choices', id: 'venues', label: 'Venues', options: numbered(3) },
  { kind: 'choices', id: 'schools', label: 'Schools', options: numbered(101) },
  { kind: 'number', id: 'colleagues', label: 'Colleagues', min: 0, max: 5 },
  { kind: 'date', id: 'day', label: 'Day' },
  { kind: 'time', id: 'from', label: 'From' },
  { kind: 'tick', id: 'quoted', label: 'You may quote me' },
];
const values: FormValues = {
  diet: 'nuts',
  role: 'o1',
  school: 'o100',
  venues: ['o0', 'o2'],
  schools: ['o99', 'o100'],
  colleagues: '2',
  day: '2026-03-03',
  from: '09:30',
  quoted: 'true',
};
const form: Form<string> = {
  title: 'Book a place',
  fields,
  submit: { label: 'Book', verb: 'book', data: { session: 's1' } },
  fallback: 'Book a place',
};

/** What Slack keeps of an element nobody touched. */
function stateOf(element: InputElement): Record<string, unknown> {
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      return { type: element.type, value: element.initial_value ?? null };
    case 'datepicker':
      return { type: element.type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type: element.type, selected_time: element.initial_time ?? null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type: element.type, selected_option: element.initial_option ?? null };
    case 'users_select':
      return { type: element.type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type: element.type, selected_users: element.initial_users ?? [] };
    case 'multi_static_select':
    case 'checkboxes':
      return { type: element.type, selected_options: element.initial_options ?? [] };
  }
}

function stateValues(modal: SlackModal): unknown {
  return Object.fromEntries(
    modal.blocks.flatMap((block) =>
      block.type === 'input' ? [[block.block_id, { [block.element.action_id]: stateOf(block.element) }]] : [],
    ),
  );
}

describe('a modal', () => {
  it('is within every limit, whatever is in it', () => {
    fc.assert(
      fc.property(anyForm, (any) => {
        expect(viewFaults(renderModal(any))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves a field empty when its text is blank', () => {
    const note: Form<string>['fields'][number] = { kind: 'text', id: 'note', label: 'Note' };
    const modal = renderModal({ ...form, fields: [note], values: { note: '\u0000' } });
    expect(viewFaults(modal)).toEqual([]);
    expect(JSON.stringify(modal)).not.toContain('initial_value');
  });

  it('keeps every value from showing to reading back', () => {
    const modal = renderModal({ ...form, values });
    expect(viewFaults(modal)).toEqual([]);
    expect(readModalValues(stateValues(modal))).toEqual(values);
  });

  it('reads what was left empty as absent, no choices as none and no tick as false', () => {
    expect(readModalValues(stateValues(renderModal(form)))).toEqual({ venues: [], schools: [], quoted: 'false' });
  });

  it('still has its verb, ids and origin when it is submitted', () => {
    const { private_metadata } = renderModal(form, { channel: 'C1' });
    expect(readModalMetadata(private_metadata)).toEqual({
      verb: 'book',
      data: { session: 's1' },
      carried: { channel: 'C1' },
    });
  });

  it.each([undefined, '', 'x', '7', '{"verb":1}'])('of another app is ignored: %j', (metadata) => {
    expect(readModalMetadata(metadata)).toBeUndefined();
  });

  it('is never opened with more ids than Slack allows', () => {
    const submit = { label: 'Book', verb: 'book', data: { note: 'x'.repeat(3000) } };
    expect(() => renderModal({ ...form, submit })).toThrow('give it ids only');
  });

  it('lists 101 options in two groups', () => {
    const block = renderModal(form).blocks.find((one) => one.type === 'input' && one.block_id === 'school');
    const element = block?.type === 'input' && block.element.type === 'static_select' ? block.element : undefined;
    expect(element?.option_groups?.map(({ label, options }) => [label.text, options.length])).toEqual([
      ['Option 0 to Option 99', 100],
      ['Option 100 to Option 100', 1],
    ]);
  });

  it('says a long title in full, and not half of it in the frame', () => {
    const modal = renderModal({ ...form, title: 'Book a place at the leadership briefing' });
    expect(modal.title.text).toBe('Staffroom');
    expect(readSlack(modal)[0]).toBe('Book a place at the leadership briefing');
  });

  it('refuses an option that no platform could send back', () => {
    const field: Field = { kind: 'choice', id: 'a', label: 'A', options: [{ value: '', label: 'None' }] };
    expect(() => renderModal({ ...form, fields: [field] })).toThrow('use an id');
  });
});

describe('the faults of a form', () => {
  it('are shown at their fields, and one without a field at the first', () => {
    const faults = { day: 'That day is past.', other: 'The briefing is full.' };
    expect(faultsByBlock({ ...form, faults })).toEqual({ day: 'That day is past.', diet: 'The briefing is full.' });
  });

  it('are shown in place of the hint when the modal is sent again', () => {
    const modal = renderModal({ ...form, faults: { diet: 'Please be brief.' } });
    const diet = modal.blocks.find((block) => block.type === 'input' && block.block_id === 'diet');
    expect(diet).toMatchObject({ hint: { text: '⚠️ Please be brief.' } });
  });

  it('are undefined without a fault, or without a field for it', () => {
    expect(faultsByBlock(form)).toBeUndefined();
    expect(faultsByBlock({ ...form, fields: [], faults: { a: 'b' } })).toBeUndefined();
  });
});

describe('what Slack sends back', () => {
  it('is cleaned of what a database would refuse', () => {
    const state = {
      diet: { 'text-diet': { value: 'no\u0000 nuts\uD800' } },
      day: { 'date-day': { selected_date: '\u0000' } },
    };
    expect(readModalValues(state)).toEqual({ diet: 'no nuts\uFFFD' });
    expect(readModalMetadata('{"verb":"book","data":{"a":"\\u0000b"}}')?.data).toEqual({ a: 'b' });
  });

  it.each([
    undefined,
    null,
    7,
    'x',
    [],
    { a: null },
    { a: { b: null } },
    { a: { 'text-a': { value: 7 } } },
    { a: { 'choice-a': { selected_option: [] } } },
  ])('is read as nothing when it is not as Slack sends it: %j', (state) => expect(readModalValues(state)).toEqual({}));
});
