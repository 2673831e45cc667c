import { countRoll, type KeyGroup } from '../../app/figures/count-rounds.js';
import type { Cell, Evaluated } from '../../app/figures/evaluate-figures.js';
import type { NamesOnRecord } from '../../app/figures/figure-names.js';
import type { FiguresQuery } from '../../domain/figures/figures-query.js';
import { sayDay } from '../../domain/when.js';
import { askTeamAction } from '../knowledge/answer-cards.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { capitalise } from '../talk/wording.js';
import { composeFigures } from './compose-figures.js';
import { saySchools } from './figure-sentences.js';
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
  const by = query.by && query.by !== 'venue' ? (query.by as Exclude<KeyGroup, 'venue'>) : undefined;
  const schools = { areas: query.areas, phases: query.phases, academies: query.academies ?? false };
  const [whole, groups] = await Promise.all([
    countRoll(core, schools, undefined),
    by ? countRoll(core, schools, by) : [],
  ]);
  const cell = (label: string, value: number): Cell => ({
    label,
    value,
    qualifier: 'exactly',
    rounds: [],
    gaps: [],
    figures: [],
  });
  const cells = groups.map(({ key, schools: value }) => cell(key, value));
  const side = cell('', whole[0]?.schools ?? 0);
  const evaluated: Evaluated = { sides: [side], events: [], groups: by ? [cells] : [], later: [], all: [] };
  const composed =
    query.operation === 'value' || query.operation === 'sum' || !by
      ? {
          lead: sayWhole(query, side.value ?? 0),
          more: [],
          ...(by
            ? {
                table: {
                  columns: [capitalise(by), 'Schools'],
                  rows: cells
                    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
                    .slice(0, 20)
                    .map((one) => [one.label, String(one.value)]),
                },
              }
            : {}),
        }
      : composeFigures(query, evaluated);
  const note = `Counted: schools open now that are in the partnership. From our own records as of ${sayDay(context.now, context.zone)}.`;
  const card = composedCard('Schools in the partnership', composed ?? { lead: 'None is on record.', more: [] }, note, [
    askTeamAction(question),
  ]);
  return { replies: [{ kind: 'card', card }], subject: { events: [], figures: writeQuery(query) } };
}

/** Several areas are told apart, by the kind of area that they are. */
function withGroup(query: FiguresQuery, { localities }: NamesOnRecord): FiguresQuery {
  if (query.by || query.areas.length < 2) return query;
  const by = query.areas.every((area) => localities.includes(area)) ? 'locality' : 'district';
  return { ...query, by };
}

function sayWhole(query: FiguresQuery, count: number): string {
  const kind = saySchools(query).replace(/ only$/, '') || 'schools';
  return `${count} ${count === 1 ? kind.replace(/schools\b/, 'school').replace(/academies\b/, 'academy') : kind} in the partnership.`;
}
