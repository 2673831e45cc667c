import type { AbsentSchool, AbsentSchools } from '../../app/figures/absent-schools.js';
import type { ProjectSchools } from '../../app/figures/project-schools.js';
import { sayPhase } from '../../conversation/talk/person-words.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { capitalise } from '../committee-words.js';
import { finishedWorkbook } from '../finished-workbook.js';
import { dayCell, type TableCell } from '../table-cells.js';
import { boardFileWords } from './board-file-words.js';

/** Schools that did not come, as a workbook: one school a line, with whom to call for those who may see it. */
export async function absentSchoolsXlsx(absent: AbsentSchools, zone: string): Promise<Buffer> {
  const { schools, of, rounds, hasContacts } = absent;
  const events = rounds.map(({ title }) => title).join('; ');
  return finishedWorkbook([
    {
      name: boardFileWords.didNotCome,
      title: boardFileWords.schoolsDidNotCome,
      ...tableOf(schools, hasContacts, zone),
      note: boardFileWords.counted(schools.length, of, events),
    },
  ]);
}

/** The same of the schools that are in a project, or are not. */
export async function projectSchoolsXlsx(found: ProjectSchools, zone: string): Promise<Buffer> {
  const { schools, of, hasContacts, which, project, years } = found;
  const name = which === 'in' ? boardFileWords.tookPart : boardFileWords.didNotJoin;
  return finishedWorkbook([
    {
      name,
      title: boardFileWords.ofProject(name, project),
      ...tableOf(schools, hasContacts, zone),
      note: boardFileWords.countedOfProject(schools.length, of, years.map(sayAcademicYear).join(', ')),
    },
  ]);
}

function tableOf(schools: readonly AbsentSchool[], hasContacts: boolean, zone: string) {
  const head = [
    'School',
    'URN',
    'Phase',
    'Locality',
    boardFileWords.localAuthority,
    boardFileWords.lastSeen,
    boardFileWords.lastSeenAt,
    ...(hasContacts ? ['Call', 'Email'] : []),
  ];
  const rows = schools.map(({ name, urn, phase, locality, localAuthority, lastSeen, contact }): TableCell[] => [
    name,
    { kind: 'code', code: urn },
    capitalise(sayPhase(phase)),
    locality,
    localAuthority,
    lastSeen ? dayCell(lastSeen.at, zone) : null,
    lastSeen?.title ?? null,
    ...(hasContacts ? [contact?.name ?? null, contact?.email ?? null] : []),
  ]);
  return { columns: head.map((name) => ({ name })), rows };
}
