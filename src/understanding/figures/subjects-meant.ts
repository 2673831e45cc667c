import type { Subject } from '../../domain/figures/figures-query.js';
import type { Position } from '../../domain/person.js';
import type { Audience, FigurePhrases, NamesFound } from './figure-names.js';
import type { Parts } from './figure-parts.js';

export interface Meant {
  readonly subjects: readonly Subject[];
  readonly unsure: boolean;
  /** Words that do not go together: heads, at a series for governors. */
  readonly clash: readonly string[];
}

/** What the words are about: what they name, what is of the kind that they name, or what was given. */
export function subjectsMeant(parts: Parts, given: Subject | undefined): Meant {
  const { found, words, known } = parts;
  const outright = distinct(found.subjects);
  if (outright.length > 0) {
    const beside = besideThem(parts, outright);
    const subjects = [...outright, ...beside.subjects];
    return { subjects, unsure: isEitherName(found), clash: [...clashOf(parts, subjects), ...beside.clash] };
  }
  const forThem = (slugs: readonly string[]) =>
    words.audiences.length === 0
      ? slugs
      : slugs.filter((slug) => words.audiences.some((audience) => isFor(known, slug, audience)));
  const ofKind = [...new Set(found.kinds)];
  if (ofKind.length > 0) {
    const meant = forThem(ofKind);
    const subjects = seriesOf(meant.length > 0 ? meant : ofKind);
    const several = new Set(parts.words.audiences).size > 1;
    return { subjects, unsure: subjects.length > 1 && !several, clash: meant.length > 0 ? [] : words.audiences };
  }
  if (given) return { subjects: [given], unsure: false, clash: clashOf(parts, [given]) };
  const ofLast = found.places.length > 0 && parts.days.times.some(({ kind }) => kind === 'last');
  if (found.places.length > 1 || ofLast) {
    // Places that are told apart are places of the same series, and so are the last ones at one of them.
    const atAll = seriesOf(
      known.names.series.map(({ slug }) => slug).filter((slug) => isHeldAt(known, slug, found.places)),
    );
    if (atAll.length > 0 && words.audiences.length === 0)
      return { subjects: atAll, unsure: atAll.length > 1, clash: [] };
  }
  if (words.audiences.length === 0) return { subjects: [], unsure: false, clash: [] };
  const all = seriesOf(forThem(known.names.series.map(({ slug }) => slug)));
  // "More governors or heads in June": what is held for the ones stands beside what is held for the others.
  const isOfBoth = new Set(words.audiences).size > 1 && words.operations.includes('compare');
  return { subjects: all, unsure: !isOfBoth, clash: [] };
}

/** "The conference against the governor conference": a kind beside what is named outright is another of that kind, or is said again. */
function besideThem({ found, words, known }: Parts, outright: readonly Subject[]): Pick<Meant, 'subjects' | 'clash'> {
  const named = new Set(outright.map(({ kind, slug }) => (kind === 'event' ? seriesOfEvent(slug, known) : slug)));
  const kinds = [...new Set(found.kinds)];
  const others = kinds.filter((slug) => !named.has(slug));
  const isSaidAgain = others.length < kinds.length && !words.operations.includes('compare');
  if (others.length === 0 || isSaidAgain || outright.some(({ kind }) => kind === 'project'))
    return { subjects: [], clash: [] };
  if (others.length === 1) return { subjects: seriesOf(others), clash: [] };
  const called = [...known.kinds].filter(([, slugs]) => slugs.some((slug) => others.includes(slug)));
  return { subjects: [], clash: called.map(([word]) => word) };
}

function seriesOfEvent(slug: string, { names }: FigurePhrases): string {
  return names.events.find((one) => one.slug === slug)?.series ?? slug;
}

/** One phrase that names two things leaves it open which. */
function isEitherName({ subjects, rest }: NamesFound): boolean {
  return distinct(subjects).length > rest.filter((word) => word === '‹subject›').length;
}

function clashOf({ words, known }: Parts, subjects: readonly Subject[]): string[] {
  const series = subjects.filter(({ kind }) => kind === 'series');
  if (series.length === 0) return [];
  return words.audiences.filter((audience) => !series.some(({ slug }) => isFor(known, slug, audience)));
}

function isFor({ names }: FigurePhrases, slug: string, audience: Audience): boolean {
  const whom = names.series.find((one) => one.slug === slug)?.audience ?? [];
  if (whom.length === 0) return true;
  return whom.some((position) => positionsOf[audience].includes(position));
}

function isHeldAt({ names }: FigurePhrases, slug: string, places: readonly string[]): boolean {
  return places.every((place) => names.places.some(({ name, series }) => name === place && series.includes(slug)));
}

const positionsOf: Readonly<Record<Audience, readonly Position[]>> = {
  heads: ['headteacher', 'executive_headteacher', 'deputy_headteacher', 'senior_leader', 'trust_leader'],
  governors: ['governor', 'chair_of_governors'],
};

function seriesOf(slugs: readonly string[]): Subject[] {
  return [...new Set(slugs)].map((slug) => ({ kind: 'series', slug }));
}

function distinct(subjects: readonly Subject[]): Subject[] {
  return subjects.filter(
    (one, at) => subjects.findIndex(({ kind, slug }) => kind === one.kind && slug === one.slug) === at,
  );
}
