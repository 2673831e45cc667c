/** A question that leaders ask, with its answer. `stale` ones are past the day on which they should have been looked at. */

export interface ArticleSketch {
  readonly slug: string;
  readonly question: string;
  readonly answer: string;
  /** Other ways in which people ask. */
  readonly aliases: readonly string[];
  readonly source: string;
  readonly stale?: true;
}
