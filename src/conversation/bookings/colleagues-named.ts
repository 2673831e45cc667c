import { type Colleague, plainName } from '../../app/bookings/colleagues.js';
import { mentionedAccounts } from '../../app/people/mentioned-accounts.js';
import { positionsIn } from '../../domain/colleague-words.js';
import { ordinaryWords } from '../../understanding/model.js';
import { tokensOf } from '../../understanding/tokens.js';
import { mentionedIn, withoutNames } from '../talk/mentions.js';
import type { TurnContext } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';

/** Whom a message means by "Irene and me". */
interface NamedColleagues {
  /** People of the school on record, by id. */
  readonly people: readonly string[];
  /** Names of those whom it mentions and who are not on record there. */
  readonly others: readonly string[];
  readonly me: boolean;
}

/** Those who are mentioned, or were chosen in the form. */
export interface ChosenColleagues {
  /** People of the school on record, by id. */
  readonly people: readonly string[];
  /** Names of those who are not on record there; empty where the platform tells none. */
  readonly others: readonly string[];
  /** The speaker is one of them. */
  readonly me: boolean;
}

/** Who of the colleagues on record is mentioned, or was chosen in the form. */
export async function mentionedColleagues(
  context: TurnContext,
  colleagues: readonly Colleague[],
): Promise<ChosenColleagues> {
  const mentioned = mentionedIn(context.turn);
  const accounts = await mentionedAccounts(
    context.services.core,
    context.turn.account,
    mentioned.map(({ id }) => id),
  );
  const found = mentioned.map(({ id, name }) => {
    const personId = accounts.find((account) => account.id === id)?.personId ?? undefined;
    const onRecord = colleagues.filter((one) =>
      personId ? one.personId === personId : plainName(one.name) === plainName(name),
    );
    return { name, personId, colleague: onRecord.length === 1 ? onRecord[0]?.personId : undefined };
  });
  const isMe = ({ personId }: { personId: string | undefined }) =>
    personId !== undefined && personId === context.actor.personId;
  return {
    people: found.flatMap(({ colleague }) => colleague ?? []),
    others: found.filter((one) => !one.colleague && !isMe(one)).map(({ name }) => name),
    me: found.some(isMe),
  };
}

/** Reads who is to come: mentions, whole names, and a role that one of the colleagues has. Empty words mean the speaker. */
export async function namedColleagues(
  context: TurnContext,
  text: string,
  colleagues: readonly Colleague[],
): Promise<NamedColleagues> {
  const mentioned = mentionedIn(context.turn);
  const found = await mentionedColleagues(context, colleagues);
  const rest = withoutNames(text, [...mentioned.map(({ name }) => name), ...colleagues.map(({ name }) => name)]);
  const words = plainWords(rest);
  const spelt = colleagues.filter(({ name }) => name.includes(' ') && hasWords(text, name));
  const called = spelt.length > 0 ? [] : ofFirstName(text, colleagues);
  return {
    people: [
      ...new Set([
        ...found.people,
        ...[...spelt, ...called].map(({ personId }) => personId),
        ...ofRole(words, colleagues),
      ]),
    ],
    others: found.others,
    me: text === '' || found.me || /\b(me|myself|us|we|i)\b/.test(words),
  };
}

/** "Irene": the one colleague of that first name; what is a word as well names nobody. */
function ofFirstName(text: string, colleagues: readonly Colleague[]): readonly Colleague[] {
  const said = new Set(tokensOf(text).filter((word) => !ordinaryWords.has(word)));
  const called = colleagues.filter(({ name }) => said.has(name.split(' ')[0]?.toLowerCase() ?? ''));
  return called.length === 1 ? called : [];
}

/** A role says who is meant only where one colleague has it. */
function ofRole(words: string, colleagues: readonly Colleague[]): string[] {
  const roles = positionsIn(words.replace(/\b(me|briefing|conference|training)\b/g, ' '));
  const people = colleagues.filter(({ position }) => roles.includes(position)).map(({ personId }) => personId);
  return people.length === 1 ? people : [];
}

function hasWords(text: string, name: string): boolean {
  const wordsOf = (some: string) =>
    ` ${plainName(some)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  return wordsOf(text).includes(wordsOf(name));
}
