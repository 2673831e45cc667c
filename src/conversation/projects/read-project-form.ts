import type { MilestonePlan } from '../../app/projects/cohort-milestones.js';
import type { PlanFault } from '../../domain/event-plan.js';
import { type CohortPlan, type ProjectPlan, waysToJoin } from '../../domain/project-plan.js';
import { phases } from '../organising/event-forms.js';
import type { ReadPlan } from '../organising/read-event-form.js';
import { instantOf } from '../talk/local-time.js';
import { noSource } from '../talk/new-source.js';
import { chosen, fieldOf, readCount, readLines } from '../talk/read-form.js';
import type { TurnRequest } from '../talk/turn-context.js';

/** The project form as submitted. */
export function readProjectPlan(request: TurnRequest): ReadPlan<ProjectPlan> {
  const joinBy = waysToJoin.find((way) => way === fieldOf(request, 'joinBy'));
  const line = (field: string) => fieldOf(request, field).replace(/\s+/g, ' ');
  return {
    plan: {
      name: line('name'),
      summary: line('summary'),
      description: fieldOf(request, 'description'),
      aliases: readLines(request, 'aliases'),
      forWhom: line('forWhom'),
      runBy: line('runBy'),
      // What is not a number is no year, which is said beside the field.
      startedIn: readCount(request, 'startedIn') === undefined ? Number.NaN : (readCount(request, 'startedIn') ?? null),
      phases: phases.filter((phase) => chosen(request, 'phases').includes(phase)),
      joinBy: joinBy ?? 'registration',
      link: fieldOf(request, 'link'),
      ...readSource(fieldOf(request, 'source')),
    },
    faults: joinBy ? {} : { joinBy: 'unknown' },
  };
}

/** The paper that was chosen. A form that did not ask for one leaves it as it is. */
function readSource(chosenOne: string): Pick<ProjectPlan, 'sourceId'> {
  if (chosenOne === '') return {};
  return { sourceId: chosenOne === noSource ? null : chosenOne };
}

/**
 * The form of a year as submitted. @param known what the form does not ask again, of a year that is published
 * @param zone days are meant in it
 */
export function readCohortPlan(
  request: TurnRequest,
  known: Pick<CohortPlan, 'academicYear' | 'label' | 'places'> | undefined,
  zone: string,
): ReadPlan<CohortPlan> {
  const faults: Record<string, PlanFault> = {};
  const moment = (field: string, time: string, of: string): Date | null => {
    const date = fieldOf(request, field);
    const instant = date === '' ? null : instantOf(date, time, of);
    if (instant === undefined) faults[field] = 'unknown';
    return instant ?? null;
  };
  const count = (field: string): number | null => {
    const places = readCount(request, field);
    if (places === undefined) faults[field] = 'not-a-number';
    return places ?? null;
  };
  const year = fieldOf(request, 'year');
  const asked = () => ({
    academicYear: /^\d{4}$/.test(year) ? Number(year) : Number.NaN,
    label: fieldOf(request, 'label').replace(/\s+/g, ' '),
    places: count('capacity'),
  });
  const { academicYear, label, places } = known ?? asked();
  const plan = {
    ...{ academicYear, label, places },
    opensAt: moment('opens', '08:00', zone),
    closesAt: moment('closes', '17:00', zone),
    startsOn: moment('starts', '00:00', 'UTC'),
    endsOn: moment('ends', '00:00', 'UTC'),
    venue: fieldOf(request, 'venue').replace(/\s+/g, ' ') || null,
    strandsEach: count('each'),
  };
  return { plan, faults };
}

/** The form of a milestone as submitted. */
export function readMilestonePlan(request: TurnRequest): ReadPlan<MilestonePlan> {
  const due = fieldOf(request, 'due');
  const dueOn = due === '' ? null : instantOf(due, '00:00', 'UTC');
  return {
    plan: { title: fieldOf(request, 'title').replace(/\s+/g, ' '), dueOn: dueOn ?? null },
    faults: dueOn === undefined ? { due: 'unknown' } : {},
  };
}
