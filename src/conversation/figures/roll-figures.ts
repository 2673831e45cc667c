import type { Cell } from '../../app/figures/cells.js';
import { countRoll, type SchoolGroup, schoolScopeOf } from '../../app/figures/count-rounds.js';
import { areaGroupOf, type NamesOnRecord } from '../../app/figures/figure-names.js';
import type { FiguresQuery } from '../../domain/figures/figures-query.js';
import { sayDay } from '../../domain/when.js';
import { askTeamAction } from '../knowledge/answer-cards.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { type Composed, composeFigures, groupHeading, groupLabel } from './compose-figures.js';
import { saySchools, sayWithout } from './figure-sentences.js';
import { composedCard } from './query-cards.js';
import { writeQuery } from './query-codec.js';

/** How many schools of the partnership there are: of a kind, in a place, by what tells them apart. */
export async function answerRoll(
  context: TurnContext,
  asked: FiguresQuery,
  names: NamesOnRecord,
  question: string,
): Promise<Answer> {
  const { core } = context.services;
  const query = withGroup(asked, names);
  const by = query.by && query.by !== 'venue' ? (query.by as SchoolGroup) : undefined;
  const schools = schoolScopeOf(query);
  const [whole, groups] = await Promise.all([
    countRoll(core, schools, undefined),
    by ? countRoll(core, schools, by) : [],
  ]);
  const composed = composeRoll(query, whole[0]?.schools ?? 0, groups, names);
  const note = `Counted: schools open now that are in the partnership. From our own records as of ${sayDay(context.now, context.zone)}.`;
  const none = { lead: 'None is on record.', more: [] };
  const card = composedCard('Schools in the partnership', composed ?? none, note, [askTeamAction(question)]);
  return { replies: [{ kind: 'card', card }], subject: { events: [], figures: writeQuery(query) } };
}

function composeRoll(
  query: FiguresQuery,
  whole: number,
  groups: ReadonlyArray<{ readonly key: string; readonly schools: number }>,
  names: NamesOnRecord,
): Composed | undefined {
  const cell = (label: string, value: number): Cell => ({
    label,
    value,
    qualifier: 'exactly',
    rounds: [],
    gaps: [],
    figures: [],
  });
  const cells = groups.map(({ key, schools }) => cell(key, schools));
  const plain = query.operation === 'value' || query.operation === 'sum' || cells.length === 0;
  if (!plain)
    return composeFigures(query, {
      sides: [cell('', whole)],
      events: [],
      groups: [cells],
      later: [],
      all: [],
      localityWord: names.localityWord,
    });
  const sorted = [...groups].sort((a, b) => b.schools - a.schools).slice(0, mostRows);
  const rows = sorted.map(({ key, schools }) => [groupLabel(query, key), String(schools)]);
  const table =
    rows.length > 0 ? { table: { columns: [groupHeading(query, names.localityWord), 'Schools'], rows } } : {};
  return { lead: sayWhole(query, whole, names), more: [], ...table };
}

const mostRows = 20;

/** Several areas are told apart, by the kind of area that they are. */
function withGroup(query: FiguresQuery, names: NamesOnRecord): FiguresQuery {
  return query.by || query.areas.length < 2 ? query : { ...query, by: areaGroupOf(query.areas, names) };
}

function sayWhole(query: FiguresQuery, count: number, names: NamesOnRecord): string {
  const kind = saySchools(query).replace(/ only$/, '') || 'schools';
  const left = sayWithout(query, names);
  return `${count} ${count === 1 ? kind.replace(/schools\b/, 'school').replace(/academies\b/, 'academy') : kind} in the partnership${left ? `, ${left}` : ''}.`;
}
