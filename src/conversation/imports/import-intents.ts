import { organisesSomething } from '../../domain/actor.js';
import { saysImport } from '../talk/import-words.js';
import type { Intent } from '../talk/intent.js';
import { openArea, previewChosenArea } from './choosing-area.js';
import { previewGuestsOf } from './guests-of.js';
import { answerImport, applyImport } from './imports.js';

/** Files of schools, events, people and past attendance. Part of the intent table. */
export const importIntents: readonly Intent[] = [
  {
    verb: 'import-data',
    says: [saysImport],
    help: { title: 'Import a file', example: 'import events' },
    may: organisesSomething,
    refusal: 'Only the partnership’s organisers can import files.',
    personal: true,
    run: answerImport,
  },
  { verb: 'import-area', may: organisesSomething, personal: true, run: openArea },
  { verb: 'import-area-chosen', may: organisesSomething, personal: true, run: previewChosenArea },
  { verb: 'import-guests-of', may: organisesSomething, personal: true, run: previewGuestsOf },
  { verb: 'import-apply', may: organisesSomething, personal: true, run: applyImport },
];
