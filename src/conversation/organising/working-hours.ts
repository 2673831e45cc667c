import {
  readWorkingSettings,
  removeHoliday,
  type SettingOutcome,
  saveHoliday,
  setWorkingHours,
} from '../../app/organising/working-hours-settings.js';
import type { Form, FormValues } from '../../rendering/card.js';
import { localDate } from '../talk/local-time.js';
import { forOrganisers } from '../talk/organisers-only.js';
import { type Answer, type Ask, type Talk, text } from '../talk/turn-context.js';
import { holidayForm, hoursAsValues, workingHoursCard, workingHoursForm } from './working-hours-cards.js';

/** Working hours, hold and holidays as they stand. */
export async function answerWorkingHours(talk: Talk): Promise<Answer> {
  const settings = await readWorkingSettings(talk.desk.core, talk.actor);
  return settings ? { replies: [{ kind: 'card', card: workingHoursCard(settings) }] } : forOrganisers();
}

/** Opens the hours with their present values. */
export async function editWorkingHours(talk: Talk): Promise<Answer> {
  const settings = await readWorkingSettings(talk.desk.core, talk.actor);
  return settings ? form(workingHoursForm(hoursAsValues(settings.hours))) : forOrganisers();
}

export async function saveWorkingHours(talk: Talk, ask: Ask): Promise<Answer> {
  const { weekdays = [], hold } = ask.values;
  const hours = {
    weekdays: (typeof weekdays === 'string' ? [weekdays] : weekdays).map(wholeNumber),
    fromHour: wholeNumber(ask.values.from),
    toHour: wholeNumber(ask.values.to),
    holdHours: wholeNumber(hold),
  };
  const outcome = await setWorkingHours(talk.desk.core, talk.actor, hours);
  return sayOutcome(talk, outcome, (faults) => workingHoursForm(ask.values, faults));
}

/** Opens a holiday with its present days, or an empty one. */
export async function editHoliday(talk: Talk, ask: Ask): Promise<Answer> {
  const settings = await readWorkingSettings(talk.desk.core, talk.actor);
  if (!settings) return forOrganisers();
  if (ask.data.holiday === undefined) return form(holidayForm(undefined, {}));
  const found = settings.holidays.find(({ id }) => id === ask.data.holiday);
  if (!found) return { replies: [text('That holiday is no longer in the calendar.')] };
  const values = { name: found.name, first: localDate(found.startsOn, 'UTC'), last: localDate(found.endsOn, 'UTC') };
  return form(holidayForm(found.id, { ...values, remove: 'false' }));
}

export async function keepHoliday(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const id = ask.data.holiday;
  if (id !== undefined && ask.values.remove === 'true') {
    return sayOutcome(talk, await removeHoliday(core, talk.actor, id), () => holidayForm(id, ask.values));
  }
  const plan = { name: typed(ask.values, 'name'), startsOn: dayOf(ask, 'first'), endsOn: dayOf(ask, 'last') };
  const outcome = await saveHoliday(core, talk.actor, id, plan);
  return sayOutcome(talk, outcome, (faults) => holidayForm(id, ask.values, faults));
}

async function sayOutcome(
  talk: Talk,
  outcome: SettingOutcome,
  again: (faults: Extract<SettingOutcome, { kind: 'faulty' }>['faults']) => Form,
): Promise<Answer> {
  if (outcome.kind === 'faulty') return form(again(outcome.faults));
  if (outcome.kind === 'refused') {
    if (outcome.reason === 'not-organiser') return forOrganisers();
    return { replies: [text('That holiday is no longer in the calendar.')] };
  }
  const lead = outcome.kind === 'saved' ? 'Saved.' : 'It is out of the calendar.';
  const shown = await answerWorkingHours(talk);
  return { ...shown, replies: [text(lead), ...shown.replies] };
}

function form(shown: Form): Answer {
  return { replies: [{ kind: 'form', form: shown }] };
}

function typed(values: FormValues, id: string): string {
  const value = values[id];
  return typeof value === 'string' ? value : '';
}

/** NaN for what is no whole number. */
function wholeNumber(value: FormValues[string] | undefined): number {
  return typeof value === 'string' && /^\d{1,4}$/.test(value.trim()) ? Number(value) : Number.NaN;
}

/** A calendar date as midnight UTC; undefined for what is none. */
function dayOf(ask: Ask, id: string): Date | undefined {
  const value = typed(ask.values, id);
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  return date && !Number.isNaN(date.getTime()) && localDate(date, 'UTC') === value ? date : undefined;
}
