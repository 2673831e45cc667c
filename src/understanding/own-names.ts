/** What people call the partnership and its area. */
export interface OwnNames {
  readonly name: string;
  readonly alsoCalled: readonly string[];
  readonly areas: readonly string[];
}

/**
 * Says "partnership" and "county" where the partnership or its area is named, so that what follows need know no name of
 * one partnership: "how many schools in the short name of a county" is asked of the county.
 */
export function inGeneralWords(text: string, { name, alsoCalled, areas }: OwnNames): string {
  const general = replaceNames(text, [name, ...alsoCalled], 'partnership');
  return replaceNames(general, areas, 'county');
}

function replaceNames(text: string, names: readonly string[], by: string): string {
  const longestFirst = names.filter(Boolean).sort((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return text;
  const any = longestFirst.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')).join('|');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'giu'), by);
}
