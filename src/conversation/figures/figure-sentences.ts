import type { Cell } from '../../app/figures/cells.js';
import type { Round } from '../../app/figures/count-rounds.js';
import type { Evaluated } from '../../app/figures/evaluate-figures.js';
import type { NamesOnRecord } from '../../app/figures/figure-names.js';
import type { FiguresQuery, Measure, Subject } from '../../domain/figures/figures-query.js';
import { sayDay, sayMonth } from '../../domain/when.js';
import type { View } from '../programme/programme-cards.js';
import { sayPhase } from '../talk/person-words.js';
import { sayNumber, sayPapersOf } from '../talk/source-cards.js';
import { capitalise, listWords, plural } from '../talk/wording.js';

/** What a query is about, without its time: `Leadership briefing at Eastholm`. */
export function sayAbout(query: FiguresQuery, names: NamesOnRecord): string {
  const called = query.subjects.map((one) => nameOf(one, names));
  // Of every series there is, their names say less than that it is all of them.
  const isOfAll = called.length === 0 || (called.length > 3 && called.length === names.series.length);
  const about = query.by === 'project' && isOfAll ? 'Projects' : isOfAll ? 'All events' : listWords(called);
  return [about, sayPlaces(query), saySchools(query), sayWithout(query, names)].filter(Boolean).join(', ');
}

function nameOf({ kind, slug }: Subject, names: NamesOnRecord): string {
  if (kind === 'event') return names.events.find((one) => one.slug === slug)?.title ?? slug;
  return names[kind === 'series' ? 'series' : 'projects'].find((one) => one.slug === slug)?.name ?? slug;
}

/** `without Eastholm and the primary schools` */
export function sayWithout({ without }: FiguresQuery, names: NamesOnRecord): string {
  if (!without) return '';
  const schools = saySchools(without).replace(/ only$/, '');
  const left = [
    ...without.subjects.map((one) => nameOf(one, names)),
    ...without.places.map((place) => (place === 'Online' ? 'online' : place)),
    ...(schools ? [`the ${schools}`] : []),
  ];
  return `without ${listWords(left)}`;
}

function sayPlaces({ places }: FiguresQuery): string {
  return listWords(places.map((place) => (place === 'Online' ? 'online' : place)));
}

/** `primary schools of Eastholm` */
export function saySchools({ areas, phases, academies }: Pick<FiguresQuery, 'areas' | 'phases' | 'academies'>): string {
  if (areas.length === 0 && phases.length === 0 && !academies) return '';
  const kind = [listWords(phases.map(sayPhase)), academies ? 'academies' : 'schools'].filter(Boolean).join(' ');
  return areas.length > 0 ? `${kind} of ${listWords(areas)}` : `${kind} only`;
}

/** A number with what it counts: `280 people came`. @param coming they have not been held yet */
export function sayCell(measure: Measure, cell: Cell, coming = false): string {
  const { value } = cell;
  if (value === undefined) return 'not recorded';
  const number = sayAmount(measure, cell);
  const people = value === 1 ? `${number} person` : `${number} people`;
  const schools = value === 1 ? `${number} school` : `${number} schools`;
  switch (measure) {
    case 'attended':
      return `${people} came`;
    case 'different':
      return `${number} different ${value === 1 ? 'person' : 'people'} came`;
    case 'schools':
      return `${schools} had somebody there`;
    case 'booked':
      return `${people} ${coming ? (value === 1 ? 'has booked so far' : 'have booked so far') : 'booked'}`;
    case 'booked-schools':
      return `${schools} ${coming ? (value === 1 ? 'has somebody booked so far' : 'have somebody booked so far') : 'had somebody booked'}`;
    case 'missed':
      return `${people} booked and did not come`;
    case 'walk-ins':
      return `${people} came without a booking`;
    case 'waiting':
      return `${people} ${value === 1 ? 'is' : 'are'} waiting for a place`;
    case 'turnout':
      return `${number} of those who booked came (${sayParts(cell)})`;
    case 'school-share':
      return `${number} of the schools had somebody there (${sayParts(cell)})`;
    case 'people-share':
      return `${number} of the people who came (${sayParts(cell)})`;
    case 'absent':
      return `${schools} had nobody there${cell.of ? `, of ${sayNumber(cell.of)}` : ''}`;
    case 'held':
      return `${plural(value, 'event was', 'events were')} held`;
    case 'joined':
    case 'joined-new':
    case 'joined-share':
      return number;
    case 'on-roll':
      return schools;
  }
}

function sayParts({ part, of }: Cell): string {
  return `${sayNumber(part ?? 0)} of ${sayNumber(of ?? 0)}`;
}

/** The number alone, as it stands in a table: `280`, `95.6%`, `over 250`. */
export function sayAmount(measure: Measure, { value, qualifier }: Pick<Cell, 'value' | 'qualifier'>): string {
  if (value === undefined) return 'not recorded';
  return `${qualifier === 'exactly' ? '' : `${qualifier} `}${sayNumber(value)}${isShare(measure) ? '%' : ''}`;
}

export function isShare(measure: Measure): boolean {
  return (
    measure === 'turnout' || measure === 'school-share' || measure === 'people-share' || measure === 'joined-share'
  );
}

/** What the column of a table holds. */
export function sayMeasure(measure: Measure): string {
  const words: Record<Measure, string> = {
    attended: 'People who came',
    schools: 'Schools there',
    different: 'Different people',
    booked: 'Booked',
    'booked-schools': 'Schools that booked',
    missed: 'Booked, did not come',
    'walk-ins': 'Came without a booking',
    waiting: 'Waiting',
    turnout: 'Came of those booked',
    'school-share': 'Share of schools',
    'people-share': 'Share of the people',
    absent: 'Schools with nobody there',
    held: 'Events held',
    joined: 'Joined',
    'joined-new': 'New',
    'joined-share': 'Share of schools',
    'on-roll': 'Schools',
  };
  return words[measure];
}

/** How it was counted, from what and as of when, and what is missing. */
export function sayCoverage(query: FiguresQuery, evaluated: Evaluated, view: View): string {
  const cells = [...evaluated.sides, ...evaluated.groups.flat()];
  const rounds = unique(cells.flatMap((cell) => cell.rounds));
  const gaps = unique(cells.flatMap((cell) => cell.gaps));
  const own = rounds.filter(({ recordedAt }) => recordedAt !== null);
  const asOf = own.map(({ recordedAt }) => recordedAt?.getTime() ?? 0).sort((a, b) => b - a)[0];
  const papers = sayPapersOf(cells.flatMap((cell) => cell.figures));
  const coming = rounds.some(({ held }) => !held);
  const records = coming
    ? `From our own records as of ${sayDay(view.now, view.zone)}.`
    : asOf !== undefined
      ? `From our own records as of ${sayDay(new Date(asOf), view.zone)}.`
      : '';
  const provisional = own.filter(({ confirmed, held }) => held && !confirmed);
  return [
    sayCounted(query),
    records,
    papers ? `Source: ${papers}.` : '',
    gaps.length > 0 ? `Left out, because it is not on record: ${sayRounds(gaps, view)}.` : '',
    provisional.length > 0 ? `Provisional, the list is not complete yet: ${sayRounds(provisional, view)}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function sayCounted({ measure, places }: FiguresQuery): string {
  const each = places.length > 0 ? 'each person once at a place' : 'each person once at an event';
  switch (measure) {
    case 'attended':
    case 'people-share':
      return `Counted: people who came, not bookings, ${each}.`;
    case 'different':
      return 'Counted: people who came, each once however often they came.';
    case 'schools':
    case 'school-share':
      return 'Counted: schools that had somebody there, a school and its successor once.';
    case 'absent':
      return 'Counted: open schools of the partnership that nobody came from.';
    case 'booked':
      return `Counted: places booked and not cancelled, ${each}.`;
    case 'booked-schools':
      return 'Counted: schools that somebody has a place from, a school and its successor once.';
    case 'missed':
      return 'Counted: people with a place who are not on the attendance list.';
    case 'walk-ins':
      return 'Counted: people on the attendance list who had no place.';
    case 'waiting':
      return 'Counted: people on the waiting list now.';
    case 'turnout':
      return 'Counted: of those who had a place, who came.';
    case 'held':
      return 'Counted: events that were held, not their sessions.';
    default:
      return '';
  }
}

const mostNamed = 6;

function sayRounds(rounds: readonly Round[], { zone }: View): string {
  const named = rounds
    .slice(0, mostNamed)
    .map(({ seriesName, startsAt }) => `${seriesName} ${sayMonth(startsAt, zone)}`);
  const more = rounds.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : listWords(named);
}

function unique(rounds: readonly Round[]): Round[] {
  return [...new Map(rounds.map((round) => [round.eventId, round])).values()].sort(
    (a, b) => a.startsAt.getTime() - b.startsAt.getTime(),
  );
}

/** `9 more (3.3%)` */
export function sayDifference(measure: Measure, from: number, to: number): string {
  const by = Math.round((to - from) * 10) / 10;
  if (isShare(measure)) return `${sayNumber(Math.abs(by))} points ${by > 0 ? 'more' : 'fewer'}`;
  const share = from === 0 ? '' : ` (${sayNumber(Math.abs((by / from) * 100))}%)`;
  return `${sayNumber(Math.abs(by))} ${by > 0 ? 'more' : 'fewer'}${share}`;
}

/** The words of a table's label, as they stand alone: `in June 2026` is `June 2026`. */
export function labelOf(said: string): string {
  return capitalise(said.replace(/^(?:in|on) (?:the )?/, ''));
}

/** Said of people, not in the name of what they came to: "heads" in "how many heads came", not in "the heads briefing". */
const ofHeads =
  /\b(?:heads|head ?teachers?|principals)\b(?!['’]? (?:briefing|conference|meeting|forum|workshop|training))/i;

/** Of one day an event of several sessions is told whole: that is said. */
export function sayAllDays({ times }: FiguresQuery, rounds: readonly Round[]): string[] {
  const [only, ...others] = times;
  const isOneDay = only?.kind === 'stretch' && others.length === 0 && /^on /.test(only.stretch.said);
  const several = rounds.find(({ sessions }) => sessions > 1);
  return isOneDay && several ? [`That is of all ${several.sessions} sessions of it, on whatever day.`] : [];
}

/** What a question says of people that the number does not: who they were, and in which of the roles that a series is for. */
export function sayWhom(query: FiguresQuery, { series }: NamesOnRecord, question: string): string[] {
  const isOfPeople = ['attended', 'booked', 'missed', 'walk-ins', 'different'].includes(query.measure);
  if (!isOfPeople) return [];
  const audience = query.subjects.flatMap(({ slug }) => series.find((one) => one.slug === slug)?.audience ?? []);
  const others = audience.some((position) => !position.endsWith('headteacher') || position.startsWith('deputy'));
  return [
    ...(/^\W*who\b/i.test(question) ? ['I tell how many, not who.'] : []),
    ...(ofHeads.test(question) && others
      ? ['That is everybody: I do not tell heads apart from deputies and other leaders.']
      : []),
  ];
}
