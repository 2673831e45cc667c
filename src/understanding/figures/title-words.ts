import type { Subject } from '../../domain/figures/figures-query.js';
import { tokensOf } from '../tokens.js';
import { type FigurePhrases, type NamesFound, singular } from './figure-names.js';
import { isFigureWord } from './figure-words.js';

/**
 * "The science day", "the workshop on breakfast": of its title one word is said, which no other event of that kind has. The word and
 * the kind become the event.
 */
export function withTitleWords(found: NamesFound, known: FigurePhrases): NamesFound {
  const rest = [...found.rest];
  const kinds: string[] = [];
  const subjects: Subject[] = [...found.subjects];
  let nth = -1;
  for (let at = 0; at < rest.length; at += 1) {
    if (rest[at] !== '‹kind›') continue;
    nth += 1;
    const kind = found.kinds[nth] ?? '';
    const word = [at - 1, ...(joins.has(rest[at + 1] ?? '') ? [at + 2] : [])].find((one) =>
      eventWith(rest[one] ?? '', kind, known),
    );
    const slug = word === undefined ? undefined : eventWith(rest[word] ?? '', kind, known);
    if (word === undefined || slug === undefined) {
      kinds.push(kind);
      continue;
    }
    subjects.push({ kind: 'event', slug });
    rest[at] = '‹subject›';
    rest[word] = 'the';
  }
  return { ...found, subjects, kinds, rest };
}

const joins = new Set(['on', 'about', 'called', 'with']);

function eventWith(word: string, kind: string, known: FigurePhrases): string | undefined {
  if (word.length < 4 || isFigureWord(word)) return undefined;
  const series = known.kinds.get(kind) ?? [];
  const names = new Set(known.names.series.flatMap(({ name }) => tokensOf(name).map(singular)));
  if (names.has(singular(word))) return undefined;
  const [only, ...others] = known.names.events.filter(
    ({ series: of, title }) => series.includes(of) && tokensOf(title).map(singular).includes(singular(word)),
  );
  return others.length === 0 ? only?.slug : undefined;
}
