import { demoDocuments } from '../knowledge/demo-documents.js';
import { documentsOf, readCollection } from './collections.js';
import type { ChatItem, KnowledgeItem, Partnership } from './items.js';
import { play } from './play.js';
import type { Stage } from './stage.js';

/** How a question was met: `choice` and `wrong choice` are offers of several, with and without the right one. */
export type Met = 'right' | 'choice' | 'wrong choice' | 'wrong' | 'declined';

export interface Asked {
  readonly item: KnowledgeItem;
  readonly met: Met;
  readonly text: string;
}

/** What an answer is known by, by slug: an article's first words, or the name of a project or a series. */
export type Marks = ReadonlyMap<string, { readonly title: string; readonly words: string }>;

export function marksOf(partnership: Partnership): Marks {
  const documents = partnership === 'demonstration' ? demoDocuments() : documentsOf(readCollection(partnership));
  return new Map(
    documents
      .filter(({ kind }) => kind !== 'event')
      .map(({ slug, kind, title, text }) => [slug, { title, words: kind === 'article' ? text.slice(0, 50) : title }]),
  );
}

/** Asks each question in a new chat and says how it was met, by what could be read. */
export async function askAll(stage: Stage, items: readonly KnowledgeItem[], marks: Marks): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const item of items) {
    const said: ChatItem = { set: 'knowledge', kind: '', as: 'headteacher', say: [item.question], expect: {} };
    const { text, buttons } = await play(stage, said);
    asked.push({ item, text, met: judge(text, buttons, item.slugs, marks) });
  }
  return asked;
}

/** What may be about a child is answered by nothing that is on record either. */
const declining =
  /\bI have not kept it\b|\bdon[’']t know\b|\bcan[’']t help\b|\bnothing (like that|about that)\b|\bnot something I\b|\bask the team\?/i;
const choosing = /\b(did|do) you mean\b|\bwhich of these\b|\bone of these\b/i;

function judge(text: string, buttons: readonly string[], slugs: readonly string[], marks: Marks): Met {
  const shown = plain(withoutButtons(text, buttons));
  const wanted = slugs.flatMap((slug) => marks.get(slug) ?? []);
  if (choosing.test(text))
    return wanted.some(({ title }) => isOnButton(title, buttons) || isOnALine(title, text)) ? 'choice' : 'wrong choice';
  if (wanted.some(({ words }) => shown.includes(plain(words)))) return 'right';
  const answered = [...marks.values()].some(({ words }) => shown.includes(plain(words)));
  return !answered && declining.test(text) ? 'declined' : 'wrong';
}

const plain = (words: string) => words.replace(/\s+/g, ' ').trim().toLowerCase();

/** What is too long for a button stands on a line beside it. */
function isOnALine(title: string, text: string): boolean {
  return text.split('\n').some((line) => plain(line) === plain(title));
}

/** A long title is cut on a button. */
function isOnButton(title: string, buttons: readonly string[]): boolean {
  return buttons.some((label) => label.length > 3 && plain(title).startsWith(plain(label).replace(/…$/, '').trim()));
}

function withoutButtons(text: string, buttons: readonly string[]): string {
  return text
    .split('\n')
    .filter((line) => !buttons.includes(line.trim()))
    .join('\n');
}
