import { countSchools, type SchoolCount } from '../../../app/schools/school-counts.js';
import type { Phase } from '../../../domain/person.js';
import { kindsCounted } from '../../knowledge/aspects.js';
import type { Answer, TurnContext } from '../../talk/turn-context.js';
import { schoolCountCard } from './school-counts-cards.js';

/** Which schools of the partnership are to be counted. */
export interface WantedSchools {
  /** Any of these; empty is any phase. */
  readonly phases: readonly Phase[];
  readonly academies: boolean;
}

/** Kinds of school in our records, which do not cover others such as church or infant schools. */
const kindsTold: ReadonlyArray<readonly [RegExp, Phase | 'academy']> = [
  [/^nurser(y|ies)$/, 'nursery'],
  [/^primar(y|ies)$/, 'primary'],
  [/^secondar(y|ies)$/, 'secondary'],
  [/^specials?$/, 'special'],
  [/^academ(y|ies)$/, 'academy'],
];
/** Places whose schools are not in our records. */
const elsewhere = /\b(county|countywide|areas?|regions?|country|districts?|authority|council|local|england)\b/;

/**
 * "How many academies are in the partnership?", "how many secondary schools are there?": kinds of school that the records
 * can count. "How many schools" alone is answered by an article, which says more.
 * @param words as returned by `plainWords`
 * @returns `'elsewhere'` when a wider area is asked about, for which we have no records
 */
export function wantedSchools(words: string): WantedSchools | 'elsewhere' | undefined {
  const kinds = (kindsCounted(words) ?? []).filter((word) => !/^schools?$/.test(word));
  if (kinds.length === 0 || !kinds.every((word) => kindsTold.some(([pattern]) => pattern.test(word)))) return undefined;
  if (elsewhere.test(words)) return 'elsewhere';
  const meant = kindsTold.filter(([pattern]) => kinds.some((word) => pattern.test(word))).map(([, kind]) => kind);
  return { phases: meant.filter((kind) => kind !== 'academy'), academies: meant.includes('academy') };
}

/** @returns undefined while no school is on record */
export async function answerSchoolCount(
  context: TurnContext,
  wanted: WantedSchools,
  question: string,
): Promise<Answer | undefined> {
  const all = await countSchools(context.services.core.prisma);
  if (all.length === 0) return undefined;
  const ofPhase = all.filter(({ phase }) => wanted.phases.length === 0 || wanted.phases.includes(phase));
  const meant = wanted.academies ? ofPhase.filter(({ type }) => type === 'academy') : ofPhase;
  const freeSchools = wanted.academies ? ofPhase.filter(({ type }) => type === 'free_school') : [];
  const counted = { ...wanted, schools: sum(meant), of: sum(all), freeSchools: sum(freeSchools) };
  return { replies: [{ kind: 'card', card: schoolCountCard(counted, context, question) }], subject: { events: [] } };
}

function sum(counts: readonly SchoolCount[]): number {
  return counts.reduce((total, { schools }) => total + schools, 0);
}
