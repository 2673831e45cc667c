import type { AbsentSchool, AbsentSchools } from '../../../app/figures/absent-schools.js';
import type { NamesOnRecord } from '../../../app/figures/figure-names.js';
import type { EventToInviteTo } from '../../../app/invitations/open-events.js';
import type { FiguresQuery } from '../../../domain/figures/figures-query.js';
import { sayDay, sayMonth } from '../../../domain/when.js';
import type { Action, Block, Card } from '../../../rendering/card.js';
import { organiserAct } from '../../organising/organising-cards.js';
import type { View } from '../../programme/programme-cards.js';
import { queryChart } from '../../talk/chart-cards.js';
import { sayPhase } from '../../talk/person-words.js';
import { sayNumber } from '../../talk/source-cards.js';
import type { Services, TurnContext } from '../../talk/turn-context.js';
import { capitalise, listWords, plural } from '../../talk/wording.js';
import { saySchools, sayWithout } from '../figure-sentences.js';
import { writeQuery } from '../query-codec.js';

/** Schools of one page. */
export const pageSize = 8;

interface ShownAbsent {
  readonly query: FiguresQuery;
  readonly absent: AbsentSchools;
  readonly names: NamesOnRecord;
  /** What the partnership calls a part of its area. */
  readonly locality: string;
  /** Counted from 0. */
  readonly page: number;
}

/** The schools that nobody came from, a page of them: phase, locality, when they were last seen, and whom to call. */
export function absentCard(
  { query, absent, names, locality, page }: ShownAbsent,
  context: TurnContext,
  actions: readonly Action[],
): Card {
  const title = titleOf(query, names);
  const lead = leadOf(query, absent, context);
  const from = page * pageSize;
  const shown = absent.schools.slice(from, from + pageSize);
  const lines = shown.map((school) => ({
    title: school.name,
    detail: detailOf(school, names, absent.hasContacts, context),
  }));
  const left = absent.schools.length - from - shown.length;
  const range = from > 0 || left > 0 ? `${from + 1} to ${from + shown.length} of ${absent.schools.length}` : '';
  const note = noteOf(absent, context);
  const more = left > 0 ? [nextPage(query, Math.min(left, pageSize), page)] : [];
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    { kind: 'text', text: lead, tone: 'strong' },
    ...(page === 0 ? chartOf(context.services, query, absent, locality) : []),
    ...(lines.length > 0 ? [{ kind: 'list', items: lines } as const] : []),
    ...(range ? [{ kind: 'context', text: range } as const] : []),
    { kind: 'context', text: note },
  ];
  return {
    fallback: [title, lead, ...lines.map((line) => `${line.title}: ${line.detail}`), range, note]
      .filter(Boolean)
      .join('\n'),
    blocks,
    actions: [...more, ...actions],
  };
}

/** The button to the next page. */
export function nextPage(query: FiguresQuery, count: number, page: number): Action {
  return {
    kind: 'act',
    label: `Next ${count}`,
    verb: 'absent-schools',
    data: { query: writeQuery(query), page: String(page + 1) },
    keepsCard: true,
  };
}

function titleOf(query: FiguresQuery, names: NamesOnRecord): string {
  const called = query.subjects.map(
    ({ kind, slug }) =>
      (kind === 'event'
        ? names.events.find((one) => one.slug === slug)?.title
        : names.series.find((one) => one.slug === slug)?.name) ?? slug,
  );
  return ['Schools that did not come', ...called, saySchools(query), sayWithout(query, names)]
    .filter(Boolean)
    .join(': ');
}

function leadOf(query: FiguresQuery, { schools, of, rounds, said, gaps }: AbsentSchools, { zone }: View): string {
  const when = said ? ` ${said}` : '';
  if (rounds.length === 0) {
    return gaps.length > 0
      ? `Nobody recorded who came${when}, so I cannot say which schools did not.`
      : `Nothing was held${when}, so there is nothing to have missed.`;
  }
  const [first] = rounds;
  const last = rounds.at(-1);
  const span =
    first && last && first !== last
      ? `any of the ${rounds.length} events${when || `, ${sayMonth(first.startsAt, zone)} to ${sayMonth(last.startsAt, zone)}`}`
      : `${first?.title ?? 'it'}${when}`;
  if (of === 0) return 'No open school of the partnership fits that.';
  if (schools.length === 0)
    return `Every one of the ${plural(of, 'school')} had somebody at ${span.replace(/^any/, 'one')}.`;
  const kind = query.phases.length > 0 ? `${listWords(query.phases.map(sayPhase))} ` : '';
  return `${sayNumber(schools.length)} of ${plural(of, `${kind}school`)} had nobody at ${span}.`;
}

/** `Primary, Northgate · last seen in May 2026, Leadership briefing · Call Ada Marsh` */
export function detailOf(school: AbsentSchool, names: NamesOnRecord, hasContacts: boolean, { zone }: View): string {
  const { lastSeen } = school;
  const seen = lastSeen
    ? `last seen in ${sayMonth(lastSeen.at, zone)}, ${lastSeen.title}`
    : 'never seen at any event on record';
  const [where, ...call] = whereAndWhom(school, names, hasContacts);
  return [where, seen, ...call].join(' · ');
}

/** Phase and place, and for those who may see it whom to call. */
export function whereAndWhom(
  { phase, locality, localAuthority, contact }: AbsentSchool,
  { authorities }: NamesOnRecord,
  hasContacts: boolean,
): string[] {
  // Where there is one, everybody knows it.
  const where = [locality, authorities.length > 1 && localAuthority !== locality ? localAuthority : ''];
  const call = contact
    ? `Call ${contact.name}${contact.email ? `, ${contact.email}` : ''}`
    : hasContacts
      ? 'No head on record'
      : '';
  return [[capitalise(sayPhase(phase)), ...where].filter(Boolean).join(', '), ...(call ? [call] : [])];
}

/** What was counted, and as of when. */
export function noteOf(
  { rounds, gaps, hasContacts }: Pick<AbsentSchools, 'rounds' | 'gaps' | 'hasContacts'>,
  { now, zone }: View,
): string {
  const asOf = rounds
    .map(({ recordedAt }) => recordedAt)
    .filter((at) => at !== null)
    .sort((a, b) => b.getTime() - a.getTime())[0];
  const some = gaps.slice(-3).map(({ title }) => title);
  const left = gaps.length - some.length;
  return [
    'Counted: open schools of the partnership, a school and its successor once.',
    `From our own records as of ${sayDay(asOf ?? now, zone)}.`,
    gaps.length > 0
      ? `Left out, because nobody recorded who came: ${left > 0 ? `${some.join(', ')} and ${left} more` : listWords(some)}.`
      : '',
    hasContacts ? 'Names and addresses are for organisers alone.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** How many stayed away in each part of the area; nothing where there is one part, or the platform could not fetch it. */
function chartOf(services: Services, query: FiguresQuery, { schools }: AbsentSchools, locality: string): Block[] {
  const counts = new Map<string, number>();
  for (const school of schools) counts.set(school.locality, (counts.get(school.locality) ?? 0) + 1);
  if (counts.size < 2) return [];
  const bars = [...counts].sort(([a, some], [b, others]) => others - some || a.localeCompare(b, 'en-GB')).slice(0, 12);
  const alt = `Bar chart of schools that did not come, by ${locality}: ${bars.map(([name, count]) => `${name} ${count}`).join(', ')}`;
  return queryChart(services, writeQuery({ ...query, by: 'locality' }), alt);
}

/** To which event the schools are to be invited. */
export function chooseEventCard(events: readonly EventToInviteTo[], query: string, zone: string): Card {
  const lead = 'To which event shall I invite them?';
  const lines = events.map(({ title, startsAt }) => `${title}, ${sayDay(startsAt, zone)}`);
  return {
    fallback: [lead, ...lines].join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: 'strong' },
      {
        kind: 'list',
        items: events.map(({ id, title, startsAt }) => ({
          title,
          detail: sayDay(startsAt, zone),
          action: organiserAct('Invite', 'organise-announce', { event: id, query }, { opensForm: true }),
        })),
      },
    ],
  };
}
