import { holds } from '../../domain/actor.js';
import type { Intent } from '../talk/intent.js';
import { answerPapers, draftPaper, openPaper, openPaperForm } from './papers.js';

const forBoard = {
  may: (actor) => holds(actor, 'board'),
  refusal: 'Only organisers and board members can see the committee paper.',
  personal: true,
} satisfies Pick<Intent, 'may' | 'refusal' | 'personal'>;

/** The committee paper. Part of the intent table. */
export const paperIntents: readonly Intent[] = [
  {
    verb: 'committee-report',
    says: [
      /\b(draft|make|write|create|prepare|produce|generate|new)\b.*\bcommittee('s)? (report|paper)\b/,
      /^(the )?committee('s)? (report|paper)\W*$/,
      /^(an? |the |our )?([a-z]+ )?(report|paper|figures) for (an? |the |our )([a-z]+ ){0,3}committee\W*$/,
    ],
    help: { title: 'Committee paper', example: 'draft the committee report' },
    run: openPaperForm,
    ...forBoard,
  },
  {
    verb: 'papers',
    says: [
      /^((which|what|list|show|find|get|see)( me)? )?((the|all|our) )?committee('s)? (papers|reports)( are there)?\W*$/,
      /\b(last|latest|earlier|previous|old) committee('s)? (papers?|reports?)\b/,
    ],
    run: answerPapers,
    ...forBoard,
  },
  { verb: 'draft-paper', run: draftPaper, ...forBoard },
  { verb: 'paper', run: openPaper, ...forBoard },
];
