/**
 * Questions that are put in a roundabout way, as the plain questions that they are: "can you remind me what time it starts" asks "what
 * time does it start". What asks for a message later ("let me know when booking opens") and what tells of a doubt ("not sure
 * if I can come") is left as it is.
 */

const lead = '(?:(?:please|pls|ok|okay|and|so|but|hi|just|also|sorry|only|quick question) )*';
const asking = [
  '(?:(?:can|could|would|will) you (?:please |just |quickly )?)?(?:tell me|say|remind me(?: again)?|confirm)',
  '(?:(?:do|would) you (?:happen to )?know|do you have any idea|(?:have you )?(?:any|no) (?:idea|clue))',
  "(?:(?:i|we) |i'd |we'd )?(?:just )?(?:want(?:ed)? to|need to|would like to|like to) (?:know|check|ask|confirm|find out)",
  "(?:(?:i'm|im|i am|i was|was) )?(?:just )?(?:wondering|checking|asking)",
  "(?:i|we|i've|i have|ive) (?:forget|forgot|forgotten|(?:can't|cant|cannot|don't|dont) (?:remember|know|recall))",
].join('|');
const roundabout = new RegExp(
  `(?<before>^|[.!?,;:]\\s+|\\n)${lead}(?:${asking}) (?:again )?(?<question>(?:what|where|who|which|how|when|if|whether)\\b[^.?!\\n]*)`,
  'gi',
);

/** What is asked, up to the one spoken of: "what time", "how many places". */
const wanted = '(?<wanted>what|where|who|when|how|(?:what|which|whose|how) (?:[a-z]+ ){0,2}[a-z]+)';
const spokenOf = '(?<of>it|that|this|they|those|there)';
const inverted = new RegExp(
  `^${wanted} ${spokenOf}(?<is>'s|s| is| are| was| were| will| can) ?(?<rest>.*)$|^${wanted.replace('wanted', 'asked')} ${spokenOf.replace('of', 'by')} (?<does>[a-z]{2,}s)\\b ?(?<more>.*)$`,
  'i',
);
const whether = new RegExp(`^(?:if|whether) ${spokenOf}(?<is>'s|s| is| are| was| were| will| can) ?(?<rest>.*)$`, 'i');

/** @param text tidied, as it was typed */
export function inDirectQuestions(text: string): string {
  return text.replace(roundabout, (whole: string, ...found: unknown[]) => {
    const { before = '', question = '' } = found.at(-1) as Record<string, string>;
    const direct = directly(question.trim());
    return direct === undefined ? whole : `${before}${direct}`;
  });
}

function directly(question: string): string | undefined {
  if (/^(?:if|whether)\b/i.test(question)) {
    const { of, is, rest } = whether.exec(question)?.groups ?? {};
    return of && is ? `${sayVerb(is)} ${of} ${rest ?? ''}`.trim() : undefined;
  }
  const found = inverted.exec(question)?.groups;
  if (found?.wanted && found.is) return `${found.wanted} ${sayVerb(found.is)} ${found.of} ${found.rest ?? ''}`.trim();
  if (found?.asked && found.does)
    return found.does === 'has'
      ? `${found.asked} does ${found.by} have ${found.more ?? ''}`.trim()
      : `${found.asked} does ${found.by} ${baseOf(found.does)} ${found.more ?? ''}`.trim();
  // "When booking opens" may be what is waited for.
  return /^when\b/i.test(question) && !/^when (?:'?s|is|are|was|were|do|does|did|the|will)\b/i.test(question)
    ? undefined
    : question;
}

function sayVerb(written: string): string {
  const verb = written.trim().toLowerCase();
  return verb === "'s" || verb === 's' ? 'is' : verb;
}

/** "Finishes" is "finish", "starts" is "start", "tries" is "try". */
function baseOf(verb: string): string {
  if (/(?:s|sh|ch|x|z|o)es$/i.test(verb)) return verb.slice(0, -2);
  return verb.endsWith('ies') ? `${verb.slice(0, -3)}y` : verb.slice(0, -1);
}
