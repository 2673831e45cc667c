import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { type Nameable, nameables } from '../../app/audit/audit-names.js';
import type { AuditSubjects } from '../../app/audit/audit-search.js';
import type { TurnContext } from '../talk/turn-context.js';
import { plainWords, plural } from '../talk/wording.js';

/** What the message names, and how to phrase it. */
export interface Named {
  readonly about: AuditSubjects;
  /** `willow weaving (1 event)` */
  readonly said: string;
  /** Says that the name matched more than can be searched at once; empty otherwise. */
  readonly note: string;
}

/** Ids of all kinds together, because they are part of the file's address. */
const maxIds = 40;

const hints: Readonly<Record<string, Nameable['kind']>> = {
  project: 'project',
  projects: 'project',
  series: 'series',
  school: 'school',
  person: 'person',
};

/**
 * Finds people and things by name: exact matches, or else everything whose names contain all the words (a month matches
 * events that start in it). "Project", "series" or "school" beside a name limits the kind.
 * @param words in lower case
 */
export async function findNamed(context: TurnContext, words: readonly string[]): Promise<Named | undefined> {
  if (words.every((word) => Object.hasOwn(hints, word))) return undefined;
  const whole = await meant(context, words, undefined);
  if (whole.length > 0) return sayNamed(whole, words);
  const hint = words.find((word) => Object.hasOwn(hints, word));
  const rest = words.filter((word) => word !== hint);
  const narrowed = hint ? await meant(context, rest, hints[hint]) : [];
  return narrowed.length > 0 ? sayNamed(narrowed, rest) : undefined;
}

async function meant(
  context: TurnContext,
  words: readonly string[],
  kind: Nameable['kind'] | undefined,
): Promise<readonly Nameable[]> {
  if (words.length === 0) return [];
  const all = (await nameables(context.services.core, context.actor, words)).filter(
    (one) => !kind || one.kind === kind,
  );
  const said = [...words].sort().join(' ');
  const exact = all.filter(({ names }) => names.some((name) => [...wordsOf(name)].sort().join(' ') === said));
  if (exact.length > 0) return exact;
  return all.filter((one) => {
    const when = one.startsAt ? format(new TZDate(one.startsAt, context.zone), 'MMMM yyyy') : '';
    const known = new Set(wordsOf(`${one.names.join(' ')} ${one.words} ${when}`));
    return words.every((word) => known.has(word) || known.has(word.replace(/s$/, '')) || known.has(`${word}s`));
  });
}

/** As words are taken from a question: without "'s", and without letters that stand alone. */
function wordsOf(text: string): string[] {
  return plainWords(text)
    .replace(/'s\b/g, '')
    .split(/[^\p{L}\p{N}'-]+/u)
    .filter((word) => word.length > 1);
}

function sayNamed(all: readonly Nameable[], words: readonly string[]): Named {
  const some = all.slice(0, maxIds);
  const of = (kind: Nameable['kind']) => some.filter((one) => one.kind === kind).map(({ id }) => id);
  const about = {
    events: of('event'),
    series: of('series'),
    projects: of('project'),
    people: of('person'),
    schools: of('school').map(Number),
  };
  const counts = [
    counted(about.events, 'event'),
    counted(about.series, 'series', 'series'),
    counted(about.projects, 'project'),
    counted(about.people, 'person', 'people'),
    counted(about.schools, 'school'),
  ].filter(Boolean);
  const name = words.join(' ');
  return {
    about,
    said: `${name} (${counts.join(', ')})`,
    note:
      all.length > some.length
        ? `“${name}” may mean ${all.length.toLocaleString('en-GB')} people and things, so I searched for ${some.length} of them. Please give more of the name.`
        : '',
  };
}

function counted(ids: readonly unknown[], one: string, many?: string): string {
  return ids.length > 0 ? plural(ids.length, one, many) : '';
}
