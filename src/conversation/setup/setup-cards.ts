import type { Partnership } from '../../app/setup/partnership.js';
import { longestPartnershipName, longestPartnershipWord, usualWords } from '../../app/setup/partnership.js';
import { type SetupCounts, type SetupProgress, type SetupStep, setupSteps } from '../../app/setup/setup-progress.js';
import type { ActAction, Card, Field, Form, FormValues } from '../../rendering/card.js';
import { plural } from '../talk/wording.js';
import { actionsOfStep, howOfStep, howWithoutFiles } from './setup-steps.js';
import { type StarterKey, starterKeys, starterSeries } from './starter-series-words.js';

/** Each step as the progress card names it. */
export const stepTitles: Readonly<Record<SetupStep, string>> = {
  name: 'Name and words',
  schools: 'Schools',
  series: 'Series of events',
  event: 'First event',
  people: 'Who organises',
  hours: 'Working hours',
  channel: 'Board channel',
  articles: 'Articles',
  mail: 'E-mail',
  notice: 'Privacy notice',
};

/** What is there of a step, or that nothing is. */
const sayStep: Readonly<Record<SetupStep, (counts: SetupCounts) => string>> = {
  name: ({ name }) => name || 'not said yet',
  schools: ({ schools, withoutAuthority }) =>
    schools === 0
      ? 'none yet'
      : `${plural(schools, 'school')} on record${withoutAuthority > 0 ? `, ${withoutAuthority} without a local authority` : ''}`,
  series: ({ series }) => (series > 0 ? plural(series, 'series', 'series') : 'none yet; the first event needs one'),
  event: ({ events, drafts }) =>
    events > 0 ? `${plural(events, 'event')} published` : drafts > 0 ? `${plural(drafts, 'draft')}` : 'none yet',
  people: ({ organisers }) => (organisers > 1 ? `${organisers} people` : 'only you so far'),
  hours: ({ hours, holidays }) =>
    holidays > 0
      ? `${plural(holidays, 'holiday')} to come`
      : hours
        ? 'hours set, no holidays yet'
        : 'the usual hours, no holidays yet',
  channel: ({ channels }) => (channels > 0 ? `${channels} set up` : 'none yet'),
  articles: ({ articles }) => (articles > 0 ? `${plural(articles, 'article')}` : 'none yet'),
  mail: ({ mail }) => (mail ? 'connected' : 'not connected'),
  notice: ({ noticeMissing }) => (noticeMissing === 0 ? 'complete' : `${plural(noticeMissing, 'answer')} missing`),
};

function markOf(step: SetupStep, { done, skipped }: SetupProgress): string {
  if (done.has(step)) return '✓';
  return skipped.has(step) ? '–' : '○';
}

/** `1 of 10 steps is done` */
export function sayStepsDone(done: number): string {
  return `${done} of ${setupSteps.length} steps ${done === 1 ? 'is' : 'are'} done`;
}

/** What is set up and what is left, with the next step first. */
export function progressCard(progress: SetupProgress, lead?: string): Card {
  const { counts, done, skipped, next } = progress;
  const left = setupSteps.length - done.size;
  const title = counts.name ? `Setting up ${counts.name}` : 'Setting up your partnership';
  const words =
    left === 0
      ? 'Everything is set up.'
      : next
        ? `${sayStepsDone(done.size)}. You can skip any step and come back to it.`
        : `${sayStepsDone(done.size)}, and you left the others for later.`;
  const lines = setupSteps.map((step) => {
    const later = skipped.has(step) && !done.has(step) ? ' (later)' : '';
    return { label: `${markOf(step, progress)} ${stepTitles[step]}`, value: `${sayStep[step](counts)}${later}` };
  });
  return {
    fallback: [lead, title, words, ...lines.map(({ label, value }) => `${label}: ${value}`)].filter(Boolean).join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
      { kind: 'heading', text: title },
      { kind: 'text', text: words },
      { kind: 'facts', facts: lines },
    ],
    actions: [
      ...(next ? [stepAction(next, `Next: ${stepTitles[next].toLowerCase()}`, 'primary')] : []),
      { kind: 'act', label: 'Choose a step', verb: 'setup-steps', opensForm: true },
    ],
  };
}

function stepAction(step: SetupStep, label: string, style?: 'primary'): ActAction {
  return { kind: 'act', label, verb: 'setup-step', data: { step }, ...(style ? { style } : {}) };
}

/**
 * One step: what it is for, how it is done, and the way past it.
 * @param inPlayground whether this is the chat in the browser, to which no file can be attached
 */
export function stepCard(step: SetupStep, { counts, done }: SetupProgress, inPlayground: boolean): Card {
  const title = stepTitles[step];
  const how = (inPlayground ? howWithoutFiles(step, counts) : undefined) ?? howOfStep(step, counts);
  const now = `Now: ${sayStep[step](counts)}.`;
  return {
    fallback: [title, ...how, now].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...how.map((text) => ({ kind: 'text', text }) as const),
      { kind: 'context', text: now },
    ],
    actions: [
      ...actionsOfStep(step, counts),
      ...(done.has(step) ? [] : [{ kind: 'act', label: 'Skip for now', verb: 'setup-skip', data: { step } } as const]),
      { kind: 'act', label: 'All steps', verb: 'setup' },
    ],
  };
}

/** Any step, done or not. */
export function stepsForm({ done, skipped }: SetupProgress): Form {
  const options = setupSteps.map((step) => ({
    value: step,
    label: `${stepTitles[step]}${done.has(step) ? ' (done)' : skipped.has(step) ? ' (later)' : ''}`,
  }));
  return {
    title: 'Set-up',
    fields: [{ kind: 'choice', id: 'step', label: 'Which step?', options, required: true, expanded: true }],
    submit: { label: 'Open it', verb: 'setup-step' },
    cancel: { kind: 'act', label: 'Back', verb: 'setup' },
    fallback: `Which step? ${options.map(({ label }) => label).join(', ')}`,
  };
}

const words: ReadonlyArray<readonly [keyof typeof usualWords, string]> = [
  ['member', 'Who belongs to it is called a …'],
  ['cluster', 'Neighbouring schools that work together are a …'],
  ['locality', 'A part of your area is a …'],
];

const nameFields: readonly Field[] = [
  { id: 'name', kind: 'text', label: 'Name of the partnership', required: true, maxLength: longestPartnershipName },
  {
    id: 'alsoCalled',
    kind: 'text',
    label: 'What people also call it',
    hint: 'Short forms, separated by commas.',
    maxLength: 600,
  },
  {
    id: 'areas',
    kind: 'text',
    label: 'Your area',
    hint: 'Counties or boroughs and their short forms, separated by commas.',
    maxLength: 600,
  },
  ...words.map(
    ([id, label]): Field => ({
      id,
      kind: 'text',
      label,
      placeholder: usualWords[id],
      maxLength: longestPartnershipWord,
    }),
  ),
];

/** The name of the partnership and its own words. */
export function nameForm(values: FormValues, faults: Form['faults'] = {}): Form {
  return {
    title: 'Name and words',
    intro: [{ kind: 'text', text: 'People see these on cards and in answers. Empty words are the usual ones.' }],
    fields: nameFields,
    values,
    faults,
    submit: { label: 'Save', verb: 'setup-name-save' },
    cancel: { kind: 'act', label: 'Back', verb: 'setup' },
    fallback: 'What is the partnership called?',
  };
}

/** The present name and words, as the form takes them. */
export function nameValues({ name, alsoCalled, areas, member, cluster, locality }: Partnership): FormValues {
  return { name, alsoCalled: alsoCalled.join(', '), areas: areas.join(', '), member, cluster, locality };
}

/** The starter set to tick. @param taken names that there are already */
export function seriesSetForm(taken: ReadonlySet<string>): Form {
  const free = starterKeys.filter((key) => !taken.has(starterSeries[key].name.toLowerCase()));
  return {
    title: 'Series of events',
    intro: [
      {
        kind: 'text',
        text: 'Tick what you run. Each becomes a series that you can change, add to or retire under “manage series”.',
      },
    ],
    fields: [
      { kind: 'choices', id: 'series', label: 'Series', options: free.map(optionOf) },
      {
        kind: 'text',
        id: 'own',
        label: 'Others of your own',
        hint: 'One per line.',
        multiline: true,
        maxLength: 1_000,
      },
    ],
    values: { series: free.filter((key) => key === 'leadership-briefing') },
    submit: { label: 'Make them', verb: 'setup-series-save' },
    cancel: { kind: 'act', label: 'Back', verb: 'setup' },
    fallback: `Which series do you run? ${free.map((key) => starterSeries[key].name).join(', ')}`,
  };
}

function optionOf(key: StarterKey) {
  return { value: key, label: starterSeries[key].name };
}
