const kinds = {
  trust: 1,
  person: 2,
  post: 3,
  series: 4,
  event: 5,
  session: 6,
  question: 7,
  registration: 8,
  holiday: 9,
  attendance: 10,
  figure: 11,
  feedback: 12,
  quote: 13,
  project: 14,
  strand: 15,
  cohort: 16,
  enrolment: 17,
  lead: 18,
  milestone: 19,
  application: 20,
  nomination: 21,
  article: 22,
} as const;

type DemoKind = keyof typeof kinds;

/**
 * The fixed id of the `number`th row of a kind, the same on every machine so that tests and personas can refer to it.
 * It is a version 7 UUID from 2024, so it sorts before ids made by the service.
 */
export function demoId(kind: DemoKind, number: number): string {
  const kindPart = kinds[kind].toString(16).padStart(2, '0');
  return `0190de${kindPart}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** Generates consecutive `demoId`s of one kind, starting at `from`. */
export function idsOf(kind: DemoKind, from = 1): () => string {
  let number = from - 1;
  return () => {
    number += 1;
    return demoId(kind, number);
  };
}
