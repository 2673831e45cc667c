import { type ChoiceLookup, choiceLookups, type Field, type Lookup, type Option, textLookups } from './card.js';

/** With more options than these it is quicker to type than to look, and the list may go on. */
const optionsToLookThrough = 15;

/** What a choice is looked up by; undefined where its options can all be shown at once, which needs no answer from us. */
export function lookedUpBy({ lookup, options }: Field & { readonly kind: 'choice' }): ChoiceLookup | undefined {
  return options.length > optionsToLookThrough ? lookup : undefined;
}

/** The options that are shown before anything is typed: the first ones, and what is chosen. */
export function shownFirst(options: readonly Option[], chosen: string): readonly Option[] {
  return options.filter(({ value }, index) => index < optionsToLookThrough || value === chosen);
}

/** The lookup of this name; undefined for any other text. */
export function lookupNamed(name: unknown): Lookup | undefined {
  return [...textLookups, ...choiceLookups].find((lookup) => lookup === name);
}

/** Slack's limit for the value of an option. */
const VALUE_LENGTH = 150;

/**
 * The options of a choice without duplicate values.
 * @throws when a value is empty or longer than 150 characters: no platform could send it back.
 */
export function usableOptions(options: readonly Option[]): readonly Option[] {
  const byValue = new Map<string, Option>();
  for (const option of options) {
    if (option.value === '' || option.value.length > VALUE_LENGTH)
      throw new Error(`An option's value must have 1 to ${VALUE_LENGTH} characters: use an id, not a text`);
    if (!byValue.has(option.value)) byValue.set(option.value, option);
  }
  return [...byValue.values()];
}
