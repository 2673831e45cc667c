import type { Reach } from '../../app/messages/reach.js';
import type { HeldAct } from '../../app/organising/held-sendings.js';
import { undoAct } from '../../app/organising/undo-act.js';
import { showEventCard } from '../organising/organising.js';
import { organiserAct } from '../organising/organising-cards.js';
import { type RestOfUnreached, unreachedReply } from '../talk/reach-words.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';

interface Done {
  readonly reach: Reach;
  /** By which it can be undone. */
  readonly held?: string;
  /** What was typed, to go on with after an undo. */
  readonly draft?: string;
  /** Where those are found whom a long list of unreached people leaves out. */
  readonly rest?: RestOfUnreached;
}

/** The event after an act that people are told of; for half a minute, with a button that takes it back. */
export async function receipt(context: TurnContext, eventId: string, words: string, done: Done): Promise<Answer> {
  const { reach, held, draft, rest = 'in-file' } = done;
  if (held === undefined) return showEventCard(context, eventId, words, reach);
  const note = 'Nobody gets it for 30 seconds: until then it can be undone.';
  const card = {
    fallback: `${words} ${note}`,
    blocks: [{ kind: 'text', text: words, tone: 'good' } as const, { kind: 'context', text: note } as const],
    actions: [
      organiserAct('Undo', 'organise-undo', { event: eventId, held, ...(draft ? { draft } : {}) }, { style: 'danger' }),
      organiserAct('Open the event', 'organise-event', { event: eventId }, { keepsCard: true }),
    ],
  };
  return { replies: [{ kind: 'card', card }, ...unreachedReply(reach, rest)] };
}

const undone: Record<HeldAct, string> = {
  write: 'The message was not sent.',
  thank: 'The thanks were not sent.',
  announce: 'It was not announced.',
  'cancel-event': 'It is not cancelled: every place, offer and waiting list is as it was.',
  'cancel-session': 'The session is not cancelled: every place, offer and waiting list is as it was.',
};

/** "Undo": takes the act back, if its messages still wait. */
export async function undo(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const outcome = await undoAct(context.services.core, context.actor, data.held ?? '');
  switch (outcome.kind) {
    case 'refused':
      return refuse('organise-undo', 'Only the organisers of its series can do that.');
    case 'too-late':
      return showEventCard(context, data.event ?? '', 'It is too late to undo: it was sent, or taken back before.');
    case 'undone': {
      const words = `Undone. ${undone[outcome.act]} Nobody was told.`;
      if (outcome.act !== 'write' || !data.draft) return showEventCard(context, outcome.eventId, words);
      const again = { event: outcome.eventId, draft: data.draft };
      return {
        replies: [
          {
            kind: 'card',
            card: {
              fallback: words,
              blocks: [{ kind: 'text', text: words, tone: 'good' }],
              actions: [
                organiserAct('Change the message', 'organise-write', again, { opensForm: true, style: 'primary' }),
                organiserAct('Open the event', 'organise-event', { event: outcome.eventId }),
              ],
            },
          },
        ],
      };
    }
  }
}
