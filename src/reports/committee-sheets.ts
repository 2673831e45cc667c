import type { PaperData } from '../app/board/paper-data.js';
import { sayKeptPhase } from '../conversation/talk/person-words.js';
import { sayAcademicYear } from '../domain/academic-year.js';
import { cameTo, definitions, inPeriod, type PaperTable } from './committee-tables.js';
import { capitalise, committeeWords } from './committee-words.js';
import { dayCell, shareOf } from './table-cells.js';

/** Every round of every series, for the spreadsheet: what the marks of a paper say has a column of its own. */
export function allRoundsTable({ attendance, zone }: PaperData): PaperTable {
  const words = true as const;
  return {
    title: committeeWords.eachRound,
    columns: [
      { name: 'Series', words },
      { name: 'Round', words },
      { name: committeeWords.firstDay, words },
      { name: committeeWords.inThePeriod, words },
      { name: 'Booked' },
      { name: 'Came' },
      { name: 'Schools' },
      { name: committeeWords.listConfirmed, words },
      { name: committeeWords.publishedIn, words },
    ],
    rows: attendance
      .filter(({ rounds }) => inPeriod(rounds).length > 0)
      .flatMap(({ name, rounds }) =>
        rounds.map((round) => [
          name,
          round.title,
          dayCell(new Date(round.on), zone),
          round.inPeriod ? 'yes' : 'no, to compare with',
          round.booked,
          cameTo(round),
          round.schools,
          round.provisional ? 'not yet' : 'yes',
          round.source,
        ]),
      ),
    note: `${definitions.came} ${definitions.booked} ${definitions.schools}`,
  };
}

/** Projects by phase, a row for each phase, for the spreadsheet. */
export function phasesList({ projects }: PaperData): PaperTable {
  const words = true as const;
  return {
    title: committeeWords.projectsByPhaseTitle,
    columns: [
      { name: 'Project', words },
      { name: 'Year', words },
      { name: 'Phase', words },
      { name: 'Schools' },
      { name: committeeWords.openSchools },
      { name: 'Share' },
    ],
    rows: projects.flatMap(({ name, year, byPhase }) =>
      byPhase.map(({ phase, schools, of }) => [
        name,
        sayAcademicYear(year),
        capitalise(sayKeptPhase(phase)),
        schools,
        of,
        shareOf(schools, of),
      ]),
    ),
    note: committeeWords.aboutProjectsByPhase,
  };
}

/** One row for each school that took part in nothing: for the spreadsheet only, since a paper has no room for them. */
export function absentTable({ coverage }: PaperData): PaperTable {
  const words = true as const;
  return {
    title: committeeWords.nothingSchools,
    columns: [
      { name: 'School' },
      { name: 'URN' },
      { name: 'Phase', words },
      { name: 'District', words },
      { name: 'Trust', words },
    ],
    rows: coverage.list.map(({ name, urn, phase, district, trust }) => [
      name,
      { kind: 'code', code: urn },
      capitalise(sayKeptPhase(phase)),
      district,
      trust ?? '',
    ]),
    note: definitions.coverage,
  };
}

/** Words that people let us print. */
export function quotesTable({ feedback }: PaperData): PaperTable {
  return {
    title: committeeWords.approvedQuotes,
    columns: ['Words', 'Who', 'About'].map((name) => ({ name, words: true as const })),
    rows: feedback.quotes.map(({ words, by, about }) => [words, by, about]),
    note: committeeWords.aboutApprovedQuotes,
  };
}
