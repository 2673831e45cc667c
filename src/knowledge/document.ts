/** What a document is: an answer written by the team, or one of the live records that can answer for itself. */
export type DocumentKind = 'article' | 'project' | 'series' | 'event';

/** One thing that can answer a question. Built from the published records; holds no person. */
export interface KnowledgeDocument {
  /** The stable id that a candidate carries. */
  readonly slug: string;
  readonly kind: DocumentKind;
  /** Its name: "Leadership briefing", "Reading Plan". For an article without a name of its own, the question again. */
  readonly title: string;
  /** The question that an article answers. */
  readonly question?: string;
  /** What people call it or ask about it, in their own words. */
  readonly aliases: readonly string[];
  /** All other text about it: answer, summary, description, strands, themes, venues. */
  readonly text: string;
  /** An event's series: if the series is a document too, the event is ranked as part of it. */
  readonly series?: string;
  /** When an event starts; of two that match equally well, the next one is preferred. */
  readonly startsAt?: Date;
}
