/**
 * Data cached between questions, or within one turn: created with the service or the turn, and passed to whatever uses
 * it.
 */
export class Memory {
  readonly #kept = new Map<() => unknown, unknown>();

  /** The value that `make` returned at the first call. @param make the same function each time */
  of<Kept>(make: () => Kept): Kept {
    if (!this.#kept.has(make)) this.#kept.set(make, make());
    return this.#kept.get(make) as Kept;
  }
}
