/** Rules for data sent to a platform: each returns what is wrong with a value, or nothing. */
type Json = Readonly<Record<string, unknown>>;
export type Rule = (value: unknown) => string[];

export function any(): string[] {
  return [];
}

export function shape(required: Readonly<Record<string, Rule>>, optional: Readonly<Record<string, Rule>>): Rule {
  return (value) => {
    if (!isRecord(value)) return ['is no object'];
    const missing = Object.keys(required).filter((key) => value[key] === undefined);
    const given = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return [
      ...missing.map((key) => `has no ${key}`),
      ...given.flatMap(([key, inner]) => at(key, (required[key] ?? optional[key] ?? unknownProperty)(inner))),
    ];
  };
}

function unknownProperty(): string[] {
  return ['is not in the reference'];
}

export function list(least: number, most: number, rule: Rule): Rule {
  return (value) => {
    if (!Array.isArray(value)) return ['is no list'];
    const faults =
      value.length < least || value.length > most ? [`has ${value.length} entries, ${least} to ${most} allowed`] : [];
    return [...faults, ...value.flatMap((inner, index) => at(`[${index}]`, rule(inner)))];
  };
}

export function text(least: number, most: number): Rule {
  return (value) => {
    if (typeof value !== 'string') return ['is no text'];
    return value.length < least || value.length > most
      ? [`has ${value.length} characters, ${least} to ${most} allowed`]
      : [];
  };
}

export function oneOf(...allowed: readonly string[]): Rule {
  return (value) => (typeof value === 'string' && allowed.includes(value) ? [] : [`is none of ${allowed.join(', ')}`]);
}

export function matching(pattern: RegExp): Rule {
  return (value) => (typeof value === 'string' && pattern.test(value) ? [] : [`does not match ${pattern.source}`]);
}

export function number(least: number, most: number): Rule {
  return (value) =>
    typeof value === 'number' && value >= least && value <= most ? [] : [`is not from ${least} to ${most}`];
}

export function at(place: string, faults: readonly string[]): string[] {
  return faults.map((fault) => `${place} ${fault}`);
}

export function repeated(values: readonly unknown[], what: string): string[] {
  const given = values.filter((value) => value !== undefined);
  return given
    .filter((value, index) => given.indexOf(value) !== index)
    .map((value) => `${what} ${String(value)} twice`);
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
