import type { DecisionOutcome } from '../../app/projects/application-decisions.js';
import { longestReason } from '../../domain/decision.js';
import { unreachable } from '../../domain/unreachable.js';
import type { Answer } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { say } from './say.js';

/** How the answer to a decision is made. */
interface DecisionReplies {
  /** The form again, with its errors. */
  readonly again: (faults: Readonly<Record<string, string>>) => Answer | Promise<Answer>;
  /** The application or nomination as it is now, below a first sentence. */
  readonly show: (lead: string) => Promise<Answer>;
  /** That it is decided, with what takes it back. */
  readonly decided: (lead: string, held: string) => Promise<Answer>;
}

/** Replies to a decision on an application or nomination, or to its withdrawal. */
export async function sayDecision(outcome: DecisionOutcome, replies: DecisionReplies): Promise<Answer> {
  switch (outcome.kind) {
    case 'approved':
      return replies.decided('Approved. Those concerned will be told.', outcome.held);
    case 'declined':
      return replies.decided('Declined. Those concerned will be told.', outcome.held);
    case 'withdrawn':
      return replies.show('It has been withdrawn.');
    case 'settled':
      return replies.show('This has already been decided.');
    case 'full':
      return replies.show(
        `All ${plural(outcome.places, 'place')} are taken, so nothing has changed. Decline it, or add places first.`,
      );
    case 'no-reason':
      return replies.again({ reason: `Say why, with at most ${longestReason} characters.` });
    case 'refused':
      return say(refusals[outcome.reason]);
    default:
      return unreachable(outcome);
  }
}

const refusals: Record<Extract<DecisionOutcome, { kind: 'refused' }>['reason'], string> = {
  'not-found': 'I cannot find that.',
  'not-organiser': 'Only organisers can decide that.',
  'not-yours': 'Only the person who sent it, or the person it is about, can withdraw it.',
  over: 'That project is over, so it can no longer be approved.',
};
