/**
 * Words as people type them on a phone, put into the form in which they are compared: lower case, short forms written out
 * ("dont" and "don't" are "do not"), a possessive as a word of its own.
 */
export function tokensOf(text: string): string[] {
  const words = text
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/\bw\s?\/\s?c\b/g, 'week commencing')
    .match(/@somebody\d*|[\p{L}\p{N}]+(?:'[\p{L}]+)*|‹[a-z]+›/gu);
  return (words ?? []).flatMap((word, at, all) => written(word, all[at + 1]));
}

function written(word: string, next: string | undefined): readonly string[] {
  const short = shortForms.get(word) ?? shortForms.get(word.replaceAll("'", ''));
  // "Ill" is somebody who is ill and "id" a card unless a verb follows, "well" is well, "were" and "its" are themselves.
  if (short && !(sameAsAWord.has(word) && !verbAfter[word]?.test(next ?? ''))) return short;
  const not = /^(\p{L}+)n't$/u.exec(word)?.[1];
  if (not) return [not, 'not'];
  const ending = /^(\p{L}+)'(s|d|ll|re|ve|m)$/u.exec(word);
  if (!ending) return [word.replaceAll("'", '')];
  const [, stem = '', end = ''] = ending;
  return [stem, end === 's' && !takesIs.has(stem) ? "'s" : (endings[end] ?? end)];
}

const verbAfter: Readonly<Record<string, RegExp>> = {
  ill: /^(be|come|take|have|go|book|wait|attend|let|get|do|need|not)$/,
  id: /^(like|love|rather|prefer|be|have|need|want|come|go|book|take|appreciate|hope|say|not)$/,
};
const sameAsAWord = new Set(['ill', 'well', 'were', 'its', 'wed', 'hell', 'shell', 'id', 'lets']);
const takesIs = new Set([
  'what',
  'who',
  'where',
  'when',
  'how',
  'that',
  'it',
  'there',
  'he',
  'she',
  'here',
  'everything',
]);
const endings: Readonly<Record<string, string>> = { s: 'is', d: 'would', ll: 'will', re: 'are', ve: 'have', m: 'am' };

const shortForms: ReadonlyMap<string, readonly string[]> = new Map(
  `dont do not|doesnt does not|didnt did not|cant can not|cannot can not|wont will not|wouldnt would not|shouldnt should not
couldnt could not|isnt is not|arent are not|wasnt was not|werent were not|havent have not|hasnt has not|hadnt had not
mustnt must not|neednt need not|aint is not|im i am|ive i have|ill i will|id i would|youre you are|youve you have|youd you would
youll you will|theyre they are|theyve they have|weve we have|whats what is|whos who is|wheres where is|whens when is
hows how is|thats that is|theres there is|hes he is|shes she is|lets let us|its it is|wed we would
u you|ur your|r are|pls please|plz please|plse please|pleeease please|thx thanks|thnx thanks|tks thanks|thanx thanks|ty thanks
tmrw tomorrow|tmr tomorrow|2moro tomorrow|tomoz tomorrow|b4 before|wanna want to|gonna going to|gotta have to|cd could
wd would|wld would|cld could|shd should|abt about|ppl people|cos because|coz because|bc because|yr year|wk week|yep yes|yup yes
yeah yes|yh yes|yea yes|y yes|ya yes|nope no|nah no|okay ok|k ok|kk ok|oke ok|teh the|hte the|adn and|taht that|jsut just|fo of|ot to|nvm never mind|msg message|msgs messages
appt appointment|owt anything|nowt nothing|summat something|conf conference|gov governor|govs governors|wkshp workshop|wkshop workshop|confrence conference|hol holiday|info information|asap soon|att attending|v very|w with
wots what is|wot what|wat what|wen when|wher where|anythin anything|somethin something|nothin nothing|goin going|comin coming|sesh session|seshes sessions`
    .split(/[|\n]/)
    .map((line): readonly [string, readonly string[]] => {
      const [short = '', ...full] = line.trim().split(' ');
      return [short, full];
    }),
);

/**
 * Lower-case short forms and dialect that stand for one other word, written out in a text that is otherwise as it was typed: "owt on
 * friday" is "anything on friday". Of one or two letters they may be anything.
 */
export function wordsInFull(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}@./'’-])[a-z]{3,}(?![\p{L}\p{N}@'’-]|\.\p{L})/gu, (word) => {
    const full = shortForms.get(word);
    return full?.length === 1 && !sameAsAWord.has(word) ? (full[0] ?? word) : word;
  });
}

/** The same word, or one misspelt: a letter more, fewer or other, or two that changed places; two of these in a long word that begins as it should. */
export function isNear(known: string, typed: string): boolean {
  if (known === typed) return true;
  if (typed.length < 4 || known.length < 4 || Math.abs(known.length - typed.length) > 2) return false;
  if (known[0] !== typed[0] && known[1] !== typed[1]) return false;
  // Few mistake the first letter and another one besides: a "pension" is no "session".
  const isLong = Math.min(known.length, typed.length) >= 7 && known[0] === typed[0];
  return isSlip(known, typed, isLong ? 2 : 1);
}

const vowels = new Set('aeiouy');

/**
 * Whether a word may be another one misspelt. Two letters in the place of two others are another word ("northdale" is no
 * Northgate), unless each is a vowel for a vowel, which people mistake ("seperete").
 * @param most edits that are forgiven
 */
export function isSlip(known: string, typed: string, most: number): boolean {
  const edits = editsBetween(known, typed);
  if (edits > most) return false;
  if (edits < 2 || known.length !== typed.length) return true;
  const other = [...known].flatMap((letter, at) => (letter === typed[at] ? [] : [[letter, typed[at] ?? ''] as const]));
  return other.length > 2 || other.every((pair) => pair.every((letter) => vowels.has(letter)));
}

/** Levenshtein's distance in which neighbours that changed places count once. */
export function editsBetween(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
