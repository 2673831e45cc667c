import type { YearRecord } from '../../app/board/year-pages.js';
import { sayPhase } from '../../conversation/talk/person-words.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { capitalise } from '../committee-words.js';
import { type FinishedSheet, finishedWorkbook } from '../finished-workbook.js';
import { dayCell, type TableCell } from '../table-cells.js';
import { boardFileWords } from './board-file-words.js';

/** A year of a school, or of a part of the area, as a workbook: events, projects, and the schools of a part. */
export async function yearXlsx(record: YearRecord, zone: string): Promise<Buffer> {
  const { name, page, events, projects, schools } = record;
  const title = `${name}, ${sayAcademicYear(page.year)}`;
  const sheet = (tab: string, columns: readonly string[], rows: readonly TableCell[][]): FinishedSheet => ({
    name: tab,
    title,
    columns: columns.map((column) => ({ name: column })),
    rows,
  });
  return finishedWorkbook([
    sheet(
      'Events',
      ['Event', 'Day', 'People', 'Schools'],
      events.map((event) => [event.title, dayCell(event.startsAt, zone), event.people, event.schools]),
    ),
    sheet(
      'Projects',
      ['Project', 'Strands', 'Schools', boardFileWords.milestonesDone, 'Milestones'],
      projects.map((project) => [
        project.name,
        project.strands.join(', '),
        project.schools,
        project.milestones > 0 ? project.ticked : null,
        project.milestones > 0 ? project.milestones : null,
      ]),
    ),
    sheet(
      'Schools',
      ['School', 'URN', 'Phase', 'Events', 'People', 'Projects'],
      schools.map((school) => [
        school.name,
        { kind: 'code', code: school.urn },
        capitalise(sayPhase(school.phase)),
        school.events,
        school.people,
        school.projects,
      ]),
    ),
  ]);
}
