import type { ProgrammeSession } from '../../../app/programme/sessions.js';
import { saidInstead } from '../../../understanding/said-instead.js';
import { tokensOf } from '../../../understanding/tokens.js';
import { narrowProgramme, wordsOf } from '../../programme/programme-words.js';
import type { Subject, TurnContext, TurnRequest } from '../../talk/turn-context.js';
import { plainWords } from '../../talk/wording.js';

/** What may stand beside the name. */
const besideName = new Set('the one a please thanks in at on for it i meant mean can we do that then'.split(' '));

interface Corrected {
  readonly verb: string;
  readonly ask: TurnRequest;
}

/**
 * Another place, day or event alone, said to put right what was said before: what was asked or shown last is asked or shown of it;
 * just after a place was booked or moved, it is offered to move there.
 * @returns undefined where more is said, or nothing of the programme is named
 */
export function correction(
  { subject, now, zone }: Pick<TurnContext, 'subject' | 'now' | 'zone'>,
  typed: string,
  programme: readonly ProgrammeSession[],
): Corrected | undefined {
  const words = plainWords(typed);
  const rest = saidInstead(words);
  if (rest === undefined) return undefined;
  if (isOther.test(rest)) return theOther(subject, programme);
  if (isOrdinal.test(rest)) return { verb: 'event', ask: { text: rest, data: {}, values: {} } };
  const denied = /^(?:and |but )?not (?:for )?(?:the |that |in |at |on )*(?!me\b)(?<name>.+)/.exec(rest)?.groups?.name;
  const { named, days, known, sessions } = narrowProgramme(programme, denied ?? rest, now, zone);
  const names = new Set([...known, ...(days ? wordsOf(days.words) : [])]);
  const isAll = tokensOf(denied ?? rest).every(
    (word) => besideName.has(word) || wordsOf(word).every((one) => names.has(one)),
  );
  if (!isAll || !(named || days)) return undefined;
  const { again, registration, events } = subject;
  // "No, not Eastholm": where else it is.
  if (denied)
    return sessions.some(({ eventId }) => events.includes(eventId)) ? theOther(subject, programme) : undefined;
  // "Eastholm instead", asked whether to give a place up, is where they would rather go.
  const rather = again?.verb === 'cancel-ask' && /\b(?:instead|rather|better|easier)\b/.test(words);
  // "Sorry, Eastholm", after a place was booked and something of it asked, is where they would rather be.
  const isOfPlace = again?.verb === 'event-asked' && registration !== undefined;
  if (again && !rather && !isOfPlace) {
    const text = ofSame(subject, sessions, rest, programme);
    return { verb: again.verb, ask: { text, data: again.data, values: {} } };
  }
  if (registration) {
    const isElsewhere = sessions.length > 0 && !sessions.some(({ eventId }) => events.includes(eventId));
    return isElsewhere
      ? { verb: 'book', ask: { text: rest, data: { tap: 'yes' }, values: {} } }
      : { verb: 'move', ask: { text: rest, data: {}, values: {} } };
  }
  return events.length > 0 ? { verb: 'whats-on', ask: { text: rest, data: { among: 'talk' }, values: {} } } : undefined;
}

/**
 * "I'll do Eastholm then", while something of an event is asked: what they would take is shown with its button, and the question is
 * not asked of it.
 * @returns undefined where no such question is open, or more is said
 */
export function takenInstead(
  { subject, now, zone }: Pick<TurnContext, 'subject' | 'now' | 'zone'>,
  typed: string,
  programme: readonly ProgrammeSession[],
): Corrected | undefined {
  const isAsked = [subject.again?.verb, subject.choosing?.verb].includes('event-asked');
  const rest = isAsked ? takes.exec(tokensOf(typed).join(' '))?.groups?.rest : undefined;
  if (rest === undefined) return undefined;
  const { named, days, known, sessions } = narrowProgramme(programme, rest, now, zone);
  const names = new Set([...known, ...(days ? wordsOf(days.words) : [])]);
  const isAll = tokensOf(rest).every((word) => besideName.has(word) || wordsOf(word).every((one) => names.has(one)));
  if (!isAll || !(named || days)) return undefined;
  return { verb: 'book', ask: { text: ofSame(subject, sessions, rest, programme), data: { tap: 'yes' }, values: {} } };
}

const takes =
  /^(?:(?:ok|right|fine|well|no|so|then|oh|actually|in that case|great) )*(?:(?:i|we) (?:will|would like to|would rather|want to|would|can) |let us )?(?:do|take|have|go to|go for|go with|come to|choose|pick|prefer|stick with|stick to) (?<rest>.+)$/;

/**
 * Of what was just spoken of, or offered to choose from, where it is there as well: "Eastholm" is its day there, or the event of the
 * same series there.
 * @param sessions those that the words mean
 */
export function ofSame(
  { events, choosing }: Pick<Subject, 'events' | 'choosing'>,
  sessions: readonly ProgrammeSession[],
  rest: string,
  programme: readonly ProgrammeSession[],
): string {
  const among = choosing?.sessions ?? events;
  const isOfTalk = ({ id, eventId }: ProgrammeSession) => among.includes(id) || among.includes(eventId);
  const series = new Set(programme.filter(isOfTalk).map(({ seriesId }) => seriesId));
  const same = sessions.find(isOfTalk) ?? sessions.find(({ seriesId }) => series.has(seriesId));
  const isOnlyPlace = new Set(sessions.map(({ eventId }) => eventId)).size > 1;
  return same && isOnlyPlace ? `${rest} ${same.seriesName}` : rest;
}

const isOrdinal = /^(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|last)(?: one)?\W*$/;

const isOther = /^(?:i want |on )?(?:the )?other(?:s| one| ones| date| day| thing| event| booking)?(?: please)?\W*$/;

/** "No, the other one": of those that were listed, or of the days of the round, what is not shown now; of several, which one. */
function theOther(
  { events, session, listed = [], registration, again }: Subject,
  programme: readonly ProgrammeSession[],
): Corrected | undefined {
  const [only, ...more] = events;
  if (only === undefined) return undefined;
  if (more.length > 0) return whichOf(events, 'Which of these do you mean?');
  if (again?.verb === 'cancel-ask') return { verb: 'my-bookings', ask: { text: '', data: {}, values: {} } };
  if (registration) return { verb: 'move', ask: { text: '', data: { registration }, values: {} } };
  const days = programme.filter(({ eventId, id }) => eventId === only && id !== session);
  const [day, ...otherDays] = session ? days : [];
  if (day && otherDays.length === 0) return shown({ event: only, session: day.id });
  if (day) return shown({ event: only });
  const [event, ...others] = listed.filter((one) => one !== only);
  if (event === undefined) return undefined;
  if (others.length === 0) return shown({ event });
  return whichOf([event, ...others], 'Which of the others do you mean?');
}

function whichOf(events: readonly string[], title: string): Corrected {
  return { verb: 'whats-on', ask: { text: '', data: { events: events.join(' '), title }, values: {} } };
}

function shown(data: Readonly<Record<string, string>>): Corrected {
  return { verb: 'event', ask: { text: '', data: { ...data, words: '' }, values: {} } };
}
