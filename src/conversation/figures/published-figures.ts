import type { NamesOnRecord } from '../../app/figures/figure-names.js';
import { type Figure, figuresOfProject } from '../../app/figures/figures.js';
import type { FiguresQuery } from '../../domain/figures/figures-query.js';
import { isGrammar } from '../../knowledge/common-words.js';
import { splitWords, stemOf } from '../../knowledge/words.js';
import type { Card } from '../../rendering/card.js';
import { askTeamAction } from '../knowledge/answer-cards.js';
import { sayFigureOfYear, sayPapersOf } from '../talk/source-cards.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { sayAbout } from './figure-sentences.js';

/**
 * What was published of a project and is counted nowhere else: "how many heads has the project trained". The words that say
 * what is counted must be those of one published figure.
 */
export async function answerPublished(
  context: TurnContext,
  near: FiguresQuery,
  names: NamesOnRecord,
  question: string,
): Promise<Answer | undefined> {
  const [only, ...others] = near.subjects;
  if (only?.kind !== 'project' || others.length > 0) return undefined;
  const name = sayAbout({ ...near, places: [], areas: [], phases: [] }, names);
  const published = await figuresOfProject(context.services.core.prisma, only.slug);
  const meant = figureMeant(published, question, `${name} ${only.slug}`);
  if (!meant) return undefined;
  const lead = `${sayFigureOfYear(meant)}.`;
  const note = `As published. Source: ${sayPapersOf([meant])}.`;
  const card: Card = {
    fallback: `${name}: ${lead} ${note}`,
    blocks: [
      { kind: 'heading', text: name },
      { kind: 'text', text: lead, tone: 'strong' },
      { kind: 'context', text: note },
    ],
    actions: [
      {
        kind: 'act',
        label: 'All figures',
        verb: 'answer',
        data: { kind: 'project', slug: only.slug, aspect: 'schools' },
        keepsCard: true,
      },
      askTeamAction(question),
    ],
  };
  return { replies: [{ kind: 'card', card }], subject: { events: [], about: { kind: 'project', slug: only.slug } } };
}

/** Numbers are said in two ways: the third stage is stage three. */
const ordinals: Readonly<Record<string, string>> = {
  first: 'one',
  second: 'two',
  third: 'three',
  fourth: 'four',
  '1': 'one',
  '2': 'two',
  '3': 'three',
};
/** Whom a figure may count, by whichever word. */
const whom = new Set(['school', 'head', 'headteach', 'leader', 'peopl', 'person', 'academi']);
const asked = new Set([
  'how',
  'mani',
  'much',
  'number',
  'ha',
  'have',
  'been',
  'did',
  'do',
  'wa',
  'were',
  'total',
  'figur',
  'join',
  'sign',
  'part',
  'took',
  'take',
  'year',
]);

function wordsOf(text: string): string[] {
  return splitWords(text)
    .filter((word) => !isGrammar(word))
    .map((word) => ordinals[word] ?? stemOf(word))
    .filter((stem) => !asked.has(stem));
}

/** The one figure that holds every word of the question beside the project's name. */
function figureMeant(published: readonly Figure[], question: string, name: string): Figure | undefined {
  const named = new Set([...splitWords(name).map(stemOf), ...wordsOf(name)]);
  const said = wordsOf(question).filter((stem) => !named.has(stem) && !whom.has(stem));
  if (said.length === 0) return undefined;
  const asksShare = /%|\b(share|percent\w*|per cent|proportion)\b/i.test(question);
  const holding = published.filter(({ counts, kind }) => {
    if (!asksShare && (kind === 'share' || kind === 'change')) return false;
    const held = new Set(wordsOf(counts));
    return said.every((stem) => held.has(stem));
  });
  return holding.length === 1 ? holding[0] : undefined;
}
