import type { Subject } from '../../domain/figures/figures-query.js';
import type { Position } from '../../domain/person.js';
import { editsBetween, tokensOf } from '../tokens.js';

/** What the records can be asked about, by name. */
export interface FigureNames {
  readonly series: ReadonlyArray<Named & { readonly audience: readonly Position[] }>;
  readonly projects: readonly Named[];
  /** Titles without what several share. */
  readonly events: ReadonlyArray<{ readonly slug: string; readonly series: string; readonly title: string }>;
  /** Towns, venues and labels of sessions, with the series held there. */
  readonly places: ReadonlyArray<{ readonly name: string; readonly series: readonly string[] }>;
  /** Localities, districts and local authorities of schools. */
  readonly areas: readonly string[];
}

interface Named {
  readonly slug: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** Whom a series is for, as people call them. */
export type Audience = 'heads' | 'governors';

/** What the words of a question name, and what is left of them. */
export interface NamesFound {
  /** Named outright. */
  readonly subjects: readonly Subject[];
  /** Series of a kind that was named: "the briefing". */
  readonly kinds: readonly string[];
  readonly places: readonly string[];
  readonly areas: readonly string[];
  readonly rest: readonly string[];
}

type Entry =
  | { readonly kind: 'subject'; readonly subject: Subject }
  | { readonly kind: 'place'; readonly name: string }
  | { readonly kind: 'area'; readonly name: string };

interface Phrase {
  readonly words: readonly string[];
  readonly entries: readonly Entry[];
}

/** The phrases that name something, longest first, and the words that name a kind of event. */
export interface FigurePhrases {
  readonly phrases: readonly Phrase[];
  /** By the last word of a series' name: its slugs. */
  readonly kinds: ReadonlyMap<string, readonly string[]>;
  /** Every word of a name: what a misspelling may be of. */
  readonly words: ReadonlySet<string>;
  readonly names: FigureNames;
}

/** Words that ask rather than name: an alias with one of them is a question. */
const asking = /^(how|what|when|where|who|which|is|are|do|did|were|numbers?|attendance|attended|more|sign|results?)$/;
/** The longest other name that is looked for, in words. */
const longestAlias = 4;

const prepared = new WeakMap<FigureNames, FigurePhrases>();

/** Makes names ready to be looked for; done once for the same names. */
export function phrasesOf(names: FigureNames): FigurePhrases {
  const known = prepared.get(names);
  if (known) return known;
  const byWords = new Map<string, Phrase>();
  const add = (text: string, entry: Entry) => {
    const words = tokensOf(text)
      .filter((word) => word !== "'s")
      .map(singular);
    const from = words[0] === 'the' && words.length > 2 ? words.slice(1) : words;
    const key = from.join(' ');
    if (from.length === 0) return;
    byWords.set(key, { words: from, entries: [...(byWords.get(key)?.entries ?? []), entry] });
  };
  for (const kind of ['series', 'projects'] as const) {
    for (const { slug, name, aliases } of names[kind]) {
      const entry: Entry = { kind: 'subject', subject: { kind: kind === 'series' ? 'series' : 'project', slug } };
      for (const text of [name, ...aliases.filter(isName)]) add(text, entry);
    }
  }
  for (const event of themes(names))
    add(event.theme, { kind: 'subject', subject: { kind: 'event', slug: event.slug } });
  for (const { name } of names.places) add(name, { kind: 'place', name });
  for (const name of names.areas) add(name, { kind: 'area', name });
  const phrases = [...byWords.values()].sort((a, b) => b.words.length - a.words.length);
  const kinds = new Map<string, string[]>();
  for (const { slug, name } of names.series) {
    const last = singular(tokensOf(name).at(-1) ?? '');
    kinds.set(last, [...(kinds.get(last) ?? []), slug]);
  }
  const made = {
    phrases,
    kinds,
    names,
    words: new Set(phrases.flatMap(({ words }) => words).filter((word) => word.length > 4)),
  };
  prepared.set(names, made);
  return made;
}

function isName(alias: string): boolean {
  const words = tokensOf(alias);
  return words.length <= longestAlias && words.length > 1 && !words.some((word) => asking.test(word));
}

/** What an event is called: "talk before writing" beside its series, or a title of its own. */
function themes({ events, series }: FigureNames): Array<{ slug: string; theme: string }> {
  return events.flatMap(({ slug, title, series: of }) => {
    const beside = /:\s*(.+)$/.exec(title)?.[1]?.replace(/,.*$/, '');
    const ofSeries = title.toLowerCase().startsWith((series.find((one) => one.slug === of)?.name ?? '').toLowerCase());
    const theme = beside ?? (ofSeries ? undefined : title.replace(/,.*$/, ''));
    return theme ? [{ slug, theme }] : [];
  });
}

/** One of many, so that "briefings" is "briefing". */
export function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !/(ss|us|is|ess)$/.test(word) ? word.slice(0, -1) : word;
}

/** Finds what tokens name. @param isOfSchools says of a place's position whether schools are meant, not a venue */
export function namesInTokens(tokens: readonly string[], known: FigurePhrases): NamesFound {
  const subjects: Subject[] = [];
  const kinds: string[] = [];
  const places: string[] = [];
  const areas: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = known.phrases.find(({ words }) => startsWith(tokens, at, words));
    const token = tokens[at] ?? '';
    if (found) {
      const [first] = found.entries;
      if (first?.kind === 'subject') {
        for (const entry of found.entries) if (entry.kind === 'subject') subjects.push(entry.subject);
        rest.push('‹subject›');
      } else {
        const asArea = found.entries.find(({ kind }) => kind === 'area');
        const asPlace = found.entries.find(({ kind }) => kind === 'place');
        const area = asArea && (!asPlace || isOfSchools(tokens, at, found.words.length));
        const entry = area ? asArea : (asPlace ?? asArea);
        if (entry && entry.kind !== 'subject') (area ? areas : places).push(entry.name);
        rest.push(area ? '‹area›' : '‹place›');
      }
      at += found.words.length;
      continue;
    }
    const kind = known.kinds.get(singular(token));
    if (kind) kinds.push(singular(token));
    rest.push(kind ? '‹kind›' : token);
    at += 1;
  }
  return { subjects, kinds, places, areas, rest };
}

/** "Schools in Eastholm", "heads from Eastholm", "the Eastholm area": where the schools are, not where the event is. */
function isOfSchools(tokens: readonly string[], at: number, length: number): boolean {
  const before = tokens.slice(Math.max(0, at - 2), at).join(' ');
  const after = tokens[at + length] ?? '';
  return (
    /\bfrom( the)?$/.test(before) ||
    /^(schools?|primar\w+|secondar\w+|academ\w+|localit\w+|districts?|areas?)$/.test(after) ||
    /\b(schools?|primar\w+|secondar\w+|academ\w+|localit\w+|districts?|areas?) (in|of|around|near)$/.test(before)
  );
}

function startsWith(tokens: readonly string[], at: number, words: readonly string[]): boolean {
  let next = at;
  for (const word of words) {
    if (tokens[next] === "'s") next += 1;
    if (singular(tokens[next] ?? '') !== word) return false;
    next += 1;
  }
  return true;
}

/** The word that a misspelt one is most likely to be; itself when it is known, short, or far from all. */
export function spelt(token: string, known: ReadonlyArray<ReadonlySet<string>>): string {
  if (token.length < 5 || /[\d‹]/.test(token)) return token;
  if (known.some((words) => words.has(token) || words.has(singular(token)) || words.has(`${token}s`))) return token;
  const most = token.length >= 9 ? 2 : 1;
  for (const words of known)
    for (const word of words)
      if (
        word.length > 4 &&
        word[0] === token[0] &&
        Math.abs(word.length - token.length) <= most &&
        editsBetween(word, token) <= most
      )
        return word;
  return token;
}
