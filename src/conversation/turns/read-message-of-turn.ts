import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { type Reading, readMessage } from '../../understanding/reading.js';
import type { Vocabulary } from '../../understanding/vocabulary.js';
import { type Library, openLibrary } from '../knowledge/library.js';
import { programmeOf } from '../programme/programme-of-turn.js';
import type { TurnContext } from '../talk/turn-context.js';

/** Reads what was said against the names that the programme and the library hold now. */
export async function readMessageOfTurn(context: TurnContext, typed: string): Promise<Reading> {
  const [programme, library] = await Promise.all([programmeOf(context), openLibrary(context.services.core)]);
  return readMessage(typed, vocabularyOf(programme, library), context.now, context.zone);
}

/** A programme and a library that were read are shared by those who ask at the same time. */
const vocabularies = new WeakMap<readonly ProgrammeSession[], { library: Library; vocabulary: Vocabulary }>();

function vocabularyOf(programme: readonly ProgrammeSession[], library: Library): Vocabulary {
  const known = vocabularies.get(programme);
  if (known?.library === library) return known.vocabulary;
  const series = [...library.series.values()].map(({ name }) => name);
  const projects = [...library.documents.values()].filter(({ kind }) => kind === 'project').map(({ title }) => title);
  // Somebody who joins by a link is "online", as others are at a venue.
  const places = programme.flatMap(({ town, venue, label, link }) => [
    town,
    venue,
    label,
    link && !venue ? 'online' : null,
  ]);
  const vocabulary: Vocabulary = {
    events: [...new Set([...programme.flatMap(({ title, seriesName }) => [title, seriesName]), ...series])],
    places: [...new Set(places.filter((place): place is string => Boolean(place)))],
    people: [],
    projects: [...new Set(projects)],
  };
  vocabularies.set(programme, { library, vocabulary });
  return vocabulary;
}
