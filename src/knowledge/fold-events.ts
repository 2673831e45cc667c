import type { IndexedDocument } from './build-index.js';

/** A document that was found, with its score. */
interface Scored {
  readonly entry: IndexedDocument;
  readonly score: number;
}

/** A subject of the ranking: a document of its own, or a series with the event that the question seems to mean. */
export interface Subject<Item extends Scored> {
  /** What is shown in the ranking. */
  readonly entry: IndexedDocument;
  /** Where its score and evidence come from: itself, or one of its events. */
  readonly by: Item;
}

/** Events whose scores differ by less than this match equally well. */
const alike = 0.1;

/**
 * Puts events behind their series, so that twelve rounds of one briefing are one answer: the series takes the better
 * of its own and its events' scores. An event whose series is not in the collection stands for itself.
 * @param found best first
 * @param seriesOf the collection's series of a slug
 * @param now of events that fit alike the next to come is taken, else the latest that was; without it, the best
 * @returns best first
 */
export function foldEvents<Item extends Scored>(
  found: readonly Item[],
  seriesOf: (slug: string) => IndexedDocument | undefined,
  now: Date | undefined,
): Subject<Item>[] {
  const subjects = new Map<IndexedDocument, Item[]>();
  for (const item of found) {
    const { kind, series: parent } = item.entry.document;
    const entry = (kind === 'event' && parent !== undefined && seriesOf(parent)) || item.entry;
    subjects.set(entry, [...(subjects.get(entry) ?? []), item]);
  }
  return [...subjects].map(([entry, items]) => ({ entry, by: pick(entry, items, now) }));
}

function pick<Item extends Scored>(entry: IndexedDocument, items: readonly Item[], now: Date | undefined): Item {
  const [best] = items;
  if (!best) throw new Error('A subject without any document found: give foldEvents what was found');
  const own = items.find((item) => item.entry === entry);
  if (own && own.score >= best.score - alike) return own.score >= best.score ? own : { ...own, score: best.score };
  if (!now) return best;
  const fitting = items.filter((item) => item.entry !== entry && item.score >= best.score - alike);
  return [...fitting].sort((a, b) => soonestFirst(a, b, now))[0] ?? best;
}

function soonestFirst(a: Scored, b: Scored, now: Date): number {
  const [from, to] = [distance(a, now), distance(b, now)];
  return from.past - to.past || from.away - to.away;
}

function distance({ entry }: Scored, now: Date): { past: number; away: number } {
  const startsAt = entry.document.startsAt;
  if (!startsAt) return { past: 2, away: 0 };
  const away = startsAt.getTime() - now.getTime();
  return { past: away < 0 ? 1 : 0, away: Math.abs(away) };
}
