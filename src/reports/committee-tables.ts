import { type PaperData, type PaperGroup, type PaperRound, paperData } from '../app/board/paper-data.js';
import { sayKeptPhase } from '../conversation/talk/person-words.js';
import { sayAcademicYear } from '../domain/academic-year.js';
import { sayDate, sayDay } from '../domain/when.js';
import { capitalise, committeeWords, percent, sayGroup } from './committee-words.js';
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
  came: committeeWords.cameMeans,
  booked: committeeWords.bookedMeans,
  schools: committeeWords.schoolsMeans,
  projects: committeeWords.takesPartMeans,
  people: committeeWords.peopleMeans,
  feedback: committeeWords.askedMeans,
  coverage: committeeWords.nothingMeans,
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
    title: committeeWords.glanceTitle,
    columns: [
      { name: 'Figure' },
      { name: 'Value' },
      { name: 'Of' },
      { name: 'Share' },
      { name: committeeWords.whatItCounts, words: true },
    ],
    rows: [
      [committeeWords.eventsHeld, rounds.length, null, null, committeeWords.eventsHeldCount(series)],
      [committeeWords.peopleWhoCame, came, null, null, committeeWords.peopleCount],
      [
        committeeWords.schoolsTookPart,
        took,
        coverage.schools,
        shareOf(took, coverage.schools),
        committeeWords.schoolsCount,
      ],
      [
        committeeWords.feedbackAnswered,
        feedback.answered,
        feedback.asked,
        shareOf(feedback.answered, feedback.asked),
        committeeWords.feedbackCount,
      ],
      [committeeWords.averageRating, rating, null, null, committeeWords.ratingCount],
    ],
    note: '',
  };
}

export function seriesTable({ attendance }: PaperData): PaperTable {
  return {
    title: committeeWords.seriesTitle,
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
    rounds.some((round) => !round.inPeriod) ? committeeWords.beforeThePeriod : '',
    rounds.some(({ provisional }) => provisional) ? committeeWords.provisional : '',
    sources.length > 0 ? committeeWords.asPublished(sources) : '',
  ];
  return {
    title: committeeWords.eachRoundOf(name),
    columns: [
      { name: 'Round' },
      { name: committeeWords.firstDay, words: true },
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
    title: committeeWords.projectsTitle,
    columns: [
      { name: 'Project' },
      { name: 'Year', words: true },
      { name: 'Schools' },
      { name: committeeWords.shareSchools },
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
    title: committeeWords.projectsByPhaseTitle,
    columns: [
      { name: 'Project' },
      { name: 'Year', words: true },
      ...phases.map((phase) => ({ name: capitalise(sayKeptPhase(phase)) })),
    ],
    rows: projects.map(({ name, year, byPhase }) => [
      name,
      sayAcademicYear(year),
      ...phases.map((phase) => {
        const share = byPhase.find((one) => one.phase === phase);
        return share ? `${share.schools} (${percent(share.schools, share.of)})` : null;
      }),
    ]),
    note: committeeWords.aboutCells,
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
    title: committeeWords.feedbackBySeries,
    columns: [
      { name: 'Series' },
      { name: 'Asked' },
      { name: 'Answered' },
      { name: committeeWords.responseRate },
      { name: committeeWords.ratingOfFive },
    ],
    rows: [...feedback.bySeries.map((one) => row(one.name, one)), row('All', feedback)],
    note: definitions.feedback,
  };
}

/** What was asked besides how it was. */
export function feedbackQuestionsTable({ feedback: { byQuestion = [] } }: PaperData): PaperTable {
  return {
    title: committeeWords.feedbackByQuestion,
    columns: [
      { name: 'Question' },
      { name: 'Series', words: true },
      { name: 'Events' },
      { name: 'Answered' },
      { name: committeeWords.ratingOfFive },
    ],
    rows: byQuestion.map(({ series, prompt, events, answered, rating }) => [
      ...[prompt, series, events, answered],
      { kind: 'mean', value: rating },
    ]),
    note: committeeWords.aboutFeedbackQuestions,
  };
}

export function coverageTable(title: string, first: string, groups: readonly PaperGroup[]): PaperTable {
  return {
    title,
    columns: [
      { name: first },
      { name: committeeWords.nothing },
      { name: committeeWords.openSchools },
      { name: 'Share' },
    ],
    rows: groups.map(({ name, absent, of }) => [sayGroup(name), absent, of, shareOf(absent, of)]),
    note: '',
  };
}

/** Trusts in which every school took part are only counted below the table, because they are many. */
export function trustTable({ coverage }: PaperData): PaperTable {
  const some = coverage.byTrust.filter(({ absent }) => absent > 0);
  const others = coverage.byTrust.length - some.length;
  const note = others > 0 ? committeeWords.othersTookPart(others) : '';
  return { ...coverageTable(committeeWords.nothingByTrustTitle, 'Trust', some), note };
}
