/**
 * What is kept between questions, or within one turn: made where the service or the turn begins, and handed to whoever
 * works with it.
 */
export class Memory {
  readonly #kept = new Map<() => unknown, unknown>();

  /** What `make` made when it was first asked for here. @param make the same function each time */
  of<Kept>(make: () => Kept): Kept {
    if (!this.#kept.has(make)) this.#kept.set(make, make());
    return this.#kept.get(make) as Kept;
  }
}
