import { composeDigest, isQuiet, subscribedDigest } from '../../app/board/digest.js';
import { summariseEvent } from '../../app/board/event-summary.js';
import type { MakeMessage } from '../talk/message-kind.js';
import { digestCard, summaryCard } from './board-cards.js';

const eventSummary: MakeMessage = async (services, { id, payload }) => {
  const summary = await summariseEvent(services.core, payload.eventId ?? '', id);
  return summary && summaryCard(services, summary);
};

const digest: MakeMessage = async ({ core }, { id, payload }) => {
  const { drawnAnew } = payload;
  const settings = await subscribedDigest(core, payload.subscriptionId ?? '', drawnAnew !== undefined);
  if (!settings) return undefined;
  const until = payload.until === undefined ? undefined : new Date(payload.until);
  const composed = await composeDigest(core, settings.sections, id, until);
  // What is there already stays there, and must not go on showing what was taken out of it.
  if (!drawnAnew && settings.skipQuietWeeks && isQuiet(composed)) return undefined;
  return digestCard(composed, core.timeZone, drawnAnew === undefined ? undefined : core.clock.now());
};

/** Messages to channels of the board, by kind. */
export const boardMessages: Readonly<Record<string, MakeMessage>> = { 'event-summary': eventSummary, digest };
