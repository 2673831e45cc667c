import { showMessagesToCome } from '../organising/messages-to-come.js';
import { organiserOnly } from '../organising/organising-intents.js';
import type { Intent } from '../talk/intent.js';
import { openAnnouncing, previewAnnouncing, sendAnnouncement } from './announcing.js';
import { declineInvited, resumeInviting, stopInviting } from './invitation-answers.js';

/** Announcing events, and answers to invitations. Part of the intent table. */
export const invitationIntents: readonly Intent[] = [
  {
    verb: 'organise-announce',
    // Of others, "invite my deputy" asks for a place: it is read as such.
    says: [
      /^(please )?(can you |could you )?(announce|publici[sz]e|advertise)\b/,
      /^(please )?(can you |could you )?invite (?!(me|us)\b)/,
    ],
    help: { title: 'Announce an event', example: ({ event }) => event && `announce the ${event} to governors` },
    run: openAnnouncing,
    may: organiserOnly.may,
    personal: true,
  },
  {
    verb: 'organise-reach',
    says: [
      /^(so |and )*(who|whom|how many( people)?)( all)? (gets?|will get|is getting|are getting|receives?|do you send|do i send|is sent|are sent|is reached by|are reached by|do(es)? .* reach)\b.*\b(reminders?|feedback requests?|requests? for feedback|feedback forms?)\b/,
      /^(so |and )*(who|whom|how many( people)?)( all)? (is|are|will be|do you|will you|gets?)( being)? (reminded|remind|asked for feedback)\b/,
    ],
    help: { title: 'Who is reminded', example: ({ event }) => event && `who gets the reminder of the ${event}?` },
    run: showMessagesToCome,
    may: organiserOnly.may,
    personal: true,
  },
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
