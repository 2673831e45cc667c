/**
 * A choice among alternatives, each described by numbers in one order; `chosen` is the index of the right one. It counts
 * `weight` times.
 */
export interface Choice {
  readonly alternatives: readonly (readonly number[])[];
  readonly chosen: number;
  readonly weight: number;
}

/** A case described by numbers, true or not, counting `weight` times. */
export interface Case {
  readonly features: readonly number[];
  readonly holds: boolean;
  readonly weight: number;
}

/**
 * Multinomial logit by Newton's method from zero; the same data give the same weights.
 * @param shrink how strongly weights are drawn to zero (L2)
 */
export function fitChoices(choices: readonly Choice[], size: number, shrink: number): number[] {
  const total = choices.reduce((sum, { weight }) => sum + weight, 0);
  return climb(size, new Array<number>(size).fill(shrink), (weights, add) => {
    for (const { alternatives, chosen, weight } of choices) {
      const scores = alternatives.map((alternative) => dot(alternative, weights));
      const top = Math.max(...scores);
      const exponents = scores.map((score) => Math.exp(score - top));
      const sum = exponents.reduce((a, b) => a + b, 0);
      const shares = exponents.map((exponent) => exponent / sum);
      const mean = new Array<number>(size).fill(0);
      for (const [at, alternative] of alternatives.entries()) addTo(mean, alternative, shares[at] ?? 0);
      const share = weight / total;
      add.slope(difference(alternatives[chosen] ?? mean, mean), share);
      for (const [at, alternative] of alternatives.entries()) {
        add.bend(difference(alternative, mean), share * (shares[at] ?? 0));
      }
    }
  });
}

/** Logistic regression by Newton's method from zero; the first feature is the constant and is not shrunk. */
export function fitCases(cases: readonly Case[], size: number, shrink: number): number[] {
  const total = cases.reduce((sum, { weight }) => sum + weight, 0);
  const shrinks = [1e-9, ...new Array<number>(size - 1).fill(shrink)];
  return climb(size, shrinks, (weights, add) => {
    for (const { features, holds, weight } of cases) {
      const probability = 1 / (1 + Math.exp(-dot(features, weights)));
      add.slope(features, ((holds ? 1 : 0) - probability) * (weight / total));
      add.bend(features, probability * (1 - probability) * (weight / total));
    }
  });
}

interface Sums {
  /** Adds a vector, so many times, to the slope of the likelihood. */
  slope(vector: readonly number[], times: number): void;
  /** Adds its product with itself to how the slope falls off. */
  bend(vector: readonly number[], times: number): void;
}

const rounds = 25;

function climb(
  size: number,
  shrinks: readonly number[],
  accumulate: (weights: readonly number[], sums: Sums) => void,
): number[] {
  const weights = new Array<number>(size).fill(0);
  for (let round = 0; round < rounds; round++) {
    const slope = weights.map((weight, at) => -(shrinks[at] ?? 0) * weight);
    const bends = Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_other, column) => (row === column ? (shrinks[row] ?? 0) : 0)),
    );
    accumulate(weights, {
      slope: (vector, times) => addTo(slope, vector, times),
      bend: (vector, times) => {
        for (const [row, value] of vector.entries()) if (value !== 0) addTo(bends[row] ?? [], vector, value * times);
      },
    });
    addTo(weights, solve(bends, slope), 1);
  }
  return weights;
}

/** The solution of a system of linear equations whose matrix is symmetric and positive (Gauss). */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (const [pivot, top] of rows.entries()) {
    for (const [at, row] of rows.entries()) {
      if (at !== pivot) addTo(row, top, -(row[pivot] ?? 0) / (top[pivot] ?? 1));
    }
  }
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1));
}

const difference = (a: readonly number[], b: readonly number[]) => a.map((value, at) => value - (b[at] ?? 0));

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (const [at, value] of a.entries()) sum += value * (b[at] ?? 0);
  return sum;
}

function addTo(to: number[], what: readonly number[], times: number): void {
  for (const [at, value] of what.entries()) to[at] = (to[at] ?? 0) + value * times;
}
