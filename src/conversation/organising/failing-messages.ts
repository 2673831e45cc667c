import { countFailures } from '../../app/messages/failing-spell.js';
import { sayMoment } from '../../domain/when.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import { plural } from '../talk/wording.js';

/** Tells an administrator that many messages do not arrive. */
const messagesFailing: MakeMessage<'messages-failing'> = async ({ core }, { payload }) => {
  const since = new Date(payload.since);
  const total = (await countFailures(core, since)).reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const lead = `${plural(total, 'message has', 'messages have')} not arrived since ${sayMoment(since, core.timeZone)}.`;
  const next = 'Look why, and send them again when the cause is mended. I tell you this once for each such spell.';
  return {
    fallback: `${lead} ${next}`,
    blocks: [
      { kind: 'text', text: lead, tone: 'warning' },
      { kind: 'text', text: next },
    ],
    actions: [{ kind: 'act', label: 'See them', verb: 'failed-messages', keepsCard: true }],
  };
};

/** Messages about messages. */
export const failingMessages: MessageForms<'messages-failing'> = {
  'messages-failing': { label: 'Notice that messages fail', card: messagesFailing },
};
