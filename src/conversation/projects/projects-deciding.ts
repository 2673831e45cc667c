import type { DecisionOutcome } from '../../app/projects/application-decisions.js';
import { longestReason } from '../../domain/decision.js';
import { unreachable } from '../../domain/unreachable.js';
import type { Answer } from '../talk/turn-context.js';
import { plural } from '../talk/wording.js';
import { say } from './say.js';

/** How the answer to a decision is made. */
export interface DecisionReplies {
  /** The form once more, with what is wrong. */
  readonly again: (faults: Readonly<Record<string, string>>) => Answer | Promise<Answer>;
  /** What was decided on, as it stands now, after a sentence. */
  readonly show: (lead: string) => Promise<Answer>;
}

/** What came of a decision on an application or a nomination, or of its being taken back. */
export async function sayDecision(outcome: DecisionOutcome, replies: DecisionReplies): Promise<Answer> {
  switch (outcome.kind) {
    case 'approved':
      return replies.show('Approved. Those whom it concerns are told in their own chat.');
    case 'declined':
      return replies.show('Declined. Those whom it concerns are told in their own chat.');
    case 'withdrawn':
      return replies.show('It is taken back.');
    case 'settled':
      return replies.show('This was settled already.');
    case 'full':
      return replies.show(
        `All ${plural(outcome.places, 'place')} are given, so nothing has changed. Decline it, or make room first.`,
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
  'not-found': 'I find nothing like that.',
  'not-organiser': 'That is for organisers to decide.',
  'not-yours': 'Only whoever sent it, or the person whom it concerns, can take it back.',
  over: 'That project is over, so it can no longer be approved.',
};
