import { hostileTexts } from './hostile-text.js';

/** Values that no real client sends. */
const hostileValues: readonly unknown[] = [
  hostileTexts.join(' '),
  'x'.repeat(1_200),
  '\u0000\ud800\u202e',
  '\'; DROP TABLE "Person"; --',
  '-1',
  '1e309',
  '99999999999999999999',
  '2026-02-31',
  '9999-12-31',
  '25:61',
  ['a', { b: 'c' }],
  { $ne: null },
  true,
  null,
  '00000000-0000-4000-8000-000000000000',
];

/** Ids that no real button contains. */
const hostileIds: readonly unknown[] = [
  '',
  '../../etc',
  'x'.repeat(2_000),
  "' OR 1=1 --",
  '\u0000',
  7,
  null,
  ['a'],
  { a: 1 },
];

/** Field ids of all forms, by kind; each verb ignores the fields it does not know. */
export const kindsOfFields: Readonly<Record<string, string>> = Object.fromEntries([
  ...'series title description cost label venue address town postcode link capacity reason words school name role to session position answer question aliases owner number code find person rating mostUseful toChange quote naming summary forWhom runBy joinBy year each perSchool kind prompt options localities'
    .split(' ')
    .map((id) => [id, 'text']),
  ...'audience phases strands people colleagues consent'.split(' ').map((id) => [id, 'choices']),
  ...'date opens closes asOf reviewBy starts ends due cutOff'.split(' ').map((id) => [id, 'date']),
  ...'start end'.split(' ').map((id) => [id, 'time']),
  ...'membersOnly offered required remove'.split(' ').map((id) => [id, 'tick']),
]);

/**
 * Submissions for any verb: hostile values with valid ids, then hostile ids.
 * @param good valid ids by name
 * @param rounds how many of each
 */
export function hostileSendings(good: Readonly<Record<string, string>>, rounds = { values: 5, ids: 3 }) {
  return [
    ...mixed(Object.keys(kindsOfFields), hostileValues, rounds.values).map((typed) => ({ data: good, typed })),
    ...mixed(Object.keys(good), hostileIds, rounds.ids).map((data) => ({ data, typed: {} })),
  ];
}

/**
 * Submissions in which every field has a different hostile value each time, so that a refused field does not hide the
 * others.
 */
function mixed<Value>(
  ids: readonly string[],
  values: readonly Value[],
  sendings: number,
): Array<Record<string, Value>> {
  const step = Math.max(1, Math.floor(values.length / sendings));
  return Array.from({ length: sendings }, (_, round) =>
    Object.fromEntries(
      ids.flatMap((id, index): Array<[string, Value]> => {
        const value = values[(index + round * step) % values.length];
        return value === undefined ? [] : [[id, value]];
      }),
    ),
  );
}
