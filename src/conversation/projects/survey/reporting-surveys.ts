import { readSurveyReport, type SurveyReport } from '../../../app/projects/survey/survey-report.js';
import { listSurveys } from '../../../app/projects/survey/surveys.js';
import { readPartnership } from '../../../app/setup/partnership.js';
import { pluralOf } from '../../../domain/plural-of.js';
import { smallGroup } from '../../../domain/quote.js';
import type { QuestionReport, SurveyCount, SurveyQuestion } from '../../../domain/survey.js';
import { sayMoment } from '../../../domain/when.js';
import type { Block, Card } from '../../../rendering/card.js';
import { organiserAct as act } from '../../organising/organising-cards.js';
import { sayRatings } from '../../talk/rating-words.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../../talk/turn-context.js';
import { capitalise, plural } from '../../talk/wording.js';
import { cohortTitle } from '../enrolments-cards.js';
import { surveyState, surveysCard } from './survey-cards.js';
import { surveyNotFound } from './surveys-shown.js';

export const reportRefusal = 'Only organisers and board members can see what schools said in a survey.';

/** "What did schools say in the survey?": the figures of one, as they are now. */
export async function answerSurveyReport(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core, board } = context.services;
  const id = request.data.survey;
  if (!id) {
    const asked = (await listSurveys(core, context.actor))?.filter(({ askedAt }) => askedAt !== null);
    if (!asked) return refuse('survey-report', reportRefusal);
    const [only, ...others] = asked;
    if (only && others.length === 0) return answerSurveyReport(context, { ...request, data: { survey: only.id } });
    return { replies: [{ kind: 'card', card: surveysCard(asked, context, 'survey-report') }] };
  }
  const report = await readSurveyReport(core, context.actor, id);
  if (!report) return surveyNotFound;
  const { cluster } = await readPartnership(core);
  const file = report.questions.length > 0 ? board?.survey(context.actor.accountId, id) : undefined;
  return { replies: [{ kind: 'card', card: reportCard(report, context, cluster, file) }] };
}

function reportCard(report: SurveyReport, context: TurnContext, cluster: string, file: string | undefined): Card {
  const { survey, schools, answered, words } = report;
  const lead = `${answered} of ${plural(schools, 'school')} ${answered === 1 ? 'has' : 'have'} answered.`;
  const state = `${capitalise(surveyState(survey, context))}.`;
  const questions = report.questions.flatMap((question) =>
    questionBlocks(question, cluster, words?.[question.question.id]),
  );
  const waits =
    report.questions.length === 0 && survey.questions.length > 0
      ? [`The figures come once it has closed: ${sayMoment(survey.closesAt, context.zone)}.`]
      : [];
  const note = `No school is named. Groups of fewer than ${smallGroup} schools have no figure of their own.`;
  const blocks: Block[] = [
    { kind: 'heading', text: survey.title },
    { kind: 'text', text: lead, tone: 'strong' },
    { kind: 'text', text: `${cohortTitle(survey)}. ${state}` },
    ...questions,
    ...waits.map((text) => ({ kind: 'text', text }) as const),
    { kind: 'context', text: note },
  ];
  const said = questions.flatMap((block) => ('text' in block ? [block.text] : []));
  return {
    fallback: [survey.title, lead, state, ...said, ...waits, note].join('\n'),
    blocks,
    actions: [
      ...(file ? [{ kind: 'link', label: 'As a file', url: file } as const] : []),
      ...(words ? [act('Who has answered', 'survey', { survey: survey.id }, { keepsCard: true })] : []),
    ],
    again: { verb: 'survey-report', data: { survey: survey.id } },
  };
}

/** Remarks are listed so far; all of them are in the file. */
const mostRemarks = 6;

function questionBlocks(report: QuestionReport, cluster: string, words: readonly string[] | undefined): Block[] {
  const { question, all } = report;
  const heading = { kind: 'text', text: question.prompt, tone: 'strong' } as const;
  if (question.kind === 'words') return [heading, ...remarkBlocks(report.answered, words)];
  if (!all) return [heading, { kind: 'text', text: `Fewer than ${smallGroup} schools have answered it.` }];
  const groups = report.clusters.map(
    (one) => `${one.cluster ?? `other ${pluralOf(cluster)}`} ${sayShort(question, one)}`,
  );
  return [
    heading,
    { kind: 'text', text: sayCount(question, all) },
    ...(groups.length > 0
      ? [{ kind: 'text', text: `By ${cluster}: ${groups.join('; ')}.`, tone: 'subtle' } as const]
      : []),
  ];
}

function remarkBlocks(answered: number, words: readonly string[] | undefined): Block[] {
  if (answered === 0) return [{ kind: 'text', text: 'Nobody has written anything.' }];
  const wrote = `${plural(answered, 'school')} wrote something.`;
  if (!words) return [{ kind: 'text', text: `${wrote} The organisers read it.` }];
  const others = words.length - mostRemarks;
  return [
    { kind: 'list', items: words.slice(0, mostRemarks).map((title) => ({ title })) },
    ...(others > 0 ? [{ kind: 'context', text: `And ${others} more, in the file.` } as const] : []),
  ];
}

/** `4.2 of 5 on average, from 12 schools (1: 0, 2: 1, …)`; `Yes 7, No 5, from 12 schools` */
function sayCount(question: SurveyQuestion, { answered, mean, counts }: SurveyCount): string {
  const from = `from ${plural(answered, 'school')}`;
  if (mean === null) return `${sayOptions(question, counts)}, ${from}.`;
  return sayRatings(mean, counts, from);
}

function sayOptions({ options }: SurveyQuestion, counts: readonly number[]): string {
  return options.map((option, at) => `${option} ${counts[at] ?? 0}`).join(', ');
}

function sayShort(question: SurveyQuestion, { answered, mean, counts }: SurveyCount): string {
  return mean === null ? `(${sayOptions(question, counts)})` : `${mean.toFixed(1)} (${answered})`;
}
