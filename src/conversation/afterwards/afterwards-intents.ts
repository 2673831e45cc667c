import { organiserOnly } from '../organising/organising-intents.js';
import type { Intent } from '../talk/intent.js';
import { answerCertificates } from './certificates.js';
import { openThanks, previewThanks, sendThanks } from './thanks.js';

/** What follows an event. Part of the intent table. */
export const afterwardsIntents: readonly Intent[] = [
  {
    verb: 'certificate',
    says: [
      /^(please )?(can i have |could i have |send me |show me |get |show |where is |where's )?(my |a |the )?(certificates?|proof of attendance|cpd certificates?)\b/,
      /\bcertificates? of attendance\b/,
    ],
    help: { title: 'Certificates of attendance', example: 'my certificates' },
    personal: true,
    run: answerCertificates,
  },
  { verb: 'organise-thanks', run: openThanks, ...organiserOnly },
  { verb: 'organise-thanks-preview', run: previewThanks, ...organiserOnly },
  { verb: 'organise-thanks-send', run: sendThanks, ...organiserOnly },
];
