import { organiserOnly } from '../organising/organising-intents.js';
import type { Intent } from '../talk/intent.js';
import { openAnnouncing, previewAnnouncing, sendAnnouncement } from './announcing.js';
import { declineInvited, resumeInviting, stopInviting } from './invitation-answers.js';

/** Announcing events, and answers to invitations. Part of the intent table. */
export const invitationIntents: readonly Intent[] = [
  { verb: 'organise-announce', run: openAnnouncing, ...organiserOnly },
  { verb: 'organise-announce-preview', run: previewAnnouncing, ...organiserOnly },
  { verb: 'organise-announce-send', run: sendAnnouncement, ...organiserOnly },
  { verb: 'invitation-no', personal: true, run: declineInvited },
  {
    verb: 'invitations-stop',
    says: [/^(please )?(no more|stop|end)( (sending|the|all|any|my))*( me)? invit(ations?|es?|ing me)( please)?\W*$/],
    personal: true,
    run: stopInviting,
  },
  {
    verb: 'invitations-resume',
    says: [/^(please )?(invite me again|(resume|restart|send me)( the| my)? invitations?( again)?)( please)?\W*$/],
    personal: true,
    run: resumeInviting,
  },
];
