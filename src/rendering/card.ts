import type { Verb } from './verbs.js';

/**
 * Everything the bot can show, as plain data. All text is plain text, which each renderer escapes for its platform. Actions
 * carry ids, never permissions.
 */

/** Plain text with a tone. `strong` is bold, `subtle` is grey and smaller, `good`/`warning` colour it. */
export type Tone = 'normal' | 'strong' | 'subtle' | 'good' | 'warning';

export type Block<V extends string = Verb> =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly tone?: Tone }
  /** Label and value in two columns. */
  | { readonly kind: 'facts'; readonly facts: ReadonlyArray<{ readonly label: string; readonly value: string }> }
  | { readonly kind: 'list'; readonly items: ReadonlyArray<ListItem<V>> }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: ReadonlyArray<readonly string[]> }
  | { readonly kind: 'quote'; readonly words: string; readonly by: string }
  /** `alt` describes the picture. */
  | { readonly kind: 'image'; readonly url: string; readonly alt: string }
  | { readonly kind: 'divider' }
  /** A small grey line: source, as-of date, reference. */
  | { readonly kind: 'context'; readonly text: string };

/** One line of a list: a title, an optional second line and an optional button. */
export interface ListItem<V extends string = Verb> {
  readonly title: string;
  readonly detail?: string;
  readonly action?: Action<V>;
}

/** `data` holds ids and small words only. A renderer takes any verb. */
export interface ActAction<V extends string = Verb> {
  readonly kind: 'act';
  readonly label: string;
  readonly verb: V;
  readonly data?: Readonly<Record<string, string>>;
  readonly style?: 'primary' | 'danger';
  /** The answer is a form: a platform with dialogs opens one at once (Slack's trigger lasts three seconds). */
  readonly opensForm?: true;
  /** The answer is a new message; otherwise it replaces the clicked card. */
  readonly keepsCard?: true;
}
interface LinkAction {
  readonly kind: 'link';
  readonly label: string;
  readonly url: string;
  /** What the reader is asked to do: an e-mail shows it as its button. */
  readonly isMain?: true;
}
export type Action<V extends string = Verb> = ActAction<V> | LinkAction;

export interface Card<V extends string = Verb> {
  /** The complete text for screen readers, notifications and clients without cards. */
  readonly fallback: string;
  readonly blocks: ReadonlyArray<Block<V>>;
  readonly actions?: ReadonlyArray<Action<V>>;
  /** What shows this card again, and does nothing else: then what is too much for one card has further pages. */
  readonly again?: { readonly verb: V; readonly data?: Readonly<Record<string, string>> };
}

/** What a text field looks up. A choice is sent as a text that finds just this one, such as a URN. */
export const textLookups = ['schools', 'accounts'] as const;
/** What a choice looks up: more than a list can hold. A choice is sent as its id. */
export const choiceLookups = [
  'colleagues',
  'leads',
  'contacts',
  'series',
  'seriesOrNone',
  'seriesOrEverything',
  'eventsOrNone',
] as const;
export type TextLookup = (typeof textLookups)[number];
export type ChoiceLookup = (typeof choiceLookups)[number];
/** Its name has letters only: a platform sends it back within an id. */
export type Lookup = TextLookup | ChoiceLookup;

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
      /** Choices are offered while somebody types, where the platform can do that. Any other text can be sent all the same. */
      readonly lookup?: TextLookup;
    })
  | (FieldBase & {
      readonly kind: 'choice';
      /** With a lookup the first of them, and all that can be chosen where the platform does not ask while somebody types. */
      readonly options: readonly Option[];
      readonly expanded?: boolean;
      readonly lookup?: ChoiceLookup;
    })
  | (FieldBase & { readonly kind: 'choices'; readonly options: readonly Option[] })
  /**
   * People of the platform's own directory, by its ids. It is only there where the platform can show it, so another field must do as
   * well, and it is never required.
   */
  | (FieldBase & { readonly kind: 'people'; readonly one?: true })
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
 * What was typed: text, numbers and dates as text; `tick` as 'true' or 'false'; `choices` and `people` as values. As a platform sends
 * them back, every tick and every `choices` is there, and any other field only when it is not empty.
 */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

export interface Form<V extends string = Verb> {
  readonly title: string;
  readonly intro?: ReadonlyArray<Block<V>>;
  readonly fields: readonly Field[];
  /** Initial values: defaults, or what was typed when the form is shown again with faults. */
  readonly values?: FormValues;
  /** Field id to the sentence that says what is wrong and what to do. */
  readonly faults?: Readonly<Record<string, string>>;
  readonly submit: { readonly label: string; readonly verb: V; readonly data?: Readonly<Record<string, string>> };
  readonly cancel?: ActAction<V>;
  readonly fallback: string;
}
