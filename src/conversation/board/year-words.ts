import type { YearRecord } from '../../app/board/year-pages.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { sayDay } from '../../domain/when.js';
import { sayPhase } from '../talk/person-words.js';

/** A table of a yearly page. */
export interface YearSection {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<ReadonlyArray<string | number>>;
  /** In place of a table without rows. */
  readonly none: string;
  /** Below the table; empty when there is nothing to add. */
  readonly after: string;
}

/** A yearly page in words. @param zone in which days are */
export function describeYear(record: YearRecord, zone: string) {
  const { name, page, isUnderWay, asOf } = record;
  const local = page.of.kind === 'locality';
  return {
    title: `${name}, ${sayAcademicYear(page.year)}${isUnderWay ? ' so far' : ''}`,
    lead: leadOf(record),
    sections: [eventsOf(record, zone), projectsOf(record), ...(local ? [schoolsOf(record)] : [])],
    note: `Counted: people who came, each once at an event; a school and its successor once. From our own records as of ${sayDay(asOf, zone)}.`,
  };
}

/** The year in one or two sentences. */
function leadOf({ events, projects, schools, page, usualEvents }: YearRecord): string {
  const came = events.reduce((sum, { people }) => sum + people, 0);
  const usual = usualEvents.toFixed(1).replace(/\.0$/, '');
  if (page.of.kind === 'locality') {
    const active = schools.filter(({ events: at, projects: joined }) => at + joined > 0).length;
    const share = `${active} of ${count(schools.length, 'school')} took part in something`;
    return `${share}: ${count(came, 'attendance')} at ${count(events.length, 'event')}, and ${count(projects.length, 'project')}.`;
  }
  const at =
    events.length === 0
      ? 'Nobody was at an event'
      : `Somebody was at ${count(events.length, 'event')}, ${count(came, 'attendance')} in all`;
  return `${at}; a school of the partnership was at ${usual} on average. ${count(projects.length, 'project')} this year.`;
}

function count(number: number, one: string): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : `${one}s`}`;
}

function eventsOf({ events, missed, page }: YearRecord, zone: string): YearSection {
  const local = page.of.kind === 'locality';
  const rows = events.map(({ title, startsAt, people, schools }) => [
    title,
    sayDay(startsAt, zone),
    people,
    ...(local ? [schools] : []),
  ]);
  const columns = ['Event', 'Day', 'People', ...(local ? ['Schools'] : [])];
  const after = missed.length > 0 ? `Held too, with nobody from here on record: ${missed.join('; ')}.` : '';
  return { title: 'Events', columns, rows, none: 'None on record.', after };
}

function projectsOf({ projects, page }: YearRecord): YearSection {
  const local = page.of.kind === 'locality';
  const rows = projects.map(({ name, schools, strands, ticked, milestones }) => [
    name,
    strands.join(', '),
    local ? schools : milestones > 0 ? `${ticked} of ${milestones}` : '',
  ]);
  const columns = ['Project', 'Strands', local ? 'Schools' : 'Milestones done'];
  return { title: 'Projects', columns, rows, none: 'None this year.', after: '' };
}

function schoolsOf({ schools }: YearRecord): YearSection {
  const rows = schools.map(({ name, phase, events, people, projects }) => [
    name,
    sayPhase(phase),
    events,
    people,
    projects,
  ]);
  const columns = ['School', 'Phase', 'Events', 'People', 'Projects'];
  return { title: 'Schools', columns, rows, none: 'None.', after: '' };
}
