import type { Option } from './card.js';

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
