/** A text without what bounds its question, and each bound as it was typed. */
export interface Limits {
  readonly rest: string;
  /** "more than one", "twice": no query holds them, and without them it would be another question. */
  readonly limits: readonly string[];
  readonly exclusions: readonly Exclusion[];
}

/** What a question leaves out: as it was typed, and what follows the word that says so. */
export interface Exclusion {
  readonly said: string;
  readonly what: string;
}

const number = '(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|\\d{1,3}(?!\\d|[/-]\\d))';
/** "Over two years" and "the last three" are times, and are read as such. */
const noTime = '(?! (?:academic |school |calendar )?(?:years?|terms?|months?|weeks?|days?|rounds?|of)\\b)';

/** How many there must be for something to count: "at least two briefings", "just one", "over 20". At least one is any. */
const bound = new RegExp(
  `\\b(?:(?:just|only|exactly|precisely|more than|fewer than|less than|no more than|at most|over|under|above|below|up to) ${number}|at least (?!one\\b|1\\b)${number}|${number} or (?:more|fewer|less))\\b${noTime}`,
  'gi',
);

/** How often somebody did. */
const often =
  /(?<!\bat least )\b(?:only once|just once|once|twice|(?<!\bhow many )(?:two|three|four|five|\d{1,2}) times|in a row|running)\b/gi;

/** One word of what is left out, which ends where the question goes on. */
const named =
  "(?!(?:in|at|on|for|from|since|during|came|come|attended|to|who|that|last|this|did|do|was|were|and|or)\\b)[\\p{L}\\p{N}/'’-]+";

/** What is not to be counted: "excluding Eastholm", "apart from the governors", "in March but not in June". */
const left = new RegExp(
  `\\b(?<sign>excluding|barring|bar(?= (?:the|for|our|any|those) )|save for|excludes?|except(?:ing)?(?: for)?|apart from|aside from|other than|rather than|instead of|as opposed to|not (?:counting|including)|leaving out|ignoring|minus|without(?! (?:a |having )?book)|but not|(?:every(?:where|one|body|thing)|any(?:where|one|body|thing)|all) but|outside(?: of)?)(?<what>(?: (?:in|at|on|from|to|for|the|our|any|all|those|people|anyone|everybody))* ${named}(?: ${named}){0,2}(?: (?:and|or) ${named}(?: ${named})?)?)`,
  'giu',
);

/** It asks for another instead, which is no part of what is counted. */
const ofAnother = /^(?:rather|instead|as opposed|outside)/i;

/** Whoever was there in person was not online. */
const inPerson = /\b(?:in[ -]person|face[ -]to[ -]face|f2f)\b/gi;

/** Takes out of a question what it bounds itself by. */
export function limitsIn(text: string): Limits {
  const limits: string[] = [];
  const exclusions: Exclusion[] = [];
  // "Leaving Eastholm out" is "leaving out Eastholm".
  const inOrder = text.replace(/\bleav(?:e|ing) (?!out\b)((?:[^\s,.]+ ){1,3})out\b/gi, 'leaving out $1');
  const there = inOrder.replace(inPerson, (said) => {
    exclusions.push({ said: said.toLowerCase(), what: 'online' });
    return ' ';
  });
  const ofParts = there.replace(left, (said, ...found) => {
    const { sign = '', what = '' } = found.at(-1) as Record<string, string>;
    if (ofAnother.test(sign)) limits.push(said.toLowerCase());
    else exclusions.push({ said: said.toLowerCase(), what: what.trim() });
    return ' ';
  });
  const rest = [bound, often].reduce(
    (words, pattern) =>
      words.replace(pattern, (limit) => {
        limits.push(limit.toLowerCase());
        return ' ';
      }),
    ofParts,
  );
  return { rest, limits, exclusions };
}
