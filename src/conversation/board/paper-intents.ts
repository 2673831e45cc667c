import { mayChangeTemplate } from '../../app/board/paper-template.js';
import { holds } from '../../domain/actor.js';
import type { Intent } from '../talk/intent.js';
import { answerPaperTemplate, removePaperTemplate } from './paper-template.js';
import { answerPapers, draftPaper, openPaper, openPaperForm } from './papers.js';

const forBoard = {
  may: (actor) => holds(actor, 'board'),
  refusal: 'Only organisers and board members can see the committee paper.',
  personal: true,
} satisfies Pick<Intent, 'may' | 'refusal' | 'personal'>;

const forOrganisers = {
  may: mayChangeTemplate,
  refusal: 'Only the partnership’s organisers can change the template of the committee paper.',
  personal: true,
} satisfies Pick<Intent, 'may' | 'refusal' | 'personal'>;

/** The committee paper. Part of the intent table. */
export const paperIntents: readonly Intent[] = [
  {
    verb: 'paper-template',
    says: [
      /\b(committee('s)? )?(paper|report)('s)? (template|layout|letterhead)\b/,
      /\b(template|layout|letterhead) (of|for) (the |our )?(committee('s)? )?(paper|report)s?\b/,
    ],
    help: { title: 'Your own template', example: 'paper template' },
    run: answerPaperTemplate,
    ...forOrganisers,
  },
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
  { verb: 'paper-template-remove', run: removePaperTemplate, ...forOrganisers },
  { verb: 'draft-paper', run: draftPaper, ...forBoard },
  { verb: 'paper', run: openPaper, ...forBoard },
];
