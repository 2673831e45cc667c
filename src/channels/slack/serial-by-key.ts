/** Runs what has the same key one after the other, in the order in which it was asked for; other keys beside it. */
export type Lanes = <T>(key: string, act: () => Promise<T>) => Promise<T>;

export function createLanes(): Lanes {
  const lanes = new Map<string, Promise<unknown>>();
  return (key, act) => {
    const before = lanes.get(key) ?? Promise.resolve();
    const mine = before.then(act, act);
    const settled = mine.catch(() => undefined);
    lanes.set(key, settled);
    void settled.then(() => {
      if (lanes.get(key) === settled) lanes.delete(key);
    });
    return mine;
  };
}
