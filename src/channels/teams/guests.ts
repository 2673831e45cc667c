import type { TeamsActivity } from './activity.js';
import { isBotMentioned } from './read-text.js';

/** Said to somebody whom Teams gives no account, so that nothing could be kept for them. */
export const whyNotGuests =
  'You are here without a work or school account, by which I would know you again, so I cannot answer you: please sign in to Teams with one, or ask the organisers to book for you.';

/** Whether somebody without an Entra id speaks to the bot, or presses one of its buttons. Other bots have none either. */
export function asksAsGuest(activity: TeamsActivity): boolean {
  if (activity.from.aadObjectId || activity.from.id.startsWith('28:')) return false;
  if (activity.type === 'invoke') return activity.name === 'adaptiveCard/action';
  if (activity.type !== 'message') return false;
  return (activity.conversation.conversationType ?? 'personal') === 'personal' || isBotMentioned(activity);
}
