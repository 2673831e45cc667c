import { namedExamples } from '../../app/programme/named-examples.js';
import type { Candidate, Ranking } from '../../knowledge/rank.js';
import type { ActAction } from '../../rendering/card.js';
import { numberAsked } from '../../understanding/figures/number-asked.js';
import { answerInNumbers } from '../figures/answer-in-numbers.js';
import { answerSchoolCount } from '../figures/schools/school-counts.js';
import { answerAboutSeries } from '../figures/series-answers.js';
import { answerAboutProject } from '../projects/project-answers.js';
import { type Answer, type RecordRef, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { articleCard, askTeamAction, choicesCard, unknownCard } from './answer-cards.js';
import { choiceOf } from './answer-choices.js';
import { type Aspect, isAspect } from './aspects.js';
import { documentsOfKeys, type Library, openLibrary } from './library.js';
import { type LookedUp, lookUp } from './look-up.js';
import { noteChosen, withWayOut } from './not-meant.js';
import { phraseAnswer } from './phrase-answer.js';
import type { RecordQuestion } from './record-question.js';

/** Answers a question, or opens the article or record that a button refers to. */
export async function answerQuestion(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const named = recordOf(request);
  if (named) {
    await noteChosen(context, request);
    return answerFrom(context, await openLibrary(context.services.core), namedQuestion(context, request, named));
  }
  if (request.text.trim() === '') return invite(context);
  const proposed = await proposedChoices(context, request);
  if (proposed) return proposed;
  const found = await lookUp(context, request.text);
  const phrased = await phraseAnswer(context, request.text, found);
  const answer = phrased ?? (await answerFound(context, request, found));
  // What people say about themselves is answered but not stored.
  const keeps = request.data.told === undefined && answer.unanswered === undefined && found.finding.kind !== 'choices';
  return keeps ? withWayOut(answer, request.text, shownOf(found)) : answer;
}

function answerFound(
  context: TurnContext,
  { text: question, data }: TurnRequest,
  { finding, ranking, library }: LookedUp,
): Answer | Promise<Answer> {
  switch (finding.kind) {
    case 'article':
      return answerFromArticle(context, library, finding.slug, question, ranking);
    case 'record':
      // What an event is tells no number of it.
      if (finding.asked.about.kind !== 'project' && numberAsked(question) && !ofNumbers.has(finding.asked.aspect))
        return doNotKnow(context, question);
      return answerFrom(context, library, finding.asked);
    case 'schools':
      return answerSchoolCount(context, finding.wanted, question).then(
        (answer) => answer ?? doNotKnow(context, question),
      );
    case 'choices':
      // It is a part of a message, and the rest speaks of something else.
      if (data.guess === 'no') return doNotKnow(context, question);
      return offerChoices(context, library, finding, question, data.told !== undefined);
    case 'unknown':
      return doNotKnow(context, question);
  }
}

/** What is told of an event in numbers. */
const ofNumbers: ReadonlySet<Aspect | undefined> = new Set<Aspect>([
  'attendance',
  'trend',
  'schools',
  'rated',
  'held',
  'places',
  'cost',
]);

function shownOf({ finding }: LookedUp): RecordRef | undefined {
  if (finding.kind === 'article') return { kind: 'article', slug: finding.slug };
  return finding.kind === 'record' ? finding.asked.about : undefined;
}

const kinds = ['article', 'project', 'series', 'event'] as const;

function recordOf(request: TurnRequest): RecordRef | undefined {
  const kind = kinds.find((known) => known === request.data.kind);
  return kind && request.data.slug ? { kind, slug: request.data.slug } : undefined;
}

/** A button or a follow-up, with its `aspect` and period. */
function namedQuestion(context: TurnContext, request: TurnRequest, about: RecordRef): RecordQuestion {
  const aspect = isAspect(request.data.aspect) ? request.data.aspect : undefined;
  const words = request.data.words ?? request.text;
  const question =
    request.data.question ??
    (request.text || context.subject.about?.slug.replaceAll('-', ' ') || about.slug.replaceAll('-', ' '));
  return { about, aspect, words, question };
}

async function answerFrom(context: TurnContext, library: Library, asked: RecordQuestion): Promise<Answer> {
  const { kind, slug } = asked.about;
  if (kind === 'article') return answerFromArticle(context, library, slug, asked.question, undefined);
  const answer =
    kind === 'project'
      ? ((await answerInNumbers(context, asked, { kind, slug })) ?? (await answerAboutProject(context, asked)))
      : await answerAboutSeries(context, asked);
  return answer ?? gone(asked.question);
}

function answerFromArticle(
  context: TurnContext,
  library: Library,
  slug: string,
  question: string,
  ranking: Ranking | undefined,
): Answer {
  const article = library.articles.get(slug);
  if (!article) return gone(question);
  const actions = [...relatedActions(library, ranking), askTeamAction(question)];
  return {
    replies: [{ kind: 'card', card: articleCard(article, context.now, actions) }],
    subject: { events: [], about: { kind: 'article', slug } },
  };
}

/** Candidates further behind the answer than this are not related. In log-odds. */
const relatedWithin = 2.5;

/** Buttons for related projects and series. */
function relatedActions(library: Library, ranking: Ranking | undefined): ActAction[] {
  const [best, ...others] = ranking?.candidates ?? [];
  if (!best) return [];
  return others
    .filter(({ kind, score }) => kind !== 'article' && score >= best.score - relatedWithin)
    .slice(0, 2)
    .map((candidate) => choiceOf(library, candidate, undefined, '').action);
}

/** What a language model thinks may answer it is offered, never given. */
async function proposedChoices(
  context: TurnContext,
  { text: question, data }: TurnRequest,
): Promise<Answer | undefined> {
  if (!data.proposed) return undefined;
  const library = await openLibrary(context.services.core);
  const choices = documentsOfKeys(library, data.proposed).map(({ kind, slug }) => ({ kind, slug, score: 0 }));
  if (choices.length === 0) return undefined;
  return offerChoices(context, library, { choices }, question, data.told !== undefined);
}

/** What was talked of before is still talked of, as long as nothing was chosen. */
function offerChoices(
  { subject }: TurnContext,
  library: Library,
  { choices: candidates, aspect }: { readonly choices: readonly Candidate[]; readonly aspect?: Aspect | undefined },
  question: string,
  told: boolean,
): Answer {
  const { choosing: _, aspect: __, ...talkedOf } = subject;
  // What people say about themselves is not stored with their choice.
  const choices = candidates.map((candidate) => choiceOf(library, candidate, aspect, told ? '' : question));
  return {
    replies: [{ kind: 'card', card: choicesCard(choices, question, leadOf(question, 'Did you mean one of these?')) }],
    subject: {
      ...talkedOf,
      choices: candidates.map(({ kind, slug }) => ({ kind, slug })),
      ...(aspect ? { aspect } : {}),
      pending: { verb: 'ask-team', data: { question } },
    },
  };
}

/** Whoever asks for a number is told that it cannot be counted, before what else may be meant. */
function leadOf(question: string, offer: string): string | undefined {
  switch (numberAsked(question)) {
    case 'accounts':
      return `I keep no accounts, only what a place costs. ${offer}`;
    case 'count':
      return `I can’t count that as you asked it. ${offer}`;
    case undefined:
      return undefined;
  }
}

/** What was talked of before is still talked of: one question without an answer ends no talk. */
function doNotKnow({ subject }: TurnContext, question: string): Answer {
  const { choices: _, choosing: __, ...talkedOf } = subject;
  // Whatever is asked for, it is said in the same words that it is not known: "how much leave have I left" is no count of ours.
  const lead = leadOf(question, 'Shall I ask the team?');
  return {
    replies: [{ kind: 'card', card: unknownCard(question, lead && `I don’t know that: ${lead}`) }],
    subject: { ...talkedOf, pending: { verb: 'ask-team', data: { question } } },
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

/** Nothing was asked: what can be, named as it is on record. */
async function invite({ services: { core } }: TurnContext): Promise<Answer> {
  const { event, past } = await namedExamples(core);
  const [project] = [...(await openLibrary(core)).documents.values()].filter(({ kind }) => kind === 'project');
  const examples = [
    ...(event ? [`When is the ${event}?`] : []),
    ...(past ? [`How many came to the ${past}?`] : []),
    ...(project ? [`What is ${project.title}?`] : []),
  ];
  const such = examples.map((example) => `“${example}”`).join(', ');
  return { replies: [text(such ? `Ask me in your own words, for example: ${such}.` : 'Ask me in your own words.')] };
}
