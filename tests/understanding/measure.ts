import { type Share, wilson } from '../knowledge/wilson.js';
import {
  type ChatItem,
  type KnowledgeItem,
  type Part,
  type Partnership,
  readChatItems,
  readKnowledgeItems,
  readOutOfScope,
  type World,
} from './items.js';
import { type Asked, askAll, type Met, marksOf } from './met.js';
import { type Played, play } from './play.js';
import type { Stage } from './stage.js';
import { type Wrap, wraps } from './wrap.js';

/** A line of the report. */
export interface Row {
  readonly name: string;
  /** Whether many of them are good or few. */
  readonly good: 'many' | 'few';
  readonly share: Share;
}

/** What is said of an item that went otherwise than it should. */
export interface Miss {
  readonly row: string;
  readonly said: string;
  readonly came: string;
}

export interface Measured {
  readonly rows: readonly Row[];
  readonly misses: readonly Miss[];
}

/** Which items of a part are played: every `step`-th, from the first. */
export interface Sample {
  readonly part: Part;
  readonly step: number;
}

const sampled = <Item>(items: readonly Item[], step: number) => items.filter((_, at) => at % step === 0);

/** The lines of the report on chat, by the set they count. */
export const chatRows = {
  'must-not-act': 'must not act, and did',
  acts: 'acts: done, or one tap away',
  programme: 'programme, places, dates',
  figures: 'figures',
  conversations: 'conversations',
  leaks: 'keeps what is not the asker’s business',
} as const;

/** What a row is called: the trust's begin with its name. */
export function chatRowName(set: keyof typeof chatRows, world: World): string {
  return world === 'trust' ? `a trust: ${chatRows[set]}` : chatRows[set];
}

/** Plays the chat items over the demonstration, or over the trust. */
export async function measureChat(
  stage: Stage,
  { part, step }: Sample,
  world: World = 'demonstration',
): Promise<Measured> {
  const items = readChatItems(part, world);
  const rows: Row[] = [];
  const misses: Miss[] = [];
  for (const set of Object.keys(chatRows) as (keyof typeof chatRows)[]) {
    const name = chatRowName(set, world);
    const played: Played[] = [];
    for (const item of sampled(
      items.filter((one) => one.set === set),
      set === 'must-not-act' ? 1 : step,
    ))
      played.push(await play(stage, item));
    if (played.length === 0) continue;
    const acted = ({ item, changed }: Played) => item.expect.change === '' && changed.length > 0;
    const counted = set === 'must-not-act' ? played.filter(acted) : played.filter(({ faults }) => faults.length === 0);
    rows.push({ name, good: set === 'must-not-act' ? 'few' : 'many', share: wilson(counted.length, played.length) });
    if (set === 'figures')
      rows.push({ name: `${name}: another number given`, good: 'few', share: shareOf(played, isWrongFigure) });
    const missed = played.filter(({ faults }) => faults.length > 0);
    misses.push(...missed.map((one) => ({ row: name, said: sayItem(one.item), came: one.faults.join('; ') })));
  }
  return { rows, misses };
}

/** It missed what was asked for, and neither declined nor asked what was meant. */
function isWrongFigure({ faults, text }: Played): boolean {
  return faults.length > 0 && /\d/.test(text) && !/don[’']t know|(did|do) you mean|which /i.test(text);
}

const sayItem = ({ as, say }: ChatItem) => `${as}: ${say.join(' ⏎ ')}`;

/** Asks a partnership's questions, and what is nobody's business there. */
export async function measureKnowledge(
  stage: Stage,
  partnership: Partnership,
  { part, step }: Sample,
): Promise<Measured> {
  const marks = marksOf(partnership);
  const items = sampled(readKnowledgeItems(part, partnership), step);
  const asked = await askAll(stage, items, marks);
  const foreign = await askAll(stage, sampled(readOutOfScope(part, partnership), step), marks);
  const kinds = partnership === 'demonstration' ? [undefined] : (['field', 'own'] as const);
  const rows = kinds.flatMap((words) => {
    const name = words
      ? `${partnership}, ${words === 'own' ? 'people’s own words' : 'words of the field'}`
      : partnership;
    return rowsOfKnowledge(
      name,
      asked.filter(({ item }) => !words || item.words === words),
    );
  });
  return {
    rows: [...rows, ...rowsOfForeign(partnership, foreign)],
    misses: [...missesOf(asked), ...missesOf(foreign)],
  };
}

function rowsOfKnowledge(name: string, asked: readonly Asked[]): Row[] {
  const row = (what: string, good: Row['good'], ...met: readonly Met[]): Row => ({
    name: `${name}: ${what}`,
    good,
    share: shareOf(asked, (one) => met.includes(one.met)),
  });
  return [
    row('right, or a choice that holds it', 'many', 'right', 'choice'),
    row('declined', 'few', 'declined'),
    row('wrong', 'few', 'wrong'),
    row('a choice without it', 'few', 'wrong choice'),
  ];
}

/** Questions of other fields: what is said of them beside "I don't know". */
export function rowsOfForeign(name: string, asked: readonly Asked[]): Row[] {
  return [
    { name: `${name}, out of scope: answered`, good: 'few', share: shareOf(asked, ({ met }) => met === 'wrong') },
    { name: `${name}, out of scope: choices`, good: 'few', share: shareOf(asked, ({ met }) => met === 'wrong choice') },
  ];
}

/** Of questions that are answered bare, how many still are once something stands round them. */
export async function measureWraps(stage: Stage, { part, step }: Sample): Promise<Measured> {
  const marks = marksOf('demonstration');
  const bare = await askAll(stage, sampled(readKnowledgeItems(part, 'demonstration'), 2 * step), marks);
  const answered = bare.filter(({ met }) => met === 'right').map(({ item }) => item);
  const rows: Row[] = [];
  const misses: Miss[] = [];
  for (const [name, wrap] of Object.entries(wraps) as [Wrap, (question: string) => string][]) {
    const items = answered.map((item): KnowledgeItem => ({ ...item, question: wrap(item.question) }));
    const asked = await askAll(stage, items, marks);
    rows.push({
      name: `asked ${name}`,
      good: 'many',
      share: shareOf(asked, ({ met }) => met === 'right' || met === 'choice'),
    });
    misses.push(...missesOf(asked));
  }
  return { rows, misses };
}

export function missesOf(asked: readonly Asked[]): Miss[] {
  return asked
    .filter(({ item, met }) => (item.slugs.length === 0 ? met !== 'declined' : met !== 'right' && met !== 'choice'))
    .map(({ item, met, text }) => ({
      row: item.slugs.join(' or ') || 'out of scope',
      said: item.question,
      came: `${met}: ${text.split('\n').slice(0, 2).join(' / ').slice(0, 90)}`,
    }));
}

function shareOf<Item>(items: readonly Item[], holds: (item: Item) => boolean): Share {
  return wilson(items.filter(holds).length, items.length);
}
