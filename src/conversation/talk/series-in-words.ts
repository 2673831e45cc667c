import { plainWords } from './wording.js';

interface NamedSeries {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Series whose name or alias is in the message; those with the longest match. */
export function seriesInWords<Series extends NamedSeries>(series: readonly Series[], words: string): Series[] {
  const said = ` ${bare(words)} `;
  const found = series.map((one) => {
    const names = [one.name, ...one.aliases].map(bare).filter((name) => name !== '' && said.includes(` ${name} `));
    return { one, length: Math.max(0, ...names.map((name) => name.length)) };
  });
  const longestName = Math.max(0, ...found.map(({ length }) => length));
  return longestName === 0 ? [] : found.flatMap(({ one, length }) => (length === longestName ? [one] : []));
}

/** Series of whose name some longer word is in the message; those with the most of them. */
export function seriesLike<Series extends NamedSeries>(series: readonly Series[], words: string): Series[] {
  const said = new Set(bare(words).split(' '));
  const found = series.map((one) => {
    const own = new Set([one.name, ...one.aliases].flatMap((name) => bare(name).split(' ')));
    return { one, count: [...own].filter((word) => word.length > 3 && said.has(word)).length };
  });
  const most = Math.max(0, ...found.map(({ count }) => count));
  return most === 0 ? [] : found.flatMap(({ one, count }) => (count === most ? [one] : []));
}

/** Letters and digits, each word without the s of its plural. */
function bare(words: string): string {
  const parts = plainWords(words).split(/[^\p{L}\p{N}]+/u);
  return parts
    .map((word) => (word.length > 4 ? word.replace(/(?<!s)s$/, '') : word))
    .join(' ')
    .trim();
}
