import { hashOfFile, type ImportReport, importAttendance } from '../../app/attendance/attendance-import.js';
import type { Core } from '../../app/core.js';
import { sayRowOutcome } from '../../conversation/attendance/row-outcome-words.js';
import { sayMoment } from '../../domain/when.js';
import { readAttendanceApart } from '../reading/reading-apart.js';
import { attendanceFileWords } from './attendance-file-words.js';

/** The session that a file belongs to: the event's slug and, if it has several sessions, the session's label. */
export interface FileOf {
  readonly event: string;
  readonly session: string | undefined;
  /** False: a dry run. */
  readonly apply: boolean;
  /** Take a file of another day than the session's. */
  readonly anyDay: boolean;
}

type FileOutcome =
  | { readonly kind: 'done'; readonly title: string; readonly report: ImportReport }
  | { readonly kind: 'refused'; readonly words: string };

/**
 * Imports a file into the named session of an event, or into the session on the day in the file. For the command line, so
 * there is no actor to check.
 */
export async function importAttendanceFile(core: Core, of: FileOf, bytes: Uint8Array): Promise<FileOutcome> {
  const event = await core.prisma.event.findUnique({
    where: { slug: of.event },
    select: { title: true, sessions: { where: { status: { not: 'cancelled' } }, orderBy: { startsAt: 'asc' } } },
  });
  if (!event) return refuse(await sayEvents(core, of.event));
  const labels = event.sessions.map(({ label }) => label).join(', ');
  const sessions = event.sessions.filter(({ label }) => of.session === undefined || label === of.session);
  if (sessions.length === 0) return refuse(attendanceFileWords.noSuchSession(event.title, of.session, labels));
  const hash = hashOfFile(bytes);
  const read = await readAttendanceApart(
    bytes,
    sessions.map(({ startsAt, endsAt }) => ({ startsAt, endsAt, zone: core.timeZone })),
  );
  if (read.kind === 'filled-names') return refuse(attendanceFileWords.isListOfUnknownNames);
  if (read.kind === 'refused') return refuse(read.words);
  const [first, ...others] = read.sessions.flatMap((index) => sessions[index] ?? []);
  if (!first || others.length > 0) return refuse(attendanceFileWords.fitsSeveral(labels));
  const fit = first;
  const { days } = read.file;
  if (days.kind === 'other' && !of.anyDay) return refuse(attendanceFileWords.ofAnotherDayForCommand(days.days));
  const report = await importAttendance(core, undefined, fit.id, { ...read.file, hash }, of.apply);
  if (report.kind === 'refused') return refuse(refusalWords[report.reason]);
  return { kind: 'done', title: fit.label ? `${event.title}: ${fit.label}` : event.title, report };
}

const refusalWords = {
  'not-organiser': attendanceFileWords.notOrganiser,
  'not-found': attendanceFileWords.sessionGone,
  'not-yet': attendanceFileWords.notBegun,
  cancelled: attendanceFileWords.cancelled,
} as const;

function refuse(words: string): FileOutcome {
  return { kind: 'refused', words };
}

async function sayEvents(core: Core, wanted: string): Promise<string> {
  const sessions = await core.prisma.session.findMany({
    where: { startsAt: { lte: core.clock.now() }, event: { status: { in: ['published', 'retired'] } } },
    orderBy: { startsAt: 'desc' },
    take: 8,
    select: { startsAt: true, event: { select: { slug: true } } },
  });
  const known = sessions.map(({ startsAt, event }) => `  ${event.slug} (${sayMoment(startsAt, core.timeZone)})`);
  return [attendanceFileWords.noSuchEvent(wanted), ...new Set(known)].join('\n');
}

/** The report for a terminal: a line for each row. */
export function sayFileReport(title: string, report: ImportReport): string {
  const head =
    report.kind === 'already'
      ? attendanceFileWords.importedBefore(title)
      : report.kind === 'planned'
        ? attendanceFileWords.preview(title)
        : attendanceFileWords.imported(title);
  const rows = report.rows.map(
    ({ line, name, outcome }) => `  line ${line}: ${name ?? '–'}: ${sayRowOutcome(outcome)}`,
  );
  const doubtful = report.rows.filter(({ state }) => state === 'doubtful').length;
  const tail = doubtful > 0 ? [attendanceFileWords.rowsWait(doubtful)] : [];
  return [head, ...report.remarks, ...rows, ...tail].join('\n');
}
