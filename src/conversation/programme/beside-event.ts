import type { ProgrammeSession } from '../../app/programme/sessions.js';
import type { EventSessions } from './programme-cards.js';
import { byEvent } from './programme-words.js';

const asked =
  /^\W*(?:and |so )?(?:what(?:'?s| is)?|anything|something|is there anything)\b(?: \S+){0,3} (after|before) (?:the|this|that|my) /i;

/**
 * "What's on after the symposium": the programme on that side of the event that is named.
 * @returns undefined where the words ask for the event itself, or nothing is there
 */
export function besideEvent(
  words: string,
  event: EventSessions,
  sessions: readonly ProgrammeSession[],
): { readonly title: string; readonly events: readonly EventSessions[] } | undefined {
  const side = asked.exec(words)?.[1]?.toLowerCase();
  const [first] = event;
  const edge = side === 'after' ? event.at(-1) : first;
  if (!side || !edge) return undefined;
  const found = sessions.filter(
    ({ eventId, startsAt }) =>
      eventId !== edge.eventId && (side === 'after' ? startsAt > edge.startsAt : startsAt < edge.startsAt),
  );
  return found.length > 0 ? { title: `What's on ${side} ${first.title}`, events: byEvent(found) } : undefined;
}
