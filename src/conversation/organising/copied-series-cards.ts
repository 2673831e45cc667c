import type { SeriesToCancel } from '../../app/organising/cancel-series.js';
import { longestCancelReason } from '../../app/organising/change-session.js';
import type { CopiedDraft } from '../../app/organising/copy-event.js';
import type { CopiedPeriod, PeriodToCopy } from '../../app/organising/copy-series.js';
import type { OrganisedSeries } from '../../app/organising/plan-series.js';
import { sayAcademicYear } from '../../domain/academic-year.js';
import { longest } from '../../domain/event-plan.js';
import { sayMoment } from '../../domain/when.js';
import type { Card, Form, FormValues } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import { countTold, sayWillBeTold, unreachedBlocks } from '../talk/reach-words.js';
import { capitalise, plural } from '../talk/wording.js';
import { organiserAct as act, type OrganiserView, reasonField } from './organising-cards.js';

/** `autumn-2026`, `year-2026`: how a form names a period. */
export function periodKey({ term, academicYear }: CopiedPeriod): string {
  return `${term ?? 'year'}-${academicYear}`;
}

/** `the autumn term 2026/27`, `the year 2025/26` */
export function sayPeriod({ term, academicYear }: CopiedPeriod): string {
  return `the ${term ? `${term} term` : 'year'} ${sayAcademicYear(academicYear)}`;
}

/** "The same again": which part of the series, and under which name. @param mayMake whether the reader may make a new one */
export function copySeriesForm(
  series: Pick<OrganisedSeries, 'id' | 'name'>,
  periods: readonly PeriodToCopy[],
  mayMake: boolean,
  values: FormValues,
  faults: Form['faults'] = {},
): Form {
  const options = periods.map((period) => ({
    value: periodKey(period),
    label: capitalise(`${sayPeriod(period).replace(/^the /, '')}: ${plural(period.events, 'event')}`),
  }));
  const words =
    'I will make drafts that only organisers see, with the same weekdays and venues, outside the school holidays.';
  return {
    title: 'The same again',
    intro: [
      { kind: 'text', text: series.name, tone: 'strong' },
      { kind: 'text', text: words },
    ],
    fields: [
      ...(options.length === 0
        ? []
        : [
            {
              id: 'period',
              kind: 'choice',
              label: 'What to repeat',
              hint: 'A term is repeated in the next term, a year in the next year.',
              required: true,
              options,
            } as const,
          ]),
      ...(mayMake
        ? [
            {
              id: 'name',
              kind: 'text',
              label: 'Name',
              hint: 'Under another name they become a separate series, also a draft.',
              required: true,
              maxLength: longest.name,
            } as const,
          ]
        : []),
    ],
    values,
    faults,
    submit: { label: 'Create the drafts', verb: 'series-copy', data: { series: series.id } },
    cancel: { kind: 'act', label: 'Leave it', verb: 'series-open', data: { series: series.id } },
    fallback: `The same again of ${series.name}: which term or year?`,
  };
}

/** The drafts that were made, each to be looked at and published. */
export function copiedSeriesCard(
  series: Pick<OrganisedSeries, 'id' | 'name'>,
  lead: string,
  drafts: readonly CopiedDraft[],
  view: OrganiserView,
): Card {
  const items = drafts.map(({ id, title, startsAt }) => ({
    title,
    detail: `${sayMoment(startsAt, view.zone)}${view.isHoliday(startsAt) ? ' · in the school holidays or at a weekend' : ''}`,
    action: act('Open', 'organise-event', { event: id }),
  }));
  return {
    fallback: [lead, series.name, ...items.map(({ title, detail }) => `${title}: ${detail}`)].join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: 'good' },
      { kind: 'heading', text: series.name },
      { kind: 'list', items: items.slice(0, shownAtMost) },
      ...(items.length > shownAtMost
        ? [{ kind: 'context', text: `And ${items.length - shownAtMost} more among the drafts.` } as const]
        : []),
    ],
    actions: [act('Open the series', 'series-open', { series: series.id }), act('Drafts', 'organise-drafts', {})],
  };
}

const shownAtMost = 20;

/** What is cancelled with the series, who will be told, and the reason. */
export function cancelSeriesForm(
  series: Pick<OrganisedSeries, 'id' | 'name'>,
  { events, drafts, reach }: SeriesToCancel,
  view: OrganiserView,
  fault?: string,
): Form {
  const people =
    countTold(reach) + reach.neither.length === 0
      ? 'Nobody is registered, so nobody will be told.'
      : sayWillBeTold(reach, 'everybody with a place, an offer or a place in a waiting list');
  const shown = events.slice(0, shownAtMost);
  const more = events.length - shown.length;
  const words = [
    events.length === 0
      ? 'It has no upcoming events.'
      : `${plural(events.length, 'upcoming event')} will be cancelled:`,
    ...(drafts > 0 ? [`${plural(drafts, 'draft')} will be deleted.`] : []),
    'Past events stay on record.',
  ];
  const [first = '', ...rest] = words;
  return {
    title: 'Cancel the series?',
    intro: [
      { kind: 'text', text: series.name, tone: 'strong' },
      { kind: 'text', text: first },
      ...(shown.length > 0
        ? [
            {
              kind: 'list',
              items: shown.map(({ title, startsAt }) => ({ title, detail: sayMoment(startsAt, view.zone) })),
            } as const,
          ]
        : []),
      { kind: 'text', text: [...(more > 0 ? [`And ${more} more.`] : []), ...rest].join(' ') },
      { kind: 'text', text: people, tone: 'warning' },
      ...unreachedBlocks(reach, 'in-files'),
    ],
    fields: [reasonField('the people who were coming', longestCancelReason)],
    ...(fault ? { faults: { reason: fault } } : {}),
    submit: { label: 'Cancel and tell them', verb: 'series-cancel', data: { series: series.id } },
    cancel: { kind: 'act', label: 'Keep it', verb: 'series-open', data: { series: series.id } },
    fallback: `Cancel ${series.name}? ${words.join(' ')} ${people}`,
  };
}

/** Which series is meant. @param verb what is done to it */
export function whichSeriesCard(
  title: string,
  series: readonly OrganisedSeries[],
  button: { readonly label: string; readonly verb: Verb },
): Card {
  const items = series.map((one) => ({
    title: one.name,
    action: act(button.label, button.verb, { series: one.id }, { opensForm: true }),
  }));
  return {
    fallback: [title, ...items.map((item) => item.title)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
    ],
    actions: [act('All series', 'series-manage', {})],
    again: { verb: button.verb },
  };
}
