import type { ImportKind } from '../../app/imports/import-file-format.js';
import type { RegisterWanted } from './turn-context.js';
import { plainWords } from './wording.js';

const kindWords: ReadonlyArray<readonly [ImportKind, RegExp]> = [
  ['schools', /\b(schools|register of schools|establishments|gias|edubase)\b/],
  ['people', /\b(people|persons|contacts|staff list)\b/],
  ['history', /\b(history|past attendance|old attendance|totals)\b/],
  ['events', /\b(events|programme|new sessions)\b/],
];

/** Asks for an import, perhaps with the kind of file. */
export const saysImport =
  /^(please )?(import|upload|bring in|take in|load)\b(?!.*\b(attendance list|register of who)\b)/;

/** The kind of file named in the message. */
export function importKindInWords(typed: string): ImportKind | undefined {
  const words = plainWords(typed);
  return kindWords.find(([, pattern]) => pattern.test(words))?.[0];
}

/**
 * The kind of an attached file, from the message with it ("import events", or "events" alone), or from its name when there is
 * no message. Anything else is taken for an attendance list.
 */
export function importKindOfFile(typed: string, fileName: string): ImportKind | undefined {
  const words = plainWords(typed);
  const [first = ''] = words.split(' ');
  if (saysImport.test(words) || (words.split(' ').length <= 3 && importKindInWords(first)))
    return importKindInWords(words);
  if (words !== '') return undefined;
  const name = fileName.toLowerCase();
  if (/edubase|gias/.test(name)) return 'schools';
  const [, kind] = /^(schools|people|events|history)\b/.exec(name.replaceAll('_', ' ')) ?? [];
  return kind as ImportKind | undefined;
}

/** "import schools for LA 925", "… for Kent and Essex", "schools of district South Holland", "import all schools". */
export function areaInWords(typed: string): Omit<RegisterWanted, 'links'> {
  const words = plainWords(typed).replace(/[.!]*( please)?[.!]*$/, '');
  const [named = '', district] = /,? ?(?:(?:of|in|from) )?(?:the )?\bdistrict (?:of )?([a-z' -]+)$/.exec(words) ?? [];
  const rest = words.slice(0, words.length - named.length).replace(notAnArea, ' ');
  const everywhere = /\b(all|every|everywhere|whole|national|england)\b/.test(rest);
  const [, area] = /\b(?:for|of|in|from)\b (.+)$/.exec(rest) ?? [];
  const [code] = /\b\d{3}\b/.exec(rest) ?? [];
  const authority = everywhere ? undefined : (area ?? code)?.trim();
  return { authorities: authority ? [authority] : [], districts: district ? [district.trim()] : [], everywhere };
}

const notAnArea =
  /\b(from|of|in|for) (the |this |that |my |our )?(attached )?(gias|edubase|get information about schools|file|csv|register( of schools)?|spreadsheet|department( for education)?|dfe|partnership)\b/g;
