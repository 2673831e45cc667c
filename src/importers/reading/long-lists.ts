/**
 * What a thread found is handed over in pieces: a list of fifty thousand rows at once would be there several times over, and nobody
 * would be answered while it is taken in.
 */
export const itemsAtOnce = 1_000;

/** Stands in a message for a list that went before it. */
interface WentBefore {
  readonly wentBefore: number;
}

/** @returns the output with its long lists taken out, and those */
export function takeOutLists(output: unknown, lists: unknown[][] = []): { rest: unknown; lists: unknown[][] } {
  return { rest: takeOut(output, lists), lists };
}

function takeOut(value: unknown, lists: unknown[][]): unknown {
  if (Array.isArray(value))
    return value.length > itemsAtOnce ? ({ wentBefore: lists.push(value) - 1 } satisfies WentBefore) : value;
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, takeOut(one, lists)]));
}

/** Puts the lists where they were. @param rest of `takeOutLists` */
export function putBackLists(rest: unknown, lists: readonly unknown[][]): unknown {
  if (!isPlain(rest)) return rest;
  if (typeof rest.wentBefore === 'number') return lists[rest.wentBefore] ?? [];
  return Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, putBackLists(one, lists)]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
