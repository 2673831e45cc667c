/** A choice among alternatives, each described by numbers in one order; `chosen` is the index of the right one. */
export interface Choice {
  readonly alternatives: readonly (readonly number[])[];
  readonly chosen: number;
}

/** A case described by numbers, true or not, counting `weight` times. */
export interface Case {
  readonly features: readonly number[];
  readonly holds: boolean;
  readonly weight: number;
}

/**
 * Multinomial logit by gradient descent from zero; the same data give the same weights.
 * @param shrink how strongly weights are drawn to zero (L2)
 */
export function fitChoices(choices: readonly Choice[], size: number, shrink: number): number[] {
  return descend(size, 2_000, 1, (weights, gradient) => {
    for (const { alternatives, chosen } of choices) {
      const scores = alternatives.map((alternative) => dot(alternative, weights));
      const top = Math.max(...scores);
      const exponents = scores.map((score) => Math.exp(score - top));
      const sum = exponents.reduce((a, b) => a + b, 0);
      for (const [at, alternative] of alternatives.entries()) {
        add(gradient, alternative, ((exponents[at] ?? 0) / sum - (at === chosen ? 1 : 0)) / choices.length);
      }
    }
    add(gradient, weights, shrink);
  });
}

/** Logistic regression by gradient descent from zero; the first feature is the constant and is not shrunk. */
export function fitCases(cases: readonly Case[], size: number, shrink: number): number[] {
  const total = cases.reduce((sum, { weight }) => sum + weight, 0);
  return descend(size, 5_000, 2, (weights, gradient) => {
    for (const { features, holds, weight } of cases) {
      const probability = 1 / (1 + Math.exp(-dot(features, weights)));
      add(gradient, features, ((probability - (holds ? 1 : 0)) * weight) / total);
    }
    add(gradient, [0, ...weights.slice(1)], shrink);
  });
}

function descend(
  size: number,
  steps: number,
  rate: number,
  accumulate: (weights: readonly number[], gradient: number[]) => void,
): number[] {
  const weights = new Array<number>(size).fill(0);
  for (let step = 0; step < steps; step++) {
    const gradient = new Array<number>(size).fill(0);
    accumulate(weights, gradient);
    add(weights, gradient, -rate);
  }
  return weights;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (const [at, value] of a.entries()) sum += value * (b[at] ?? 0);
  return sum;
}

function add(to: number[], what: readonly number[], times: number): void {
  for (const [at, value] of what.entries()) to[at] = (to[at] ?? 0) + value * times;
}
