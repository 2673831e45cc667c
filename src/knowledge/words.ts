import { stemmer } from 'stemmer';

/**
 * Splits a text into plain words: small letters, no accents, no apostrophes, letters and digits apart, so that "Y6",
 * "yr 6" and "Caring2Learn", "caring 2 learn" come out alike.
 * @returns the words in order, none empty
 */
export function splitWords(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/['’‘`´]s\b/g, ' ')
      .replace(/['’‘`´]/g, '')
      .replace(/(\d),(?=\d{3}\b)/g, '$1')
      .match(/\d+(?:\.\d+)?|\p{L}+/gu) ?? []
  );
}

const stems = new Map<string, string>();
const rememberedStems = 50_000;

/** The stem of a word (Porter, 1980); digits stay as they are. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(word);
  if (stems.size >= rememberedStems) stems.clear();
  stems.set(word, stem);
  return stem;
}

const derived = /(abl|abil|ation|ment|anc|enc|ist|ism|ship|ness)(e|y|it(y|ies)|s|es|ies)?$/;

/**
 * A word for the thesaurus: its stem, kept apart from words made from it. "Accountable" is a meaning of the field and
 * has the stem of "account", which is not.
 */
export function meaningKeyOf(word: string): string {
  const suffix = derived.exec(word)?.[1];
  return suffix && word.length > suffix.length + 3 ? `${stemOf(word)}+${suffix}` : stemOf(word);
}
