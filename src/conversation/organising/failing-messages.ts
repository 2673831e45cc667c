import { countFailures } from '../../app/messages/failing/failing-spell.js';
import { failedForPerson } from '../../app/messages/failing/tell-of-failed.js';
import { sayMoment } from '../../domain/when.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import { sayUndelivered } from '../talk/undelivered-words.js';
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

/** Tells an organiser, once a day, what did not arrive of their series, grouped and with the reason. */
const messagesFailed: MakeMessage<'messages-failed'> = async ({ core }, { payload, personId }) => {
  const since = new Date(payload.since);
  const groups = await failedForPerson(core, personId ?? '', since);
  if (groups.length === 0) return undefined;
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const lead = `${plural(total, 'message')} did not reach anybody since ${sayMoment(since, core.timeZone)}.`;
  const items = groups.slice(0, groupsTold).map(({ count, about, why, people }) => ({
    title: about ? `${plural(count, 'message')} about ${about}` : plural(count, 'message'),
    detail: sayWhy(why, people),
  }));
  const rest = groups.length - items.length;
  return {
    fallback: [lead, ...items.map(({ title, detail }) => `${title}. ${detail}`)].join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: 'warning' },
      { kind: 'list', items },
      ...(rest > 0 ? [{ kind: 'context', text: `And ${rest} more: “See to whom” has them all.` } as const] : []),
    ],
    actions: [
      { kind: 'act', label: 'Send again to all', verb: 'resend-all', keepsCard: true },
      { kind: 'act', label: 'See to whom', verb: 'failed-messages', keepsCard: true },
    ],
  };
};

const groupsTold = 5;

/** The reason as it is stored is about one person. */
export function sayWhy(why: string | null, people: number): string {
  if (why === null) return 'It is not known why.';
  const words = sayUndelivered(why);
  return people > 1 ? words.replace(/^This person has /, 'They have ') : words;
}

/** Messages about messages. */
export const failingMessages: MessageForms<'messages-failing' | 'messages-failed'> = {
  'messages-failed': { label: 'Notice of messages that failed', card: messagesFailed },
  'messages-failing': { label: 'Notice that messages fail', card: messagesFailing },
};
