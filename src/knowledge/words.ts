import { stemmer } from 'stemmer';

/**
 * Splits a text into plain words: small letters, no accents, no apostrophes, letters and digits apart, so that "Y6",
 * "yr 6" and "Read2Learn", "read 2 learn" come out alike.
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

/** Forms that no rule of suffixes finds. */
const irregular = new Map(
  `began begin begun begin came come chose choose chosen choose gave give given give held hold kept keep knew know known know led lead
lost lose met meet paid pay ran run sent send spent spend taught teach told tell went go gone go won win wrote write
written write grew grow grown grow brought bring bought buy built build found find felt feel made make said say seen see
saw see sat sit taken take took take thought think understood understand children child men man women woman criteria criterion`
    .split(/\s+/)
    .flatMap((form, at, all) => (at % 2 === 0 ? [[form, all[at + 1] ?? form] as const] : [])),
);

const stems = new Map<string, string>();
const rememberedStems = 50_000;

/** The stem of a word (Porter, 1980) or of the word that it is an irregular form of; digits stay as they are. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(irregular.get(word) ?? word);
  if (stems.size >= rememberedStems) stems.clear();
  stems.set(word, stem);
  return stem;
}

const derived = /(al|abl|abil|ation|ment|anc|enc|ist|ism|ship|ness)(e|y|it(y|ies)|s|es|ies)?$/;

/**
 * A word for the thesaurus: its stem, kept apart from words made from it. "Accountable" is a meaning of the field and
 * has the stem of "account", which is not.
 */
export function meaningKeyOf(word: string): string {
  const suffix = derived.exec(word)?.[1];
  return suffix && word.length > suffix.length + 3 ? `${stemOf(word)}+${suffix}` : stemOf(word);
}
