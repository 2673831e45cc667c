/**
 * The closed vocabulary of what the bot can show. Pure data: every text is plain text, never markup, and each renderer
 * escapes it for its platform. Actions carry ids, never authority.
 */

/** Plain text with a tone. `strong` is bold, `subtle` is grey and smaller, `good`/`warning` colour it. */
export type Tone = 'normal' | 'strong' | 'subtle' | 'good' | 'warning';

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly tone?: Tone }
  /** Label and value in two columns. */
  | { readonly kind: 'facts'; readonly facts: ReadonlyArray<{ readonly label: string; readonly value: string }> }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: ReadonlyArray<readonly string[]> }
  | { readonly kind: 'quote'; readonly words: string; readonly by: string }
  /** `alt` says what the picture shows, in words that stand in for it. */
  | { readonly kind: 'image'; readonly url: string; readonly alt: string }
  | { readonly kind: 'divider' }
  /** A small grey line: source, as-of date, reference. */
  | { readonly kind: 'context'; readonly text: string };

/** One line of a list: a title, an optional second line, and what a tap on its button does. */
export interface ListItem {
  readonly title: string;
  readonly detail?: string;
  readonly action?: Action;
}

/** `verb` is a key of the intent table; `data` holds ids and small words only. */
export interface ActAction {
  readonly kind: 'act';
  readonly label: string;
  readonly verb: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly style?: 'primary' | 'danger';
  /** The answer is a form: a platform with dialogs opens one at once (Slack's trigger lasts three seconds). */
  readonly opensForm?: true;
  /** The answer is a new message; without it the answer replaces the card that was clicked. */
  readonly keepsCard?: true;
}
interface LinkAction {
  readonly kind: 'link';
  readonly label: string;
  readonly url: string;
}
export type Action = ActAction | LinkAction;

export interface Card {
  /** What a screen reader, a notification or a client without cards shows. Complete in itself. */
  readonly fallback: string;
  readonly blocks: readonly Block[];
  readonly actions?: readonly Action[];
}

interface FieldBase {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
}
export type Field =
  | (FieldBase & {
      readonly kind: 'text';
      readonly multiline?: boolean;
      readonly maxLength?: number;
      readonly placeholder?: string;
    })
  | (FieldBase & { readonly kind: 'choice'; readonly options: readonly Option[]; readonly expanded?: boolean })
  | (FieldBase & { readonly kind: 'choices'; readonly options: readonly Option[] })
  | (FieldBase & { readonly kind: 'number'; readonly min?: number; readonly max?: number })
  /** `YYYY-MM-DD`. */
  | (FieldBase & { readonly kind: 'date' })
  /** `HH:MM`, 24 hours. */
  | (FieldBase & { readonly kind: 'time' })
  | (FieldBase & { readonly kind: 'tick' });
export interface Option {
  /** An id of 1 to 150 characters, once in its field. */
  readonly value: string;
  readonly label: string;
}

/**
 * What was typed: text, numbers and dates as text; `tick` as 'true' or 'false'; `choices` as values. As a platform sends
 * them back, every tick and every `choices` is there, and any other field only when it is not empty.
 */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

export interface Form {
  readonly title: string;
  readonly intro?: readonly Block[];
  readonly fields: readonly Field[];
  /** What is already filled in: defaults, or what was typed when the form comes back refused. */
  readonly values?: FormValues;
  /** Field id to the sentence that says what is wrong and what to do. */
  readonly faults?: Readonly<Record<string, string>>;
  readonly submit: { readonly label: string; readonly verb: string; readonly data?: Readonly<Record<string, string>> };
  readonly cancel?: ActAction;
  readonly fallback: string;
}
