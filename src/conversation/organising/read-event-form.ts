import {
  type AudiencePlan,
  type EventPlan,
  type PlanFault,
  type QuestionKind,
  type QuestionPlan,
  questionKinds,
  type SessionPlan,
} from '../../domain/event-plan.js';
import { isPosition } from '../../domain/person.js';
import { instantOf } from '../talk/local-time.js';
import type { Ask } from '../talk/turn-context.js';
import { phases } from './event-forms.js';

/** What a form says, as a plan; and what of it cannot be read, by field. */
export interface ReadPlan<Plan> {
  readonly plan: Plan;
  readonly faults: Readonly<Record<string, PlanFault>>;
}

/** The event form as it came back. @param zone days are meant in it */
export function readEventPlan(ask: Ask, zone: string): ReadPlan<EventPlan> {
  const faults: Record<string, PlanFault> = {};
  const costPence = readPounds(ask, 'cost');
  if (costPence === undefined) faults.cost = 'not-a-number';
  const day = (field: string, time: string): Date | null => {
    const date = typed(ask, field);
    const instant = date === '' ? null : instantOf(date, time, zone);
    if (instant === undefined) faults[field] = 'unknown';
    return instant ?? null;
  };
  const hold = typed(ask, 'hold');
  if (hold !== '' && !/^\d{1,4}$/.test(hold)) faults.hold = 'not-a-number';
  return {
    plan: {
      seriesId: typed(ask, 'series'),
      title: typed(ask, 'title').replace(/\s+/g, ' '),
      description: typed(ask, 'description'),
      costPence: costPence ?? 0,
      opensAt: day('opens', '08:00'),
      closesAt: day('closes', '17:00'),
      holdHours: hold === '' || faults.hold ? null : Number(hold),
    },
    faults,
  };
}

/** The form of audience and places as it came back. @param zone days are meant in it */
export function readAudiencePlan(ask: Ask, zone: string): ReadPlan<AudiencePlan> {
  const faults: Record<string, PlanFault> = {};
  const perSchool = typed(ask, 'perSchool').replaceAll(',', '');
  if (perSchool !== '' && !/^\d{1,7}$/.test(perSchool)) faults.perSchool = 'not-a-number';
  const day = typed(ask, 'cutOff');
  const cutOff = day === '' ? null : instantOf(day, '17:00', zone);
  if (cutOff === undefined) faults.cutOff = 'unknown';
  return {
    plan: {
      audience: chosen(ask, 'audience').filter(isPosition),
      phases: phases.filter((phase) => chosen(ask, 'phases').includes(phase)),
      localities: readList(ask, 'localities'),
      membersOnly: typed(ask, 'membersOnly') === 'true',
      placesPerSchool: perSchool === '' || faults.perSchool ? null : Number(perSchool),
      cateringCutOff: cutOff ?? null,
    },
    faults,
  };
}

/** The form of a question as it came back; food and access have words of their own when none are typed. */
export function readQuestionPlan(ask: Ask): ReadPlan<QuestionPlan> {
  const kind = questionKinds.find((one) => one === typed(ask, 'kind'));
  const prompt = typed(ask, 'prompt').replace(/\s+/g, ' ');
  return {
    plan: {
      kind: kind ?? 'text',
      prompt: prompt === '' && kind ? usualPrompts[kind] : prompt,
      options: kind === 'choice' ? readLines(ask, 'options') : [],
      required: typed(ask, 'required') === 'true',
    },
    faults: kind ? {} : { kind: 'unknown' },
  };
}

const usualPrompts: Record<QuestionKind, string> = {
  dietary: 'Is there anything that you cannot eat?',
  access: 'Is there anything that you need to take part, such as step-free access or a hearing loop?',
  choice: '',
  text: '',
};

/** The session form as it came back. */
export function readSessionPlan(ask: Ask, zone: string): ReadPlan<SessionPlan> {
  const faults: Record<string, PlanFault> = {};
  const date = typed(ask, 'date');
  const at = (field: 'start' | 'end'): Date => {
    const time = typed(ask, field);
    const instant = instantOf(date, time, zone);
    if (!instant)
      faults[date === '' || instantOf(date, '12:00', zone) === undefined ? 'date' : field] =
        date && time ? 'unknown' : 'missing';
    return instant ?? new Date(Number.NaN);
  };
  const places = typed(ask, 'capacity').replaceAll(',', '');
  if (places !== '' && !/^\d{1,7}$/.test(places)) faults.capacity = 'not-a-number';
  return {
    plan: {
      label: typed(ask, 'label'),
      venue: typed(ask, 'venue'),
      address: typed(ask, 'address'),
      town: typed(ask, 'town'),
      postcode: typed(ask, 'postcode').toUpperCase(),
      link: typed(ask, 'link'),
      startsAt: at('start'),
      endsAt: at('end'),
      capacity: places === '' ? null : Number(places),
    },
    faults,
  };
}

/** An amount in pounds, as pence; nothing typed is 0. @returns undefined when it is no amount */
export function readPounds(ask: Ask, field: string): number | undefined {
  const amount = typed(ask, field);
  const pounds = /^£?\s*(\d{1,5})(?:\.(\d{1,2}))?$/.exec(amount.replaceAll(',', ''));
  if (amount === '') return 0;
  return pounds ? Number(pounds[1]) * 100 + Number((pounds[2] ?? '0').padEnd(2, '0')) : undefined;
}

/** One a line, each with single spaces; empty lines are left out. */
export function readLines(ask: Ask, field: string): string[] {
  const lines = typed(ask, field).split(/\r?\n/);
  return [...new Set(lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean))];
}

/** With commas or lines between, each once. */
function readList(ask: Ask, field: string): string[] {
  const parts = typed(ask, field).split(/[,;\n]/);
  return [...new Set(parts.map((part) => part.replace(/\s+/g, ' ').trim()).filter(Boolean))];
}

/** One field as typed, trimmed; a field with several values is none. */
export function typed(ask: Ask, field: string): string {
  const value = ask.values[field];
  return typeof value === 'string' ? value.trim() : '';
}

/** What is chosen of several. */
export function chosen(ask: Ask, field: string): readonly string[] {
  const value = ask.values[field];
  return typeof value === 'string' ? [value] : (value ?? []);
}
