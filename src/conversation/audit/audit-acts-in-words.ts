import type { AuditSubject } from '../../app/audit/audit-acts.js';

/** Acts that a message asks for, as prefixes of their names, with the words that named them. */
export interface ActsSaid {
  readonly acts: readonly string[];
  readonly words: string;
  /** `what was cancelled` */
  readonly said: string;
}

const changes = [
  ...['change', 'create', 'copy', 'add', 'edit', 'move', 'resize', 'publish', 'open-booking', 'open-joining', 'close'],
  ...['cancel-', 'correct-', 'remove', 'discard', 'article', 'jump', 'name-', 'set-'],
];

/** Words for acts, with prefixes of the acts they mean. The first match counts. */
const kinds: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
  [/\b(cancel\w*|called off)\b/, ['cancel', 'decline', 'leave']],
  [/\bbook(ed|ing|ings|s)?\b/, ['book', 'substitute']],
  [/\bpublish\w*\b/, ['publish', 'article-publish']],
  [/\b(export\w*|download\w*)\b/, ['export', 'download', 'take-paper']],
  [/\bimport\w*\b/, ['import']],
  [/\b(roles?|granted|grants?)\b/, ['grant-role', 'revoke-role', 'settings-administrator']],
  [
    /\b(eras(e|ed|ing)|forg[oe]t\w*|delet\w*|remov\w*)\b/,
    ['erase', 'anonymise', 'retention', 'discard', 'remove', 'unsubscribe'],
  ],
  [/\b(moderat\w*|quotes?)\b/, ['moderate', 'withdraw-quote', 'add-quote']],
  [/\b(wrote|written|sent|messages?)\b/, ['write', 'resend', 'answer-ticket']],
  [/\bresent\b/, ['resend']],
  [
    /\b(attendance|checked in)\b/,
    ['attendance', 'check-in', 'open-check-in', 'confirm-attendance', 'settle-attendance', 'import-attendance'],
  ],
  [/\b(ticked|milestones?)\b/, ['tick', 'attendance', 'add-milestone', 'remove-milestone', 'edit-milestone']],
  [/\bsurveys?\b/, ['save-survey', 'ask-survey', 'remind-survey', 'remove-survey', 'answer-survey', 'export-survey']],
  [/\bnominat\w*\b/, ['nominate', 'decide-nomination', 'withdraw-nomination']],
  [/\b(applied|applications?)\b/, ['apply', 'decide-application', 'withdraw-application']],
  [/\b(approv\w*|decid\w*|decisions?|turned down|declined)\b/, ['decide', 'moderate', 'decline']],
  [
    /\b(enrol\w*|registered|signed up|interest(ed)?)\b/,
    ['register', 'show-interest', 'decide-enrolment', 'withdraw-school', 'name-people', 'pass-place'],
  ],
  [/\bwithdr\w*\b/, ['withdraw']],
  [/\boffer(s|ed)?\b/, ['offer', 'answer-offer', 'expire-offer']],
  [/\b(waiting list|queue\w*|jump\w*)\b/, ['jump', 'leave', 'offer', 'expire-offer']],
  [/\b(swap\w*|substitut\w*|passed on)\b/, ['substitute', 'pass-place']],
  [/\b(channels?|digests?|subscri\w*)\b/, ['subscribe', 'unsubscribe', 'change-digest']],
  [/\breminders?\b/, ['mute']],
  [/\bmorning messages?\b/, ['set-mornings']],
  [/\bclusters?\b/, ['set-seen-by-cluster']],
  [/\b(working hours|holidays?)\b/, ['set-working-hours']],
  [/\bprivacy notice\b/, ['set-privacy-notice']],
  [/\bsafeguarding\b/, ['set-safeguarding-contact']],
  [
    /\b(tickets?|questions?|answered)\b/,
    ['ask-team', 'take-ticket', 'answer-ticket', 'release-ticket', 'link-ticket', 'settle-unanswered'],
  ],
  [/\barticles?\b/, ['article', 'import-knowledge']],
  [/\bpapers?\b/, ['draft-paper', 'take-paper', 'correct-paper', 'remove-paper']],
  [/\bfeedback\b/, ['feedback']],
  [/\bresiz\w*\b/, ['resize']],
  [/\bmov(ed|ing)\b/, ['move']],
  [/\b(created?|made|added|copied)\b/, ['create', 'copy', 'add', 'article-add']],
  [/\b(chang\w*|edit\w*|alter\w*)\b/, changes],
  [/\b(looked|read|saw)\b/, ['read-audit', 'export', 'download']],
];

export function actsInWords(words: string): ActsSaid | undefined {
  for (const [pattern, acts] of kinds) {
    const match = pattern.exec(words);
    if (match) return { acts, words: match[0], said: `what was ${match[0]}` };
  }
  return undefined;
}

/** Whether a word may say an act, and so perhaps names nothing. */
export function isActWord(word: string): boolean {
  return kinds.some(([pattern]) => pattern.test(word)) || kindInWords(word) !== undefined;
}

const subjects: ReadonlyArray<readonly [RegExp, readonly AuditSubject[], string]> = [
  [
    /\bprojects?\b/,
    ['project', 'cohort', 'milestone', 'survey', 'enrolment', 'application', 'nomination'],
    'of projects',
  ],
  [/\bseries\b/, ['series'], 'of series'],
  [/\bevents\b/, ['event', 'session', 'registration'], 'of events'],
  [/\bsessions\b/, ['session', 'registration'], 'of sessions'],
];

/** What kind of things is asked about, where none is named: "audit trail of projects". */
export function kindInWords(
  words: string,
): { readonly subjects: readonly string[]; readonly said: string } | undefined {
  const found = subjects.find(([pattern]) => pattern.test(words));
  return found && { subjects: found[1], said: found[2] };
}
