import { type ImportKind, importKinds } from '../../app/imports/import-file-format.js';
import type { RegisterWanted } from './turn-context.js';
import { plainWords } from './wording.js';

interface ImportWords {
  /** The label of its button; in lower case after "Import of". */
  readonly label: string;
  /** What the file may be called in a message. */
  readonly named: RegExp;
  /** What it may be called in the name of a file, besides its kind; the rest of the name is not looked at. */
  readonly fileNamed?: RegExp;
  /** What is in the file, for the help of the command line. */
  readonly about: string;
}

/** The words of each kind of import. Where a message names two kinds, the first of these is meant. */
export const importWords: Readonly<Record<ImportKind, ImportWords>> = {
  guests: {
    label: 'Guests',
    named: /\bguests?( list)?\b/,
    about: 'people who are to have a place on a session (CSV or XLSX)',
  },
  localities: {
    label: 'Localities and clusters',
    named: /\b(localit(y|ies)|clusters?)\b/,
    fileNamed: /localit|cluster/,
    about: 'in which locality and cluster schools are, in your own words (CSV or XLSX)',
  },
  participation: {
    label: 'Past participation',
    named: /\b(participation|(past|earlier|old) projects?|who took part)\b/,
    about: 'which schools took part in projects in earlier years (CSV or XLSX)',
  },
  schools: {
    label: 'Schools',
    named: /\b(schools|school (?:list|data|register)s?|register of schools|establishments|gias|edubase)\b/,
    fileNamed: /edubase|gias/,
    about: 'the establishments CSV of Get Information About Schools, as it is downloaded',
  },
  people: {
    label: 'People',
    named: /\b(people|persons|contacts?|staff|heads|headteachers|governors|clerks)\b/,
    about: 'people with their schools and positions (CSV or XLSX)',
  },
  history: {
    label: 'Past attendance',
    named: /\b(history|past attendance|old attendance|totals)\b/,
    about: 'past attendance: totals of events, or who was there (CSV or XLSX)',
  },
  events: {
    label: 'Events',
    named: /\b(events|programme|new sessions)\b/,
    about: 'events with their sessions, a row for each session (CSV or XLSX)',
  },
};

const kindsInOrder = Object.keys(importWords) as ImportKind[];

/** Asks for an import, perhaps with the kind of file. */
export const saysImport =
  /^(please )?(import|upload|bring in|take in|load)\b(?!.*\b(attendance list|register of who)\b)/;

/** The kind of file named in the message. */
export function importKindInWords(typed: string): ImportKind | undefined {
  const words = plainWords(typed);
  return kindsInOrder.find((kind) => importWords[kind].named.test(words));
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
  // "Guests for the spring briefing": the rest says of what.
  if (/^((these|our|the|my) )?(guests?|guest list)\b/.test(words)) return 'guests';
  if (words !== '') return undefined;
  const name = fileName.toLowerCase();
  const [beginning] = /^[a-z]+/.exec(name) ?? [];
  return (
    importKinds.find((kind) => importWords[kind].fileNamed?.test(name)) ??
    importKinds.find((kind) => kind === beginning)
  );
}

/** What is imported are articles: questions with their answers. */
export function saysArticles(typed: string): boolean {
  return /\b(articles?|knowledge|faqs?|questions|answers)\b/.test(plainWords(typed));
}

/** Files that hold articles whatever is said with them, as no list of people is one; and those that are called so. */
export function isFileOfArticles(typed: string, fileName: string): boolean {
  const words = plainWords(typed);
  if (words !== '') return saysArticles(words) && words.split(' ').length <= 4 && !importKindInWords(words);
  return (
    /\.(docx|html?|md)$/i.test(fileName) ||
    /(^|[^a-z])(faqs?|questions[ _-]and[ _-]answers|q[ _-]?(and|&)[ _-]?a)([^a-z]|$)/i.test(fileName)
  );
}

/** "Import articles", "import this": of none of the kinds, and not of who was there. */
export function isImportOfSomethingElse(typed: string): boolean {
  const words = plainWords(typed);
  return saysImport.test(words) && !/\b(attend\w*|who (was|came)|sign[- ]?in|report|register)\b/.test(words);
}

/** "import schools of the Harbour Learning Trust", "import schools for LA 886", "… for Kent and Essex", "schools of district Swale", "import all schools". */
export function areaInWords(typed: string): Omit<RegisterWanted, 'links'> {
  const words = plainWords(typed).replace(/[.!]*( please)?[.!]*$/, '');
  const [, trust] = /\b(?:of|for|from|in) (?:the )?([^,]+ trust)$/.exec(words) ?? [];
  if (trust) return { authorities: [], districts: [], trusts: [trust], everywhere: false };
  const [named = '', district] = /,? ?(?:(?:of|in|from) )?(?:the )?\bdistrict (?:of )?([a-z' -]+)$/.exec(words) ?? [];
  const rest = words.slice(0, words.length - named.length).replace(notAnArea, ' ');
  const everywhere = /\b(all|every|everywhere|whole|national|england)\b/.test(rest);
  const [, area] = /\b(?:for|of|in|from)\b (.+)$/.exec(rest) ?? [];
  const [code] = /\b\d{3}\b/.exec(rest) ?? [];
  const authority = everywhere ? undefined : (area ?? code)?.trim();
  return {
    authorities: authority ? [authority] : [],
    districts: district ? [district.trim()] : [],
    trusts: [],
    everywhere,
  };
}

const notAnArea =
  /\b(from|of|in|for) (the |this |that |my |our )?(attached )?(gias|edubase|get information about schools|file|csv|register( of schools)?|spreadsheet|department( for education)?|dfe|partnership)\b/g;
