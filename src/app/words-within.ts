/** What a column that holds a name must contain: each of these words, whatever their case. Empty for no words. */
export function wordsWithin(words: string): Array<{ contains: string; mode: 'insensitive' }> {
  const parts = words.trim().split(/\s+/).filter(Boolean).slice(0, 6);
  return parts.map((part) => ({ contains: escapeLike(part), mode: 'insensitive' }));
}

/** Names may contain `%` and `_`, which LIKE treats as wildcards. */
function escapeLike(part: string): string {
  return part.slice(0, 80).replace(/[\\%_]/g, '\\$&');
}
