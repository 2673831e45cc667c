import { holds } from '../../domain/actor.js';
import type { Intent } from '../talk/intent.js';
import { answerClaims, claimsRefusal, confirmBelonging, refuseBelonging } from './belonging.js';
import { answerHeadClaims, confirmHead, headsRefusal, refuseHead } from './head-claims.js';

/** Who belongs to a school, and who is its head, where somebody has to say so. Part of the intent table. */
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
  {
    verb: 'claims',
    says: [
      /^(show |list |see )?(me )?(the |all )?(open |waiting |school )*claims?( (waiting|to (confirm|settle|answer)))?\W*$/,
      /^who (is )?(waits|waiting) to be confirmed\b/,
    ],
    help: { title: 'Claims to work at a school', example: 'claims' },
    may: (actor) => holds(actor, 'organiser'),
    refusal: claimsRefusal,
    personal: true,
    run: (context, request) => answerClaims(context, request),
  },
  { verb: 'belongs-yes', personal: true, run: confirmBelonging },
  { verb: 'belongs-no', personal: true, run: refuseBelonging },
  { verb: 'head-yes', personal: true, run: confirmHead },
  { verb: 'head-no', personal: true, run: refuseHead },
];
