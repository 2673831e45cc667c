import type { Evaluated } from '../../app/figures/evaluate-figures.js';
import type { NamesOnRecord } from '../../app/figures/figure-names.js';
import { isOfComing } from '../../app/figures/pick-rounds.js';
import type { FiguresQuery, Measure, Subject, Times } from '../../domain/figures/figures-query.js';
import type { ActAction, Block, Card } from '../../rendering/card.js';
import { askTeamAction } from '../knowledge/answer-cards.js';
import type { View } from '../programme/programme-cards.js';
import { toChooseFrom } from '../talk/to-choose-from.js';
import { listWords } from '../talk/wording.js';
import type { Composed } from './compose-figures.js';
import { sayAbout, sayCoverage, sayMeasure } from './figure-sentences.js';
import { writeQuery } from './query-codec.js';

/** One answer: what was counted, the number in a sentence, a small table, how it was counted and as of when. */
export function figuresCard(
  query: FiguresQuery,
  evaluated: Evaluated,
  composed: Composed,
  names: NamesOnRecord,
  view: View,
  actions: readonly ActAction[],
): Card {
  return composedCard(sayAbout(query, names), composed, sayCoverage(query, evaluated, view), actions);
}

/** A heading, the sentence, what belongs to it, the table and the small print. */
export function composedCard(
  title: string,
  { lead, more, table }: Composed,
  note: string,
  actions: readonly ActAction[],
): Card {
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    { kind: 'text', text: lead, tone: 'strong' },
    ...more.map((text) => ({ kind: 'text', text }) as const),
    ...(table ? [{ kind: 'table', ...table } as const] : []),
    ...(note ? [{ kind: 'context', text: note } as const] : []),
  ];
  const rows = (table?.rows ?? []).map(([first = '', ...others]) => `${first}: ${others.filter(Boolean).join(', ')}`);
  return { fallback: [`${title}: ${lead}`, ...more, ...rows, note].filter(Boolean).join('\n'), blocks, actions };
}

interface Candidate {
  readonly query: FiguresQuery;
  readonly composed: Composed;
}

/** Several series may be meant: each with its number, and a button that goes on with it. */
export function choicesOf(
  candidates: readonly Candidate[],
  names: NamesOnRecord,
  question: string,
  detail: Card | undefined,
  verb: 'figures' | 'absent-schools' = 'figures',
): Card {
  const lead = 'Did you mean one of these?';
  const items = candidates.map(({ query, composed }) => ({ title: sayAbout(query, names), detail: composed.lead }));
  const buttons = candidates.map(({ query }): ActAction => goOn(sayAbout(query, names), query, verb));
  const below = detail?.blocks ?? [];
  return {
    fallback: [
      lead,
      ...items.map(({ title, detail: words }) => `${title}. ${words}`),
      ...(detail ? [detail.fallback] : []),
    ].join('\n'),
    blocks: [{ kind: 'text', text: lead }, { kind: 'list', items }, ...below],
    actions: [...buttons, askTeamAction(question, 'None of these: ask the team')],
  };
}

/** The longest label of a button that every platform shows whole. */
const longestLabel = 70;

function goOn(label: string, query: FiguresQuery, verb: 'figures' | 'absent-schools' = 'figures'): ActAction {
  const short = label.length > longestLabel ? `${label.slice(0, longestLabel - 1)}…` : label;
  return { kind: 'act', label: short, verb, data: { query: writeQuery(query) }, keepsCard: true };
}

/** What of a question cannot be counted, what can, and up to three questions that are near. */
export function unclearCard(
  why: string,
  words: string,
  near: FiguresQuery,
  names: NamesOnRecord,
  question: string,
): Card {
  const lead = reasonFor(why, words);
  const what = `I count people and schools that came, booked or stayed away, by ${listWords(groupsOf(names))}.`;
  const offered = nearest(near, names);
  const shown = toChooseFrom(offered);
  const offer = offered.length > 0 ? 'Did you mean one of these?' : 'Which event or project do you mean?';
  return {
    fallback: [lead, what, offer, ...offered.map(({ label }) => label), 'Or say "ask the team".'].join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: 'strong' },
      { kind: 'text', text: what },
      { kind: 'text', text: offer },
      ...shown.blocks,
    ],
    actions: [...shown.actions, askTeamAction(question)],
  };
}

/** By what the records can tell figures apart. */
function groupsOf({ localities, districts, authorities, localityWord }: NamesOnRecord): string[] {
  return [
    ...['event', 'year', 'term', 'place'],
    ...(localities.length > 0 ? [localityWord] : []),
    ...(districts.length > 0 ? ['district'] : []),
    ...(authorities.length > 0 ? ['local authority'] : []),
    ...['phase', 'trust'],
  ];
}

/** What areas of a kind are called where no school on record is in one; undefined where some are, or no area is asked for. */
export function kindWithoutAreas({ by }: FiguresQuery, names: NamesOnRecord): string | undefined {
  if (by === 'locality') return names.localities.length === 0 ? names.localityWord : undefined;
  if (by === 'district') return names.districts.length === 0 ? 'district' : undefined;
  return by === 'authority' && names.authorities.length === 0 ? 'local authority' : undefined;
}

/** Says that no school on record is in an area of that kind, and by what else the same can be told apart. */
export function ungroupedCard(kind: string, query: FiguresQuery, names: NamesOnRecord, question: string): Card {
  const lead = `I do not know which ${kind} any school is in, so I cannot tell figures apart by it. The register of schools says so: an administrator can import it in this chat.`;
  const what = `I can tell them apart by ${listWords(groupsOf(names))}.`;
  const others = (['locality', 'phase'] as const).filter(
    (by) => by !== query.by && kindWithoutAreas({ ...query, by }, names) === undefined,
  );
  return {
    fallback: `${lead} ${what}`,
    blocks: [
      { kind: 'text', text: lead, tone: 'strong' },
      { kind: 'text', text: what },
    ],
    actions: [
      ...others.map((by) => goOn(`By ${by === 'locality' ? names.localityWord : by}`, { ...query, by })),
      askTeamAction(question),
    ],
  };
}

function reasonFor(why: string, words: string): string {
  switch (why) {
    case 'days':
      return `I do not know from which day to count “${words}”. Say a month or a year, such as “before March 2020”.`;
    case 'subject':
      return 'I can count that, but not of what: which event or project do you mean?';
    case 'beyond':
      return `I can’t count that as you asked it: “${words}” is nothing that I can tell.`;
    default:
      return `I can’t count that as you asked it: the records do not tell me about “${words}”.`;
  }
}

function nearest(near: FiguresQuery, names: NamesOnRecord): ActAction[] {
  const of = (subjects: readonly Subject[]) => ({ ...near, subjects, unsure: false });
  const subjects: ReadonlyArray<readonly Subject[]> =
    near.subjects.length === 0
      ? names.series
          .slice(0, 9)
          .filter(({ slug }) => names.places.some(({ series }) => series.includes(slug)))
          .slice(0, 3)
          .map(({ slug }) => [{ kind: 'series', slug }])
      : near.unsure
        ? near.subjects.slice(0, 3).map((one) => [one])
        : [near.subjects];
  return subjects.map((some) => goOn(sayQuestion(of(some), names), of(some)));
}

/** A query in a few words, for a button: `People who came: Leadership briefing, in June 2026`. */
function sayQuestion(query: FiguresQuery, names: NamesOnRecord): string {
  const times = listWords(query.times.map((one) => sayTimes(one, query.measure)).filter(Boolean));
  const by = query.by ? `by ${query.by}` : '';
  return `${sayMeasure(query.measure)}: ${[sayAbout(query, names), times, by].filter(Boolean).join(', ')}`;
}

function sayTimes(times: Times, measure: Measure): string {
  switch (times.kind) {
    case 'stretch':
      // Of bookings it is the next December that is meant, which may be of another year.
      return times.stretch.latest && isOfComing(measure)
        ? times.stretch.said.replace(/ 20\d\d$/, '')
        : times.stretch.said;
    case 'last':
      return [times.count === 1 ? 'the last one' : `the last ${times.count}`, times.within?.said]
        .filter(Boolean)
        .join(' ');
    case 'first':
      return [nth[times.skip ?? 0] ?? 'the first one', times.within?.said].filter(Boolean).join(' ');
    case 'coming':
      return 'still to come';
    case 'ever':
    case 'any':
      return '';
  }
}

const nth = ['the first one', 'the second one', 'the third one', 'the fourth one'];

/** What else may be asked of the same. */
export function figuresActions(
  query: FiguresQuery,
  names: NamesOnRecord,
  { sides }: Evaluated,
  question: string,
): ActAction[] {
  const [only, ...others] = query.subjects;
  const series = only?.kind === 'series' && others.length === 0 ? only.slug : undefined;
  const recorded = sides.some(({ rounds }) => rounds.some(({ recordedAt }) => recordedAt !== null));
  const byLocality =
    recorded && query.by !== 'locality' && (query.measure === 'attended' || query.measure === 'schools');
  const { by: _, ...rest } = query;
  const open = (label: string, aspect: string): ActAction => ({
    kind: 'act',
    label,
    verb: 'answer',
    data: { kind: 'series', slug: series ?? '', aspect },
    keepsCard: true,
  });
  const naming = query.measure === 'absent' && query.operation === 'value' && !query.by ? [namingAction(query)] : [];
  return [
    ...naming,
    ...(series && query.operation !== 'trend'
      ? [
          goOn('Up or down?', {
            ...rest,
            measure: query.measure === 'schools' ? 'schools' : 'attended',
            operation: 'trend',
            times: [{ kind: 'any' }],
          }),
        ]
      : []),
    ...(byLocality ? [goOn(`By ${names.localityWord}`, { ...rest, operation: 'value', by: 'locality' })] : []),
    ...(series && names.series.some(({ slug }) => slug === series)
      ? [open('What people said', 'said'), open('Next dates', 'when')]
      : []),
    askTeamAction(question),
  ];
}

/** The button that names the schools of a question, which is answered in the own chat of whoever presses it. */
export function namingAction(query: FiguresQuery): ActAction {
  const data = { query: writeQuery(query) };
  return { kind: 'act', label: 'Which schools', verb: 'absent-schools', data, keepsCard: true };
}
