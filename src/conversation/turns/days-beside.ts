import type { Decision } from '../../understanding/policy.js';
import { filtersInWords } from '../programme/programme-filters.js';
import type { Said } from './said.js';

/** "I can't do the 5th", "we are away until Tuesday": days that are not asked for. */
const isNotMeant =
  /\b(?:not|never|nor|cant|can't|cannot|won't|wont|don't|dont|unable|away|off|out of|busy|shut|closed|inset|no good|unless|except)\b/i;

/** "I'm free on the 6th", "nothing after 3pm": when one can come. What is told of a day besides asks for nothing on it. */
const isMeant =
  /^(?:what|which|any\w*|is there|are there)\b|\b(?:free|available|(?:can|could) (?:only )?(?:do|make|come|manage)|only|prefer\w*|rather|nothing (?:after|before)|suits?|works?|good for (?:me|us)|ideally|best)\b/i;

/**
 * "I'm free on Wednesday 6 January, what's on?": the days and times that one clause says are those of what the other asks for.
 * @param decisions all of the message
 */
export function withDaysBeside(said: Said, asked: Decision, decisions: readonly Decision[]): Said {
  if (said.intent.verb !== 'whats-on' || said.request.text === '') return said;
  const own = whenSaid(asked);
  const besides = decisions
    .filter((one) => one !== asked && one.verdict === 'open' && !one.clause.asks)
    .map((one) => (isOffered(one) ? whenSaid(one) : whenNot(one)));
  const days = own.days.length === 0 ? onlyOf(besides.map((one) => one.days)) : [];
  const times = own.times.length === 0 ? onlyOf(besides.map((one) => one.times)) : [];
  if (days.length + times.length === 0) return said;
  return { ...said, request: { ...said.request, text: [said.request.text, ...days, ...times].join(' ') } };
}

/** Of two that say it neither is meant. */
function onlyOf(said: ReadonlyArray<readonly string[]>): readonly string[] {
  const [only, ...others] = said.filter((words) => words.length > 0);
  return only && others.length === 0 ? only : [];
}

function whenSaid({ clause }: Decision) {
  return {
    days: clause.mentions.filter(({ kind }) => kind === 'DATE').map(({ words }) => words),
    times: filtersInWords(clause.text).ofTime,
  };
}

/** "Thursdays are no good": what is left out. */
function whenNot({ clause }: Decision) {
  return { days: [], times: filtersInWords(clause.text).ofTime.filter((words) => words.startsWith('not ')) };
}

function isOffered({ clause: { text } }: Decision): boolean {
  return offersDays(text) && !isNotMeant.test(text);
}

/** Whether words say when somebody can come, or would rather. */
export function offersDays(text: string): boolean {
  return isMeant.test(text);
}
