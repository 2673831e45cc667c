/** The answers of an application, as stored. */
export interface ApplicationAnswers {
  readonly title: string;
  /** Whole pounds. */
  readonly amount: number;
  /** What the school will do. */
  readonly plan: string;
  /** How the school will evaluate it. */
  readonly judged: string;
}

/** Longest texts in characters; smallest and largest grant in pounds. */
export const applicationLimits = { title: 120, plan: 1_500, judged: 1_000, least: 100, most: 20_000 } as const;
/** Longest reason for a nomination, a decision or a withdrawal, in characters. */
export const longestWhy = 1_000;
export const longestReason = 500;

export type ApplicationFaults = Partial<
  Record<keyof ApplicationAnswers, 'missing' | 'too-long' | 'no-amount' | 'out-of-range'>
>;

/**
 * Parses an application form.
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

/** A reason as typed; undefined when it is empty or longer than `longest`. */
export function readReason(typed: string, longest: number = longestReason): string | undefined {
  const reason = typed.trim();
  return reason !== '' && reason.length <= longest ? reason : undefined;
}
