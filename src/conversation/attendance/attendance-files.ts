import { addWalkIn, type SessionToMark, type WalkInOutcome } from '../../app/attendance/attendance.js';
import { hashOfFile, importAttendance, importReport } from '../../app/attendance/attendance-import.js';
import {
  doubtfulRows,
  type SettleChoice,
  type SettleOutcome,
  settleRow,
} from '../../app/attendance/attendance-queue.js';
import { findSchools } from '../../app/schools/schools.js';
import type { AttendanceFile, RefusedFile } from '../../domain/attendance-file.js';
import { isPosition } from '../../domain/person.js';
import type { AttachedFile } from '../talk/turn.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { sayAttendanceRefusal, sessionsMeant, showRoll } from './attendance.js';
import { doubtfulCard, importReportCard, newcomerForm, sessionsToMarkCard } from './attendance-cards.js';
import { settleFilled } from './attendance-settling.js';

/** A report of 50,000 rows in UTF-16 is about 14 MB. */
const largestFile = 24 * 1024 * 1024;

interface Fit {
  readonly session: SessionToMark;
  readonly file: AttendanceFile;
}

/** Imports an attached report into the session named in the message, or the one on the report's date. */
export async function importAttached(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { input } = context.turn;
  const [attached, ...others] = input.kind === 'said' ? (input.files ?? []) : [];
  const { readAttendanceFile } = context.services;
  if (!attached || !readAttendanceFile) {
    return { replies: [text('Attach the report or list here and say which event it is for.')] };
  }
  if (others.length > 0) return { replies: [text('One file at a time, please: attach the first one again.')] };
  const bytes = await fetchFile(attached);
  if (!bytes) {
    return { replies: [text('I could not fetch that file, or it is larger than 24 MB. Please attach it again.')] };
  }
  const filled = await context.services.imports?.readFilledNames(bytes);
  if (filled) return settleFilled(context, filled);
  const sessions = (await sessionsMeant(context, request.text)).slice(0, 12);
  if (sessions.length === 0) return { replies: [text('You have no event from the last six weeks to import it into.')] };
  const { fits, refused } = await tryEach(sessions, (session) =>
    readAttendanceFile(bytes, { startsAt: session.startsAt, endsAt: session.endsAt, zone: context.zone }),
  );
  const [fit, ...more] = fits;
  if (!fit) {
    const other =
      refused?.reason === 'no-report'
        ? ' If it contains events, people or schools, say so, for example: import events.'
        : '';
    return { replies: [text(`${refused?.words ?? 'I found no attendance in this file.'}${other}`)] };
  }
  if (more.length > 0) return askWhichEvent(context, fits);
  return importInto(context, fit, hashOfFile(bytes));
}

async function fetchFile(attached: AttachedFile): Promise<Uint8Array | undefined> {
  try {
    return await attached.read(largestFile);
  } catch {
    return undefined;
  }
}

/** Stops at a fault of the file itself: it would be the same for every session. */
async function tryEach(
  sessions: readonly SessionToMark[],
  read: (session: SessionToMark) => Promise<AttendanceFile | RefusedFile>,
): Promise<{ fits: readonly Fit[]; refused: RefusedFile | undefined }> {
  const fits: Fit[] = [];
  let refused: RefusedFile | undefined;
  for (const session of sessions) {
    const file = await read(session);
    if (file.kind === 'read') fits.push({ session, file });
    else refused ??= file;
    if (file.kind === 'refused' && file.reason !== 'other-event') break;
  }
  return { fits, refused };
}

function askWhichEvent(context: TurnContext, fits: readonly Fit[]): Answer {
  const [first] = fits;
  const card = sessionsToMarkCard(
    fits.map(({ session }) => session),
    context.zone,
  );
  const words = `This file fits several events. Attach it again and say which one, for example: attendance for ${first?.session.title}`;
  return { replies: [text(words), { kind: 'card', card }] };
}

async function importInto(context: TurnContext, { session, file }: Fit, hash: string): Promise<Answer> {
  const report = await importAttendance(context.services.core, context.actor, session.id, { ...file, hash });
  if (report.kind === 'refused') return sayAttendanceRefusal(report);
  return { replies: [{ kind: 'card', card: importReportCard(report, session.title, session.id, 0) }] };
}

/** Further rows of a report. */
export async function answerImportRows(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { session = '', page = '0' } = request.data;
  const found = (await sessionsMeant(context, '')).find(({ id }) => id === session);
  const report = found && (await importReport(context.services.core, session, request.data.import ?? ''));
  if (!report) return sayAttendanceRefusal({ kind: 'refused', reason: 'not-found' });
  const card = importReportCard(report, found.title, session, Math.max(0, Number.parseInt(page, 10) || 0));
  return { replies: [{ kind: 'card', card }] };
}

/** The next doubtful row. */
export async function answerDoubtful(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { session = '' } = request.data;
  if (!(await sessionsMeant(context, '')).some(({ id }) => id === session)) {
    return sayAttendanceRefusal({ kind: 'refused', reason: 'not-found' });
  }
  const { rows, waiting } = await doubtfulRows(context.services.core, session, 1);
  const [row] = rows;
  if (!row) return showRoll(context, { session });
  return { replies: [{ kind: 'card', card: doubtfulCard(row, waiting) }] };
}

export async function settle(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { person = '', row = '' } = request.data;
  const choice: SettleChoice = person === 'nobody' ? { kind: 'nobody' } : { kind: 'person', personId: person };
  return saySettled(context, request, await settleRow(context.services.core, context.actor, row, choice));
}

async function saySettled(context: TurnContext, request: TurnRequest, outcome: SettleOutcome): Promise<Answer> {
  if (outcome.kind !== 'refused') return answerDoubtful(context, { ...request, data: { session: outcome.sessionId } });
  const { reason } = outcome;
  if (reason === 'no-name' || reason === 'not-at-school') return { replies: [text('Please choose somebody again.')] };
  return sayAttendanceRefusal({ kind: 'refused', reason });
}

/** Asks who came without a place, or whom a row names. */
export async function askNewcomer(_context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { row, name = '' } = request.data;
  const form = newcomerForm(
    row ? 'Who is it?' : 'Add a walk-in',
    { verb: 'save-newcomer', data: request.data },
    { name },
  );
  return { replies: [{ kind: 'form', form }] };
}

/** The submitted form: finds the school, asks which one when several match, and notes the person. */
export async function saveNewcomer(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const { values, data } = request;
  const typed = (id: string) => (typeof values[id] === 'string' ? values[id].trim() : '');
  const submit = { verb: 'save-newcomer', data } as const;
  const title = data.row ? 'Who is it?' : 'Add a walk-in';
  const position = typed('position');
  const schools = typed('school') === '' ? [] : await findSchools(core, typed('school'), 6);
  const back = (faults: Record<string, string>): Answer => ({
    replies: [{ kind: 'form', form: newcomerForm(title, submit, values, schools, faults) }],
  });
  if (typed('name') === '') return back({ name: 'Type a name.' });
  if (!isPosition(position)) return back({ position: 'Choose a position.' });
  const chosen =
    schools.find(({ urn }) => String(urn) === typed('urn')) ?? (schools.length === 1 ? schools[0] : undefined);
  if (schools.length === 0) return back({ school: 'No school matches that. Try its town, postcode or URN.' });
  if (!chosen) return back({ urn: 'Several schools match. Choose one.' });
  const who = { urn: chosen.urn, person: { kind: 'new', name: typed('name'), position } as const };
  if (data.row)
    return saySettled(context, request, await settleRow(core, context.actor, data.row, { kind: 'new', ...who }));
  const outcome: WalkInOutcome = await addWalkIn(core, context.actor, data.session ?? '', who);
  if (outcome.kind !== 'refused') return showRoll(context, { session: data.session ?? '' });
  const { reason } = outcome;
  if (reason === 'no-name' || reason === 'not-at-school') return back({ name: 'Type the full name.' });
  return sayAttendanceRefusal({ kind: 'refused', reason });
}
