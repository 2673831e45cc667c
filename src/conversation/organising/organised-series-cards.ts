import type { OrganisedSeries } from '../../app/organising/plan-series.js';
import { longest } from '../../domain/event-plan.js';
import { positions } from '../../domain/person.js';
import { pluralOf } from '../../domain/plural-of.js';
import type { Action, Card, Field, Form, FormValues } from '../../rendering/card.js';
import { audienceWords, sayCost } from '../programme/programme-cards.js';
import { sayPosition } from '../talk/person-words.js';
import { plural } from '../talk/wording.js';
import { organiserAct as act, sayAsked } from './organising-cards.js';

/** Slack's limit for a text field, in characters. */
const longestList = 3_000;

const stateWords: Record<OrganisedSeries['status'], string> = {
  draft: 'Draft: only organisers see it.',
  published: 'Published.',
  cancelled: 'Cancelled: it has no upcoming events.',
  retired: 'Retired: no new events.',
};

const inBrackets: Partial<Record<OrganisedSeries['status'], string>> = {
  draft: ' (draft)',
  cancelled: ' (cancelled)',
  retired: ' (retired)',
};

function eventsWords({ coming, drafts }: OrganisedSeries): string {
  const parts = [plural(coming, 'upcoming event'), ...(drafts > 0 ? [plural(drafts, 'draft')] : [])];
  return parts.join(', ');
}

/** Series to run. @param mayMake whether the reader may make a new one */
export function organisedSeriesListCard(series: readonly OrganisedSeries[], mayMake: boolean): Card {
  const shown = series;
  const title = 'Series you run';
  const line = (one: OrganisedSeries) => `${one.name}${inBrackets[one.status] ?? ''}`;
  return {
    fallback: [title, ...shown.map((one) => `${line(one)}: ${eventsWords(one)}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...(shown.length === 0 ? [{ kind: 'text', text: 'There is nothing here yet.' } as const] : []),
      {
        kind: 'list',
        items: shown.map((one) => ({
          title: line(one),
          detail: eventsWords(one),
          action: act('Open', 'series-open', { series: one.id }),
        })),
      },
    ],
    actions: [
      ...(mayMake ? [act('New series', 'series-new', {}, { opensForm: true, style: 'primary' })] : []),
      act('Events you run', 'organise', {}),
    ],
    again: { verb: 'series-manage' },
  };
}

/** One series with all its actions. */
export function organisedSeriesCard(series: OrganisedSeries, lead?: string): Card {
  const facts = [
    { label: 'For', value: audienceWords(series.audience, [], []) },
    { label: 'Cost', value: sayCost(series.costPence) },
    { label: 'Events', value: eventsWords(series) },
    { label: 'Asked afterwards', value: sayAsked(series.feedbackQuestions.length) },
    ...(series.aliases.length > 0 ? [{ label: 'Also called', value: alsoCalled(series.aliases) }] : []),
  ];
  return {
    fallback: [lead, series.name, stateWords[series.status], ...facts.map((f) => `${f.label}: ${f.value}`)]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
      { kind: 'heading', text: series.name },
      { kind: 'text', text: stateWords[series.status], tone: 'strong' },
      { kind: 'text', text: series.description || series.summary },
      { kind: 'facts', facts },
    ],
    actions: actsOf(series),
  };
}

const namesShown = 4;

/** `the conference, county conference and 12 more` */
function alsoCalled(aliases: readonly string[]): string {
  const more = aliases.length - namesShown;
  return more > 1 ? `${aliases.slice(0, namesShown).join(', ')} and ${more} more` : aliases.join(', ');
}

function actsOf(series: OrganisedSeries): Action[] {
  const data = { series: series.id };
  const edit = act('Edit', 'series-edit', data, { opensForm: true });
  const all = act('All series', 'series-manage', {});
  const event = act('New event in it', 'organise-new', data, { opensForm: true });
  const copy = act('The same again', 'series-copy-ask', data, { opensForm: true });
  const after = act('Asked afterwards', 'organise-feedback', data, { opensForm: true });
  const cancel = act('Cancel the series', 'series-cancel-ask', data, { opensForm: true, style: 'danger' });
  switch (series.status) {
    case 'draft':
      return [
        act('Preview and publish', 'series-preview', data, { style: 'primary' }),
        edit,
        event,
        after,
        act('Delete the draft', 'series-end-ask', data, { style: 'danger' }),
        all,
      ];
    case 'published':
      return [event, edit, copy, after, act('Retire', 'series-end-ask', data), cancel];
    default: {
      const again = act('Reopen it', 'series-publish', data, { style: 'primary' });
      return [again, edit, copy, after, ...(series.coming > 0 ? [cancel] : []), all];
    }
  }
}

/** The series preview as members will see it. @param member what one of them is called */
export function seriesPreviewCard(series: OrganisedSeries, member: string): Card {
  const data = { series: series.id };
  const facts = [
    { label: 'For', value: audienceWords(series.audience, [], []) },
    { label: 'Cost', value: sayCost(series.costPence) },
  ];
  const lead = `This is what ${pluralOf(member)} will see:`;
  const words = series.description || series.summary;
  return {
    fallback: [lead, series.name, words, ...facts.map((fact) => `${fact.label}: ${fact.value}`)].join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: 'subtle' },
      { kind: 'heading', text: series.name },
      { kind: 'text', text: words },
      { kind: 'facts', facts },
    ],
    actions: [act('Publish now', 'series-publish', data, { style: 'primary' }), act('Not yet', 'series-open', data)],
  };
}

/** The form for a series. @param series undefined creates a new one */
export function seriesForm(
  series: { readonly id: string; readonly name: string } | undefined,
  values: FormValues,
  faults: Form['faults'] = {},
): Form {
  return {
    title: series ? 'Change the series' : 'A new series',
    intro: [
      {
        kind: 'text',
        text: series
          ? 'Existing events stay as they are.'
          : 'This makes a draft that only organisers see. Publish it when it is ready.',
      },
    ],
    fields: seriesFields,
    values,
    faults,
    submit: {
      label: series ? 'Save' : 'Create the draft',
      verb: 'series-save',
      ...(series ? { data: { series: series.id } } : {}),
    },
    fallback: series ? `Change ${series.name}.` : 'A new series: name, what it is about, for whom, cost.',
  };
}

const seriesFields: readonly Field[] = [
  { id: 'name', kind: 'text', label: 'Name', required: true, maxLength: longest.name },
  { id: 'summary', kind: 'text', label: 'In one sentence', required: true, maxLength: longest.summary },
  { id: 'description', kind: 'text', label: 'What it is about', multiline: true, maxLength: longest.description },
  {
    id: 'audience',
    kind: 'choices',
    label: 'For whom',
    hint: 'Tick none for everybody. New events start with this.',
    options: positions.map((position) => ({ value: position, label: sayPosition(position) })),
  },
  {
    id: 'cost',
    kind: 'text',
    label: 'Usual cost for each person in pounds',
    hint: 'Leave empty or enter 0 if it is free.',
    maxLength: 10,
  },
  aliasesField('series'),
];

/** Other names, so that it is found under them. */
export function aliasesField(of: 'series' | 'project'): Field {
  return {
    id: 'aliases',
    kind: 'text',
    label: 'What people also call it',
    hint: `One per line, so that questions find the ${of}.`,
    multiline: true,
    maxLength: longestList,
  };
}

/** The series as the form shows it. */
export function seriesValues(series: OrganisedSeries): FormValues {
  const { name, summary, description, audience, aliases, costPence } = series;
  const cost = costPence === 0 ? '' : (costPence / 100).toFixed(2);
  return { name, summary, description, audience, cost, aliases: aliases.join('\n') };
}
