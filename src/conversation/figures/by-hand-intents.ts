import { organiserOnly } from '../organising/organising-intents.js';
import type { Intent } from '../talk/intent.js';
import { answerPublishedFigures, openFigureForm, saveFigureForm } from './figures-by-hand.js';

/** Figures of papers, entered by hand. Part of the intent table. */
export const figuresByHandIntents: readonly Intent[] = [
  {
    verb: 'published-figures',
    says: [
      /^(show |list |see |open |manage |change )?(me )?(the |our |my |all )*published figures( and (their )?sources)?\W*$/,
    ],
    help: { title: 'Published figures', example: 'published figures' },
    run: answerPublishedFigures,
    ...organiserOnly,
  },
  {
    verb: 'figure-form',
    says: [/^(please )?(add|enter|record|publish|new)( me)? (an? |another )?(new )?(published )?figure\W*$/],
    run: openFigureForm,
    ...organiserOnly,
  },
  { verb: 'figure-save', run: saveFigureForm, ...organiserOnly },
];
