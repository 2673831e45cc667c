/** What a document is: an answer written by the team, or one of the live records that can answer for itself. */
export type DocumentKind = 'article' | 'project' | 'series' | 'event';

/** One thing that can answer a question. Built from the published records; holds no person. */
export interface KnowledgeDocument {
  /** The stable id that a candidate carries. */
  readonly slug: string;
  readonly kind: DocumentKind;
  /** Its name: "Leadership briefing", "One Plan". For an article without a name of its own, the question again. */
  readonly title: string;
  /** The question that an article answers. */
  readonly question?: string;
  /** What people call it or ask about it, in their own words. */
  readonly aliases: readonly string[];
  /** Everything else that is said about it: answer, summary, description, strands, themes, venues. */
  readonly text: string;
  /** An event's series: when that is a document too, the event stands behind it instead of beside it. */
  readonly series?: string;
  /** When an event starts; of two that fit alike, the next one to come is preferred. */
  readonly startsAt?: Date;
}
