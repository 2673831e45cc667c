import type { LawfulBasis } from './lawful-bases.js';

/** One kind of data about people: the register of what is held, why, and how long. */
interface HeldKind {
  readonly kind: HeldKindName;
  /** Described in words that the person it is about understands. */
  readonly what: string;
  readonly why: string;
  /** The lawful basis, unless an administrator names another. */
  readonly basis: LawfulBasis;
  /** Tables that hold it. */
  readonly tables: readonly string[];
  readonly until: KeptUntil;
  /** What the nightly retention run does when the period ends. */
  readonly ending: string;
}

type KeptUntil =
  /** Whole days after something, such as "the event". */
  | { readonly days: number; readonly after: string }
  /** Kept until the person is erased or withdraws it; no nightly run ends it. */
  | { readonly days: null; readonly words: string };

export type HeldKindName = keyof typeof kinds;

const years = (count: number) => Math.round(count * 365.25);
const forgotten = { days: null, words: 'as long as you are known' } as const;

const kinds = {
  person: {
    what: 'Your name, address, school, role and what you are called there, which of your schools you were at before, which messages and invitations you want, whether other schools of your cluster may see your name where you come, whether your address refused one, whether you get the weekly digest, and whether you are still to be told that you are on record',
    why: 'To know who asks, to write to you, and to count schools',
    basis: 'legitimate-interests',
    tables: ['Person', 'Post', 'MailRefusal', 'DigestReader'],
    until: { days: years(6), after: 'you were last seen, booked, named or invited' },
    ending: 'made anonymous; the counts stay',
  },
  account: {
    what: 'Your accounts in Teams and Slack, the roles they were given, and the chats they have with me',
    why: 'To recognise you, to write to you, and to check what you may do',
    basis: 'legitimate-interests',
    tables: ['Account', 'Grant', 'Conversation', 'HomeTab'],
    until: forgotten,
    ending: 'deleted',
  },
  'unknown-account': {
    what: 'An account that never said whose it is',
    why: 'To answer it',
    basis: 'legitimate-interests',
    tables: ['Account'],
    until: { days: years(1), after: 'it was last seen' },
    ending: 'deleted',
  },
  channels: {
    what: 'The chats and channels that I was added to, by the names that Teams or Slack gives them',
    why: 'To answer and post there',
    basis: 'legitimate-interests',
    tables: ['Conversation'],
    until: { days: years(1), after: 'I was taken out of them' },
    ending: 'deleted',
  },
  inbound: {
    what: 'Numbers of the messages that came to me; what one said, only while it is worked on',
    why: 'To do nothing twice and lose nothing',
    basis: 'legitimate-interests',
    tables: ['Inbound'],
    until: { days: 3, after: 'they came' },
    ending: 'deleted',
  },
  context: {
    what: 'What our talk is about, forms that wait to be opened, and a file that waits for your “Apply”',
    why: 'So that “book it” and “the second one” mean something',
    basis: 'legitimate-interests',
    tables: ['Context'],
    until: {
      days: 0,
      after: 'nothing was said for half an hour, a form was not opened for a week, or a file not applied for a day',
    },
    ending: 'deleted within minutes',
  },
  'message-words': {
    what: 'The words of messages that organisers wrote to you',
    why: 'To send again what did not arrive',
    basis: 'legitimate-interests',
    tables: ['Delivery'],
    until: { days: 30, after: 'they were to be sent' },
    ending: 'blanked',
  },
  messages: {
    what: 'That a message was sent to you, when, and of what kind',
    why: 'So that nothing is sent twice, and to see what did not arrive',
    basis: 'legitimate-interests',
    tables: ['Delivery'],
    until: { days: years(2), after: 'it was to be sent' },
    ending: 'deleted',
  },
  bookings: {
    what: 'Your places, waiting lists and calendar links, and who booked them',
    why: 'To hold your place, and to count bookings',
    basis: 'legitimate-interests',
    tables: ['Registration', 'CalendarFeed'],
    until: forgotten,
    ending: 'stays as a number without you; calendar links are deleted',
  },
  invitations: {
    what: 'That you were invited to an event, and whether you said that you cannot come',
    why: 'So that nobody is invited twice, or reminded after they have answered',
    basis: 'legitimate-interests',
    tables: ['Invitation'],
    until: { days: years(1), after: 'the event' },
    ending: 'deleted',
  },
  'personal-answers': {
    what: 'What you answer about food and access',
    why: 'So that the venue can provide it',
    basis: 'explicit-consent',
    tables: ['BookingAnswer'],
    until: { days: 14, after: 'the event' },
    ending: 'deleted',
  },
  'booking-answers': {
    what: 'Your other answers when booking, and an organiser’s reason for putting you ahead of a waiting list',
    why: 'To prepare the event, and to account for the order',
    basis: 'legitimate-interests',
    tables: ['BookingAnswer', 'Registration'],
    until: { days: years(1), after: 'the event' },
    ending: 'deleted',
  },
  attendance: {
    what: 'Which sessions you came to',
    why: 'To count who came, by event and by school',
    basis: 'legitimate-interests',
    tables: ['Attendance'],
    until: forgotten,
    ending: 'stays as a number without you',
  },
  'attendance-files': {
    what: 'The rows of attendance files: name, address and school as the file gives them',
    why: 'To match the file with people, and to look a doubt up',
    basis: 'legitimate-interests',
    tables: ['AttendanceImport', 'AttendanceImportRow'],
    until: { days: 90, after: 'the file was read' },
    ending: 'blanked',
  },
  feedback: {
    what: 'What you wrote in feedback, unless you let it be quoted; the ratings stay as numbers',
    why: 'To make the next event better',
    basis: 'legitimate-interests',
    tables: ['FeedbackRequest', 'FeedbackResponse'],
    until: { days: years(2), after: 'you gave it' },
    ending: 'blanked',
  },
  quotes: {
    what: 'Words that you let be quoted, how you are named, and where they were used',
    why: 'Because you agreed to it, for the uses that you named',
    basis: 'consent',
    tables: ['Quote', 'QuoteUse', 'Paper'],
    until: { days: null, words: 'until you take them back' },
    ending: 'withdrawn; what was printed stays printed',
  },
  'ended-quotes': {
    what: 'Words to be quoted that were taken back or refused',
    why: 'To answer for where they were used',
    basis: 'consent',
    tables: ['Quote'],
    until: { days: years(1), after: 'that' },
    ending: 'blanked',
  },
  'old-quotes': {
    what: 'Quotes of people who are not on record here',
    why: 'Because the partnership published them, or they agreed to it',
    basis: 'legitimate-interests',
    tables: ['Quote', 'Paper'],
    until: { days: years(6), after: 'they were given' },
    ending: 'blanked',
  },
  projects: {
    what: 'Your part in projects: what you lead, asked for, ticked off, answered for your school, or were put forward for',
    why: 'To run the projects with your school',
    basis: 'legitimate-interests',
    tables: ['Enrolment', 'EnrolmentLead', 'MilestoneTick', 'SurveyAnswer', 'Application', 'Nomination'],
    until: forgotten,
    ending: 'stays as your school’s, without you',
  },
  'refused-answers': {
    what: 'What was written in an application or nomination that was declined or withdrawn, and why; why a school left a project',
    why: 'To answer questions about the decision',
    basis: 'legitimate-interests',
    tables: ['Application', 'Nomination', 'Enrolment'],
    until: { days: years(1), after: 'the decision' },
    ending: 'blanked',
  },
  'project-answers': {
    what: 'What was written in any other application or nomination',
    why: 'To decide it, and to account for the places and grants that were given',
    basis: 'legitimate-interests',
    tables: ['Application', 'Nomination'],
    until: { days: years(6), after: 'the project’s year ended' },
    ending: 'blanked',
  },
  'survey-words': {
    what: 'What you wrote in your own words in a survey, for your school; ratings and choices stay as your school’s',
    why: 'To make the projects better',
    basis: 'legitimate-interests',
    tables: ['SurveyAnswer'],
    until: { days: years(2), after: 'the survey closed' },
    ending: 'blanked',
  },
  tickets: {
    what: 'Questions that you had me ask the team, and their answers',
    why: 'To bring you the answer',
    basis: 'legitimate-interests',
    tables: ['Ticket', 'TicketAsker'],
    until: { days: years(1), after: 'they were answered, or last asked' },
    ending: 'deleted',
  },
  unanswered: {
    what: 'Questions that nobody could answer, or whose answer was not meant or was one of several, without who asked',
    why: 'To see which answers are missing',
    basis: 'legitimate-interests',
    tables: ['Unanswered'],
    until: { days: years(1), after: 'they were last asked' },
    ending: 'deleted',
  },
  decisions: {
    what: 'Your work for the partnership: quotes you moderated, articles and papers you wrote, roles you gave, channels you added',
    why: 'To know who decided',
    basis: 'legitimate-interests',
    tables: [
      'Quote',
      'Application',
      'Nomination',
      'ArticleRevision',
      'Paper',
      'Subscription',
      'DigestReader',
      'Ticket',
      'Grant',
    ],
    until: forgotten,
    ending: 'stays without you',
  },
  'spent-links': {
    what: 'Links that worked once and were used, and calendar links that were taken back',
    why: 'So that they do not work again',
    basis: 'legitimate-interests',
    tables: ['SpentLink', 'CalendarFeed'],
    until: { days: 400, after: 'that' },
    ending: 'deleted',
  },
  jobs: {
    what: 'The queue’s jobs: numbers of messages, nothing else',
    why: 'To send messages, and to see what failed',
    basis: 'legitimate-interests',
    tables: ['pgboss.job', 'pgboss.archive'],
    until: { days: 14, after: 'they were done or failed' },
    ending: 'deleted by the queue itself',
  },
  audit: {
    what: 'The audit trail: which account did what, when; no names and no words',
    why: 'To account for what was done to people’s data',
    basis: 'legitimate-interests',
    tables: ['AuditEntry'],
    until: { days: years(6), after: 'it was done' },
    ending: 'deleted',
  },
} as const;

/** The register, in display order. The nightly retention run, the chat and the README use it. */
export const heldKinds: readonly HeldKind[] = (Object.keys(kinds) as HeldKindName[]).map((kind) => ({
  kind,
  ...kinds[kind],
}));

/** One entry of the register. */
export function heldKind(kind: HeldKindName): HeldKind {
  return { kind, ...kinds[kind] };
}

/** `14 days after the event, then deleted`; `until you take them back, then withdrawn` */
export function sayKept({ until, ending }: Pick<HeldKind, 'until' | 'ending'>): string {
  return `${sayUntil(until)}, then ${ending}`;
}

function sayUntil(until: KeptUntil): string {
  if (until.days === null) return until.words;
  if (until.days === 0) return `until ${until.after}`;
  const whole = Math.round(until.days / 365.25);
  const inYears = until.days >= 365 && Math.round(whole * 365.25) === until.days;
  const length = inYears ? `${whole} year${whole === 1 ? '' : 's'}` : `${until.days} days`;
  return `${length} after ${until.after}`;
}

/** The register as a Markdown table, for the README. */
export function registerInMarkdown(): string {
  const rows = heldKinds.map((held) => `| ${held.what} | ${held.why} | ${sayKept(held)} |`);
  return ['| what | why | how long |', '|---|---|---|', ...rows].join('\n');
}
