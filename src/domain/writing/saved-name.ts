/** In characters. */
export const longestSavedName = 60;

/** What is wrong with a form of organisers, by field. */
export type SavedFault = 'empty' | 'too-long' | 'taken' | 'unknown';

/** Why something cannot be saved under this name; undefined when it can. */
export function savedNameFault(name: string): Extract<SavedFault, 'empty' | 'too-long'> | undefined {
  if (name === '') return 'empty';
  return name.length > longestSavedName ? 'too-long' : undefined;
}
