import { z } from 'zod';
import type { TeamsActivity } from './activity.js';

const mention = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.object({ id: z.string().nullish(), name: z.string().nullish() }),
});

/** Whether the bot is mentioned, without which it does not answer in a group or channel. */
export function isBotMentioned(activity: TeamsActivity): boolean {
  return mentionsOf(activity).some(({ mentioned }) => mentioned.id === activity.recipient.id);
}

/**
 * The message as plain text: mentions of the bot are removed by their entities (people can edit the name), other mentions
 * become the name, and HTML entities are decoded once.
 */
export function readText(activity: TeamsActivity): string {
  let text = activity.text ?? '';
  for (const { text: marked, mentioned } of mentionsOf(activity)) {
    const words = mentioned.id === activity.recipient.id ? ' ' : (mentioned.name ?? '');
    // A function: in a plain replacement `$&` and its like would be read as patterns.
    text = text.replace(marked, () => words);
  }
  return undoEntities(text)
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

function mentionsOf(activity: TeamsActivity) {
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
