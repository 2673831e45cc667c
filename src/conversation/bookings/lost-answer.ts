import type { MakeMessage } from '../talk/message-kind.js';
import { bookingsCard } from './bookings-cards.js';
import { bookingsOfPerson } from './held-bookings.js';

const lead = 'I did what you asked, but my answer did not reach you. This is how your bookings stand now.';

/** Replaces an answer that could not be posted: it describes the present state, so that it is true whenever it arrives. */
export const lostAnswer: MakeMessage<'answer-lost'> = async ({ core }, { personId }) => {
  if (personId === null) return undefined;
  const bookings = await bookingsOfPerson(core, personId);
  const card = bookingsCard(bookings, { now: core.clock.now(), zone: core.timeZone });
  return {
    ...card,
    fallback: `${lead}\n${card.fallback}`,
    blocks: [{ kind: 'text', text: lead }, ...card.blocks],
  };
};
