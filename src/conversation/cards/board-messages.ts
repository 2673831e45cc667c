import { composeDigest, isQuiet, subscribedDigest } from '../../app/digest.js';
import { summariseEvent } from '../../app/event-summary.js';
import { digestCard, summaryCard } from './board.js';
import type { MakeMessage } from './messages.js';

const eventSummary: MakeMessage = async (desk, { id, payload }) => {
  const summary = await summariseEvent(desk.core, payload.eventId ?? '', id);
  return summary && summaryCard(desk, summary);
};

const digest: MakeMessage = async ({ core }, { id, payload }) => {
  const settings = await subscribedDigest(core, payload.subscriptionId ?? '');
  if (!settings) return undefined;
  const composed = await composeDigest(core, settings.sections, id);
  return settings.skipQuietWeeks && isQuiet(composed) ? undefined : digestCard(composed, core.timeZone);
};

/** Messages to channels of the board, by kind. */
export const boardMessages: Readonly<Record<string, MakeMessage>> = { 'event-summary': eventSummary, digest };
