import { sayRating } from '../talk/rating-words.js';
import { listWords, plural } from '../talk/wording.js';

/** An event with its mean. */
export interface RatedRound {
  readonly title: string;
  readonly startsAt: Date;
  readonly asked: number;
  readonly answered: number;
  readonly rating: number;
}

export type RankAsked = 'best' | 'worst';

/** Which end of the ratings words ask for. */
export function rankAsked(words: string): RankAsked | undefined {
  if (/\b(?:worst|lowest|poorest|least (?:liked|popular|well rated))\b/i.test(words)) return 'worst';
  return /\b(?:best|highest|top|favourite|most (?:liked|popular))\b/i.test(words) ? 'best' : undefined;
}

/** In the order that is asked for. */
export function rankedBy<Round extends Pick<RatedRound, 'rating' | 'startsAt'>>(
  rounds: readonly Round[],
  rank: RankAsked,
): Round[] {
  const way = rank === 'best' ? -1 : 1;
  return [...rounds].sort(
    (one, other) => way * (one.rating - other.rating) || other.startsAt.getTime() - one.startsAt.getTime(),
  );
}

/** `Rated best of 9 events: Leadership briefing, spring term 2025/26, 4.2 of 5.` What shows the same number is named beside it. */
export function sayFirstRanked(ordered: readonly Pick<RatedRound, 'title' | 'rating'>[], rank: RankAsked): string {
  const [first] = ordered;
  if (!first) return '';
  const same = ordered.filter(({ rating }) => sayRating(rating) === sayRating(first.rating));
  const names = listWords(same.slice(0, 3).map(({ title }) => title));
  const more = same.length > 3 ? ` and ${plural(same.length - 3, 'other', 'others')}` : '';
  return `Rated ${rank} of ${plural(ordered.length, 'event')}: ${names}${more}, ${sayRating(first.rating)}${same.length > 1 ? ' each' : ''}.`;
}
