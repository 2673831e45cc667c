import {
  type AttendanceRefusal,
  markAttendance,
  rollOf,
  type SessionToMark,
  sessionsToMark,
  undoMark,
} from '../../app/attendance/attendance.js';
import { confirmAttendance } from '../../app/attendance/attendance-confirming.js';
import { doubtfulRows } from '../../app/attendance/attendance-queue.js';
import { checkIn, openCheckIn } from '../../app/attendance/check-in.js';
import { findSession } from '../../app/programme/sessions.js';
import { upcomingSessions } from '../../app/programme/upcoming-sessions.js';
import { sayDay } from '../../domain/when.js';
import type { Form } from '../../rendering/card.js';
import { askWho } from '../people/people.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { refusal } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { checkInCodeCard, rollCard, sessionsToMarkCard } from './attendance-cards.js';

/** Before the first event of any partnership. */
const ever = new Date(0);

/**
 * The session named in the message, among those whose attendance can be recorded; all recent ones when it names none or several.
 * An older one is found by its title, and by its date where several have that title.
 */
export async function sessionsMeant(context: TurnContext, words: string): Promise<readonly SessionToMark[]> {
  const recent = await sessionsToMark(context.services.core, context.actor);
  const named = bestNamed(recent, words, context.zone);
  if (named.length > 0) return named;
  const older = bestNamed(await sessionsToMark(context.services.core, context.actor, ever), words, context.zone);
  return older.length > 0 ? older : recent;
}

/** A session of any date by its id. */
export async function sessionOf(context: TurnContext, id: string): Promise<SessionToMark | undefined> {
  const sessions = await sessionsToMark(context.services.core, context.actor, ever);
  return sessions.find((session) => session.id === id);
}

function bestNamed(sessions: readonly SessionToMark[], words: string, zone: string): readonly SessionToMark[] {
  const said = new Set(wordsOf(words));
  const scored = sessions.map((session) => {
    const title = wordsOf(session.title).filter((word) => said.has(word)).length;
    const day = wordsOf(sayDay(session.startsAt, zone)).filter((word) => said.has(word)).length;
    return { session, score: title === 0 ? 0 : title + day / 10 };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ session }) => session);
}

const empty = new Set('a an the of for and at in on to attendance list term import mark check code'.split(' '));

function wordsOf(words: string): string[] {
  return words
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !empty.has(word))
    .map((word) => word.replace(/s$/, ''));
}

/** "Attendance", "attendance list for Eastholm": the list, or which one. */
export async function answerAttendance(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const meant = await sessionsMeant(context, request.text);
  const [only, ...others] = meant;
  if (!only) return { replies: [text('None of your events from the last six weeks needs an attendance list.')] };
  if (others.length > 0) return { replies: [{ kind: 'card', card: sessionsToMarkCard(meant, context.zone) }] };
  return showRoll(context, { session: only.id });
}

/** The list of one session, by button. */
export async function answerRoll(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { find } = request.values;
  return showRoll(
    context,
    typeof find === 'string' ? { ...request.data, find: find.trim().slice(0, 60) } : request.data,
  );
}

export async function showRoll(context: TurnContext, data: Readonly<Record<string, string>>): Promise<Answer> {
  const { core } = context.services;
  const session = await sessionOf(context, data.session ?? '');
  if (!session) return sayAttendanceRefusal({ kind: 'refused', reason: 'not-found' });
  const [roll, { waiting }] = await Promise.all([rollOf(core, session.id), doubtfulRows(core, session.id, 0)]);
  const page = Math.max(0, Number.parseInt(data.page ?? '0', 10) || 0);
  const view = { session, roll, doubtful: waiting, page, find: data.find ?? '' };
  return { replies: [{ kind: 'card', card: rollCard(view, context.zone) }] };
}

export async function mark(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { session = '', person = '' } = request.data;
  const outcome = await markAttendance(context.services.core, context.actor, {
    sessionId: session,
    personId: person,
    present: true,
  });
  return outcome.kind === 'refused' ? sayAttendanceRefusal(outcome) : showRoll(context, request.data);
}

export async function unmark(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { session = '', person = '' } = request.data;
  const { core } = context.services;
  const entry = (await rollOf(core, session)).find(({ personId }) => personId === person);
  // An organiser cannot delete a check-in or an imported entry, only overrule it.
  const overrule = entry?.present === true && (entry.source === 'check_in' || entry.source === 'import');
  const outcome = overrule
    ? await markAttendance(core, context.actor, { sessionId: session, personId: person, present: false })
    : await undoMark(core, context.actor, { sessionId: session, personId: person });
  return outcome.kind === 'refused' ? sayAttendanceRefusal(outcome) : showRoll(context, request.data);
}

/** Asks for a part of a name. */
export async function askToFind(_context: TurnContext, request: TurnRequest): Promise<Answer> {
  const form: Form = {
    title: 'Find somebody',
    fields: [{ kind: 'text', id: 'find', label: 'Part of the name', required: true, maxLength: 60 }],
    submit: { label: 'Find', verb: 'roll', data: { session: request.data.session ?? '' } },
    fallback: 'Find somebody on the list by a part of the name.',
  };
  return { replies: [{ kind: 'form', form }] };
}

/** Confirms the list, which sends the summaries. */
export async function confirm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await confirmAttendance(context.services.core, context.actor, request.data.session ?? '');
  if (outcome.kind === 'refused' && outcome.reason === 'not-yet') {
    return { replies: [text('That event is not over yet. Confirm the list when it is.')] };
  }
  return outcome.kind === 'refused' ? sayAttendanceRefusal(outcome) : showRoll(context, request.data);
}

/** The check-in code for the slide. */
export async function answerCheckInCode(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core, pictures } = context.services;
  const meant = request.data.session ? undefined : await sessionsForCode(context, request.text);
  const sessionId = request.data.session ?? (meant?.length === 1 ? meant[0]?.id : undefined);
  if (sessionId === undefined) return askWhichForCode(meant ?? []);
  const outcome = await openCheckIn(core, context.actor, sessionId);
  if (outcome.kind === 'refused') return sayAttendanceRefusal(outcome);
  const session = await findSession(core.prisma, sessionId);
  const title = session ? sessionTitle(session) : 'the event';
  const card = checkInCodeCard(title, outcome.code, pictures?.checkIn(sessionId).picture);
  return { replies: [{ kind: 'card', card }] };
}

async function sessionsForCode(
  context: TurnContext,
  words: string,
): Promise<ReadonlyArray<{ id: string; title: string }>> {
  const said = new Set(wordsOf(words));
  const coming = (await upcomingSessions(context.services.core)).map((session) => ({
    id: session.id,
    title: sessionTitle(session),
  }));
  const score = (title: string) => wordsOf(title).filter((word) => said.has(word)).length;
  const best = Math.max(0, ...coming.map(({ title }) => score(title)));
  return best === 0 ? coming.slice(0, 6) : coming.filter(({ title }) => score(title) === best);
}

function askWhichForCode(sessions: ReadonlyArray<{ id: string; title: string }>): Answer {
  const items = sessions.map(({ id, title }) => ({
    title,
    action: { kind: 'act', label: 'Show the code', verb: 'check-in-code', data: { session: id } } as const,
  }));
  if (items.length === 0) return { replies: [text('No upcoming event needs a code.')] };
  const fallback = ['Which one?', ...items.map(({ title }) => title)].join('\n');
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback,
          blocks: [
            { kind: 'text', text: 'Which one?' },
            { kind: 'list', items },
          ],
          again: { verb: 'check-in-code' },
        },
      },
    ],
  };
}

/** "Check in 1234": the user checks in. */
export async function answerCheckIn(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const code = request.data.code ?? /\d{4}/.exec(request.text)?.[0];
  if (!code) return { replies: [text('Send me "check in" and the four digits on the slide, such as: check in 1234')] };
  const { core } = context.services;
  const outcome = await checkIn(core, context.actor, code);
  if (outcome.kind === 'refused') {
    if (outcome.reason === 'unknown-person') {
      return askWho(context, 'One thing first, so that I know who is here.', { verb: 'check-in', data: { code } });
    }
    return refusal(
      context,
      outcome.reason === 'too-many-tries'
        ? 'You have sent several wrong codes. Please wait ten minutes, or tell an organiser that you are here.'
        : `${code} is not the code of an event that is on now. Please check the slide again.`,
    );
  }
  const session = await findSession(core.prisma, outcome.sessionId);
  const title = session ? sessionTitle(session) : 'the event';
  const words = {
    'checked-in': `Welcome! You are checked in to ${title}.${outcome.booked ? '' : ' You had not booked a place, but the organisers can see that you came.'}`,
    already: `You are already checked in to ${title}.`,
    'marked-absent': `An organiser has marked you as absent from ${title}. Please speak to them.`,
    'too-early': `It is too early to check in to ${title}. It opens an hour before the start.`,
    'too-late': `Check-in for ${title} has closed. The organisers can still mark you as there.`,
  }[outcome.kind];
  return { replies: [text(words)] };
}

export function sayAttendanceRefusal({ reason }: AttendanceRefusal): Answer {
  const words = {
    'not-organiser': 'Only the organisers of this event can do that.',
    'not-found': 'I can no longer find that. Say "attendance" to see your lists.',
    'not-yet': 'That event has not started, so there is no attendance yet.',
    cancelled: 'That event was cancelled, so there is no attendance.',
  }[reason];
  return { replies: [text(words)] };
}
