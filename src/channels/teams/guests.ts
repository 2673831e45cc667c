import type { TeamsActivity } from './activity.js';
import { isBotMentioned } from './read-text.js';
import { teamsWords } from './teams-words.js';

/** Said to somebody whom Teams gives no account, so that nothing could be kept for them. */
export const whyNotGuests = teamsWords.guest;

/** Whether somebody without an Entra id speaks to the bot, or presses one of its buttons. Other bots have none either. */
export function asksAsGuest(activity: TeamsActivity): boolean {
  if (activity.from.aadObjectId || activity.from.id.startsWith('28:')) return false;
  if (activity.type === 'invoke') return activity.name === 'adaptiveCard/action';
  if (activity.type !== 'message') return false;
  return (activity.conversation.conversationType ?? 'personal') === 'personal' || isBotMentioned(activity);
}
