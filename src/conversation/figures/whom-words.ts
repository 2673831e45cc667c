import type { NamesOnRecord } from '../../app/figures/figure-names.js';
import type { FiguresQuery } from '../../domain/figures/figures-query.js';

/** Said of people, not in the name of what they came to: "heads" in "how many heads came", not in "the heads briefing". */
const ofHeads =
  /\b(?:heads|head ?teachers?|principals)\b(?!['’]? (?:briefing|conference|meeting|forum|workshop|training))/i;

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
