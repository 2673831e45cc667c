/** Runs tasks with the same key one after the other, in order; tasks with other keys run concurrently. */
type SerialByKey = <T>(key: string, task: () => Promise<T>) => Promise<T>;

export function createSerialByKey(): SerialByKey {
  const tails = new Map<string, Promise<unknown>>();
  return (key, task) => {
    const previous = tails.get(key) ?? Promise.resolve();
    const result = previous.then(task, task);
    const settled = result.catch(() => undefined);
    tails.set(key, settled);
    void settled.then(() => {
      if (tails.get(key) === settled) tails.delete(key);
    });
    return result;
  };
}
