import { addWalkIn, type SessionToMark, type WalkInOutcome } from '../../app/attendance/attendance.js';
import { type FileToImport, hashOfFile, importReport } from '../../app/attendance/attendance-import.js';
import {
  doubtfulRows,
  type SettleChoice,
  type SettleOutcome,
  settleRow,
} from '../../app/attendance/attendance-queue.js';
import { applyKeptAttendance, lookAtAttendance } from '../../app/attendance/kept-attendance.js';
import { findSchools } from '../../app/schools/schools.js';
import type { FileDays } from '../../domain/attendance-file.js';
import { isPosition } from '../../domain/person.js';
import { sayDate, sayDay } from '../../domain/when.js';
import { askWhatItHolds } from '../imports/imports.js';
import type { AttachedFile } from '../talk/turn.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { sayAttendanceRefusal, sessionOf, sessionsMeant, showRoll } from './attendance.js';
import {
  attendancePlanCard,
  doubtfulCard,
  importReportCard,
  newcomerForm,
  sessionsToMarkCard,
} from './attendance-cards.js';
import { settleFilled } from './attendance-settling.js';

/** A report of 50,000 rows in UTF-16 is about 14 MB. */
const largestFile = 24 * 1024 * 1024;

/** Shows what an attached report would do to the session named in the message, or to the one on the report's date. */
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
  const sessions = (await sessionsMeant(context, request.text)).slice(0, 12);
  const hash = hashOfFile(bytes);
  const read = await readAttendanceFile(
    bytes,
    sessions.map(({ startsAt, endsAt }) => ({ startsAt, endsAt, zone: context.zone })),
  );
  if (read.kind === 'filled-names') return settleFilled(context, read.names);
  if (read.kind === 'refused' && read.reason === 'no-report' && request.text === '') {
    const asked = askWhatItHolds(context.actor, true);
    return { ...asked, replies: [text(read.words), ...asked.replies] };
  }
  if (sessions.length === 0)
    return { replies: [text('You have no event from the last six weeks to import it into. Name an earlier one.')] };
  if (read.kind === 'refused') {
    const other =
      read.reason === 'no-report'
        ? ' If it contains events, people or schools, say so, for example: import events.'
        : '';
    return { replies: [text(`${read.words}${other}`)] };
  }
  const fits = read.sessions.flatMap((index) => sessions[index] ?? []);
  const [fit, ...more] = fits;
  if (!fit || more.length > 0) return askWhichEvent(context, fits);
  return showPlan(context, fit, { ...read.file, hash });
}

async function fetchFile(attached: AttachedFile): Promise<Uint8Array | undefined> {
  try {
    return await attached.read(largestFile);
  } catch {
    return undefined;
  }
}

function askWhichEvent(context: TurnContext, fits: readonly SessionToMark[]): Answer {
  const [first] = fits;
  const card = sessionsToMarkCard(fits, context.zone);
  const words = `This file fits several events. Attach it again and say which one, for example: attendance for ${first?.title}`;
  return { replies: [text(words), { kind: 'card', card }] };
}

/** What the file would do; nothing is counted before somebody says so. */
async function showPlan(context: TurnContext, session: SessionToMark, file: FileToImport): Promise<Answer> {
  const { core } = context.services;
  const looked = await lookAtAttendance(core, context.actor, session.id, file);
  if ('reason' in looked) return sayAttendanceRefusal(looked);
  const { id, report } = looked;
  if (report.kind === 'already')
    return { replies: [{ kind: 'card', card: importReportCard(report, session.title, session.id, 0) }] };
  const warning = warningOf(file.days, session, context.zone);
  return { replies: [{ kind: 'card', card: attendancePlanCard(report, session.title, id, warning) }] };
}

function warningOf(days: FileDays, session: SessionToMark, zone: string): string | undefined {
  switch (days.kind) {
    case 'fit':
      return undefined;
    case 'none':
      return `This file has no date that I can read, so I cannot tell whether it is of ${session.title} (${sayDay(session.startsAt, zone)}). Apply it only if it is.`;
    case 'other': {
      const named = days.days.map((day) => sayDate(new Date(`${day}T00:00:00Z`))).join(' or ');
      return `This report is of another day (${named}); ${session.title} was on ${sayDay(session.startsAt, zone)}. Apply it only if it is of that event all the same.`;
    }
  }
}

/** Counts what was shown. */
export async function applyAttendance(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await applyKeptAttendance(context.services.core, context.actor, request.data.import ?? '');
  switch (outcome.kind) {
    case 'not-kept':
      return { replies: [text('I no longer have that file, or it is somebody else’s. Please attach it again.')] };
    case 'refused':
      return sayAttendanceRefusal(outcome);
    case 'already-applied':
      return showRoll(context, { session: outcome.sessionId });
    case 'done': {
      const { report, sessionId } = outcome;
      const title = (await sessionOf(context, sessionId))?.title ?? 'the event';
      return { replies: [{ kind: 'card', card: importReportCard(report, title, sessionId, 0) }] };
    }
  }
}

/** Further rows of a report. */
export async function answerImportRows(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { session = '', page = '0' } = request.data;
  const found = await sessionOf(context, session);
  const report = found && (await importReport(context.services.core, session, request.data.import ?? ''));
  if (!report) return sayAttendanceRefusal({ kind: 'refused', reason: 'not-found' });
  const card = importReportCard(report, found.title, session, Math.max(0, Number.parseInt(page, 10) || 0));
  return { replies: [{ kind: 'card', card }] };
}

/** The next doubtful row. */
export async function answerDoubtful(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { session = '' } = request.data;
  if (!(await sessionOf(context, session))) {
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
