import { dayMs } from './durations.js';
import { collectFaults, longest, mostOptions, type PlanFaults } from './event-plan.js';
import { smallGroup } from './quote.js';
import { type WorkingCalendar, workingDayBefore, workingMomentFrom } from './working-hours.js';

/** How a question of a survey is answered: 1 to 5, one of several answers, or free words. */
export const surveyKinds = ['rating', 'choice', 'words'] as const;
export type SurveyKind = (typeof surveyKinds)[number];

export interface SurveyQuestion {
  readonly id: string;
  readonly kind: SurveyKind;
  readonly prompt: string;
  /** The answers to choose from; empty for other kinds. */
  readonly options: readonly string[];
}

/** Nobody answers a longer one for their school. */
export const mostSurveyQuestions = 6;
export const longestSurveyAnswer = 1_000;
/** Best last, as they are counted. */
export const surveyRatings = [1, 2, 3, 4, 5] as const;

/** What is wrong with a question, by field; empty when it is valid. */
export function surveyQuestionFaults({ kind, prompt, options }: Omit<SurveyQuestion, 'id'>): PlanFaults {
  const good = options.length >= 2 && options.length <= mostOptions;
  const short = options.every((option) => option.length <= longest.option);
  return collectFaults([
    ['prompt', prompt === '' ? 'missing' : prompt.length > longest.prompt ? 'too-long' : undefined],
    ['options', kind === 'choice' && !(good && short) ? 'no-choices' : undefined],
  ]);
}

/** A school's answers, by id of the question; what was not answered is not there. */
export interface SurveyAnswers {
  /** A rating, or which of the answers to choose from, counted from 0. */
  readonly figures: Readonly<Record<string, number>>;
  readonly words: Readonly<Record<string, string>>;
}

/** The answers of one school, with the cluster that it is in. */
export interface AnswersOfSchool extends SurveyAnswers {
  readonly cluster: string | null;
}

/** What was answered to a question by some schools, or some people. */
export interface SurveyCount {
  /** Who answered it. */
  readonly answered: number;
  /** Of a rating. */
  readonly mean: number | null;
  /** How many gave each of the ratings, or each of the answers to choose from. */
  readonly counts: readonly number[];
}

export interface QuestionReport {
  readonly question: SurveyQuestion;
  readonly answered: number;
  /** Null while fewer have answered than can be shown without showing who said what, and for free words. */
  readonly all: SurveyCount | null;
  /** By cluster, for those that enough answered; the others together under `null`, if they are enough. */
  readonly clusters: ReadonlyArray<SurveyCount & { readonly cluster: string | null }>;
}

/** Schools without answers are reminded so many days before the last day, or on the last working day before that. */
const reminderDays = 3;
const reminderHour = 9;

/**
 * When they are reminded before the last day: not within a day of being asked, or reminded by an organiser.
 * @returns null where it closes before that
 */
export function lastReminderOf(
  {
    askedAt,
    remindedAt,
    closesAt,
  }: { readonly askedAt: Date; readonly remindedAt: Date | null; readonly closesAt: Date },
  calendar: WorkingCalendar,
): Date | null {
  const asked = Math.max(askedAt.getTime(), remindedAt?.getTime() ?? 0) + dayMs;
  const usual = workingDayBefore(closesAt, reminderDays, reminderHour, calendar).getTime();
  const at = workingMomentFrom(new Date(Math.max(asked, usual)), calendar);
  return at < closesAt ? at : null;
}

/** What was answered to each question. Groups of fewer than five schools are in no figure of their own. */
export function reportOfSurvey(
  questions: readonly SurveyQuestion[],
  answers: readonly AnswersOfSchool[],
): QuestionReport[] {
  return questions.map((question): QuestionReport => {
    if (question.kind === 'words') {
      const answered = answers.filter(({ words }) => words[question.id]).length;
      return { question, answered, all: null, clusters: [] };
    }
    const given = answers.flatMap(({ cluster, figures }) => {
      const value = figures[question.id];
      return value === undefined ? [] : [{ cluster, value }];
    });
    const enough = given.length >= smallGroup;
    return {
      question,
      answered: given.length,
      all: enough ? countOf(question, given) : null,
      clusters: enough ? byCluster(question, given) : [],
    };
  });
}

interface Given {
  readonly cluster: string | null;
  readonly value: number;
}

function countOf({ kind, options }: SurveyQuestion, given: readonly Given[]): SurveyCount {
  const answered = given.length;
  const of = (wanted: number) => given.filter(({ value }) => value === wanted).length;
  if (kind === 'choice') return { answered, mean: null, counts: options.map((_, at) => of(at)) };
  return countOfRatings(surveyRatings.map(of));
}

/** What was answered to a question that is rated. @param counts how many gave it one, two, … five */
export function countOfRatings(counts: readonly number[]): SurveyCount {
  const answered = counts.reduce((sum, count) => sum + count, 0);
  const points = counts.reduce((sum, count, at) => sum + count * (surveyRatings[at] ?? 0), 0);
  return { answered, mean: answered > 0 ? points / answered : null, counts };
}

/**
 * Clusters by name. What the small ones said could be worked out from the total and the others where they are few together, so
 * the next larger goes with them until they are enough.
 */
function byCluster(question: SurveyQuestion, given: readonly Given[]): QuestionReport['clusters'] {
  const names = [...new Set(given.flatMap(({ cluster }) => cluster ?? []))];
  const groups = names
    .map((cluster) => ({ cluster, of: given.filter((one) => one.cluster === cluster) }))
    .sort((a, b) => a.of.length - b.of.length || a.cluster.localeCompare(b.cluster, 'en'));
  const pooled = given.filter(({ cluster }) => cluster === null);
  while (groups[0] && (groups[0].of.length < smallGroup || isFew(pooled.length))) {
    pooled.push(...(groups.shift()?.of ?? []));
  }
  if (groups.length === 0) return [];
  return [
    ...groups
      .map(({ cluster, of }) => ({ cluster, ...countOf(question, of) }))
      .sort((a, b) => a.cluster.localeCompare(b.cluster, 'en')),
    ...(pooled.length > 0 ? [{ cluster: null, ...countOf(question, pooled) }] : []),
  ];
}

function isFew(count: number): boolean {
  return count > 0 && count < smallGroup;
}
