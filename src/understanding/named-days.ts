/** A stretch of days that somebody named. `from` is included, `to` is not. */
export interface NamedDays {
  readonly from: Date;
  readonly to: Date;
  /** The words that named it, as they were typed. */
  readonly words: string;
  /** As it follows "what's on": `in January 2027`, `next term`, `on Thursday 4 March 2027`. */
  readonly said: string;
  /** They named a day of a month and no month; `from` is the next day of that number. */
  readonly dayOfMonth?: number;
  /** Likewise the last of several: "the 6th or 7th". */
  readonly lastOfMonth?: number;
  /** They named a day of the week and nothing else; `from` is the next of its kind. */
  readonly isWeekday?: true;
}
