/** `4.2 of 5 on average, from 12 schools (1: 0, 2: 1, …).` @param from who gave them @param counts how many gave one, two, … five */
export function sayRatings(mean: number, counts: readonly number[], from: string): string {
  return `${mean.toFixed(1)} of 5 on average, ${from} (${counts.map((count, at) => `${at + 1}: ${count}`).join(', ')}).`;
}

/** `12 of 40 (30%)` */
export function sayResponse({ asked, answered }: { asked: number; answered: number }): string {
  if (asked === 0) return 'nobody asked yet';
  const count = (number: number) => number.toLocaleString('en-GB');
  return `${count(answered)} of ${count(asked)} (${Math.round((answered / asked) * 100)}%)`;
}

/** `4.2 of 5` */
export function sayRating(rating: number | null): string {
  return rating === null ? 'none yet' : `${rating.toFixed(1)} of 5`;
}

/** Whether a mean went up or down, as it is said: by tenths. */
export function wayOf(before: number, after: number): 'up' | 'down' | 'same' {
  const change = Math.round(after * 10) - Math.round(before * 10);
  return change === 0 ? 'same' : change > 0 ? 'up' : 'down';
}
