import { holds } from '../../domain/actor.js';
import type { Intent } from '../talk/intent.js';
import { answerHeadClaims, confirmHead, headsRefusal, refuseHead } from './head-claims.js';

/** People who named themselves head of a school. Part of the intent table. */
export const headIntents: readonly Intent[] = [
  {
    verb: 'head-claims',
    says: [
      /^(show |list |see )?(me )?(the )?(head|heads|headteacher)s?'? claims?\W*$/,
      /^who (says|said) (that )?(they|he|she) (are|is|were|was) (a |the )?(head|headteacher|chair)/,
    ],
    help: { title: 'Head claims', example: 'head claims' },
    may: (actor) => holds(actor, 'organiser'),
    refusal: headsRefusal,
    personal: true,
    run: (context, request) => answerHeadClaims(context, request),
  },
  { verb: 'head-yes', personal: true, run: confirmHead },
  { verb: 'head-no', personal: true, run: refuseHead },
];
