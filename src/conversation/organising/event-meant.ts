import { TZDate } from '@date-fns/tz';
import { format, startOfMonth } from 'date-fns';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { hourMs } from '../../domain/durations.js';
import { sayMoment } from '../../domain/when.js';
import type { Verb } from '../../rendering/verbs.js';
import { daysInWords } from '../../understanding/dates.js';
import { ownSessions, ownSessionsMeant } from '../programme/own-sessions-meant.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { programmeOf } from '../programme/programme-of-turn.js';
import { amongIn, whichOne } from '../programme/which-one.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { openWriting } from '../writing/writing.js';
import { askToCallOff } from './cancelling-events.js';
import { answerManagedSession, editSession, openPlaces } from './changing-sessions.js';
import { editEvent, listMyEvents, showEvent } from './organising.js';
import { askCard, organiserAct } from './organising-cards.js';

type Deed = 'cancel' | 'move' | 'edit' | 'close' | 'write' | 'copy' | 'door' | 'places';
type Run = (context: TurnContext, request: TurnRequest) => Promise<Answer>;

const deeds: Readonly<
  Record<Deed, { readonly run: Run; readonly verb: Verb; readonly ofSession: boolean; readonly label: string }>
> = {
  cancel: {
    run: (context, request) => askToCallOff(context, request),
    verb: 'organise-cancel-ask',
    ofSession: true,
    label: 'Cancel this one',
  },
  move: { run: editSession, verb: 'organise-session-edit', ofSession: true, label: 'Change this one' },
  edit: { run: showEvent, verb: 'organise-event', ofSession: false, label: 'Open' },
  close: { run: editEvent, verb: 'organise-edit', ofSession: false, label: 'Set when booking closes' },
  write: { run: openWriting, verb: 'organise-write', ofSession: false, label: 'Write to them' },
  places: { run: openPlaces, verb: 'organise-places', ofSession: true, label: 'Change its places' },
  door: { run: answerManagedSession, verb: 'organise-session', ofSession: true, label: 'Door list' },
  copy: {
    run: async (context, request) => askToCopy(context, request),
    verb: 'organise-copy',
    ofSession: false,
    label: 'Copy',
  },
};

/** What organisers say of an event that they run opens the form or the question for it; of several, they choose. */
export async function openEventMeant(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const deed = deeds[(request.data.deed ?? 'edit') as Deed] ?? deeds.edit;
  const among = amongIn(request);
  const meant = among
    ? (await ownSessions(context)).filter(({ id, eventId }) => among.has(id) || among.has(eventId))
    : await meantFor(context, request.text, deed);
  const events = new Set(meant.map(({ eventId }) => eventId));
  const [first, ...others] = meant;
  if (!first) return listMyEvents(context);
  const dataOf = (session: ProgrammeSession, one: boolean) => ({
    event: session.eventId,
    title: session.title,
    ...((deed.ofSession || deed === deeds.write) && one ? { session: session.id } : {}),
  });
  const isPage = among !== undefined && among.size > 1;
  if (!isPage && (others.length === 0 || (events.size === 1 && !deed.ofSession))) {
    const answer = await deed.run(context, {
      text: '',
      data: {
        ...dataOf(first, others.length === 0 && (await isOneOf(context, first, request))),
        ...(deed === deeds.places ? placesIn(request.text) : timesIn(request.text)),
        ...(deed === deeds.move ? dayIn(request.text, first, context) : {}),
      },
      values: {},
    });
    const ofOne = others.length === 0 ? { session: first.id } : {};
    return { ...answer, subject: answer.subject ?? { events: [first.eventId], ...ofOne } };
  }
  const shown = deed.ofSession ? meant : [...events].flatMap((id) => meant.find(({ eventId }) => eventId === id) ?? []);
  const several = shown.map((session) => ({
    id: session.id,
    title: deed.ofSession ? sessionTitle(session) : session.title,
    detail: sayMoment(session.startsAt, context.zone),
    action: organiserAct(deed.label, deed.verb, dataOf(session, deed.ofSession)),
  }));
  return whichOne('Which one do you mean?', several, {
    verb: 'organise-meant',
    data: { deed: request.data.deed ?? 'edit' },
  });
}

/** "The same again as the Eastholm briefing, but in March": its days say which one is meant, or when it is to be. */
async function meantFor(context: TurnContext, words: string, deed: (typeof deeds)[Deed]) {
  const meant = await ownSessionsMeant(context, words, deed === deeds.move || deed === deeds.copy);
  if (meant.length > 0 || (deed !== deeds.copy && deed !== deeds.move)) return meant;
  const days = daysInWords(words, context.now, context.zone)?.words;
  return days ? ownSessionsMeant(context, words.replace(days, ' '), true) : meant;
}

/** One session is to be moved; of an event with one session the whole event is cancelled. */
async function isOneOf(context: TurnContext, { eventId }: ProgrammeSession, { data }: TurnRequest): Promise<boolean> {
  if (data.deed === 'move' || data.deed === 'door' || data.deed === 'places') return true;
  return (await programmeOf(context)).filter((session) => session.eventId === eventId).length > 1;
}

/** "To 10am", "to 9.30": the new start, as the form has it. */
function timesIn(words: string): Readonly<Record<string, string>> {
  const match =
    /\bto (\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?\b(?!\s*(?:st|nd|rd|th|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i.exec(
      words,
    );
  if (!match || (!match[2] && !match[3])) return {};
  const hour =
    (Number(match[1]) % 12) + (match[3]?.toLowerCase() === 'pm' || (!match[3] && Number(match[1]) === 12) ? 12 : 0);
  return { start: `${String(hour).padStart(2, '0')}:${match[2] ?? '00'}` };
}

/** "To the 12th": the new day, as the form has it; of a day without its month, the next one after the month of the session begins. */
function dayIn(
  words: string,
  { startsAt }: ProgrammeSession,
  { now, zone }: TurnContext,
): Readonly<Record<string, string>> {
  const where = /^.*\b(?:to|until|on|for) (.+)$/i.exec(words)?.[1];
  if (!where) return {};
  const isBare = /^(?:the )?\d{1,2}(?:st|nd|rd|th)\W*$/i.test(where);
  const days = daysInWords(where, isBare ? startOfMonth(new TZDate(startsAt, zone)) : now, zone);
  const isOne = days && days.to.getTime() - days.from.getTime() <= longestDay;
  return isOne ? { date: format(new TZDate(days.from, zone), 'yyyy-MM-dd') } : {};
}

/** A day on which clocks go back. */
const longestDay = 25 * hourMs;

/** "Up to 130", "6 more": what the form is filled in with. */
function placesIn(words: string): Readonly<Record<string, string>> {
  const whole = /\b(?:to|at|of|make (?:it|that)) (\d{1,4})\b(?!\s*(?:more|extra|fewer|less|st|nd|rd|th|am|pm))/i.exec(
    words,
  )?.[1];
  if (whole) return { places: whole };
  const [, more, fewer] =
    /\b(?:add|by|another|extra)(?: an?)?(?: (?:extra|another|more))? (\d{1,3})\b|\b(\d{1,3}) (?:fewer|less)\b/i.exec(
      words,
    ) ?? [];
  return more ? { more } : fewer ? { more: `-${fewer}` } : {};
}

async function askToCopy(_context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const act = organiserAct('Copy it', 'organise-copy', { event: data.event ?? '' });
  const words = `Copy ${data.title ?? 'this event'} to next term, as a draft?`;
  return {
    replies: [
      {
        kind: 'card',
        card: askCard(words, [], act, organiserAct('Leave it', 'organise-event', { event: data.event ?? '' })),
      },
    ],
  };
}
