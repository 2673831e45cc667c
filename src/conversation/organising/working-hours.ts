import {
  readWorkingSettings,
  removeHoliday,
  type SettingOutcome,
  saveHoliday,
  setWorkingHours,
} from '../../app/organising/working-hours-settings.js';
import type { Form, FormValues } from '../../rendering/card.js';
import { localDate } from '../talk/local-time.js';
import { refuseNonOrganiser } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { holidayForm, hoursAsValues, workingHoursCard, workingHoursForm } from './working-hours-cards.js';

/** The current working hours, time to accept an offer, and holidays. */
export async function answerWorkingHours(context: TurnContext): Promise<Answer> {
  const settings = await readWorkingSettings(context.services.core, context.actor);
  return settings ? { replies: [{ kind: 'card', card: workingHoursCard(settings) }] } : refuseNonOrganiser();
}

/** Opens the hours with their present values. */
export async function editWorkingHours(context: TurnContext): Promise<Answer> {
  const settings = await readWorkingSettings(context.services.core, context.actor);
  return settings ? form(workingHoursForm(hoursAsValues(settings.hours))) : refuseNonOrganiser();
}

export async function saveWorkingHours(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { weekdays = [], hold } = request.values;
  const hours = {
    weekdays: (typeof weekdays === 'string' ? [weekdays] : weekdays).map(wholeNumber),
    fromHour: wholeNumber(request.values.from),
    toHour: wholeNumber(request.values.to),
    holdHours: wholeNumber(hold),
  };
  const outcome = await setWorkingHours(context.services.core, context.actor, hours);
  return sayOutcome(context, outcome, (faults) => workingHoursForm(request.values, faults));
}

/** Opens a holiday with its present days, or an empty one. */
export async function editHoliday(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const settings = await readWorkingSettings(context.services.core, context.actor);
  if (!settings) return refuseNonOrganiser();
  if (request.data.holiday === undefined) return form(holidayForm(undefined, {}));
  const found = settings.holidays.find(({ id }) => id === request.data.holiday);
  if (!found) return { replies: [text('That holiday is no longer in the calendar.')] };
  const values = { name: found.name, first: localDate(found.startsOn, 'UTC'), last: localDate(found.endsOn, 'UTC') };
  return form(holidayForm(found.id, { ...values, remove: 'false' }));
}

export async function keepHoliday(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const id = request.data.holiday;
  if (id !== undefined && request.values.remove === 'true') {
    return sayOutcome(context, await removeHoliday(core, context.actor, id), () => holidayForm(id, request.values));
  }
  const plan = {
    name: typed(request.values, 'name'),
    startsOn: dayOf(request, 'first'),
    endsOn: dayOf(request, 'last'),
  };
  const outcome = await saveHoliday(core, context.actor, id, plan);
  return sayOutcome(context, outcome, (faults) => holidayForm(id, request.values, faults));
}

async function sayOutcome(
  context: TurnContext,
  outcome: SettingOutcome,
  again: (faults: Extract<SettingOutcome, { kind: 'faulty' }>['faults']) => Form,
): Promise<Answer> {
  if (outcome.kind === 'faulty') return form(again(outcome.faults));
  if (outcome.kind === 'refused') {
    if (outcome.reason === 'not-organiser') return refuseNonOrganiser();
    return { replies: [text('That holiday is no longer in the calendar.')] };
  }
  const lead = outcome.kind === 'saved' ? 'Saved.' : 'The holiday has been removed.';
  const shown = await answerWorkingHours(context);
  return { ...shown, replies: [text(lead), ...shown.replies] };
}

function form(shown: Form): Answer {
  return { replies: [{ kind: 'form', form: shown }] };
}

function typed(values: FormValues, id: string): string {
  const value = values[id];
  return typeof value === 'string' ? value : '';
}

/** NaN when it is not a whole number. */
function wholeNumber(value: FormValues[string] | undefined): number {
  return typeof value === 'string' && /^\d{1,4}$/.test(value.trim()) ? Number(value) : Number.NaN;
}

/** A calendar date as midnight UTC; undefined when invalid. */
function dayOf(request: TurnRequest, id: string): Date | undefined {
  const value = typed(request.values, id);
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  return date && !Number.isNaN(date.getTime()) && localDate(date, 'UTC') === value ? date : undefined;
}
