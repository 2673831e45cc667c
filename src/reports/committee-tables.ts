import { type PaperData, type PaperGroup, type PaperRound, paperData } from '../app/board/paper-data.js';
import { sayAcademicYear } from '../domain/academic-year.js';
import { type Phase, sayPhase } from '../domain/person.js';
import { sayDate, sayDay } from '../domain/when.js';
import { dayCell, shareOf, type TableCell } from './table-cells.js';
import { xmlText } from './xml-text.js';

export interface PaperTable {
  readonly title: string;
  /** The first column names the row; the others are figures, unless `words` is set. */
  readonly columns: ReadonlyArray<{ readonly name: string; readonly words?: true }>;
  readonly rows: ReadonlyArray<readonly TableCell[]>;
  /** What the table counts. */
  readonly note: string;
}

export const definitions = {
  came: 'Came: people recorded as there, each once in a round. A round that the records do not hold person by person is given as it was published at the time.',
  booked: 'Booked: people who held a confirmed place.',
  schools: 'Schools: schools with at least one person there.',
  projects:
    'Takes part: a school that is registered, was accepted, or is on record for the academic year. A school that became an academy or merged is the same school. The share is of the schools of the partnership that are open now.',
  people: 'People: those whom their school put forward and who were accepted.',
  feedback:
    'Asked: people who came and were asked afterwards. Answered: those who gave a rating, from 1 (poor) to 5 (excellent). The rating is the mean of the answers.',
  coverage:
    'Took part in nothing: an open school of the partnership of which nobody was recorded at any event in the period, and which was in no project in an academic year that the period touches. The school that stood in its place before counts as the school.',
} as const;

/** Removes characters that Word and Excel files cannot contain. */
export function writable(data: PaperData): PaperData {
  const parsed: unknown = JSON.parse(JSON.stringify(data), (_key, value: unknown) =>
    typeof value === 'string' ? xmlText(value) : value,
  );
  return paperData.parse(parsed);
}

/** `1 September 2026 to 22 November 2026` */
export function sayPeriod({ from, to }: Pick<PaperData, 'from' | 'to'>): string {
  return `${sayDate(new Date(from))} to ${sayDate(new Date(to))}`;
}

/** `22 November 2026` */
export function sayAsOf({ asOf, zone }: Pick<PaperData, 'asOf' | 'zone'>): string {
  return sayDay(new Date(asOf), zone).replace(/^\w+ /, '');
}

/** `42%`; a dash when dividing by zero. */
export function percent(part: number, of: number): string {
  return of === 0 ? '–' : `${Math.round((part / of) * 100)}%`;
}

/** `1,204 of 2,000 (60%)` */
export function share(part: number, of: number): string {
  return `${part.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')} (${percent(part, of)})`;
}

export function inPeriod(rounds: readonly PaperRound[]): readonly PaperRound[] {
  return rounds.filter((round) => round.inPeriod);
}

/** The summary of the first page, each figure with what it counts. */
export function glanceTable({ attendance, feedback, coverage }: PaperData): PaperTable {
  const rounds = attendance.flatMap((series) => inPeriod(series.rounds));
  const came = rounds.reduce((sum, round) => sum + (round.attended ?? 0), 0);
  const took = coverage.schools - coverage.absent;
  const rating: TableCell = feedback.rating === null ? 'none yet' : { kind: 'mean', value: feedback.rating };
  const series = attendance.filter((one) => inPeriod(one.rounds).length > 0).length;
  return {
    title: 'The period at a glance',
    columns: [
      { name: 'Figure' },
      { name: 'Value' },
      { name: 'Of' },
      { name: 'Share' },
      { name: 'What it counts', words: true },
    ],
    rows: [
      [
        'Events held',
        rounds.length,
        null,
        null,
        `Rounds and days of ${series} series, without those that were cancelled.`,
      ],
      ['People who came', came, null, null, 'The sum over these events; somebody who came to two counts twice.'],
      [
        'Schools that took part',
        took,
        coverage.schools,
        shareOf(took, coverage.schools),
        'Open schools of the partnership, in an event or a project.',
      ],
      [
        'Feedback answered',
        feedback.answered,
        feedback.asked,
        shareOf(feedback.answered, feedback.asked),
        'Of those who came and were asked.',
      ],
      ['Average rating', rating, null, null, 'The mean of all answers, 1 to 5.'],
    ],
    note: '',
  };
}

export function seriesTable({ attendance }: PaperData): PaperTable {
  return {
    title: 'Events and people who came, by series',
    columns: [
      { name: 'Series' },
      { name: 'Events' },
      { name: 'Booked' },
      { name: 'Came' },
      { name: 'Latest', words: true },
    ],
    rows: attendance.map(({ name, rounds }) => {
      const held = inPeriod(rounds);
      const sum = (of: 'booked' | 'attended') =>
        held.some((round) => round[of] !== null) ? held.reduce((total, round) => total + (round[of] ?? 0), 0) : null;
      return [name, held.length, sum('booked'), sum('attended'), held.at(-1)?.title ?? 'none in the period'];
    }),
    note: `${definitions.came} ${definitions.booked}`,
  };
}

/** The rounds of one series, with the earlier ones first and marked. */
export function roundsTable(name: string, rounds: readonly PaperRound[], zone: string): PaperTable {
  const sources = [...new Set(rounds.flatMap(({ source }) => source ?? []))];
  const marks = [
    rounds.some((round) => !round.inPeriod) ? '* before the period, to compare with.' : '',
    rounds.some(({ provisional }) => provisional) ? '† provisional: the list is not confirmed yet.' : '',
    sources.length > 0 ? `‡ as published: ${sources.join('; ')}.` : '',
  ];
  return {
    title: `${name}: each round`,
    columns: [
      { name: 'Round' },
      { name: 'First day', words: true },
      { name: 'Booked' },
      { name: 'Came' },
      { name: 'Schools' },
    ],
    rows: rounds.map((round) => {
      const mark = `${round.inPeriod ? '' : '*'}${round.provisional ? '†' : ''}${round.source ? '‡' : ''}`;
      const day = dayCell(new Date(round.on), zone);
      return [`${round.title}${mark ? ` ${mark}` : ''}`, day, round.booked, cameTo(round), round.schools];
    }),
    note: [definitions.schools, ...marks].filter(Boolean).join(' '),
  };
}

/** How many came, as exactly as it is known. */
export function cameTo({ qualifier, attended }: PaperRound): TableCell {
  return qualifier && attended !== null ? { kind: 'about', qualifier, value: attended } : attended;
}

export function projectsTable({ projects }: PaperData): PaperTable {
  return {
    title: 'Schools that take part in each project',
    columns: [
      { name: 'Project' },
      { name: 'Year', words: true },
      { name: 'Schools' },
      { name: 'Share of schools' },
      { name: 'People' },
    ],
    rows: projects.map(({ name, year, schools, present, of, people }) => [
      name,
      sayAcademicYear(year),
      schools,
      shareOf(present, of),
      people,
    ]),
    note: `${definitions.projects} ${projects.some(({ people }) => people !== null) ? definitions.people : ''}`.trim(),
  };
}

/** Columns by phase: only phases of schools in the partnership. */
export function phasesTable({ projects }: PaperData): PaperTable {
  const phases = [...new Set(projects.flatMap(({ byPhase }) => byPhase.map(({ phase }) => phase)))];
  return {
    title: 'Schools that take part in each project, by phase',
    columns: [
      { name: 'Project' },
      { name: 'Year', words: true },
      ...phases.map((phase) => ({ name: capitalise(sayPhase(phase as Phase)) })),
    ],
    rows: projects.map(({ name, year, byPhase }) => [
      name,
      sayAcademicYear(year),
      ...phases.map((phase) => {
        const share = byPhase.find((one) => one.phase === phase);
        return share ? `${share.schools} (${percent(share.schools, share.of)})` : null;
      }),
    ]),
    note: 'Each cell: schools open now that take part, and their share of all open schools of that phase.',
  };
}

export function feedbackTable({ feedback }: PaperData): PaperTable {
  const row = (
    name: string,
    { asked, answered, rating }: { asked: number; answered: number; rating: number | null },
  ): TableCell[] => [
    name,
    asked,
    answered,
    shareOf(answered, asked),
    rating === null ? null : { kind: 'mean', value: rating },
  ];
  return {
    title: 'Feedback by series',
    columns: [
      { name: 'Series' },
      { name: 'Asked' },
      { name: 'Answered' },
      { name: 'Response rate' },
      { name: 'Rating of 5' },
    ],
    rows: [...feedback.bySeries.map((one) => row(one.name, one)), row('All', feedback)],
    note: definitions.feedback,
  };
}

export function coverageTable(title: string, first: string, groups: readonly PaperGroup[]): PaperTable {
  return {
    title,
    columns: [{ name: first }, { name: 'Took part in nothing' }, { name: 'Open schools' }, { name: 'Share' }],
    rows: groups.map(({ name, absent, of }) => [capitalise(name), absent, of, shareOf(absent, of)]),
    note: '',
  };
}

/** Trusts in which every school took part are only counted below the table, because they are many. */
export function trustTable({ coverage }: PaperData): PaperTable {
  const some = coverage.byTrust.filter(({ absent }) => absent > 0);
  const others = coverage.byTrust.length - some.length;
  const note = others > 0 ? `In the other ${others.toLocaleString('en-GB')}, every school took part.` : '';
  return { ...coverageTable('Took part in nothing, by trust', 'Trust', some), note };
}

export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
