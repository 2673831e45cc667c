import { hashOfFile, type ImportReport, importAttendance } from '../../app/attendance/attendance-import.js';
import type { Core } from '../../app/core.js';
import { sayMoment } from '../../domain/when.js';
import { readAttendanceFile } from './read-attendance-file.js';

/** Which session a file is of: the event's slug and, where it has several, the session's label. */
export interface FileOf {
  readonly event: string;
  readonly session: string | undefined;
}

type FileOutcome =
  | { readonly kind: 'done'; readonly title: string; readonly report: ImportReport }
  | { readonly kind: 'refused'; readonly words: string };

/**
 * Imports a file into the session of an event that was named, or the one of its sessions whose day the file bears. For
 * whoever runs the service's commands: there is no actor to check.
 */
export async function importAttendanceFile(core: Core, of: FileOf, bytes: Uint8Array): Promise<FileOutcome> {
  const event = await core.prisma.event.findUnique({
    where: { slug: of.event },
    select: { title: true, sessions: { where: { status: { not: 'cancelled' } }, orderBy: { startsAt: 'asc' } } },
  });
  if (!event) return refuse(await sayEvents(core, of.event));
  const labels = event.sessions.map(({ label }) => label).join(', ');
  const sessions = event.sessions.filter(({ label }) => of.session === undefined || label === of.session);
  if (sessions.length === 0) return refuse(`${event.title} has no session "${of.session}". It has: ${labels}.`);
  let words = '';
  const fits: Array<{ id: string; label: string; file: Parameters<typeof importAttendance>[3] }> = [];
  for (const { id, label, startsAt, endsAt } of sessions) {
    const file = await readAttendanceFile(bytes, { startsAt, endsAt, zone: core.timeZone });
    if (file.kind === 'read') fits.push({ id, label, file: { ...file, hash: hashOfFile(bytes) } });
    else words ||= file.words;
  }
  const [fit, ...others] = fits;
  if (!fit) return refuse(words);
  if (others.length > 0) return refuse(`The file fits several sessions. Add --session with one of: ${labels}.`);
  const report = await importAttendance(core, undefined, fit.id, fit.file);
  if (report.kind === 'refused') return refuse(refusalWords[report.reason]);
  return { kind: 'done', title: fit.label ? `${event.title}: ${fit.label}` : event.title, report };
}

const refusalWords = {
  'not-organiser': 'Only the organisers of this event can do that.',
  'not-found': 'That session is no longer on the programme.',
  'not-yet': 'That session has not begun, so there is no attendance yet.',
  'called-off': 'That session was cancelled, so there is no attendance.',
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
  return [`No event is called "${wanted}". The latest are:`, ...new Set(known)].join('\n');
}

/** The report for a terminal: a line for each row. */
export function sayFileReport(title: string, report: ImportReport): string {
  const head =
    report.kind === 'already'
      ? `This very file was imported into ${title} before: nothing was changed.`
      : `Imported into ${title}.`;
  const rows = report.rows.map(({ line, name, outcome }) => `  line ${line}: ${name ?? '–'}: ${outcome}`);
  const doubtful = report.rows.filter(({ state }) => state === 'doubtful').length;
  const tail = doubtful > 0 ? [`${doubtful} rows wait for an organiser: say "attendance list" in the chat.`] : [];
  return [head, ...rows, ...tail].join('\n');
}
