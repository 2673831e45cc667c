/** A question and its answer. A `stale` article is past its review date. */

export interface ArticleSketch {
  readonly slug: string;
  readonly question: string;
  readonly answer: string;
  /** Other wordings of the question. */
  readonly aliases: readonly string[];
  readonly source: string;
  readonly stale?: true;
}
