import { type FieldValues, fillFields, type MessageField } from '../../domain/organising/message-fields.js';

/** What a field is where there is nothing to fill in. */
const insteadWords: Readonly<Record<MessageField, string>> = {
  'first name': 'colleague',
  name: 'colleague',
  school: 'your school',
  event: 'the event',
  day: 'the day',
  time: 'the time',
  place: 'the place',
};

/** The text as one reader gets it. */
export function fillIn(words: string, values: FieldValues): string {
  return fillFields(words, values, insteadWords);
}
