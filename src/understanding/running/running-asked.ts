import { isEnglish } from '../../knowledge/english.js';
import { hasQuestionForm } from '../clause-form.js';
import type { Mention } from '../mentions.js';
import type { ReadClause } from '../reading.js';
import { isNear, tokensOf } from '../tokens.js';
import { passing, undone, type Work, type WorkDeed, workDeeds, workNames } from './running-words.js';

/** What somebody who runs the programme asks for. */
export interface WorkAsked {
  readonly work: Work;
  readonly deeds: ReadonlySet<WorkDeed>;
  /** What it is called in their own words; empty where it is what was shown last. */
  readonly name: string;
  /** All that was said, as it is compared. */
  readonly said: string;
  /** What still waits is meant. */
  readonly undone: boolean;
  readonly mentions: readonly Mention[];
}

/** What it is about may be anything: an article, an audience, a new event. */
const ofAnything: ReadonlySet<Work> = new Set(['articles', 'audiences', 'new-event', 'templates', 'files']);
const about = /\b(?:about|on|for|of|from|in|at|called|named|with|saying|to explain|explaining)\b.*$/;

/** Named by a word that is said of much else: all the others must be accounted for. */
const strict: ReadonlySet<Work> = new Set(['bookings', 'state', 'register', 'places', 'drafts', 'roles']);

/** More words than these tell a story. */
const mostWords = 28;

/**
 * Reads a request for the work of those who run the programme. Every word must be accounted for: by the name of the work, by
 * what is to be done, by what the clauses mention, or as a word that is of no subject. What is left over makes it another question.
 * @param last what of it was shown last: "approve them", "which ones are waiting"
 * @param loosely where nothing else answers them: words of their own may stand beside a name that is said of nothing else
 */
export function workAsked(clauses: readonly ReadClause[], last?: Work, loosely = false): WorkAsked | undefined {
  const mentions = clauses.flatMap((clause) => clause.mentions);
  const said = withoutSlips(clauses.map(({ text }) => tokensOf(text).join(' ')).join(' '));
  if (said.split(' ').length > mostWords || reserved.test(said) || writesToPeople.test(said)) return undefined;
  const named = workNames.find(([, pattern]) => pattern.test(said));
  const work = named?.[0] ?? last;
  if (!work) return undefined;
  const rest = named ? said.replace(named[1], ' ') : said;
  const waits = undone.test(said);
  const own = withoutMentions(withoutOthers(ofAnything.has(work) ? rest.replace(about, ' ') : rest), mentions);
  const deeds = new Set(deedsIn(named ? said : own));
  const left = words(withoutDeeds(own.replace(undone, ' '), work)).filter(
    (word) => !isAccountedFor(word, work, named !== undefined),
  );
  const asked: WorkAsked = { work, deeds, name: named?.[1].exec(said)?.[0] ?? '', said, undone: waits, mentions };
  const isQuestion = clauses.some((clause) => clause.asks || hasQuestionForm(clause));
  if (loosely && named && !strict.has(work)) return asked;
  // An order may have a word of its own: "chase the nominations"; a question with one may ask for anything.
  const most = named && !strict.has(named[0]) && !isQuestion ? 1 : 0;
  if (left.length > most || (!named && !leans(own, deeds, waits) && !isOfOtherDays(work, said, mentions)))
    return undefined;
  return asked;
}

/** What is in doubt, denied, told of others or asked about in general is no request. */
const reserved =
  /\b(?:should|why|if you|would not|nobody should|told|says|said that|suppose|supposed|unless|whether|never mind)\b/;

/** "Let everyone on the waiting list know": it is a message, whatever it is about. */
const writesToPeople =
  /^(?:(?:please|can|could|you|we|i|ok|and|so|let us|need to|want to) )*(?:let|tell|write to|e?mail|message|text|inform|notify|remind|warn) (?:\w+ )?(?:everyone|everybody|all|people|those|them|attendees|delegates|whoever|lot)\b/;

const words = (text: string) => text.split(' ').filter(Boolean);

/** A word of a deed counts only where a deed is meant by it; draft titles are nobody's vocabulary. */
function isAccountedFor(word: string, work: Work, named: boolean): boolean {
  if (passing.has(word) || /^\d+$/.test(word) || weekday.test(word)) return true;
  return work === 'drafts' && named && word !== 'not';
}

/** "Quotes for the board paper": what it is for is work, too. */
function withoutOthers(rest: string): string {
  return workNames.reduce((left, [work, pattern]) => (asides.has(work) ? left.replace(pattern, ' ') : left), rest);
}

const asides: ReadonlySet<Work> = new Set(['paper', 'digest', 'feedback', 'quotes', 'door', 'audiences']);

const weekday = /^(?:mon|tues|wednes|thurs|fri|satur|sun)days?$/;

/** To stop is a deed only with what comes by itself; elsewhere it denies. */
function withoutDeeds(own: string, work: Work): string {
  return (Object.keys(workDeeds) as WorkDeed[]).reduce(
    (left, deed) => (deed === 'stop' && work !== 'digest' ? left : left.replace(new RegExp(workDeeds[deed], 'g'), ' ')),
    own,
  );
}

/** "And the summer one", of a paper: it is made of days. */
function isOfOtherDays(work: Work, said: string, mentions: readonly Mention[]): boolean {
  const others = /^(?:and|what about|how about|same for|for|make it|now|just|only) | (?:only|instead|please|too)$/.test(
    said,
  );
  const days = /\b(?:autumn|spring|summer|20\d\d)\b/.test(said) || mentions.some(({ kind }) => kind === 'DATE');
  return work === 'paper' && others && days;
}

function deedsIn(said: string): WorkDeed[] {
  return (Object.keys(workDeeds) as WorkDeed[]).filter((deed) => workDeeds[deed].test(said));
}

/** "Publish it", "which ones are waiting", "how many": it points to what was shown, or asks how much of it there is. */
function leans(own: string, deeds: ReadonlySet<WorkDeed>, waits: boolean): boolean {
  // "Approve", of what was just shown.
  if (deeds.size > 0 && words(withoutDeeds(own, 'digest')).every((word) => passing.has(word)) && words(own).length <= 2)
    return true;
  const points = /\b(?:it|them|those|these|that|this|ones?|any|how many|same)\b/.test(own);
  return points && (deeds.size > 0 || waits || /\bhow (?:many|often)\b|\bwhen\b|\bwaiting\b|\bpending\b/.test(own));
}

const kindsTakenOut: ReadonlySet<Mention['kind']> = new Set([
  'EVENT',
  'PLACE',
  'DATE',
  'PROJECT',
  'PERSON',
  'ROLE',
  'NUMBER',
]);

function withoutMentions(said: string, mentions: readonly Mention[]): string {
  return mentions
    .filter(({ kind }) => kindsTakenOut.has(kind))
    .reduce((left, mention) => {
      const name = tokensOf(mention.words).join(' ');
      const at = name === '' ? -1 : ` ${left} `.indexOf(` ${name} `);
      return at < 0 ? left : `${left.slice(0, at)} ${left.slice(at + name.length)}`.replace(/ +/g, ' ').trim();
    }, said);
}

const vocabulary: readonly string[] = [
  ...new Set(
    [...workNames.map(([, pattern]) => pattern), ...Object.values(workDeeds)].flatMap(
      ({ source }) => source.match(/[a-z]{6,}/g) ?? [],
    ),
  ),
];

/** With the words of the trade that were misspelt as they are spelt. */
function withoutSlips(said: string): string {
  return said
    .split(' ')
    .map((word) => {
      if (word.length < 6 || passing.has(word) || vocabulary.includes(word) || isEnglish(word)) return word;
      return vocabulary.find((known) => isNear(known, word)) ?? word;
    })
    .join(' ');
}
