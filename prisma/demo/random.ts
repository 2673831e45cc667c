/** A seeded random generator, so that every machine makes the same data. */
export interface Chooser {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** True in `share` of the calls; `share` is between 0 and 1. */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** A shuffled copy of the list. */
  shuffle<T>(list: readonly T[]): T[];
}

/** The element at `index`. @throws when the list is shorter, which is a mistake in the data */
export function at<T>(list: readonly T[], index: number): T {
  const member = list[index];
  if (member === undefined) throw new Error(`No member ${index} in a list of ${list.length}: lengthen the list`);
  return member;
}

/** Creates a chooser from an integer seed; the generator is mulberry32 (Tommy Ettinger, public domain). */
export function chooserFrom(seed: number): Chooser {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    whole,
    chance: (share) => next() < share,
    pick: (from) => at(from, whole(0, from.length - 1)),
    shuffle(list) {
      const mixed = [...list];
      for (let last = mixed.length - 1; last > 0; last -= 1) {
        const other = whole(0, last);
        [mixed[last], mixed[other]] = [at(mixed, other), at(mixed, last)];
      }
      return mixed;
    },
  };
}
