/** The names that a message may speak of, as they stand when it is read. Nothing else is known of them here. */
export interface Vocabulary {
  /** Titles of events and names of series. */
  readonly events: readonly string[];
  /** Towns, venues and labels of sessions. */
  readonly places: readonly string[];
  /** Towns, postcode districts, localities, districts and local authorities with schools, and the partnership's own area, whether anything is on there or not. */
  readonly towns: readonly string[];
  /** People of the asker's school, and whom the message mentions. */
  readonly people: readonly string[];
  readonly projects: readonly string[];
}

/** The same, word by word. */
export interface KnownNames {
  readonly events: ReadonlySet<string>;
  /** Ordinary words of titles: they belong to one only beside a word that names it. */
  readonly besideEvents: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  /** Whole names of towns by their first word. */
  readonly towns: ReadonlyMap<string, ReadonlyArray<readonly string[]>>;
  /** Whole names, longest first. */
  readonly projects: ReadonlyArray<readonly string[]>;
}

/** What is held, whoever organises it and whatever it is called. */
export const kindsOfEvent: ReadonlySet<string> = new Set(
  `briefing briefings conference conferences workshop workshops training course courses session sessions event events meeting
meetings forum forums symposium seminar seminars webinar webinars evening network networks masterclass roundtable surgery
update launch showcase celebration clinic day`.split(/\s+/),
);

/** They stand in titles, and between any two words. */
const joining = new Set(
  'that with from into your what when where this they them about every have been will open free book'.split(' '),
);

const known = new WeakMap<Vocabulary, KnownNames>();

/** @param ordinary words that every message may hold: they name nothing by themselves */
export function namesOf(vocabulary: Vocabulary, ordinary: ReadonlySet<string>): KnownNames {
  const made = known.get(vocabulary);
  if (made) return made;
  const isName = (word: string) => word.length > 2 && !ordinary.has(word) && !kindsOfEvent.has(word);
  const bag = (names: readonly string[]) => new Set(names.flatMap(nameWords).filter(isName));
  const places = bag(vocabulary.places);
  // An ordinary word, but where a session is online it says which one.
  if (vocabulary.places.includes('online')) places.add('online');
  const names: KnownNames = {
    // A town in a title is a place all the same.
    events: new Set([...bag(vocabulary.events)].filter((word) => !places.has(word))),
    besideEvents: new Set(
      vocabulary.events
        .flatMap(nameWords)
        .filter((word) => word.length > 3 && ordinary.has(word) && !joining.has(word)),
    ),
    places,
    people: new Set(
      vocabulary.people
        .flatMap(nameWords)
        .filter((word) => word.length > 1 && !ordinary.has(word) && !titles.has(word)),
    ),
    towns: byFirstWord(vocabulary.towns.map(nameWords).filter((words) => words.some((word) => !ordinary.has(word)))),
    projects: vocabulary.projects
      .map(nameWords)
      .filter((words) => words.some((word) => !ordinary.has(word)))
      .sort((a, b) => b.length - a.length),
  };
  known.set(vocabulary, names);
  return names;
}

/** What stands before names. */
const titles = new Set('mr mrs ms miss dr prof sir dame lady rev revd'.split(' '));

function byFirstWord(names: ReadonlyArray<readonly string[]>): Map<string, ReadonlyArray<readonly string[]>> {
  const found = new Map<string, ReadonlyArray<readonly string[]>>();
  for (const name of names) {
    const [first = ''] = name;
    found.set(
      first,
      [...(found.get(first) ?? []), name].sort((a, b) => b.length - a.length),
    );
  }
  return found;
}

function nameWords(name: string): string[] {
  return name
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
