import { readFileSync } from 'node:fs';

/** A way of saying something, with `{one|other}` ways of putting it and `<slots>` for what it names. */
export interface Pattern {
  /** `act stance` */
  readonly label: string;
  readonly text: string;
  readonly part: Part;
  /** It was put together of a deed and a frame. */
  readonly frame?: string;
}

/** `learning` is learnt from, `tuning` looked at while the model was made, `reported` never looked at, only counted. */
export type Part = 'learning' | 'tuning' | 'reported';

/** All patterns, each in its part by a number made from its own text: adding some moves no others. */
export function readPatterns(): Pattern[] {
  return [...['places', 'questions', 'organising', 'elsewhere'].flatMap(readLabelled), ...framedDeeds()].map(
    (pattern) => ({
      ...pattern,
      part: partOf(pattern.frame ?? pattern.text),
    }),
  );
}

interface Labelled {
  readonly label: string;
  readonly text: string;
  /** Of a deed in a frame: a frame is new to the model with every deed, or with none. */
  readonly frame?: string;
}

function readLabelled(name: string): Labelled[] {
  let label = '';
  return readFileSync(new URL(`./sentences/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line): Labelled[] => {
      if (line.startsWith('# ')) label = line.slice(2).trim();
      return line.trim() === '' || line.startsWith('#') ? [] : [{ label, text: line }];
    });
}

/** Every deed in every frame: "how do I" with "cancel my place", "Jo told me to" with "join the waiting list". */
function framedDeeds(): Labelled[] {
  const deeds = readLabelled('deeds');
  const acts = [...new Set(deeds.map(({ label }) => label))];
  return readLabelled('frames').flatMap((frame) =>
    acts.map((act) => {
      const all = deeds.filter(({ label }) => label === act).map(({ text }) => text);
      return {
        label: `${act} ${frame.label}`,
        frame: frame.text,
        text: frame.text.replace('<deed>', `{${all.join('|')}}`),
      };
    }),
  );
}

function partOf(text: string): Part {
  const tenth = hash(text) % 10;
  return tenth === 0 ? 'reported' : tenth === 1 ? 'tuning' : 'learning';
}

function hash(text: string): number {
  let value = 2166136261;
  for (const letter of text) value = Math.imul(value ^ letter.charCodeAt(0), 16777619) >>> 0;
  return value;
}

/** Numbers that look random and are the same in every run. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** What the slots of patterns are filled with: made-up names that `slotNames` knows, and names that nobody knows. */
const fillings: Readonly<Record<string, readonly string[]>> = {
  event: [
    'the eventname briefing',
    'the eventname',
    'eventname',
    'the placename briefing',
    'the briefing',
    'the conference',
    'the eventname workshop',
    'the placename briefing on ‹date›',
    'placename on ‹date›',
    'the eventname training',
    'the briefing in placename',
    'the zzqx workshop',
    'the placename one',
    'placename',
    'zzqx',
    'eventname placename',
    'the next briefing',
    'eventname training',
    'the eventname session',
    'that briefing',
    'the eventname conference',
    'the eventname event',
    'the zzqx',
  ],
  place: ['placename', 'placename', 'placename', 'placename', 'zzqx'],
  date: ['‹date›', '‹date›', '‹date›', 'the ‹date›'],
  person: ['personname', 'personname personname', 'zzqx', 'zzqx zzqx', '@somebody'],
  role: [
    'my deputy',
    'our deputy',
    'my chair of governors',
    'the clerk',
    'our sendco',
    'my business manager',
    'a colleague',
    'my assistant head',
    'our governors',
    'my deputy personname',
    'zzqx our sendco',
    'my colleague zzqx',
    'one of my teachers',
  ],
  project: ['projectname', 'projectname', 'the projectname project', 'projectname'],
  school: ['zzqx primary', 'zzqx zzqx', 'zzqx zzqx school', 'zzqx academy', 'st zzqx'],
  topic: ['zzqx', 'zzqx', 'zzqx zzqx', 'funding', 'attendance', 'clusters', 'peer review', 'headship', 'small schools'],
  // Of no trade in particular: to the model a word like any other.
  thing: ['zzqx', 'zzqx', 'zzqx zzqx'],
  num: ['2', 'two', '3', 'three', '4', 'ten'],
  pron: [
    'it',
    'that',
    'that one',
    'this one',
    'the second one',
    'the first one',
    'the third one',
    'them',
    'the last one',
  ],
};

export const slotNames = {
  events: ['eventname'],
  places: ['placename'],
  towns: [],
  people: ['personname'],
  projects: ['projectname'],
};

/** One sentence of a pattern: ways and slots chosen by the dice. */
export function sayOne(pattern: string, roll: () => number): string {
  const pick = (ways: readonly string[]) => ways[Math.floor(roll() * ways.length)] ?? '';
  let text = pattern;
  for (let inner = /\{([^{}]*)\}/.exec(text); inner; inner = /\{([^{}]*)\}/.exec(text)) {
    text = text.replace(inner[0], () => pick((inner?.[1] ?? '').split('|')));
  }
  return text
    .replace(/<(\w+)>/g, (_whole, slot: string) => pick(fillings[slot] ?? [slot]))
    .replace(/\s+/g, ' ')
    .trim();
}

/** As people type on a phone: courtesies before and after, a letter wrong now and then. */
export function sayCasually(text: string, label: string, roll: () => number): string {
  const befores = ['please ', 'just ', 'so ', 'also ', 'ok ', 'right ', 'actually ', 'and ', 'oh '];
  const afters = [' please', ' thanks', ' then', ' if possible', ' ta', ' please'];
  const stance = label.split(' ')[1];
  let said = text;
  if (roll() < 0.12 && stance !== 'social') said = (befores[Math.floor(roll() * befores.length)] ?? '') + said;
  if (roll() < 0.12 && stance !== 'social') said += afters[Math.floor(roll() * afters.length)] ?? '';
  return roll() < 0.1 ? misspell(said, roll) : said;
}

function misspell(text: string, roll: () => number): string {
  const words = text.split(' ');
  const at = Math.floor(roll() * words.length);
  const word = words[at] ?? '';
  if (word.length < 5 || word.startsWith('‹') || /name|zzqx/.test(word)) return text;
  const letter = 1 + Math.floor(roll() * (word.length - 2));
  words[at] =
    roll() < 0.5
      ? word.slice(0, letter) + word.slice(letter + 1)
      : word.slice(0, letter) + word.charAt(letter + 1) + word.charAt(letter) + word.slice(letter + 2);
  return words.join(' ');
}
