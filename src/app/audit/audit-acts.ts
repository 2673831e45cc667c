import type { ImportKind } from '../imports/import-file-format.js';

/** Every act of the audit trail, worded to follow a name: `Anna Reed moved a booking`. */
const acts = {
  'add-quote': 'entered a quote about a project',
  'add-session': 'added a session',
  'add-walk-in': 'added a walk-in',
  announce: 'announced the event',
  anonymise: 'made a person anonymous',
  answer: 'answered what is asked when booking',
  'answer-offer': 'answered an offer of a place',
  'answer-survey': 'answered a survey for their school',
  'answer-ticket': 'answered a question',
  apply: 'applied for a place in a project',
  'article-add': 'added an article',
  'article-alias': 'gave an article another way of asking',
  'article-change': 'changed an article',
  'article-publish': 'published an article',
  'article-retire': 'retired an article',
  'ask-belonging': 'asked to be confirmed at a school',
  'ask-held-link': 'asked for a link to what is held about them',
  'ask-survey': 'asked schools to answer a survey',
  'ask-team': 'asked the team',
  attendance: 'marked who was there',
  book: 'booked a place',
  cancel: 'cancelled a place',
  'cancel-event': 'cancelled the event',
  'cancel-project': 'cancelled the project',
  'cancel-series': 'cancelled the series',
  'cancel-session': 'cancelled a session',
  'change-digest': 'changed what a digest holds',
  'change-event': 'changed the event',
  'check-in': 'checked in',
  'choose-invitations': 'chose whether to be invited to events',
  'choose-mails': 'chose which e-mails they get',
  'close-booking': 'closed booking',
  'close-joining': 'closed the way into the project',
  'confirm-attendance': 'confirmed who was there',
  'confirm-belonging': 'confirmed that somebody is of a school',
  'confirm-head': 'confirmed who is head of a school',
  'correct-person': 'corrected what is held about somebody',
  'copy-cohort': 'copied the year of a project',
  'copy-event': 'copied the event',
  'copy-series': 'copied the series',
  'create-cohort': 'began a year of the project',
  'create-event': 'created the event',
  'create-project': 'created the project',
  'create-series': 'created the series',
  'decide-application': 'decided an application',
  'decide-enrolment': 'decided whether a school takes part',
  'decide-nomination': 'decided a nomination',
  decline: 'declined an offered place',
  'decline-by-link': 'gave a place back by a link',
  'decline-invitation': 'declined an invitation',
  'discard-cohort': 'discarded a year of the project',
  'discard-draft': 'discarded the draft',
  'download-own-data': 'downloaded their own data',
  'draft-paper': 'drafted a paper',
  'edit-audience': 'changed whom the event is for',
  'edit-cohort': 'changed a year of the project',
  'edit-event': 'changed the event',
  'edit-project': 'changed the project',
  'edit-series': 'changed the series',
  'edit-session': 'changed a session',
  'end-project': 'ended the project',
  'end-series': 'ended the series',
  erase: 'was forgotten',
  'erase-person': 'erased somebody at their request',
  'expire-offer': 'let an offer lapse',
  thank: 'thanked those who came',
  'export-absent-schools': 'took a list of schools that did not come, or of a project',
  undo: 'undid it before anybody was told',
  'show-needs': 'read who needs what, by name',
  'export-attendees': 'exported who is coming',
  'export-feedback-trend': 'took the feedback over a series as a file',
  'export-everything': 'exported everything',
  'export-person': 'took what is held about somebody, at their request',
  'export-survey': 'took the report of a survey as a file',
  'export-unknown-names': 'took a list of unknown names',
  'export-year': 'took a yearly page as a file',
  feedback: 'gave feedback',
  'first-administrator': 'became the first administrator with the printed code',
  'grant-role': 'gave a role',
  import: 'imported a file',
  'import-attendance': 'imported who was there',
  'import-knowledge': 'imported articles',
  'jump-queue': 'put somebody ahead of the waiting list',
  'keep-paper-template': 'changed the template of the committee paper',
  'invite-schools': 'invited schools into a project',
  leave: 'left the waiting list',
  'link-ticket': 'linked a question with an article',
  'moderate-quote': 'moderated a quote',
  move: 'moved a booking',
  'move-session': 'moved a session',
  'mute-reminders': 'stopped their reminders',
  'name-people': 'named the people of a school',
  'name-session': 'renamed a session',
  nominate: 'nominated somebody',
  'offer-place': 'offered a place',
  'offer-strand': 'changed the strands of a year',
  'open-booking': 'opened booking',
  'open-check-in': 'opened check-in',
  'open-feed': 'opened a calendar link',
  'open-joining': 'opened the way into the project',
  'pass-place': 'passed a school’s place on',
  'prove-post': 'was confirmed at a school by their address',
  publish: 'published the event',
  'publish-cohort': 'published a year of the project',
  'publish-figure': 'entered a published figure',
  'publish-project': 'published the project',
  'publish-series': 'published the series',
  'read-audit': 'looked at the audit trail',
  recognise: 'was recognised by their address',
  'refuse-belonging': 'said that somebody is not of a school',
  'refuse-head': 'said who is not head of a school',
  'register-school': 'registered a school',
  'release-ticket': 'gave a question back',
  'remove-audience': 'deleted a saved audience',
  'remove-figure': 'took a published figure away',
  'remove-message-template': 'deleted a message template',
  'remove-milestone': 'removed a milestone',
  'remove-paper-template': 'removed the template of the committee paper',
  'remove-question': 'removed a question asked when booking',
  'remove-session': 'removed a session',
  'remind-survey': 'reminded schools of a survey',
  'remove-strand': 'removed a strand of the project',
  'remove-survey': 'deleted the draft of a survey',
  resend: 'sent a message again',
  resize: 'changed the number of places',
  'resize-cohort': 'changed the places of a year of the project',
  retention: 'deleted what was held long enough',
  'revoke-feed': 'closed their calendar links',
  'revoke-role': 'took a role away',
  'save-audience': 'saved an audience to write to',
  'save-message-template': 'saved a message template',
  'save-milestone': 'changed a milestone',
  'save-question': 'changed what is asked when booking',
  'save-strand': 'changed a strand of the project',
  'save-survey': 'changed a survey',
  'set-partnership': 'changed the name and the words of the partnership',
  'set-privacy-notice': 'changed the privacy notice',
  'set-safeguarding-contact': 'set the safeguarding contact',
  'set-seen-by-cluster': 'said whether their cluster may see by name that they come',
  'set-up': 'went on with the set-up',
  'set-mornings': 'switched the morning message on or off',
  'set-working-hours': 'set the working hours',
  'settings-administrator': 'became administrator by the settings',
  'settle-attendance': 'said who a row of a file is',
  'settle-post': 'said who they are',
  'settle-unanswered': 'settled what went unanswered',
  'show-interest': 'showed a school’s interest',
  subscribe: 'added a channel',
  substitute: 'passed a place on',
  'take-paper': 'took a paper as a file',
  'take-ticket': 'took a question',
  'tick-milestone': 'ticked a milestone',
  unsubscribe: 'removed a channel',
  'withdraw-application': 'withdrew an application',
  'withdraw-nomination': 'withdrew a nomination',
  'withdraw-quote': 'withdrew a quote',
  'withdraw-school': 'took a school out of the project',
  write: 'wrote to those registered',
  'write-audience': 'wrote to a saved audience',
} as const satisfies Readonly<Record<string, string>>;

/** The acts of the audit trail. */
export type AuditAct = keyof typeof acts;

/** The kinds of record acted on; with the id it identifies the record (see `audit-search.ts`). */
export type AuditSubject =
  | ImportKind
  | 'account'
  | 'application'
  | 'article'
  | 'audience'
  | 'audit'
  | 'cohort'
  | 'conversation'
  | 'delivery'
  | 'enrolment'
  | 'event'
  | 'feed'
  | 'figure'
  | 'message-template'
  | 'milestone'
  | 'nomination'
  | 'paper'
  | 'person'
  | 'project'
  | 'quote'
  | 'records'
  | 'registration'
  | 'series'
  | 'session'
  | 'setting'
  | 'survey'
  | 'ticket'
  | 'unanswered'
  | 'working-calendar';

/**
 * An act in words, to follow a name: `moved a booking`. @param act such as `move`; refusals and older versions may have
 * recorded other words
 */
export function sayAct(act: string): string {
  return isAct(act) ? acts[act] : act.replaceAll('-', ' ');
}

function isAct(act: string): act is AuditAct {
  return Object.hasOwn(acts, act);
}
