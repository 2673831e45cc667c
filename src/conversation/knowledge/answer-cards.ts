import type { ApprovedQuote } from '../../app/feedback/approved-quotes.js';
import type { ArticleRecord } from '../../app/knowledge/knowledge-records.js';
import { longestQuestion } from '../../app/knowledge/tickets.js';
import { sayDate } from '../../domain/when.js';
import type { ActAction, Action, Block, Card } from '../../rendering/card.js';
import { paperItems, sayArticleSource } from '../talk/source-cards.js';
import { toChooseFrom } from '../talk/to-choose-from.js';

/** An answer from the knowledge base, with its source. */
export function articleCard(
  article: Omit<ArticleRecord, 'slug' | 'aliases'>,
  now: Date,
  actions: readonly Action[],
): Card {
  const source = sayArticleSource(article, now);
  const paper = paperItems(article.source);
  return {
    fallback: [article.answer, ...source].join('\n'),
    blocks: [
      { kind: 'heading', text: article.question },
      { kind: 'text', text: article.answer },
      ...(paper.length > 0 ? [{ kind: 'list', items: paper } as const] : []),
      ...source.map((text) => ({ kind: 'context', text }) as const),
    ],
    actions,
  };
}

/** An answer worded by a language model. @param sources of the passages it used */
export function phrasedCard(words: string, sources: readonly string[], actions: readonly Action[]): Card {
  const note = 'Worded by a language model from these sources and nothing else. Open them to be sure.';
  return {
    fallback: [words, ...sources, note].join('\n'),
    blocks: [
      { kind: 'text', text: words },
      ...sources.map((text) => ({ kind: 'context', text }) as const),
      { kind: 'context', text: note },
    ],
    actions,
  };
}

/** Sends the question to the team. The button carries the question, because it may be clicked days later. */
export function askTeamAction(question: string, label = 'Ask the team', style?: 'primary'): ActAction {
  return {
    kind: 'act',
    label,
    verb: 'ask-team',
    data: { question: question.slice(0, longestQuestion) },
    keepsCard: true,
    ...(style ? { style } : {}),
  };
}

/** A possible answer: its title, and the button that shows it. */
export interface Choice {
  readonly title: string;
  readonly action: ActAction;
}

/** Up to three possible answers, and a button to ask the team instead. */
export function choicesCard(choices: readonly Choice[], question: string, lead = 'Did you mean one of these?'): Card {
  const shown = toChooseFrom(choices.map(({ action }) => action));
  return {
    fallback: [lead, ...choices.map(({ title }, index) => `${index + 1}. ${title}`), 'Or say "ask the team".'].join(
      '\n',
    ),
    blocks: [{ kind: 'text', text: lead }, ...shown.blocks],
    actions: [...shown.actions, askTeamAction(question, 'None of these: ask the team')],
  };
}

/** It is not known, and there are people who may know. */
export function unknownCard(question: string, words = 'I don’t know that. Shall I ask the team?'): Card {
  return {
    fallback: `${words} Say "yes" and I will, or "help" to see what I can do.`,
    blocks: [{ kind: 'text', text: words }],
    actions: [
      askTeamAction(question, 'Yes, ask the team', 'primary'),
      { kind: 'act', label: 'What I can do', verb: 'help', keepsCard: true },
    ],
  };
}

/** Approved quotes. @param about the event or project */
export function quotesCard(about: string, quotes: readonly ApprovedQuote[], actions: readonly Action[]): Card {
  const title = `What people said: ${about}`;
  if (quotes.length === 0) {
    const none = `I have no quotes about ${about} that I can show here.`;
    return { fallback: none, blocks: [{ kind: 'text', text: none }], actions };
  }
  const by = (quote: ApprovedQuote) => quote.by || 'Somebody who took part';
  const note = 'Shown as their authors allowed, and approved by an organiser.';
  const blocks = quotes.map(
    (quote): Block => ({
      kind: 'quote',
      words: quote.words,
      by: `${by(quote)}, ${quote.about}, ${sayDate(quote.givenAt)}`,
    }),
  );
  return {
    fallback: [title, ...quotes.map((quote) => `“${quote.words}” (${by(quote)}, ${quote.about})`), note].join('\n'),
    blocks: [{ kind: 'heading', text: title }, ...blocks, { kind: 'context', text: note }],
    actions,
  };
}
