import type { ProgrammeSession } from '../../../app/programme/sessions.js';
import { bookingState } from '../../../domain/booking.js';
import type { ReadClause } from '../../../understanding/reading.js';
import { tokensOf } from '../../../understanding/tokens.js';
import { allInWords } from '../../bookings/several-meant.js';
import { atTimeSaid } from '../../programme/at-time.js';
import { narrowProgramme, ordinalInWords, wordsOf } from '../../programme/programme-words.js';
import type { Subject, TurnContext, TurnRequest } from '../../talk/turn-context.js';
import { plainWords } from '../../talk/wording.js';
import { bestInWords, bestOf } from './best-of-shown.js';

/** Which session, and nothing else: "the second one", "eastholm please", "the one on the 16th". */
const choosingWords = new Set(
  'EVENT PLACE DATE THAT NUMBER open show see the one a please thanks thank you in at on for me yes ok then just to will do lets go with number option no sorry i meant mean rather instead actually'.split(
    ' ',
  ),
);

/** What may stand beside the name of one of several, and says nothing else: "i would rather have the eastholm one". */
const besideName = new Set(
  'the one a please thanks thank you in at on of for me yes ok then just to will do go with number option i would like rather have take prefer mean meant want no sorry instead actually'.split(
    ' ',
  ),
);

/** "Both", "book all of them", "the first two", of what was shown; whatever else is said beside it is another request. */
const pointsAtSeveral =
  /^(book )?(both|all NUMBER|all (of )?THAT|(THAT|first|last|next) NUMBER)( (of THAT|please|thanks|thank you|for me))*$/;

/** More than one of them. */
const together = new Set(['both', 'all', 'and', 'every', 'each']);

interface Chosen {
  readonly verb: string;
  readonly ask: TurnRequest;
}

/**
 * Asked which session to book, people name it: what they asked for before is then done for it. Of what was only shown, "the
 * nearest" is shown.
 * @returns undefined when no choice is open, more is said, or it is not one of them that is meant
 */
export async function chosenSession(
  context: TurnContext,
  clause: ReadClause,
  typed: string,
  programme: readonly ProgrammeSession[],
): Promise<Chosen | undefined> {
  const best = await bestShown(context, typed, programme);
  if (best) return best;
  const { words, asks } = clause;
  // "9.30?", asked which to book, books nothing.
  const timed = asks && context.subject.choosing ? undefined : timedAmongShown(context, typed, programme);
  if (timed) return timed;
  const { choosing, choices, events } = context.subject;
  if (asks || words.length === 0) return undefined;
  // "Eastholm for two" wants more than one place, and "will Eastholm do" asks, with or without its mark.
  const said = words.join(' ');
  if (/ for NUMBER\b|^(?:will|would|do) /.test(said)) return undefined;
  // "Both", "Eastholm and Northgate": shown together, with the button that does it.
  const isSeveral = words.every((word) => choosingWords.has(word) || together.has(word) || word === 'of');
  const isTogether = choosing
    ? !choosing.data && isSeveral && (allInWords(typed) !== undefined || words.includes('and'))
    : pointsAtSeveral.test(said) && allInWords(typed) !== undefined;
  if (isTogether && (choosing || (events.length > 0 && !choices)))
    return { verb: choosing?.verb ?? 'book', ask: { text: typed, data: { tap: 'yes' }, values: {} } };
  // "And Eastholm", where a list of buttons asks which: something else is asked for.
  if (!choosing || (choosing.data && words[0] === 'and')) return undefined;
  const offered = offeredOf(choosing, programme);
  if (!isSeveral && !namesOneOnly(context, typed, offered)) return undefined;
  // "Just me then, Eastholm", asked where a colleague's place is to be.
  const isOwn = choosing.verb === 'book-colleagues' && /\b(?:just|only) (?:for )?(?:me|myself)\b/.test(said);
  const chosen = chosenOf(context, choosing, offered, typed);
  return chosen && isOwn ? { verb: 'book', ask: { ...chosen.ask, data: { ...chosen.ask.data, tap: 'yes' } } } : chosen;
}

/** "The morning one", "9.30": the one of those offered that is done, of those shown that is shown; of several then, which one. */
function timedAmongShown(
  context: TurnContext,
  typed: string,
  programme: readonly ProgrammeSession[],
): Chosen | undefined {
  const { choosing, choices, session, again } = context.subject;
  // Asked to what time to move it, an organiser says one.
  if (choices || session || again?.data.deed === 'move') return undefined;
  const shown = choosing ? offeredOf(choosing, programme) : listedBefore(context, programme);
  const then = shown.length > 1 ? (atTimeSaid(typed, shown, context.zone) ?? []) : [];
  const [only, ...others] = then;
  if (!only) return undefined;
  if (others.length > 0) {
    const ids = [...new Set(then.map(({ eventId }) => eventId))];
    return choosing || then.length === shown.length
      ? undefined
      : {
          verb: 'whats-on',
          ask: { text: '', data: { events: ids.join(' '), title: 'Which of these do you mean?' }, values: {} },
        };
  }
  return choosing
    ? chosenOne(choosing, only, typed)
    : { verb: 'event', ask: { text: '', data: { event: only.eventId, session: only.id, words: '' }, values: {} } };
}

/** The days of the events that were listed: in the town that was asked for, where one was. */
function listedBefore(
  { subject: { events, asked }, now, zone }: TurnContext,
  programme: readonly ProgrammeSession[],
): readonly ProgrammeSession[] {
  const listed = programme.filter(({ eventId }) => events.includes(eventId));
  const narrowed = narrowProgramme(listed, asked?.known.join(' ') ?? '', now, zone);
  return narrowed.named ? narrowed.sessions : listed;
}

/** What was asked for, done for this one of those that were offered. */
function chosenOne({ verb, sessions, data }: Choosing, session: ProgrammeSession, typed: string): Chosen | undefined {
  if (!data) return { verb, ask: { text: typed, data: { session: session.id }, values: {} } };
  const button = data[placeOf(session, sessions)];
  return button && { verb, ask: { text: '', data: button, values: {} } };
}

type Choosing = NonNullable<Subject['choosing']>;

/** In the order in which they were offered. */
function offeredOf({ sessions }: Choosing, programme: readonly ProgrammeSession[]): readonly ProgrammeSession[] {
  return programme.filter(({ id, eventId }) => sessions.includes(id) || sessions.includes(eventId));
}

/** Whether each word is of the name, place or day of one of them, or stands beside it: "the peer review one". */
function namesOneOnly({ now, zone }: TurnContext, typed: string, offered: readonly ProgrammeSession[]): boolean {
  const { known, days } = narrowProgramme(offered, asDay(typed, offered), now, zone);
  const titles = offered.flatMap(({ title }) => wordsOf(title));
  const named = new Set([...known, ...titles, ...(days ? wordsOf(days.words) : [])]);
  return tokensOf(typed.replace(/^it(?:['’]?s| is) /i, '')).every(
    (word) => besideName.has(word) || wordsOf(word).every((one) => named.has(one)),
  );
}

/** "The 15th one" of three is the one on the 15th. */
function asDay(typed: string, offered: readonly ProgrammeSession[]): string {
  return typed.replace(/\b(\d{1,2})((?:st|nd|rd|th)) one\b/i, (whole, number: string, ending: string) =>
    Number(number) > offered.length ? `${number}${ending}` : whole,
  );
}

function chosenOf(
  context: TurnContext,
  choosing: Choosing,
  offered: readonly ProgrammeSession[],
  typed: string,
): Chosen | undefined {
  const { verb, data } = choosing;
  if (data) return pressed(context, { ...choosing, data }, offered, typed);
  const ordinal = ordinalInWords(typed);
  const [only, ...others] =
    ordinal === undefined ? namedAmong(context, typed, offered) : atPosition(offered, context.subject.events, ordinal);
  return only && others.length === 0
    ? { verb, ask: { text: typed, data: { session: only.id }, values: {} } }
    : undefined;
}

/** The button of a list that the words name, by its place in the list or by the event, place or day beside it. */
function pressed(
  context: TurnContext,
  { verb, sessions, data }: Choosing & { readonly data: Buttons },
  offered: readonly ProgrammeSession[],
  typed: string,
): Chosen | undefined {
  const ordinal = ordinalInWords(typed);
  const named =
    ordinal === undefined
      ? new Set(namedAmong(context, typed, offered).map((session) => placeOf(session, sessions)))
      : new Set([ordinal > 0 ? ordinal - 1 : sessions.length + ordinal]);
  const [only, ...others] = named;
  const chosen = only === undefined || others.length > 0 ? undefined : data[only];
  return chosen && { verb, ask: { text: '', data: chosen, values: {} } };
}

type Buttons = ReadonlyArray<Readonly<Record<string, string>>>;

function placeOf({ id, eventId }: ProgrammeSession, offered: readonly string[]): number {
  return offered.findIndex((one) => one === id || one === eventId);
}

/** "The earliest", of those that were offered; "which is nearest", of those that were shown. */
async function bestShown(
  context: TurnContext,
  typed: string,
  programme: readonly ProgrammeSession[],
): Promise<Chosen | undefined> {
  const { choosing, choices, events } = context.subject;
  const best = bestInWords(plainWords(typed));
  if (!best || choices) return undefined;
  const shown = choosing
    ? offeredOf(choosing, programme)
    : programme.filter(({ eventId, eventStatus }) => events.includes(eventId) && eventStatus !== 'cancelled');
  // What can no longer be booked is nobody's soonest, where something else can.
  const toCome = shown.filter((one) => !['closed', 'past', 'cancelled'].includes(bookingState(one, context.now)));
  const session = shown.length > 1 ? await bestOf(context, best, toCome.length > 0 ? toCome : shown) : undefined;
  if (!session) return undefined;
  if (choosing && (choosing.data || !/^(which|what)/.test(plainWords(typed))))
    return chosenOne(choosing, session, typed);
  return {
    verb: 'event',
    ask: { text: '', data: { event: session.eventId, session: session.id, words: '' }, values: {} },
  };
}

function namedAmong(
  { now, zone }: TurnContext,
  typed: string,
  offered: readonly ProgrammeSession[],
): readonly ProgrammeSession[] {
  const narrowed = narrowProgramme(offered, asDay(typed, offered), now, zone);
  if (narrowed.named || narrowed.days) return narrowed.sessions;
  // "The governance one": a word of one of the titles, whatever else it may mean.
  const said = tokensOf(typed)
    .filter((word) => !besideName.has(word))
    .flatMap(wordsOf);
  return said.length === 0 ? [] : offered.filter(({ title }) => said.every((word) => wordsOf(title).includes(word)));
}

/** Of one event its sessions were listed, of several the events. */
export function atPosition(
  offered: readonly ProgrammeSession[],
  events: readonly string[],
  ordinal: number,
): readonly ProgrammeSession[] {
  const at = ordinal > 0 ? ordinal - 1 : ordinal;
  if (events.length === 1) return [offered.at(at) ?? []].flat();
  const event = events.at(at);
  return offered.filter(({ eventId }) => eventId === event);
}
