import { composeDigest, isQuiet, readersDigest, subscribedDigest } from '../../app/board/digest.js';
import { summariseEvent } from '../../app/board/event-summary.js';
import { readPartnership } from '../../app/setup/partnership.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import { summaryCard } from './board-cards.js';
import { digestCard } from './digest-card.js';

const eventSummary: MakeMessage<'event-summary'> = async (services, { id, payload }) => {
  const summary = await summariseEvent(services.core, payload.eventId, id);
  return summary && summaryCard(services, summary, (await readPartnership(services.core)).locality);
};

const digest: MakeMessage<'digest'> = async ({ core }, { id, payload, isRefresh }) => {
  const { subscriptionId, readerId } = payload;
  const settings =
    readerId === undefined
      ? await subscribedDigest(core, subscriptionId ?? '', isRefresh === true)
      : await readersDigest(core, readerId);
  if (!settings) return undefined;
  const until = payload.until === undefined ? undefined : new Date(payload.until);
  const composed = await composeDigest(core, settings.sections, id, until);
  // A digest already posted stays, so it must be updated even in a quiet week.
  if (!isRefresh && settings.skipQuietWeeks && isQuiet(composed)) return undefined;
  return digestCard(composed, core.timeZone, isRefresh ? core.clock.now() : undefined);
};

/** Messages to board channels, by kind. */
export const boardMessages: MessageForms<'event-summary' | 'digest'> = {
  'event-summary': { label: 'Summary of an event', card: eventSummary },
  digest: { label: 'Weekly digest', card: digest },
};
