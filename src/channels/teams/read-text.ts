import { z } from 'zod';
import { type MentionedPerson, markOf } from '../../conversation/talk/turn.js';
import type { TeamsActivity } from './activity.js';

/** Teams leaves `text` out for names with an ampersand, and in some group chats. */
const mention = z.object({
  type: z.literal('mention'),
  text: z.string().nullish(),
  mentioned: z.object({ id: z.string().nullish(), name: z.string().nullish() }),
});
type Mention = z.infer<typeof mention>;

/** A message as plain text, and whom it mentions beside the bot. */
export interface ReadText {
  readonly text: string;
  readonly mentioned: readonly MentionedPerson[];
}

/** Whether the bot is mentioned, without which it does not answer in a group or channel. */
export function isBotMentioned(activity: TeamsActivity): boolean {
  return mentionsOf(activity).some(({ mentioned }) => mentioned.id === activity.recipient.id);
}

/**
 * The message as plain text: mentions of the bot are removed by their entities (people can edit the name), other people
 * become marks, and HTML entities are decoded once.
 */
export function readText(activity: TeamsActivity): ReadText {
  let text = activity.text ?? '';
  const people: MentionedPerson[] = [];
  for (const one of mentionsOf(activity)) {
    const { id, name } = one.mentioned;
    const isBot = id === activity.recipient.id;
    const known = people.findIndex((person) => person.id === id);
    const mark = isBot ? ' ' : ` ${markOf(known < 0 ? people.length : known)} `;
    const without = replaceMention(text, one, mark);
    if (without === undefined) continue;
    text = without;
    if (isBot) continue;
    if (known < 0) people.push({ id: id ?? '', name: name ?? 'Somebody' });
    else text = joinParts(text, people, known, name ?? '');
  }
  const said = undoEntities(text)
    .replace(/[^\S\n]+/g, ' ')
    .trim();
  return { text: said, mentioned: people };
}

/**
 * Teams has sent a mention of "Jane Field" as two, of Jane and of Field, with one id: beside each other they are one name
 * (github.com/OfficeDev/Microsoft-Teams-Samples/issues/969).
 */
function joinParts(text: string, people: MentionedPerson[], at: number, name: string): string {
  const mark = markOf(at);
  const first = people[at];
  const [before = '', ...after] = text.split(new RegExp(`${mark}\\s+${mark}(?!\\d)`));
  if (after.length === 0 || !first) return text;
  people[at] = { ...first, name: `${first.name} ${name}`.trim() };
  return before + mark + after.join(mark);
}

/** @returns undefined when the text does not have it */
function replaceMention(text: string, { text: marked, mentioned }: Mention, mark: string): string | undefined {
  // A function: in a plain replacement `$&` and its like would be read as patterns.
  if (marked && text.includes(marked)) return text.replace(marked, () => mark);
  const name = mentioned.name ?? '';
  const tags = [...text.matchAll(/<at\b[^>]*>(.*?)<\/at>/gs)];
  // The name in the text may have been edited; entities come in the order of the text.
  const tag = tags.find(([, said = '']) => undoEntities(said) === undoEntities(name)) ?? tags[0];
  return tag && text.slice(0, tag.index) + mark + text.slice(tag.index + tag[0].length);
}

function mentionsOf(activity: TeamsActivity): Mention[] {
  return (activity.entities ?? []).flatMap((entity) => {
    const parsed = mention.safeParse(entity);
    return parsed.success ? [parsed.data] : [];
  });
}

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

function undoEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => characters[entity] ?? entity);
}
