import type { ProgrammeSession } from '../../app/programme/sessions.js';
import type { ReadClause } from '../../understanding/reading.js';
import { allInWords } from '../bookings/several-meant.js';
import { narrowProgramme, ordinalInWords } from '../programme/programme-words.js';
import type { TurnContext, TurnRequest } from '../talk/turn-context.js';

/** Which session, and nothing else: "the second one", "eastholm please", "the one on the 16th". */
const choosingWords = new Set(
  'EVENT PLACE DATE THAT NUMBER the one a please thanks thank you in at on for me yes ok then just to will do lets go with number option'.split(
    ' ',
  ),
);

/** "Both", "book all of them", "the first two", of what was shown; whatever else is said beside it is another request. */
const pointsAtSeveral =
  /^(book )?(both|all NUMBER|all (of )?THAT|(THAT|first|last|next) NUMBER)( (of THAT|please|thanks|thank you|for me))*$/;

/** More than one of them. */
const together = new Set(['both', 'all', 'and', 'every', 'each']);

/**
 * Asked which session to book, people name it: what they asked for before is then done for it.
 * @returns undefined when no choice is open, more is said, or it is not one of them that is meant
 */
export function chosenSession(
  context: TurnContext,
  { words, asks }: ReadClause,
  typed: string,
  programme: readonly ProgrammeSession[],
): { readonly verb: string; readonly ask: TurnRequest } | undefined {
  const { choosing, choices, events } = context.subject;
  if (asks || words.length === 0) return undefined;
  // "Eastholm for two" wants more than one place, and "will Eastholm do" asks.
  const said = words.join(' ');
  if (/ for NUMBER\b|^will /.test(said)) return undefined;
  // "Both", "Eastholm and Northgate": shown together, with the button that does it.
  const isChoice = words.every((word) => choosingWords.has(word) || together.has(word) || word === 'of');
  const isTogether = choosing
    ? !choosing.data && isChoice && (allInWords(typed) !== undefined || words.includes('and'))
    : pointsAtSeveral.test(said) && allInWords(typed) !== undefined;
  if (isTogether && (choosing || (events.length > 0 && !choices)))
    return { verb: choosing?.verb ?? 'book', ask: { text: typed, data: { tap: 'yes' }, values: {} } };
  if (!choosing || !isChoice) return undefined;
  // "And Eastholm", where a list asks which: something else is asked for.
  if (choosing.data && words[0] === 'and') return undefined;
  if (choosing.data) return pressed(context, { ...choosing, data: choosing.data }, typed, programme);
  const offered = programme.filter(({ id }) => choosing.sessions.includes(id));
  const ordinal = ordinalInWords(typed);
  const [only, ...others] =
    ordinal === undefined ? namedAmong(context, typed, offered) : atPosition(offered, events, ordinal);
  return only && others.length === 0
    ? { verb: choosing.verb, ask: { text: typed, data: { session: only.id }, values: {} } }
    : undefined;
}

/** The button of a list that the words name, by its place in the list or by the event, place or day beside it. */
function pressed(
  context: TurnContext,
  { verb, sessions, data }: { readonly verb: string; readonly sessions: readonly string[]; readonly data: Buttons },
  typed: string,
  programme: readonly ProgrammeSession[],
): { readonly verb: string; readonly ask: TurnRequest } | undefined {
  const isOf =
    ({ id, eventId }: ProgrammeSession) =>
    (offered: string) =>
      offered === id || offered === eventId;
  const ordinal = ordinalInWords(typed);
  const offered = programme.filter((session) => sessions.some(isOf(session)));
  const named =
    ordinal === undefined
      ? new Set(namedAmong(context, typed, offered).map((session) => sessions.findIndex(isOf(session))))
      : new Set([ordinal > 0 ? ordinal - 1 : sessions.length + ordinal]);
  const [only, ...others] = named;
  const chosen = only === undefined || others.length > 0 ? undefined : data[only];
  return chosen && { verb, ask: { text: '', data: chosen, values: {} } };
}

type Buttons = ReadonlyArray<Readonly<Record<string, string>>>;

function namedAmong(
  { now, zone }: TurnContext,
  typed: string,
  offered: readonly ProgrammeSession[],
): readonly ProgrammeSession[] {
  const narrowed = narrowProgramme(offered, typed, now, zone);
  return narrowed.named || narrowed.days ? narrowed.sessions : [];
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
