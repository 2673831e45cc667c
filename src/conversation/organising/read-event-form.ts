import {
  type AudiencePlan,
  type EventPlan,
  mendPostcode,
  type PlanFault,
  type QuestionPlan,
  questionKinds,
  type SessionPlan,
} from '../../domain/event-plan.js';
import { isPosition } from '../../domain/person.js';
import { instantOf } from '../talk/local-time.js';
import { chosen, fieldOf, readLines, readList, readPounds } from '../talk/read-form.js';
import type { TurnRequest } from '../talk/turn-context.js';
import { questionWords } from './audience-forms.js';
import { phases } from './event-forms.js';

/** A form as a plan, with the faults by field. */
export interface ReadPlan<Plan> {
  readonly plan: Plan;
  readonly faults: Readonly<Record<string, PlanFault>>;
}

/** The event form as submitted. @param zone days are meant in it */
export function readEventPlan(request: TurnRequest, zone: string): ReadPlan<EventPlan> {
  const faults: Record<string, PlanFault> = {};
  const costPence = readPounds(request, 'cost');
  if (costPence === undefined) faults.cost = 'not-a-number';
  const day = (field: string, time: string): Date | null => {
    const date = fieldOf(request, field);
    const instant = date === '' ? null : instantOf(date, time, zone);
    if (instant === undefined) faults[field] = 'unknown';
    return instant ?? null;
  };
  const hold = fieldOf(request, 'hold');
  if (hold !== '' && !/^\d{1,4}$/.test(hold)) faults.hold = 'not-a-number';
  return {
    plan: {
      seriesId: fieldOf(request, 'series'),
      title: fieldOf(request, 'title').replace(/\s+/g, ' '),
      description: fieldOf(request, 'description'),
      costPence: costPence ?? 0,
      opensAt: day('opens', '08:00'),
      closesAt: day('closes', '17:00'),
      holdHours: hold === '' || faults.hold ? null : Number(hold),
    },
    faults,
  };
}

/** The form of audience and places as submitted. @param zone days are meant in it */
export function readAudiencePlan(request: TurnRequest, zone: string): ReadPlan<AudiencePlan> {
  const faults: Record<string, PlanFault> = {};
  const perSchool = fieldOf(request, 'perSchool').replaceAll(',', '');
  if (perSchool !== '' && !/^\d{1,7}$/.test(perSchool)) faults.perSchool = 'not-a-number';
  const day = fieldOf(request, 'cutOff');
  const cutOff = day === '' ? null : instantOf(day, '17:00', zone);
  if (cutOff === undefined) faults.cutOff = 'unknown';
  return {
    plan: {
      audience: chosen(request, 'audience').filter(isPosition),
      phases: phases.filter((phase) => chosen(request, 'phases').includes(phase)),
      localities: readList(request, 'localities'),
      membersOnly: fieldOf(request, 'membersOnly') === 'true',
      placesPerSchool: perSchool === '' || faults.perSchool ? null : Number(perSchool),
      cateringCutOff: cutOff ?? null,
    },
    faults,
  };
}

/** The submitted question; for food and access a default text is used when none is typed. */
export function readQuestionPlan(request: TurnRequest): ReadPlan<QuestionPlan> {
  const kind = questionKinds.find((one) => one === fieldOf(request, 'kind'));
  const prompt = fieldOf(request, 'prompt').replace(/\s+/g, ' ');
  return {
    plan: {
      kind: kind ?? 'text',
      prompt: prompt === '' && kind ? questionWords[kind].usualPrompt : prompt,
      options: kind === 'choice' ? readLines(request, 'options') : [],
      required: fieldOf(request, 'required') === 'true',
    },
    faults: kind ? {} : { kind: 'unknown' },
  };
}

/** The session form as submitted. */
export function readSessionPlan(request: TurnRequest, zone: string): ReadPlan<SessionPlan> {
  const faults: Record<string, PlanFault> = {};
  const date = fieldOf(request, 'date');
  const at = (field: 'start' | 'end'): Date => {
    const time = fieldOf(request, field);
    const instant = instantOf(date, time, zone);
    if (!instant)
      faults[date === '' || instantOf(date, '12:00', zone) === undefined ? 'date' : field] =
        date && time ? 'unknown' : 'missing';
    return instant ?? new Date(Number.NaN);
  };
  const places = fieldOf(request, 'capacity').replaceAll(',', '');
  if (places !== '' && !/^\d{1,7}$/.test(places)) faults.capacity = 'not-a-number';
  return {
    plan: {
      label: fieldOf(request, 'label'),
      venue: fieldOf(request, 'venue'),
      address: fieldOf(request, 'address'),
      town: fieldOf(request, 'town'),
      postcode: mendPostcode(fieldOf(request, 'postcode')),
      link: fieldOf(request, 'link'),
      startsAt: at('start'),
      endsAt: at('end'),
      capacity: places === '' ? null : Number(places),
    },
    faults,
  };
}
