/** One thing that was said, as it was typed. */
export interface Clause {
  readonly text: string;
  /** It ended with a question mark. */
  readonly asks: boolean;
}

const sentences = new Intl.Segmenter('en-GB', { granularity: 'sentence' });

/** How many clauses of a message are looked at: the rest of a pasted page helps nobody. */
const mostClauses = 12;

/** Splits text into sentences, and sentences where a new request or question begins. */
export function clausesOf(text: string): readonly Clause[] {
  const lines = joinWrapped(text.split('\n'));
  const said = lines.flatMap((line) => [...sentences.segment(shield(line))].flatMap(({ segment }) => parts(segment)));
  return said
    .map((segment) => unshield(segment).trim())
    .filter((segment) => /[\p{L}\p{N}?@]/u.test(segment))
    .slice(0, mostClauses)
    .map((segment) => ({ text: segment, asks: /\?[\s)"'!.]*$/.test(segment) }));
}

/** A line that goes on in the next one: it ends in the middle of a sentence, and the next begins with a small letter. */
function joinWrapped(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last && line && !/[.?!:;]$/.test(last) && /^[a-z]/.test(line) && last.length > 40) {
      joined[joined.length - 1] = `${last} ${line}`;
    } else joined.push(line);
  }
  return joined;
}

/** The stop of "10.30", "no. 3", "Jan." ends no sentence. */
function shield(text: string): string {
  return text.replace(
    /(\d)\.(?=\d)|\b(no|mr|mrs|ms|dr|st|rev|approx|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|weds?|thurs?|fri|sat|sun|a\.m|p\.m)\.(?= ?[a-z0-9])/gi,
    (whole) => `${whole.slice(0, -1)}\u2024`,
  );
}

function unshield(text: string): string {
  return text.replaceAll('\u2024', '.');
}

const opener =
  "(?:please |pls |also |then |just )*(?:tell|let|show|send|give|remind|book|cancel|move|reserve|register|put|sign|join|add|take|explain|what(?:'?s)?|when(?:'?s)?|where(?:'?s)?|who(?:'?s)?|how|why|which|(?:i )?(?:(?:was|am|were|just) )*wonder(?:ed|ing)?|is|are|am|do|does|did|has|have|can|could|will|would)\\b";
const seams = new RegExp(
  `(?<=\\p{L}{3})[.!]\\s+(?=\\p{Ll})|(?<=\\p{L}{2}|\\d|!)[.!]\\s+(?=${opener}|actually\\b|sorry\\b|no\\b|i\\b|my\\b|thats?\\b)|\\s*;\\s*|\\s+-+\\s+|\\.{2,}\\s*|(?:,\\s*|\\s+)(?:and|also(?!\\s+(?:did|do|does|has|have|are)\\b)|plus|then)\\s+(?=${opener}(?! (?:and|or)\\b))|,\\s*(?=(?:can|could|would|will) (?:you|i|we)\\b|what(?:'?s)?\\b|when(?:'?s)? |where(?:'?s)? |how |is (?:there|it)\\b|did (?:they|you|i)\\b|please )`,
  'iu',
);

/** "Never mind then, cancel it", "forget that and book me on the other": what was talked of is waved away, and another thing asked. */
const wavedAway = new RegExp(
  `^\\s*(?:(?:oh|ok|okay|well|no|right|ah|fine)[\\s,]+)*(?:never ?mind|nvm|not to worry|no worries|do(?: not|n['’]?t) (?:bother|worry)|no need|i (?:did not|didn['’]?t) mean (?:that|it)|(?:forget|scrap|leave|ignore) (?:it|that)|does(?:n['’]?t| not) matter|no matter)(?: (?:that|it|then|now|about (?:it|that)))*(?:[\\s,.!]+(?:and|just|so|but))*[\\s,.!]+(?=${opener}(?! (?:it|that)\\b.*\\bas\\b))`,
  'iu',
);

/** Without what waves away what was talked of before. */
export function withoutWaving(text: string): string {
  return text.replace(wavedAway, '');
}

function parts(sentence: string): string[] {
  const said = withoutWaving(sentence);
  const pieces = said.split(seams).filter((piece): piece is string => piece !== undefined && piece.trim() !== '');
  // "Book Sam and me": a piece without a verb of its own belongs to the one before it.
  return pieces.length > 1 && pieces.every((piece) => piece.trim().split(/\s+/).length > 1) ? pieces : [said];
}
