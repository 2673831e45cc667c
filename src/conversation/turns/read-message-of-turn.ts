import { colleaguesOfSchool } from '../../app/people/colleagues-of-school.js';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { areasOf } from '../../app/schools/areas.js';
import { type Towns, townsOfSchools } from '../../app/schools/towns.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { type Reading, readMessage } from '../../understanding/reading.js';
import type { Vocabulary } from '../../understanding/vocabulary.js';
import { type Library, openLibrary } from '../knowledge/library.js';
import { programmeOf } from '../programme/programme-of-turn.js';
import type { TurnContext } from '../talk/turn-context.js';

/** Reads what was said against the names that the programme, the library and the register of schools hold now. */
export async function readMessageOfTurn(context: TurnContext, typed: string): Promise<Reading> {
  const { core } = context.services;
  const [programme, library, towns, { areas }] = await Promise.all([
    programmeOf(context),
    openLibrary(core),
    townsOfSchools(core),
    readPartnership(core),
  ]);
  const vocabulary = vocabularyOf(context, { programme, library, towns, areas });
  const { now, zone, actor } = context;
  const reading = readMessage(typed, vocabulary, now, zone, actor.name);
  const people = mayNameSomebody(reading, context.subject) ? await colleaguesOf(context) : [];
  return people.length === 0 ? reading : readMessage(typed, { ...vocabulary, people }, now, zone, actor.name);
}

/** Words that nobody knows, beside something that may be done for somebody, or asked who it is for: only then are colleagues looked up. */
function mayNameSomebody({ clauses }: Reading, { again, choosing }: TurnContext['subject']): boolean {
  const isAsked = asksWho.has(again?.verb ?? '') || asksWho.has(choosing?.verb ?? '');
  return clauses.some(({ words, act }) => words.includes('UNKNOWN') && (isAsked || ofPeople.has(act[0]?.name ?? '')));
}

const asksWho = new Set(['book-colleagues', 'substitute']);

const ofPeople = new Set(['book', 'wait', 'cancel', 'move', 'substitute', 'book-others', 'attendees', 'my-bookings']);

async function colleaguesOf({ services, actor }: TurnContext): Promise<readonly string[]> {
  const urn = actor.post?.urn;
  if (!urn) return [];
  const names = await colleaguesOfSchool(services.core, urn);
  // Whoever names themselves speaks of themselves.
  return names.filter((name) => name !== actor.name);
}

interface Sources {
  readonly programme: readonly ProgrammeSession[];
  readonly library: Library;
  readonly towns: Towns;
  /** What the partnership calls its area. */
  readonly areas: readonly string[];
}

const nothingRead = (): { last?: Sources & { readonly vocabulary: Vocabulary } } => ({});

/** The same as for the last turn as long as nothing changed: it is prepared once. */
function vocabularyOf({ services }: TurnContext, sources: Sources): Vocabulary {
  const kept = services.core.memory.of(nothingRead);
  const { last } = kept;
  if (
    last &&
    last.library === sources.library &&
    last.towns === sources.towns &&
    last.areas.join() === sources.areas.join() &&
    isSame(last.programme, sources.programme)
  )
    return last.vocabulary;
  const vocabulary = makeVocabulary(sources);
  kept.last = { ...sources, vocabulary };
  return vocabulary;
}

/** Each turn has its own list of sessions, of the same sessions. */
function isSame(one: readonly ProgrammeSession[], other: readonly ProgrammeSession[]): boolean {
  return one.length === other.length && one.every((session, at) => session === other[at]);
}

function makeVocabulary({ programme, library, towns, areas }: Sources): Vocabulary {
  const series = [...library.series.values()].map(({ name }) => name);
  const projects = [...library.documents.values()].filter(({ kind }) => kind === 'project').map(({ title }) => title);
  // Somebody who joins by a link is "online", as others are at a venue.
  const places = programme.flatMap(({ town, venue, label, link }) => [
    town,
    venue,
    label,
    link && !venue ? 'online' : null,
  ]);
  return {
    events: [...new Set([...programme.flatMap(({ title, seriesName }) => [title, seriesName]), ...series])],
    places: [...new Set(places.filter((place): place is string => Boolean(place)))],
    towns: [...towns.keys(), ...areasOf(towns, areas).keys()],
    people: [],
    projects: [...new Set(projects)],
  };
}
