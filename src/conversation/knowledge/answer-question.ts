import type { Candidate, Ranking } from '../../knowledge/rank.js';
import type { ActAction } from '../../rendering/card.js';
import { answerSchoolCount } from '../figures/school-counts.js';
import { answerAboutSeries } from '../figures/series-answers.js';
import { answerAboutProject } from '../projects/project-answers.js';
import { type Answer, type Ask, type RecordRef, type Talk, text } from '../talk/turn-context.js';
import { articleCard, askTeamAction, type Choice, choicesCard, unknownCard } from './answer-cards.js';
import { type Aspect, isAspect } from './aspects.js';
import { documentKey, type Library, openLibrary } from './library.js';
import { lookUp } from './look-up.js';
import { phraseAnswer } from './phrase-answer.js';
import type { RecordQuestion } from './record-question.js';

/** Answers a question in free words, or opens the article or record that a button names. */
export async function answerQuestion(talk: Talk, ask: Ask): Promise<Answer> {
  const named = recordOf(ask);
  if (named) return answerFrom(talk, await openLibrary(talk.desk.core), namedQuestion(talk, ask, named));
  if (ask.text.trim() === '') return invite();
  const found = await lookUp(talk, ask.text);
  const phrased = await phraseAnswer(talk, ask.text, found);
  if (phrased) return phrased;
  const { finding, ranking, library } = found;
  switch (finding.kind) {
    case 'article':
      return answerFromArticle(talk, library, finding.slug, ask.text, ranking);
    case 'record':
      return answerFrom(talk, library, finding.asked);
    case 'schools':
      return (await answerSchoolCount(talk, finding.wanted, ask.text)) ?? doNotKnow(ask.text);
    case 'choices':
      return offerChoices(library, finding.choices, finding.aspect, ask.text);
    case 'unknown':
      return doNotKnow(ask.text);
  }
}

const kinds = ['article', 'project', 'series', 'event'] as const;

function recordOf(ask: Ask): RecordRef | undefined {
  const kind = kinds.find((known) => known === ask.data.kind);
  return kind && ask.data.slug ? { kind, slug: ask.data.slug } : undefined;
}

/** A button or a follow-up: `aspect` and the words that name days come with it. */
function namedQuestion(talk: Talk, ask: Ask, about: RecordRef): RecordQuestion {
  const aspect = isAspect(ask.data.aspect) ? ask.data.aspect : undefined;
  const words = ask.data.words ?? ask.text;
  const question =
    ask.data.question ?? (ask.text || talk.subject.about?.slug.replaceAll('-', ' ') || about.slug.replaceAll('-', ' '));
  return { about, aspect, words, question };
}

async function answerFrom(talk: Talk, library: Library, asked: RecordQuestion): Promise<Answer> {
  const { kind, slug } = asked.about;
  if (kind === 'article') return answerFromArticle(talk, library, slug, asked.question, undefined);
  const answer = kind === 'project' ? await answerAboutProject(talk, asked) : await answerAboutSeries(talk, asked);
  return answer ?? gone(asked.question);
}

function answerFromArticle(
  talk: Talk,
  library: Library,
  slug: string,
  question: string,
  ranking: Ranking | undefined,
): Answer {
  const article = library.articles.get(slug);
  if (!article) return gone(question);
  const actions = [...relatedActions(library, ranking), askTeamAction(question)];
  return {
    replies: [{ kind: 'card', card: articleCard(article, talk.now, actions) }],
    subject: { events: [], about: { kind: 'article', slug } },
  };
}

/** In log-odds: what is further behind the answer is not related to the question. */
const relatedWithin = 2.5;

/** The next step: projects and series that the question comes near to. */
function relatedActions(library: Library, ranking: Ranking | undefined): ActAction[] {
  const [best, ...others] = ranking?.candidates ?? [];
  if (!best) return [];
  return others
    .filter(({ kind, score }) => kind !== 'article' && score >= best.score - relatedWithin)
    .slice(0, 2)
    .map((candidate) => choiceOf(library, candidate, undefined, '').action);
}

function offerChoices(
  library: Library,
  candidates: readonly Candidate[],
  aspect: Aspect | undefined,
  question: string,
): Answer {
  const choices = candidates.map((candidate) => choiceOf(library, candidate, aspect, question));
  return {
    replies: [{ kind: 'card', card: choicesCard(choices, question) }],
    subject: {
      events: [],
      choices: candidates.map(({ kind, slug }) => ({ kind, slug })),
      ...(aspect ? { aspect } : {}),
      pending: { verb: 'ask-team', data: { question } },
    },
  };
}

function choiceOf(library: Library, candidate: Candidate, aspect: Aspect | undefined, question: string): Choice {
  const { kind, slug } = candidate;
  const title = library.documents.get(documentKey(kind, slug))?.title ?? slug;
  const asked: Record<string, string> = aspect && kind !== 'article' ? { aspect, words: question.slice(0, 200) } : {};
  return {
    title,
    action: { kind: 'act', label: title, verb: 'answer', data: { kind, slug, ...asked }, keepsCard: true },
  };
}

function doNotKnow(question: string): Answer {
  return {
    replies: [{ kind: 'card', card: unknownCard(question) }],
    subject: { events: [], pending: { verb: 'ask-team', data: { question } } },
    unanswered: question,
  };
}

function gone(question: string): Answer {
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: 'That is no longer published. Say "ask the team" if you still want to know.',
          blocks: [{ kind: 'text', text: 'That is no longer published.' }],
          actions: [askTeamAction(question)],
        },
      },
    ],
  };
}

const examples = [
  'How many came to the October 2017 briefing?',
  'Has briefing attendance gone up?',
  'What is Mobilise?',
];

function invite(): Answer {
  return {
    replies: [text(`Ask me in your own words, for example: ${examples.map((example) => `“${example}”`).join(', ')}.`)],
  };
}
