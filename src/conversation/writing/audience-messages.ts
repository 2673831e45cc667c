import { fieldValues } from '../../app/organising/field-values.js';
import { findEventTitle } from '../../app/programme/event-title.js';
import { findSeriesName } from '../../app/programme/series.js';
import { readPartnership } from '../../app/setup/partnership.js';
import type { Action } from '../../rendering/card.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import { fillIn } from './field-words.js';

/** A message from organisers to somebody who is in a saved audience. */
const audienceMessage: MakeMessage<'audience-message'> = async ({ core }, { payload, personId }) => {
  const { eventId, seriesId, words } = payload;
  if (!words) return undefined;
  const event = eventId ? await findEventTitle(core.prisma, eventId) : undefined;
  const from = event ?? (seriesId ? await findSeriesName(core.prisma, seriesId) : undefined);
  const lead = `From the organisers of ${from ?? ((await readPartnership(core)).name || 'the partnership')}:`;
  const said = fillIn(words, await fieldValues(core, eventId ?? null, personId ?? ''));
  const about: Action[] =
    eventId && event
      ? [
          {
            kind: 'act',
            label: 'See the event',
            verb: 'event',
            data: { event: eventId },
            style: 'primary',
            keepsCard: true,
          },
        ]
      : [{ kind: 'act', label: "What's on", verb: 'whats-on', keepsCard: true }];
  return {
    fallback: `${lead}\n${said}`,
    blocks: [
      { kind: 'text', text: lead, tone: 'strong' },
      { kind: 'text', text: said },
    ],
    actions: [...about, { kind: 'act', label: 'No more invitations', verb: 'invitations-stop', keepsCard: true }],
  };
};

/** Messages to saved audiences. */
export const audienceMessages: MessageForms<'audience-message'> = {
  'audience-message': { label: 'Message from the organisers', card: audienceMessage },
};
