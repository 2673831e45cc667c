import type { FormValues } from '../../rendering/card.js';
import type { Input } from './turn.js';

/** Longer than any question; the rest of a pasted page is ignored. In characters. */
const longestText = 2_000;

/** The input without NUL and unpaired surrogates, which the database refuses. */
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
