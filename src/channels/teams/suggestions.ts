import type { Activity } from 'botbuilder';
import { firstWords } from '../../conversation/everyday/first-words.js';

/** The same message with words to say next, as buttons above the box where one writes ("Suggested actions"). */
export function withSuggestions(message: Partial<Activity>, to: string | undefined): Partial<Activity> {
  const actions = firstWords.map((words) => ({ type: 'imBack', title: words, value: words }));
  return { ...message, suggestedActions: { to: to ? [to] : [], actions } };
}
