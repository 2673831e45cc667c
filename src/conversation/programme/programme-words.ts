import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { isMeantFor } from '../../domain/booking.js';
import type { Position } from '../../domain/person.js';
import { isCommon, isGrammar } from '../../knowledge/common-words.js';
import { isEnglish } from '../../knowledge/english.js';
import { stemOf } from '../../knowledge/words.js';
import { daysInWords } from '../../understanding/dates.js';
import type { NamedDays } from '../../understanding/named-days.js';
import { isSlip, wordsInFull } from '../../understanding/tokens.js';
import { kindsOfEvent } from '../../understanding/vocabulary.js';
import { audienceInWords, isAudienceWord, isFor, type NamedAudience } from './audience-named.js';
import { withDaysOfEvents } from './days-of-events.js';
import { inMonthOfSession, onWeekdayOfSession } from './days-of-session.js';
import type { EventSessions } from './programme-cards.js';

/** What of the programme somebody's words are about. */
export interface Narrowed {
  readonly sessions: readonly ProgrammeSession[];
  readonly days: NamedDays | undefined;
  /** They name governors, or heads. */
  readonly audience: NamedAudience | undefined;
  /** Some words name a series, an event, a place or a venue of the programme. */
  readonly named: boolean;
  /** The words that do, as the programme compares them; and those that it does not know. */
  readonly known: readonly string[];
  readonly unknown: readonly string[];
}

/** Words that say nothing about which event is meant. */
const empty = new Set(
  'a an and any anything are at attend be book booked booking bookings by can come coming could do down event events for from full get give go going have head heads i im in is it its join left like list long me meeting meetings my next of on one or our out over place places please put register reserve school schools seat seats session sessions sign sold some that the there these this to up upcoming us want we what whats when where which who with would yes you your waiting date dates new next first about tell more detail details info information much cost how many time year day days thing things ones space spaces spot spots room rooms'.split(
    ' ',
  ),
);

/**
 * Narrows the programme to what the words name: days, audience, series, place. Words that the programme does not know
 * are passed over; misspelt ones are forgiven.
 */
export function narrowProgramme(
  sessions: readonly ProgrammeSession[],
  said: string,
  now: Date,
  zone: string,
): Narrowed {
  const text = withDaysOfEvents(wordsInFull(said), (name) => sessionsNamed(sessions, name), now, zone);
  const read = inMonthOfSession(daysInWords(text, now, zone), sessions, zone);
  const audience = audienceInWords(text);
  const timeless = read ? text.replace(read.words, ' ') : text;
  const rest = withoutParts(audience?.phrase ? timeless.replace(audience.phrase, ' ') : timeless);
  const all = wordsOf(rest);
  const words = all.filter((word) => !empty.has(word) && !isAudienceWord(word));
  const ofKind = new Set(all.filter((_, at) => kindsOfEvent.has(all[at + 1] ?? '')));
  const bestOf = (inTime: readonly ProgrammeSession[]) =>
    ofEitherPlace(sessions, words) ?? bestInTime(sessions, inTime, { words, ofKind }) ?? wholeNamesIn(sessions, all);
  const meant = read?.isWeekday ? bestOf(within(sessions, read)) : undefined;
  const ofMeant = sessions.filter(({ id }) => meant?.has(id));
  const days = onWeekdayOfSession(read, ofMeant, zone);
  const inTime = within(sessions, days);
  const best = bestOf(inTime);
  const candidates = best ? inTime.filter((session) => best.has(session.id)) : inTime;
  const forThem = candidates.filter((session) => audience === undefined || isFor(session, audience));
  const isKnown = (word: string) =>
    sessions.some((session) => [...bagOf(session).keys()].some((known) => isLike(known, word)));
  return {
    sessions: forThem,
    days,
    audience,
    named: best !== undefined,
    known: words.filter(isKnown),
    unknown: words.filter((word) => !isKnown(word)),
  };
}

/** The sessions that a name alone means. */
export function sessionsNamed(sessions: readonly ProgrammeSession[], name: string): readonly ProgrammeSession[] {
  const best = bestByWords(sessions, wordsOf(name).filter(names));
  return best ? sessions.filter(({ id }) => best.has(id)) : [];
}

function within(sessions: readonly ProgrammeSession[], days: NamedDays | undefined): readonly ProgrammeSession[] {
  return days ? sessions.filter((s) => s.startsAt < days.to && s.endsAt >= days.from) : sessions;
}

/** "The workshops at the conference": the conference is meant, and they are a part of it. */
function withoutParts(text: string): string {
  return text.replace(
    /\b(?:workshops?|sessions?|talks?|speakers?|choices)(?=(?: \w+){0,2} (?:at|of|during) (?:the|this|that|our) )/gi,
    ' ',
  );
}

/** "Northgate or Eastholm": of the rest that is said, what is on at either. Undefined where no two places are named. */
function ofEitherPlace(sessions: readonly ProgrammeSession[], words: readonly string[]): Set<string> | undefined {
  const placesOf = ({ town, label }: ProgrammeSession) => new Set([...wordsOf(town ?? ''), ...wordsOf(label)]);
  const isAt = (session: ProgrammeSession, word: string) => [...placesOf(session)].some((known) => isLike(known, word));
  const named = words.filter((word) => sessions.some((session) => isAt(session, word)));
  // Two words of one name are one place.
  const apart = named.filter(
    (word) => !sessions.some((session) => named.every((one) => isAt(session, one)) && isAt(session, word)),
  );
  if (apart.length < 2) return undefined;
  const rest = words.filter((word) => !named.includes(word));
  const found = apart.flatMap((word) => {
    const there = sessions.filter((session) => isAt(session, word));
    return [...(rest.length > 0 ? (bestByWords(there, rest) ?? there.map(({ id }) => id)) : there.map(({ id }) => id))];
  });
  return new Set(found);
}

/** Of equals the ones in time: "in Northgate before Christmas" is whatever is in Northgate then. */
function bestInTime(
  sessions: readonly ProgrammeSession[],
  inTime: readonly ProgrammeSession[],
  { words, ofKind }: { readonly words: readonly string[]; readonly ofKind: ReadonlySet<string> },
): Set<string> | undefined {
  const best = bestByWords(sessions, words, ofKind);
  if (!best || inTime.length === sessions.length || inTime.some(({ id }) => best.has(id))) return best;
  const has = (session: ProgrammeSession, word: string) =>
    [...bagOf(session).keys()].some((known) => isLike(known, word));
  const known = words.filter((word) => sessions.some((session) => has(session, word)));
  const whole = inTime.filter((session) => known.every((word) => has(session, word)));
  return whole.length > 0 ? new Set(whole.map(({ id }) => id)) : best;
}

/** "Subject days": a whole name, though each of its words is in any message. Undefined where none is said. */
function wholeNamesIn(sessions: readonly ProgrammeSession[], said: readonly string[]): Set<string> | undefined {
  const bare = (word: string) => (word.length > 3 ? word.replace(/(?<!s)s$/, '') : word);
  const text = ` ${said.map(bare).join(' ')} `;
  const isSaid = (name: string) => {
    const words = wordsOf(name.replace(/[,:].*$/, '')).map(bare);
    return words.length > 1 && text.includes(` ${words.join(' ')} `);
  };
  const found = sessions.filter(({ title, seriesName }) => isSaid(title) || isSaid(seriesName));
  return found.length > 0 ? new Set(found.map(({ id }) => id)) : undefined;
}

/**
 * Ids of the sessions that the words fit best; undefined when no word names anything of the programme.
 * @param ofKind words before "meeting", "workshop" and their like, which say which one however ordinary they are
 */
function bestByWords(
  sessions: readonly ProgrammeSession[],
  words: readonly string[],
  ofKind: ReadonlySet<string> = new Set(),
): Set<string> | undefined {
  if (words.length === 0) return undefined;
  const bags = sessions.map((session) => ({ id: session.id, bag: bagOf(session) }));
  const scores = new Map<string, number>();
  const light = new Map<string, number>();
  for (const word of words) {
    const hits = bags.filter(({ bag }) => [...bag.keys()].some((known) => isLike(known, word)));
    if (hits.length === 0) continue;
    const rarity = 1 + Math.log(bags.length / hits.length);
    for (const { id, bag } of hits) {
      const weight = Math.max(...[...bag].map(([known, value]) => (isLike(known, word) ? value : 0)));
      scores.set(id, (scores.get(id) ?? 0) + rarity * weight);
      if (isLight(word) && !ofKind.has(word)) light.set(id, (light.get(id) ?? 0) + 1);
      else light.set(id, Number.POSITIVE_INFINITY);
    }
  }
  // One word that any message may hold names nothing: "anything good" is none about good questions.
  const named = [...scores].filter(([id]) => (light.get(id) ?? 0) > 1);
  const top = Math.max(0, ...named.map(([, score]) => score));
  if (top === 0) return undefined;
  return new Set(named.filter(([, score]) => score >= top - 0.001).map(([id]) => id));
}

/** Words of a session with their weights: title and series count more than the place. */
export function bagOf(session: ProgrammeSession): ReadonlyMap<string, number> {
  const known = bagsOfSessions.get(session);
  if (known) return known;
  const bag = new Map<string, number>();
  // Words that any message may hold name an event only beside others: "how early can I come" means no early years.
  const add = (words: string | null, weight: number) => {
    for (const word of wordsOf(words ?? ''))
      if (names(word)) bag.set(word, Math.max(isLight(word) ? weight / 4 : weight, bag.get(word) ?? 0));
  };
  add(session.theme, 0.5);
  add(session.venue, 0.5);
  add(session.town, 1);
  add(session.label, 1);
  add(session.title, 2);
  add(session.seriesName, 2);
  if (session.link && !session.venue) add('online', 1);
  // A town counts once even if it is in the title too, so that it does not prefer that event to others in the town.
  for (const word of wordsOf(session.town ?? '')) if (bag.has(word)) bag.set(word, 1);
  bagsOfSessions.set(session, bag);
  return bag;
}

/** "The board that knows its school" is not named by "do you know". */
const isLight = (word: string) => isCommon(word) && !kindsOfEvent.has(word);
const names = (word: string) => !empty.has(word) && !isGrammar(word);

/** A programme that was read is narrowed several times, and shared by those who ask at the same time. */
const bagsOfSessions = new WeakMap<ProgrammeSession, ReadonlyMap<string, number>>();

/** As the programme compares them: without case, apostrophes and the plural. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
    .map((word) => (word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word));
}

/** The same word, or one misspelt by a letter or two that changed places (twice in a long one) after the first: "raining" is no training. */
function isLike(known: string, typed: string): boolean {
  if (known === typed) return true;
  if (typed.length < 5 || known.length < 5 || typed[0] !== known[0]) return false;
  if (!isSlip(known, typed, typed.length >= 8 ? 2 : 1)) return false;
  // What is a word of its own is meant as it stands: "spending" is no town that is spelt much like it.
  return !isEnglish(typed) || stemOf(typed) === stemOf(known);
}

/** Those meant for this position, when any is; all of them otherwise. */
export function preferMeantFor(
  sessions: readonly ProgrammeSession[],
  position: Position | undefined,
): readonly ProgrammeSession[] {
  const meant = sessions.filter((session) =>
    isMeantFor({ positions: session.audience, phases: [], localities: [] }, { position: position ?? null }),
  );
  return meant.length > 0 ? meant : sessions;
}

/** Sessions gathered by event, in the order of their first session. */
export function byEvent(sessions: readonly ProgrammeSession[]): EventSessions[] {
  const events = new Map<string, [ProgrammeSession, ...ProgrammeSession[]]>();
  for (const session of sessions) {
    const known = events.get(session.eventId);
    if (known) known.push(session);
    else events.set(session.eventId, [session]);
  }
  return [...events.values()];
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

/** "the second one", "2nd one", "number 2", "2": 1 for the first; -1 for "the last one". */
export function ordinalInWords(text: string): number | undefined {
  const said = text.replace(
    /\b(?:1st|2nd|3rd|[4-8]th)(?= one\b|\W*$)/i,
    (short) => ordinals[Number(short[0]) - 1] ?? short,
  );
  const word = /\b(first|second|third|fourth|fifth|sixth|seventh|eighth|last)( one)?\b/i.exec(said)?.[1]?.toLowerCase();
  if (word === 'last') return -1;
  if (word) return ordinals.indexOf(word) + 1;
  const number = /^\s*(?:number |no\.? |option |#)?(\d)\s*[.!]?\s*$/i.exec(text)?.[1];
  return number ? Number(number) : undefined;
}
