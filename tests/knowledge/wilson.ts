/** A share with its 95% confidence interval. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const z95 = 1.959964;

/** The Wilson score interval (Wilson, 1927), which stays within 0 and 1 and holds for few cases and for rare ones. */
export function wilson(count: number, of: number): Share {
  if (of === 0) return { count, of, share: 0, low: 0, high: 1 };
  const share = count / of;
  const z2 = z95 * z95;
  const centre = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = (z95 / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  return { count, of, share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
