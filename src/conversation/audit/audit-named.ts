import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { type Nameable, nameables } from '../../app/audit/audit-names.js';
import type { AuditSubjects } from '../../app/audit/audit-search.js';
import type { TurnContext } from '../talk/turn-context.js';
import { plainWords, plural } from '../talk/wording.js';

/** What somebody named, and how it is told back. */
export interface Named {
  readonly about: AuditSubjects;
  /** `willow weaving (1 event)` */
  readonly said: string;
  /** That it means more than can be looked for at once; empty otherwise. */
  readonly note: string;
}

/** Of all kinds together: their ids travel in the address of the file. */
const mostAtOnce = 40;

const hints: Readonly<Record<string, Nameable['kind']>> = {
  project: 'project',
  projects: 'project',
  series: 'series',
  school: 'school',
  person: 'person',
};

/**
 * Whom and what the words name: what is called just so, else everything with all the words in its names (a month names events
 * that begin in it). "Project", "series", "school" beside a name say which kind is meant.
 * @param words in small letters
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
  const some = all.slice(0, mostAtOnce);
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
        ? `“${name}” may mean ${all.length.toLocaleString('en-GB')} people and things; I looked for ${some.length} of them. Say more of the name.`
        : '',
  };
}

function counted(ids: readonly unknown[], one: string, many?: string): string {
  return ids.length > 0 ? plural(ids.length, one, many) : '';
}
