/** The regular plural of an English noun: `localities`, `hubs`, `branches`, `local offices`. */
export function pluralOf(noun: string): string {
  if (/[^aeiou]y$/i.test(noun)) return noun.replace(/y$/i, 'ies');
  return /(s|x|z|ch|sh)$/i.test(noun) ? `${noun}es` : `${noun}s`;
}
