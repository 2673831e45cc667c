import {
  type Holiday,
  longestHolidayName,
  type SettingOutcome,
  type WorkingSettings,
} from '../../app/organising/working-hours-settings.js';
import type { WorkingHours } from '../../app/programme/working-calendar.js';
import { sayDate } from '../../domain/when.js';
import { longestHold } from '../../domain/working-hours.js';
import type { Card, Form, FormValues } from '../../rendering/card.js';
import { plural } from '../talk/wording.js';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `8am`, `12pm`, `6pm` */
function sayHour(hour: number): string {
  return `${hour % 12 === 0 ? 12 : hour % 12}${hour < 12 ? 'am' : 'pm'}`;
}

/** `Monday to Friday`, or the days one by one. */
function sayDays(weekdays: readonly number[]): string {
  const [first = 1] = weekdays;
  const last = weekdays.at(-1) ?? first;
  if (weekdays.length > 2 && last - first === weekdays.length - 1) return `${days[first - 1]} to ${days[last - 1]}`;
  return weekdays.map((day) => days[day - 1]).join(', ');
}

/** `19 October 2026`, or `19 October 2026 to 23 October 2026`. */
function sayHolidayDays({ startsOn, endsOn }: Holiday): string {
  const first = sayDate(startsOn);
  const last = sayDate(endsOn);
  return first === last ? first : `${first} to ${last}`;
}

/** Working hours, hold and holidays as they stand, with what can be changed. */
export function workingHoursCard({ hours, holidays }: WorkingSettings): Card {
  const title = 'Working hours and school holidays';
  const facts = [
    {
      label: 'Working hours',
      value: `${sayDays(hours.weekdays)}, ${sayHour(hours.fromHour)} to ${sayHour(hours.toHour)}`,
    },
    {
      label: 'An offered place is held for',
      value: `${plural(hours.holdHours, 'working hour')}, but never past the catering cut-off`,
    },
  ];
  const items = holidays.map((holiday) => ({
    title: holiday.name,
    detail: sayHolidayDays(holiday),
    action: {
      kind: 'act',
      label: 'Change',
      verb: 'holiday-edit',
      data: { holiday: holiday.id },
      opensForm: true,
    } as const,
  }));
  const list =
    items.length > 0
      ? ({ kind: 'list', items } as const)
      : ({ kind: 'text', text: 'No holidays are listed.' } as const);
  return {
    fallback: [
      title,
      ...facts.map(({ label, value }) => `${label}: ${value}.`),
      ...items.map((item) => `${item.title}, ${item.detail}`),
    ].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'facts', facts },
      { kind: 'context', text: 'Reminders and offers keep to these hours. Holidays do not count.' },
      { kind: 'text', text: 'School holidays', tone: 'strong' },
      list,
    ],
    actions: [
      { kind: 'act', label: 'Change the hours', verb: 'working-hours-edit', opensForm: true },
      { kind: 'act', label: 'Add a holiday', verb: 'holiday-edit', opensForm: true },
    ],
    again: { verb: 'working-hours' },
  };
}

type SettingFaults = Extract<SettingOutcome, { kind: 'faulty' }>['faults'];

/** The present hours as the form takes them. */
export function hoursAsValues(hours: WorkingHours): FormValues {
  return {
    weekdays: hours.weekdays.map(String),
    from: String(hours.fromHour),
    to: String(hours.toHour),
    hold: String(hours.holdHours),
  };
}

export function workingHoursForm(values: FormValues, faults: SettingFaults = {}): Form {
  const hours = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => ({
      value: String(from + index),
      label: sayHour(from + index),
    }));
  return {
    title: 'Working hours',
    intro: [
      {
        kind: 'text',
        text: 'When people can be expected to read a message. Changes apply from the next message. Places already offered keep their time.',
      },
    ],
    fields: [
      {
        kind: 'choices',
        id: 'weekdays',
        label: 'Days',
        required: true,
        options: days.map((label, index) => ({ value: String(index + 1), label })),
      },
      { kind: 'choice', id: 'from', label: 'From', required: true, options: hours(0, 22) },
      { kind: 'choice', id: 'to', label: 'To', required: true, options: hours(1, 23) },
      {
        kind: 'number',
        id: 'hold',
        label: 'Working hours for which an offered place is held',
        required: true,
        min: 1,
        max: longestHold,
      },
    ],
    values,
    faults: faultWords(faults),
    submit: { label: 'Save', verb: 'working-hours-save' },
    fallback: 'What are the working hours, and how long is an offered place held?',
  };
}

/** @param id of the holiday that is changed; undefined for a new one */
export function holidayForm(id: string | undefined, values: FormValues, faults: SettingFaults = {}): Form {
  const change = id !== undefined;
  return {
    title: change ? 'Change a school holiday' : 'Add a school holiday',
    intro: [{ kind: 'text', text: 'No reminders are sent on these days, and the time to accept a place is paused.' }],
    fields: [
      {
        kind: 'text',
        id: 'name',
        label: 'Name',
        required: true,
        maxLength: longestHolidayName,
        placeholder: 'Spring half-term',
      },
      { kind: 'date', id: 'first', label: 'First day', required: true },
      { kind: 'date', id: 'last', label: 'Last day', required: true },
      ...(change ? [{ kind: 'tick', id: 'remove', label: 'Remove this holiday' } as const] : []),
    ],
    values,
    faults: faultWords(faults),
    submit: { label: 'Save', verb: 'holiday-save', ...(change ? { data: { holiday: id } } : {}) },
    fallback: 'When is the holiday?',
  };
}

function faultWords(faults: SettingFaults): Record<string, string> {
  return Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, sayFault(field, fault)]));
}

function sayFault(field: string, fault: SettingFaults[string]): string {
  switch (fault) {
    case 'missing':
      return field === 'weekdays' ? 'Choose at least one day.' : 'Please fill this in.';
    case 'not-a-number':
      return `Give a whole number of hours from 1 to ${longestHold}.`;
    case 'not-an-hour':
      return 'Choose an hour from the list.';
    case 'ends-first':
      return field === 'to' ? 'It has to end later than it begins.' : 'The last day cannot be before the first.';
    case 'too-long':
      return field === 'name'
        ? `This is too long: at most ${longestHolidayName} characters.`
        : 'That is longer than any school holiday. Check the days.';
    case 'over':
      return 'That is in the past. Give a holiday that is still to come.';
    case 'too-far':
      return 'That is more than four years away. Check the year.';
    case 'taken':
      return 'There is already one with this name starting on that day.';
  }
}
