/** What an organiser can have filled in for each reader. */
export const messageFields = ['first name', 'name', 'school', 'event', 'day', 'time', 'place'] as const;
export type MessageField = (typeof messageFields)[number];
export type FieldValues = Readonly<Partial<Record<MessageField, string>>>;

/** What people write for one of them. */
const alsoCalled: Readonly<Record<string, MessageField>> = {
  date: 'day',
  venue: 'place',
  where: 'place',
  forename: 'first name',
  'full name': 'name',
  title: 'event',
  'event name': 'event',
};

/** Those that nothing says without an event. */
const ofEvent: readonly MessageField[] = ['event', 'day', 'time', 'place'];

/** The fields of a text that need an event. */
export function eventFieldsIn(words: string): readonly MessageField[] {
  return fieldsIn(words).known.filter((field) => ofEvent.includes(field));
}

const written = /\{([^{}\n]{1,40})\}/g;

/** The fields that a text has: those that can be filled in, and those that nobody knows, as they were written. */
export function fieldsIn(words: string): {
  readonly known: readonly MessageField[];
  readonly unknown: readonly string[];
} {
  const found = [...words.matchAll(written)].map(([whole, name = '']) => ({ whole, field: fieldOf(name) }));
  return {
    known: [...new Set(found.flatMap(({ field }) => field ?? []))],
    unknown: [...new Set(found.filter(({ field }) => field === undefined).map(({ whole }) => whole))],
  };
}

/** The text as one reader gets it. @param instead what a field is where there is nothing to fill in */
export function fillFields(
  words: string,
  values: FieldValues,
  instead: Readonly<Record<MessageField, string>>,
): string {
  return words.replace(written, (whole, name: string) => {
    const field = fieldOf(name);
    return field === undefined ? whole : values[field] || instead[field];
  });
}

function fieldOf(name: string): MessageField | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  return (
    messageFields.find((field) => field === plain) ?? (Object.hasOwn(alsoCalled, plain) ? alsoCalled[plain] : undefined)
  );
}
