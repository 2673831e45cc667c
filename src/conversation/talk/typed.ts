import type { FormValues } from '../../rendering/card.js';
import type { Input } from './turn.js';

/** Longer than anybody asks; the rest of a pasted page helps nobody. In characters. */
const longestText = 2_000;

/** What was typed or carried, as it can be kept: no NUL and no half characters, which the database refuses. */
export function tidyInput(input: Input): Input {
  switch (input.kind) {
    case 'said':
      return { ...input, text: keepable(input.text).slice(0, longestText) };
    case 'clicked':
      return { ...input, data: keepableData(input.data) };
    case 'submitted':
      return { ...input, data: keepableData(input.data), values: keepableValues(input.values) };
    case 'arrived':
      return input;
  }
}

function keepable(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Cs}/gu, '\uFFFD');
}

function keepableData(data: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, keepable(value)]));
}

function keepableValues(values: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? keepable(value) : value.map(keepable),
    ]),
  );
}
