/** What a school asks for when it applies, as it is kept. */
export interface ApplicationAnswers {
  readonly title: string;
  /** Whole pounds. */
  readonly amount: number;
  /** What will be done. */
  readonly plan: string;
  /** How it will be judged whether it worked. */
  readonly judged: string;
}

/** Most characters of each text, and the least and most pounds of a grant. */
export const applicationLimits = { title: 120, plan: 1_500, judged: 1_000, least: 100, most: 20_000 } as const;
/** Most characters of why somebody is put forward, and of the reason of a decision or a withdrawal. */
export const longestWhy = 1_000;
export const longestReason = 500;

export type ApplicationFaults = Partial<
  Record<keyof ApplicationAnswers, 'missing' | 'too-long' | 'no-amount' | 'out-of-range'>
>;

/**
 * Reads an application as it was typed.
 * @returns the answers, or what is wrong with each
 */
export function readApplication(
  typed: Readonly<Record<keyof ApplicationAnswers, string>>,
): { readonly answers: ApplicationAnswers } | { readonly faults: ApplicationFaults } {
  const faults: ApplicationFaults = {};
  const words = (field: 'title' | 'plan' | 'judged'): string => {
    const value = typed[field].trim();
    if (value === '') faults[field] = 'missing';
    else if (value.length > applicationLimits[field]) faults[field] = 'too-long';
    return value;
  };
  const [title, plan, judged] = [words('title'), words('plan'), words('judged')];
  const amount = readPounds(typed.amount);
  if (typed.amount.trim() === '') faults.amount = 'missing';
  else if (amount === undefined) faults.amount = 'no-amount';
  else if (amount < applicationLimits.least || amount > applicationLimits.most) faults.amount = 'out-of-range';
  if (amount === undefined || Object.keys(faults).length > 0) return { faults };
  return { answers: { title, amount, plan, judged } };
}

/** Whole pounds from `2500`, `£2,500` or `2500.00`; undefined for anything else, such as pence. */
export function readPounds(typed: string): number | undefined {
  const match = /^£?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.00?)?$/.exec(typed.trim());
  return match?.[1] ? Number(match[1].replaceAll(',', '')) : undefined;
}

/** A reason as it was typed; undefined when there is none or it is longer than `longest`. */
export function readReason(typed: string, longest: number = longestReason): string | undefined {
  const reason = typed.trim();
  return reason !== '' && reason.length <= longest ? reason : undefined;
}
