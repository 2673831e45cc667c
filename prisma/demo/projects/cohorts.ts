import { addDays, type Day, day, instantAt, schoolDayFrom, schoolDaysAfter } from '../events/calendar.js';
import { demoId, idsOf } from '../ids.js';
import { type ProjectSlug, projectId } from './project-row.js';

interface StrandRow {
  id: string;
  projectId: string;
  slug: string;
  name: string;
  description: string;
}

const strand = (number: number, slug: string, name: string, description: string): StrandRow => ({
  id: demoId('strand', number),
  projectId: projectId('mobilise'),
  slug,
  name,
  description,
});

/** The strands of Mobilise. */
export const strands: readonly StrandRow[] = [
  strand(1, 'english', 'English', 'Reading and writing, from first sounds to longer texts.'),
  strand(2, 'mathematics', 'Mathematics', 'Number sense, fluency and problems worth solving.'),
  strand(3, 'cognition', 'Cognition', 'How pupils think and remember, and what that means for lessons.'),
  strand(4, 'curriculum-design', 'Curriculum design', 'What is taught, in which order, and why.'),
];

export interface CohortRow {
  id: string;
  projectId: string;
  academicYear: number;
  label: string;
  status: 'published';
  opensAt: Date | null;
  closesAt: Date | null;
  startsOn: Day;
  endsOn: Day;
  places: number | null;
  strandsEach: number | null;
}

export interface MilestoneRow {
  id: string;
  cohortId: string;
  title: string;
  dueOn: Day;
  order: number;
}

interface Running {
  readonly slug: ProjectSlug;
  /** Registered schools (or people) two years ago, last year and this year. */
  readonly joined: readonly [number, number, number];
  readonly places?: number;
  readonly strandsEach?: number;
  readonly milestones: readonly string[];
}

/** Projects running today. Their figures are invented, because the documents end in 2020. */
export const running: readonly Running[] = [
  {
    slug: 'mobilise',
    joined: [151, 146, 138],
    strandsEach: 2,
    milestones: [
      'Choose a lead and tell your staff',
      'First training day',
      'Half-way check with your cluster',
      'Write up what changed',
    ],
  },
  {
    slug: 'peer-review',
    joined: [301, 306, 298],
    milestones: [
      'Agree dates in your cluster',
      'Be reviewed',
      'Review another school',
      'Share one finding with the board',
    ],
  },
  {
    slug: 'leadlincs',
    joined: [30, 38, 22],
    places: 45,
    milestones: ['First evening', 'Shadow a headteacher', 'Practice interview'],
  },
  {
    slug: 'caring2learn',
    joined: [41, 58, 63],
    milestones: ['Name a champion', 'Train with carers', 'Look at your own policy together'],
  },
  {
    slug: 'stronger-governance',
    joined: [96, 104, 88],
    milestones: ['Audit of skills', 'Board review', 'Plan for next year'],
  },
  {
    slug: 'lens',
    joined: [34, 38, 40],
    places: 40,
    milestones: ['First visit', 'Classroom practice day', 'Second visit', 'What we will keep'],
  },
  {
    slug: 'small-schools',
    joined: [38, 44, 47],
    places: 60,
    milestones: ['Plan two years on one page', 'Visit a partner school', 'Compare pupils’ work'],
  },
  {
    slug: 'innovation-fund',
    joined: [9, 12, 3],
    places: 15,
    milestones: ['Agree the question', 'Interim note', 'Final report'],
  },
];

/** Cohorts in published documents; their participants are in `participations.ts`. */
export const published: readonly (readonly [slug: ProjectSlug, year: number, label: string])[] = [
  ['mobilise', 2016, 'Teaching assistants'],
  ['mobilise', 2017, 'Mobilise Choice'],
  ['mobilise', 2018, 'Third stage'],
  ['stronger-governance', 2018, ''],
  ['leap', 2018, ''],
  ['lamp', 2018, ''],
  ['year6-booster', 2018, ''],
];

function yearBounds(year: number): Pick<CohortRow, 'startsOn' | 'endsOn'> {
  return { startsOn: day(year, 9, 1), endsOn: day(year + 1, 8, 31) };
}

/** The id of a published cohort. */
export function publishedCohortId(slug: ProjectSlug, year: number): string {
  return demoId('cohort', published.findIndex((one) => one[0] === slug && one[1] === year) + 1);
}

/** The id of a cohort of a running project: `step` 0 is two years ago, 2 is this year. */
export function runningCohortId(slug: ProjectSlug, step: 0 | 1 | 2): string {
  return demoId('cohort', 101 + running.findIndex((one) => one.slug === slug) * 3 + step);
}

/** All cohorts: published ones, the last two academic years, and the present year, which is still open for joining. */
export function buildCohorts(academicYear: number, today: Day, timeZone: string): CohortRow[] {
  const old = published.map(([slug, year, label]): CohortRow => {
    const closed = { opensAt: null, closesAt: null, places: null, strandsEach: null } as const;
    const id = publishedCohortId(slug, year);
    return {
      id,
      projectId: projectId(slug),
      academicYear: year,
      label,
      status: 'published',
      ...closed,
      ...yearBounds(year),
    };
  });
  const recent = running.flatMap((project) =>
    ([0, 1, 2] as const).map((step): CohortRow => {
      const year = academicYear - 2 + step;
      const lastDay = step === 2 ? schoolDaysAfter(today, 25) : schoolDayFrom(day(year, 10, 10));
      return {
        id: runningCohortId(project.slug, step),
        projectId: projectId(project.slug),
        academicYear: year,
        label: '',
        status: 'published',
        opensAt: instantAt(schoolDayFrom(day(year, 6, 10)), '09:00', timeZone),
        closesAt: instantAt(lastDay, '17:00', timeZone),
        ...yearBounds(year),
        places: project.places ?? null,
        strandsEach: project.strandsEach ?? null,
      };
    }),
  );
  return [...old, ...recent];
}

/** Every strand of Mobilise can be chosen in its recent years and in the third stage. */
export function buildCohortStrands(): { cohortId: string; strandId: string; places: null }[] {
  const cohorts = [
    publishedCohortId('mobilise', 2018),
    ...([0, 1, 2] as const).map((step) => runningCohortId('mobilise', step)),
  ];
  return cohorts.flatMap((cohortId) => strands.map(({ id }) => ({ cohortId, strandId: id, places: null })));
}

/** Milestones of this year's cohorts, spread over the year. */
export function buildMilestones(academicYear: number): MilestoneRow[] {
  const nextId = idsOf('milestone');
  const first = day(academicYear, 10, 15);
  return running.flatMap(({ slug, milestones }) =>
    milestones.map((title, order) => ({
      id: nextId(),
      cohortId: runningCohortId(slug, 2),
      title,
      dueOn: schoolDayFrom(addDays(first, Math.round((order * 250) / milestones.length))),
      order,
    })),
  );
}
