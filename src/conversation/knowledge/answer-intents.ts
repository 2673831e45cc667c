import { answerFigures } from '../figures/answer-figures.js';
import { answerMySchoolInProject, answerProjects } from '../projects/project-answers.js';
import type { Intent } from '../talk/intent.js';
import { answerQuestion } from './answer-question.js';
import { answerNotMeant } from './not-meant.js';

/** Questions answered from the records or the knowledge base. Part of the intent table. */
export const answerIntents: readonly Intent[] = [
  {
    verb: 'projects',
    says: [
      /\b(what|which|list|show|any|all|other)\b.*\bprojects\b.*\b(there|on|available|running|join|offer|you have|do you run|going on)\b/,
      /^(list|show|see)( me)?( all| the| your)* projects\W*$/,
      /^(the |all )?projects\W*$/,
    ],
    help: { title: 'Projects', example: 'what projects are there?' },
    personal: false,
    run: answerProjects,
  },
  {
    verb: 'answer',
    help: {
      title: 'Ask a question',
      example: ({ past, event }) => (past ? `how many came to the ${past}?` : event && `when is the ${event}?`),
    },
    personal: false,
    run: answerQuestion,
  },
  { verb: 'figures', personal: false, run: answerFigures },
  { verb: 'not-meant', personal: false, run: answerNotMeant },
  { verb: 'project-mine', personal: true, run: answerMySchoolInProject },
];
