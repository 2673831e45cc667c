import type { KnowledgeDocument } from './document.js';
import { splitWords } from './words.js';

/** What a question may ask for that an answer has or has not. */
const toldOf = ['time', 'number', 'money'] as const;
export type Told = (typeof toldOf)[number];

const asked: Readonly<Record<Told, RegExp>> = {
  time: /^(?:\S+ ){0,4}when (?:is|are|was|were|do|does|did|will|would|can|could|should|must|has|have|s|the|next)\b|^when\b|\b(?:what|which) (?:dates?|days?|time|week|month|year)\b|\bhow (?:soon|long)\b|\bdeadline\b/,
  number: /\bhow (?:many|often|old|big|far)\b|\bwhat (?:percentage|proportion|number|age)\b/,
  money: /\bhow much\b|\bwhats? .*\b(?:rates?|prices?|costs?|fees?|charge|pay|salary)\b/,
};

const given: Readonly<Record<Told, RegExp>> = {
  time: /\b(?:19|20)\d\d\b|\b\d\d?(?:st|nd|rd|th|am|pm)\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|spring|summer|autumn|winter|christmas|easter|terms?|weeks?|fortnights?|months?|years?|days?|hours?|before|after|until|within|once|when|soon|already|weekly|monthly|yearly|termly|daily)\b/i,
  number:
    /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundred|thousand|half|third|quarter|once|twice|weekly|monthly|yearly|termly|daily|every|each)\b/i,
  money:
    /[£\d%]|\b(?:free|costs?|prices?|pays?|paid|fees?|charge[sd]?|fund(?:s|ed|ing)?|grants?|money|sums?|budgets?|savings?|subscriptions?)\b/i,
};

/** What a document tells of: a record is looked up, and has whatever it has; an article answers what it is asked on record, however short. */
export function toldBy({ kind, title, question = '', aliases, text }: KnowledgeDocument): ReadonlySet<Told> {
  const onRecord = [title, question, ...aliases].map((phrase) => splitWords(phrase).join(' '));
  const isTold = (one: Told) => given[one].test(text) || onRecord.some((phrase) => asked[one].test(phrase));
  return new Set(toldOf.filter((one) => kind !== 'article' || isTold(one)));
}

/** What a question asks for of these; none where it asks for something else. */
export function askedIn(words: readonly string[]): Told[] {
  const said = words.join(' ');
  return toldOf.filter((one) => asked[one].test(said));
}
