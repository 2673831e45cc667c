/** One sentence to learn from: the index of its label, and its features. */
export interface Case {
  readonly label: number;
  readonly features: readonly string[];
}

interface How {
  /** Times that all cases are gone through. */
  readonly rounds: number;
  readonly rate: number;
  /** How much every weight shrinks at each step, so that rare words decide nothing alone. */
  readonly shrink: number;
  /** Features of fewer cases are left out. */
  readonly rareBelow: number;
}

/**
 * Multinomial logistic regression by AdaGrad, in an order that is the same in every run.
 * @returns for each feature a weight for each label
 */
export function fitSoftmax(cases: readonly Case[], labels: number, how: How): Map<string, Float64Array> {
  const weights = new Map<string, Float64Array>();
  const squares = new Map<string, Float64Array>();
  const counts = new Map<string, number>();
  for (const { features } of cases) for (const name of features) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const [name, count] of counts) {
    if (count < how.rareBelow) continue;
    weights.set(name, new Float64Array(labels));
    squares.set(name, new Float64Array(labels).fill(0.01));
  }
  const step = coprime(cases.length);
  for (let round = 0; round < how.rounds; round += 1) {
    for (let turn = 0; turn < cases.length; turn += 1) {
      const one = cases[(turn * step + round) % cases.length];
      if (one) learnFrom(one, weights, squares, labels, how);
    }
  }
  return weights;
}

function learnFrom(
  { label, features }: Case,
  weights: ReadonlyMap<string, Float64Array>,
  squares: ReadonlyMap<string, Float64Array>,
  labels: number,
  { rate, shrink }: How,
): void {
  const rows = features.flatMap((name) => {
    const row = weights.get(name);
    const square = squares.get(name);
    return row && square ? [{ row, square }] : [];
  });
  const scores = new Float64Array(labels);
  for (const { row } of rows) for (let at = 0; at < labels; at += 1) scores[at] = (scores[at] ?? 0) + (row[at] ?? 0);
  const top = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - top));
  const sum = shares.reduce((total, share) => total + share, 0);
  for (let at = 0; at < labels; at += 1) {
    const miss = (shares[at] ?? 0) / sum - (at === label ? 1 : 0);
    if (Math.abs(miss) < 1e-4) continue;
    for (const { row, square } of rows) {
      const slope = miss + shrink * (row[at] ?? 0);
      square[at] = (square[at] ?? 0) + slope * slope;
      row[at] = (row[at] ?? 0) - (rate * slope) / Math.sqrt(square[at] ?? 1);
    }
  }
}

/** A stride that meets every case once. */
function coprime(length: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let step = Math.max(1, Math.floor(length * 0.618));
  while (divisor(step, length) !== 1) step += 1;
  return step;
}
