import type { MilestonePlan } from '../../app/projects/cohort-milestones.js';
import type { PlanFault } from '../../domain/event-plan.js';
import { type CohortPlan, type ProjectPlan, waysToJoin } from '../../domain/project-plan.js';
import { phases } from '../organising/event-forms.js';
import { chosen, type ReadPlan, readLines, typed } from '../organising/read-event-form.js';
import { instantOf } from '../talk/local-time.js';
import { readCount } from '../talk/read-form.js';
import type { Ask } from '../talk/turn-context.js';

/** The project form as it came back. */
export function readProjectPlan(ask: Ask): ReadPlan<ProjectPlan> {
  const joinBy = waysToJoin.find((way) => way === typed(ask, 'joinBy'));
  const line = (field: string) => typed(ask, field).replace(/\s+/g, ' ');
  return {
    plan: {
      name: line('name'),
      summary: line('summary'),
      description: typed(ask, 'description'),
      aliases: readLines(ask, 'aliases'),
      forWhom: line('forWhom'),
      runBy: line('runBy'),
      phases: phases.filter((phase) => chosen(ask, 'phases').includes(phase)),
      joinBy: joinBy ?? 'registration',
    },
    faults: joinBy ? {} : { joinBy: 'unknown' },
  };
}

/**
 * The form of a year as it came back. @param known what the form does not ask again, of a year that is published
 * @param zone days are meant in it
 */
export function readCohortPlan(
  ask: Ask,
  known: Pick<CohortPlan, 'academicYear' | 'label' | 'places'> | undefined,
  zone: string,
): ReadPlan<CohortPlan> {
  const faults: Record<string, PlanFault> = {};
  const moment = (field: string, time: string, of: string): Date | null => {
    const date = typed(ask, field);
    const instant = date === '' ? null : instantOf(date, time, of);
    if (instant === undefined) faults[field] = 'unknown';
    return instant ?? null;
  };
  const count = (field: string): number | null => {
    const places = readCount(ask, field);
    if (places === undefined) faults[field] = 'not-a-number';
    return places ?? null;
  };
  const year = typed(ask, 'year');
  const asked = () => ({
    academicYear: /^\d{4}$/.test(year) ? Number(year) : Number.NaN,
    label: typed(ask, 'label').replace(/\s+/g, ' '),
    places: count('capacity'),
  });
  const { academicYear, label, places } = known ?? asked();
  const plan = {
    ...{ academicYear, label, places },
    opensAt: moment('opens', '08:00', zone),
    closesAt: moment('closes', '17:00', zone),
    startsOn: moment('starts', '00:00', 'UTC'),
    endsOn: moment('ends', '00:00', 'UTC'),
    venue: typed(ask, 'venue').replace(/\s+/g, ' ') || null,
    strandsEach: count('each'),
  };
  return { plan, faults };
}

/** The form of a milestone as it came back. */
export function readMilestonePlan(ask: Ask): ReadPlan<MilestonePlan> {
  const due = typed(ask, 'due');
  const dueOn = due === '' ? null : instantOf(due, '00:00', 'UTC');
  return {
    plan: { title: typed(ask, 'title').replace(/\s+/g, ' '), dueOn: dueOn ?? null },
    faults: dueOn === undefined ? { due: 'unknown' } : {},
  };
}
