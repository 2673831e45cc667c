import type { Block, Card } from '../../rendering/card.js';
import { sayNumber } from './source-cards.js';
import type { Services } from './turn-context.js';

/** One bar: an event and how many came. */
export interface Bar {
  readonly label: string;
  readonly startsAt: Date;
  readonly value: number;
}

const mostBars = 9;

/** A chart of a series; nothing when the platform could not fetch it, or there is only one bar. @param bars oldest first */
export function seriesChart(
  { pictures }: Services,
  series: { slug: string; name: string },
  bars: readonly Bar[],
): Block[] {
  const shown = bars.slice(-mostBars);
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last || shown.length < 2) return [];
  const url = pictures?.seriesChart(series.slug, first.startsAt, last.startsAt);
  const values = shown.map(({ label, value }) => `${label} ${sayNumber(value)}`).join(', ');
  return url ? [{ kind: 'image', url, alt: `Bar chart of how many people came to ${series.name}: ${values}` }] : [];
}

/** A chart of what a question counts; nothing when the platform could not fetch it. @param query as it is written for a button */
export function queryChart({ pictures }: Services, query: string, alt: string): Block[] {
  const url = pictures?.queryChart(query);
  return url ? [{ kind: 'image', url, alt }] : [];
}

/** Puts a picture before the table of a card, else at its end. */
export function withPicture(card: Card, picture: readonly Block[]): Card {
  const table = card.blocks.findIndex(({ kind }) => kind === 'table');
  const at = table < 0 ? card.blocks.length : table;
  return { ...card, blocks: [...card.blocks.slice(0, at), ...picture, ...card.blocks.slice(at)] };
}
