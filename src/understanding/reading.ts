import { type Clause, clausesOf } from './clauses.js';
import { concernsAChild } from './concern.js';
import { abstractClause, type Mention } from './mentions.js';
import { inModel, type Likely, ordinaryWords, type Stance, weigh } from './model.js';
import { tidyMessage } from './tidy.js';
import { tokensOf } from './tokens.js';
import { type KnownNames, namesOf, type Vocabulary } from './vocabulary.js';
import { isOfAnotherHand } from './whose-words.js';

/** What one clause says, as it is weighed; nothing is decided yet. */
export interface ReadClause extends Clause {
  /** Its words, names and days as kinds of mention in capitals. */
  readonly words: readonly string[];
  readonly mentions: readonly Mention[];
  readonly act: readonly Likely<string>[];
  readonly stance: readonly Likely<Stance>[];
  /** What it asks for was proposed by another reader; its own words need not say so. */
  readonly proposed?: true;
}

/** A message, read. */
export interface Reading {
  /** Without quoted replies, greetings, signatures and footers. */
  readonly text: string;
  /** An older message is quoted: what "it" means is not certain. */
  readonly quotes: boolean;
  readonly clauses: readonly ReadClause[];
  /** It may not be meant as it stands: in quotation marks, with a face that doubts or jests, or somebody else's message. */
  readonly reserved: boolean;
  /**
   * All that it says is yes, or no; a thumb or a tick alone is a sign. "Ok thanks", "yes, leave it" say that it was read,
   * and not what is wanted.
   */
  readonly assent: 'yes' | 'sign' | 'heard' | 'no' | undefined;
  /** It seems to be about a child, or a safeguarding worry. */
  readonly concern: boolean;
}

/**
 * Reads a message: tidies it, splits it, finds what it names, and weighs each clause. Of who asks it knows the name at most.
 * @param speaker their name, where it is known
 */
export function readMessage(
  typed: string,
  vocabulary: Vocabulary,
  now: Date,
  zone: string,
  speaker?: string | null,
): Reading {
  const { text, thumb, quotes, whole, ...tidied } = tidyMessage(typed);
  const reserved = tidied.reserved || (Boolean(speaker) && isOfAnotherHand(whole, speaker ?? ''));
  const names = namesOf(vocabulary, ordinaryWords);
  const clauses = clausesOf(text).map((clause) => readClause(clause, names, now, zone));
  return {
    text,
    quotes,
    clauses,
    reserved,
    assent: assentOf(text, thumb, { whole, doubtful: reserved || quotes }),
    concern: clauses.some((clause) => concernsAChild(clause, text)),
  };
}

function readClause(clause: Clause, names: KnownNames, now: Date, zone: string): ReadClause {
  const abstract = abstractClause(clause.text, names, (word) => ordinaryWords.has(word), now, zone);
  const words = abstract.words.map((word) => inModel(word));
  return { ...clause, words, mentions: abstract.mentions, ...weigh(withoutTail(words), clause.asks) };
}

/** Said for the tone at the end of anything: "what have I got now", "when is it then". */
const tails = new Set(['now', 'then', 'though', 'anyway', 'exactly']);

function withoutTail(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? '';
  return words.length > 3 && tails.has(last) ? words.slice(0, -1) : words;
}

const saysYes = new Set('yes ok sure confirm confirmed definitely absolutely certainly'.split(' '));
const goesOn =
  /^(?:please|thanks|thank you|do it|do that|do|it|that|go ahead|go for it|go on|of course|i am sure|cancel it|cancel that|cancel my place|ask them|ask the team|ask it|that is right|that is fine|correct|right|fine|great|so much|very much|a lot|then|all)$/;
const saysNo =
  /^(?:no|never mind|nevermind|(?:leave|keep) (?:it|that|them|things)|(?:scrap|forget|ignore) (?:it|that)|keep (?:my|the) place|do not|not now|not today|do not bother|no need|no way|stop|wait)$/;
const saidBesideNo =
  /^(?:thanks|thank you|please|it|is|ok|sorry|actually|then|for now|after all|as it is|i (?:will|am|would)|let us|can you|just)$/;
/** With "ok" alone, words that close a talk as often as they answer a question. */
const closes = /\b(?:thanks|thank you|that|right|fine|great|so much|very much|a lot|then|all)\b/;
const saysGo =
  /\b(?:do it|do that|go ahead|go for it|go on|of course|cancel (?:it|that|my place)|ask (?:it|them|the team))\b/;

/** Yes and nothing else: "ok, how do I get there?" and "yes to keeping it" are no leave to cancel. */
function assentOf(
  text: string,
  thumb: boolean,
  { whole, doubtful }: { readonly whole: string; readonly doubtful: boolean },
): Reading['assent'] {
  if (text === '') return thumb ? 'sign' : undefined;
  if (text.includes('?')) return undefined;
  const words = tokensOf(text);
  if (words.length === 0 || words.length > 9) return undefined;
  const said = words.join(' ');
  const isYes = words.some((word) => saysYes.has(word)) || /^(go ahead|go on|do it|please do|go for it)\b/.test(said);
  const isYesWord = (phrase: string) => saysYes.has(phrase) || goesOn.test(phrase);
  if (isYes && isMadeOf(words, isYesWord)) {
    const isOk = words.every((word) => !saysYes.has(word) || word === 'ok') && !saysGo.test(said);
    const isOpen = /^(?:please confirm|confirm please)$/.test(said) || (isOk && closes.test(tokensOf(whole).join(' ')));
    // Of an older message that is quoted, that one was answered, whatever was asked since.
    return doubtful || isOpen ? 'heard' : 'yes';
  }
  const isNo =
    isMadeOf(words, (phrase) => saysNo.test(phrase) || saidBesideNo.test(phrase)) &&
    words.some((_, at) => [1, 2, 3].some((length) => saysNo.test(words.slice(at, at + length).join(' '))));
  if (isNo) return 'no';
  // "Yes, leave it": whoever is asked whether to cancel may mean either.
  return isYes && isMadeOf(words, (phrase) => isYesWord(phrase) || saysNo.test(phrase)) ? 'heard' : undefined;
}

/** Whether words can be cut into phrases of up to three that are all of a kind. */
function isMadeOf(words: readonly string[], isOfKind: (phrase: string) => boolean): boolean {
  if (words.length === 0) return true;
  return [1, 2, 3].some(
    (length) =>
      length <= words.length && isOfKind(words.slice(0, length).join(' ')) && isMadeOf(words.slice(length), isOfKind),
  );
}
