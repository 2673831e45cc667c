import { academicYearOf } from '../../domain/academic-year.js';
import type { Phase } from '../../domain/person.js';
import type { WantedCount } from '../projects/project-counts-cards.js';
import { pastDaysInWords } from '../talk/past-days.js';

const phases: ReadonlyArray<readonly [RegExp, Phase]> = [
  [/\bnurser(y|ies)\b/i, 'nursery'],
  [/\b(primar(y|ies)|infants?|juniors?)\b/i, 'primary'],
  [/\bsecondar(y|ies)\b/i, 'secondary'],
  [/\ball[- ]through\b/i, 'all_through'],
  [/\bspecials?\b/i, 'special'],
];

/** Which of a project's figures a question asks for. */
export function wantedCount(question: string, now: Date, zone: string): WantedCount {
  const phase = phases.find(([pattern]) => pattern.test(question))?.[1];
  const days = pastDaysInWords(question, now, zone);
  const year = days ? academicYearOf(days.from, zone) : undefined;
  return {
    first: firstIn(question),
    ...(phase ? { phase } : {}),
    ...(year !== undefined && year !== academicYearOf(now, zone) ? { year } : {}),
  };
}

function firstIn(question: string): WantedCount['first'] {
  if (/\b(new|first[- ]time|newcomers?)\b/i.test(question)) return 'fresh';
  if (/\b(share|percentage|per ?cent|proportion|fraction)\b|%/i.test(question)) return 'share';
  return /\b(ever|took|taken|so far|in total|altogether|since it (began|started))\b/i.test(question) ? 'ever' : 'now';
}
