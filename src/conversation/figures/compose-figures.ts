import type { Cell } from '../../app/figures/cells.js';
import { isOfNone } from '../../app/figures/count-rounds.js';
import type { Evaluated } from '../../app/figures/evaluate-figures.js';
import type { FiguresQuery } from '../../domain/figures/figures-query.js';
import { type Change, type Trend, type TrendPoint, trendOf } from '../../domain/figures/trend.js';
import type { Phase } from '../../domain/person.js';
import { pluralOf } from '../../domain/plural-of.js';
import { sayPhase } from '../talk/person-words.js';
import { sayNumber } from '../talk/source-cards.js';
import { capitalise, listWords, plural } from '../talk/wording.js';
import { isShare, labelOf, sayAmount, sayCell, sayDifference, sayMeasure } from './figure-sentences.js';
import { ofNoneWords } from './none-words.js';

/** An answer in words, before it is a card. */
export interface Composed {
  /** The number that was asked for, in one sentence. */
  readonly lead: string;
  readonly more: readonly string[];
  readonly table?: { readonly columns: readonly string[]; readonly rows: ReadonlyArray<readonly string[]> };
}

/** Says what was counted. @returns undefined when nothing of it is on record */
export function composeFigures(query: FiguresQuery, evaluated: Evaluated): Composed | undefined {
  switch (query.operation) {
    case 'value':
    case 'sum':
      return composeValue(query, evaluated);
    case 'mean':
      return composeMean(query, evaluated);
    case 'most':
    case 'least':
      return composeExtreme(query, evaluated);
    case 'compare':
      return composeComparison(query, evaluated);
    case 'trend':
      return composeTrend(query, evaluated);
  }
}

type Known = Cell & { readonly value: number };

const known = (cells: readonly Cell[]): Known[] => cells.filter((cell): cell is Known => cell.value !== undefined);

function composeValue(query: FiguresQuery, evaluated: Evaluated): Composed | undefined {
  const { sides, events, groups, localityWord } = evaluated;
  if (sides.length > 1) return composeSides(query, evaluated);
  const [side] = sides;
  if (!side || side.rounds.length === 0) return undefined;
  const coming = side.rounds.every(({ held }) => !held);
  const [only, ...others] = side.rounds;
  // Of all that is held, it must be said what it was.
  const named = query.subjects.length === 0 && only && others.length === 0 ? `${only.title}: ` : '';
  const lead = `${named}${capitalise(withTime(sayCell(query.measure, side, coming), side))}${events.length > 1 && query.measure !== 'held' ? `, over ${plural(eventsCounted(side), 'event', 'events')}` : ''}.`;
  const [first] = groups;
  if (first && first.length > 0)
    return { lead, more: [], table: tableOf(query, groupHeading(query, localityWord), inOrder(query, first)) };
  const more = balance(query, side);
  if (events.length < 2) return { lead, more };
  return { lead, more, table: tableOf(query, 'Event', [...events].reverse()) };
}

/** Some who came had not booked: so many fewer came than had booked. */
function balance({ measure }: FiguresQuery, { part = 0, of = 0, value = 0 }: Cell): string[] {
  if (measure !== 'missed' || of === 0) return [];
  const without = value - (of - part);
  const others = without > 0 ? ` (${sayNumber(without)} of them without a booking)` : '';
  return [
    `${sayNumber(of)} had booked and ${sayNumber(part)} came${others}: ${sayNumber(Math.abs(of - part))} ${part > of ? 'more' : 'fewer'}.`,
  ];
}

/** `280 people came in June 2026` */
function withTime(words: string, { label }: Cell): string {
  return label === '' ? words : `${words} ${label}`;
}

function composeSides(query: FiguresQuery, { sides, groups, localityWord }: Evaluated): Composed | undefined {
  if (known(sides).length === 0) return undefined;
  const lead = `${sides.map((side) => `${labelOf(side.label)}: ${sayCell(query.measure, side)}`).join('; ')}.`;
  return { lead, more: [], ...crossTable(query, localityWord, sides, groups) };
}

/** Each group with a column for every side. */
function crossTable(
  query: FiguresQuery,
  localityWord: string,
  sides: readonly Cell[],
  groups: ReadonlyArray<readonly Cell[]>,
): Pick<Composed, 'table'> {
  if (groups.length < 2) return {};
  const labels = [...new Set(groups.flatMap((cells) => cells.map(({ label }) => label)))];
  const rows = labels.map((label) => [
    groupLabel(query, label),
    ...groups.map((cells) => {
      const cell = cells.find((one) => one.label === label);
      return cell ? sayAmount(query.measure, cell) : '';
    }),
  ]);
  return {
    table: {
      columns: [groupHeading(query, localityWord), ...sides.map(({ label }) => labelOf(label))],
      rows: rows.slice(0, mostRows),
    },
  };
}

/** Of how many events it is known: what is not recorded counts for none. */
function eventsCounted({ rounds, gaps }: Cell): number {
  return Math.max(1, rounds.filter((round) => !gaps.includes(round)).length);
}

function composeMean(query: FiguresQuery, { sides, events, groups, localityWord }: Evaluated): Composed | undefined {
  const [groupsOfFirst] = groups;
  if (groupsOfFirst && groupsOfFirst.length > 0) {
    const means = known(groupsOfFirst).map((cell) => ({
      ...cell,
      value: isShare(query.measure) ? cell.value : cell.value / eventsCounted(cell),
    }));
    if (means.length === 0) return undefined;
    const lead = `On average at one event: ${means
      .slice(0, 4)
      .map((cell) => `${groupLabel(query, cell.label)} ${sayNumber(cell.value)}`)
      .join(', ')}${means.length > 4 ? ' and more' : ''}.`;
    return {
      lead,
      more: [],
      table: tableOf(query, groupHeading(query, localityWord), inOrder(query, means), 'On average'),
    };
  }
  if (sides.length > 1) {
    const means = sides.map((side) => ({
      ...side,
      value: side.value === undefined ? undefined : side.value / eventsCounted(side),
    }));
    return known(means).length === 0
      ? undefined
      : {
          lead: `On average: ${means.map((side) => `${labelOf(side.label)} ${sayAmount(query.measure, side)}`).join('; ')}.`,
          more: [],
        };
  }
  const counted = known(events);
  if (counted.length === 0) return undefined;
  const mean = counted.reduce((total, { value }) => total + value, 0) / counted.length;
  const each = counted.length === 1 ? 'one event' : `${counted.length} events`;
  const said = sayCell(query.measure, {
    ...counted[0],
    value: Math.round(mean * 10) / 10,
    qualifier: 'exactly',
  } as Cell).replace(/ \(.*\)$/, '');
  const lead = `On average ${said}: the mean of ${each}${counted.length <= 4 ? ` (${counted.map(({ value }) => sayNumber(value)).join(', ')})` : ''}.`;
  return { lead, more: [], ...(counted.length > 1 ? { table: tableOf(query, 'Event', [...counted].reverse()) } : {}) };
}

function composeExtreme(query: FiguresQuery, { sides, events, groups, localityWord }: Evaluated): Composed | undefined {
  const [groupsOfFirst] = groups;
  const among = groupsOfFirst && groupsOfFirst.length > 0 ? groupsOfFirst : sides.length > 1 ? sides : events;
  const counted = known(among).filter(({ label }) => !isOfNone(label));
  if (counted.length === 0) return undefined;
  const most = query.operation === 'most';
  const sorted = [...counted].sort(
    (a, b) => (most ? b.value - a.value : a.value - b.value) || a.label.localeCompare(b.label, 'en-GB'),
  );
  const [best] = sorted;
  if (!best) return undefined;
  const ties = sorted.filter(({ value }) => value === best.value);
  const isGroup = among === groupsOfFirst;
  const label = (cell: Cell) => (isGroup ? groupLabel(query, cell.label) : labelOf(cell.label));
  const which = most ? 'the most' : 'the fewest';
  const named = listWords(ties.slice(0, 5).map(label)) + (ties.length > 5 ? ` and ${ties.length - 5} more` : '');
  // Of one alone nothing is the most.
  const alone = counted.length === 1;
  const lead = alone
    ? `${named}: ${sayCell(query.measure, best)}. There is no other to hold it against.`
    : `${named}: ${sayCell(query.measure, best)}${ties.length > 1 ? ' each' : ''}, ${which} of ${counted.length}${isGroup ? ` ${groupsWord(query, localityWord)}` : ''}.`;
  const heading = isGroup ? groupHeading(query, localityWord) : 'Event';
  return {
    lead,
    more: isGroup && sides[0]?.label ? [`${labelOf(sides[0].label)}.`] : [],
    ...(sorted.length > 1 ? { table: tableOf(query, heading, isGroup ? sorted : sorted) } : {}),
  };
}

function composeComparison(query: FiguresQuery, evaluated: Evaluated): Composed | undefined {
  const { sides, groups, localityWord } = evaluated;
  const [groupsOfFirst] = groups;
  const among = sides.length > 1 ? sides : (groupsOfFirst ?? []);
  const [one, other] = among;
  if (!one || !other) return undefined;
  const soFar = composeSoFar(query, evaluated);
  if (soFar) return soFar;
  const label = (cell: Cell) => (sides.length > 1 ? labelOf(cell.label) : groupLabel(query, cell.label));
  const each = among
    .map(
      (cell) =>
        `${label(cell)}: ${cell.rounds.length === 0 && sides.length > 1 ? 'none was held' : sayCell(query.measure, cell)}`,
    )
    .join('; ');
  const more = sides.length === 1 && sides[0]?.label ? [`${labelOf(sides[0].label)}.`] : [];
  if (among.length > 2 || one.value === undefined || other.value === undefined) {
    if (known(among).length === 0) return undefined;
    return { lead: `${each}.`, more, ...(sides.length > 1 ? crossTable(query, localityWord, sides, groups) : {}) };
  }
  const by = one.value - other.value;
  const said =
    by === 0
      ? 'The same'
      : `${label(one)} is ${sayDifference(query.measure, other.value, one.value)} than ${lowerLabel(label(other))}`;
  // How far the one had come by this day, no record says.
  const isOpen = [one, other].some(({ rounds }) => rounds.some(({ held }) => !held));
  const open = query.measure === 'booked' && isOpen ? ' What is still to come can still be booked.' : '';
  return {
    lead: `${said}. ${each}.${open}`,
    more,
    ...(sides.length > 1 ? crossTable(query, localityWord, sides, groups) : {}),
  };
}

/** What is booked so far of several events, beside those of a year that is over: how far those were by this day, no record says. */
function composeSoFar(query: FiguresQuery, { sides, groups, localityWord }: Evaluated): Composed | undefined {
  const [coming, past, ...more] = sides;
  if (query.measure !== 'booked' || !coming || !past || more.length > 0) return undefined;
  const isComing = coming.rounds.length > 1 && coming.rounds.every(({ held }) => !held);
  if (!isComing || past.rounds.length === 0 || past.rounds.some(({ held }) => !held)) return undefined;
  const named = [{ ...coming, label: 'still to come' }, past];
  return {
    lead: `${sayCell(query.measure, coming, true)}, for ${coming.rounds.length} events still to come. ${labelOf(past.label)}: ${sayCell(query.measure, past)}, for ${plural(past.rounds.length, 'event', 'events')}.`,
    more: ['How many had booked by this day a year ago is not on record, so I cannot say whether that is up or down.'],
    ...crossTable(query, localityWord, named, groups),
  };
}

function lowerLabel(label: string): string {
  return /^(The|Since|From)\b/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

function composeTrend(query: FiguresQuery, { events, groups, localityWord }: Evaluated): Composed | undefined {
  const [groupsOfFirst] = groups;
  const ofGroups =
    groupsOfFirst !== undefined && groupsOfFirst.length > 1 && (query.by === 'year' || query.by === 'term');
  const counted = known(ofGroups ? groupsOfFirst : events);
  const points = counted.map((cell) => ({
    label: capitalise(cell.label),
    startsAt: cell.rounds[0]?.startsAt ?? new Date(0),
    value: Math.round(cell.value * 10) / 10,
  }));
  const trend = trendOf(points);
  if (!trend) return composeTooFarApart(query, points);
  const change = trend.overAYear ?? trend.latest;
  const sentences = [
    sayChange(query, change),
    ...(trend.points.length > 2 ? [sayChange(query, trend.overall)] : []),
    ...sayBeforeGap(trend),
  ];
  const [lead = '', ...more] = [...new Set(sentences)];
  const shown = counted.slice(trend.before.length);
  return {
    lead,
    more,
    table: tableOf(query, ofGroups ? groupHeading(query, localityWord) : 'Event', [...shown].reverse()),
  };
}

/** The last one stands alone: what was before is too long ago to be held against it. */
function composeTooFarApart(query: FiguresQuery, points: readonly TrendPoint[]): Composed | undefined {
  const last = points.at(-1);
  const before = points.at(-2);
  if (!last || !before) return undefined;
  const unit = isShare(query.measure) ? '%' : '';
  return {
    lead: `Only one is on record of late: ${sayNumber(last.value)}${unit} in ${last.label}.`,
    more: [
      `The one before it, ${before.label} (${sayNumber(before.value)}${unit}), is too long ago to say whether it went up or down.`,
    ],
  };
}

/** `Before that: 4 rounds, October 2016 (288) to October 2017 (286). None is on record in between, so they are left out of this.` */
export function sayBeforeGap({ before }: Trend): string[] {
  const [first] = before;
  const last = before.at(-1);
  if (!first || !last) return [];
  const said = (point: TrendPoint) => `${point.label} (${sayNumber(point.value)})`;
  const span = first === last ? said(first) : `${said(first)} to ${said(last)}`;
  return [`Longer ago: ${span}. Nothing is on record in between, so that is left out here.`];
}

function sayChange({ measure }: FiguresQuery, { from, to, by }: Change): string {
  if (by === 0) return `The same in ${to.label} as in ${from.label}: ${sayNumber(to.value)}.`;
  const unit = isShare(measure) ? '%' : '';
  return `${by > 0 ? 'Up' : 'Down'}: ${sayNumber(to.value)}${unit} in ${to.label}, ${sayDifference(measure, from.value, to.value)} than ${sayNumber(from.value)}${unit} in ${from.label}.`;
}

const mostRows = 18;

function tableOf(
  query: FiguresQuery,
  heading: string,
  cells: readonly Cell[],
  column = sayMeasure(query.measure),
): NonNullable<Composed['table']> {
  const parts = cells.some(({ of }) => of !== undefined);
  const missed = query.measure === 'missed';
  return {
    columns: [heading, column, ...(parts ? (missed ? ['Booked', 'Came', 'Fewer'] : ['Of']) : [])],
    rows: cells
      .slice(0, mostRows)
      .map((cell) => [
        heading === 'Event' ? labelOf(cell.label) : groupLabel(query, cell.label),
        sayAmount(query.measure, cell),
        ...(parts ? [cell.of === undefined ? '' : sayNumber(cell.of)] : []),
        ...(parts && missed ? [sayNumber(cell.part ?? 0), sayNumber((cell.of ?? 0) - (cell.part ?? 0))] : []),
      ]),
  };
}

/** Years and terms as they came; all else by size. */
function inOrder({ by }: FiguresQuery, cells: readonly Cell[]): Cell[] {
  if (by === 'year' || by === 'term') return [...cells];
  return [...cells].sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || a.label.localeCompare(b.label, 'en-GB'));
}

export function groupLabel({ by }: FiguresQuery, label: string): string {
  if (isOfNone(label)) return ofNoneWords[label];
  return capitalise(by === 'phase' ? sayPhase(label as Phase) : label);
}

/** @param localityWord what the partnership calls a part of its area */
export function groupHeading({ by }: FiguresQuery, localityWord: string): string {
  switch (by) {
    case 'venue':
      return 'Place';
    case 'year':
      return 'Academic year';
    case 'locality':
      return capitalise(localityWord);
    case 'authority':
      return 'Local authority';
    default:
      return capitalise(by ?? 'event');
  }
}

function groupsWord({ by }: FiguresQuery, localityWord: string): string {
  const words: Readonly<Record<string, string>> = {
    venue: 'places',
    locality: pluralOf(localityWord),
    district: 'districts',
    authority: 'local authorities',
    phase: 'phases',
    trust: 'trusts',
    year: 'academic years',
    term: 'terms',
    series: 'series',
    project: 'projects',
  };
  return words[by ?? ''] ?? '';
}
