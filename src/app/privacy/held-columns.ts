import type { Prisma } from '../../db/generated/client.js';
import type { HeldKindName } from './register-of-held-data.js';

/**
 * What a column with text, JSON or a key holds: an entry of the register, which says when it ends, or something that is
 * nobody's data. `number` identifies a record; `partnership` is the programme, the schools and what is published;
 * `wording` is a code or a sentence of our own, never a name nor what somebody wrote.
 */
export type ColumnRule = HeldKindName | 'number' | 'partnership' | 'wording';

type Scalars<Model extends Prisma.ModelName> = Prisma.TypeMap['model'][Model]['payload']['scalars'];

/** Columns that can hold any text (JSON and keys of people are text, too); enumerations, numbers and dates cannot. */
type OpenColumn<Model extends Prisma.ModelName> = {
  [Column in keyof Scalars<Model>]: string extends Scalars<Model>[Column]
    ? Column
    : string[] extends Scalars<Model>[Column]
      ? Column
      : never;
}[keyof Scalars<Model>];

/**
 * Every such column of every table. A new one does not compile until it is here, and `kept-and-forgotten.test.ts` fills
 * every table to see that what is said here happens.
 */
export const heldColumns: {
  readonly [Model in Prisma.ModelName]: { readonly [Column in OpenColumn<Model>]: ColumnRule };
} = {
  Trust: { id: 'number', code: 'partnership', name: 'partnership' },
  School: {
    name: 'partnership',
    typeName: 'partnership',
    trustId: 'number',
    diocese: 'partnership',
    federation: 'partnership',
    district: 'partnership',
    locality: 'partnership',
    cluster: 'partnership',
    town: 'partnership',
    postcode: 'partnership',
    website: 'partnership',
  },
  SchoolLink: { kind: 'partnership' },
  Heartbeat: { name: 'wording' },
  Person: { id: 'number', name: 'person', email: 'person' },
  // A digest of the address, not the address.
  MailRefusal: { personId: 'person', addressDigest: 'wording', code: 'wording' },
  Post: { id: 'number', personId: 'person', title: 'person' },
  Account: {
    id: 'number',
    tenant: 'account',
    user: 'account',
    personId: 'account',
    transportId: 'account',
    vouchedEmail: 'account',
  },
  Grant: { id: 'number', accountId: 'account', seriesId: 'number', grantedById: 'decisions' },
  Conversation: {
    id: 'number',
    tenant: 'channels',
    externalId: 'channels',
    team: 'channels',
    name: 'channels',
    accountId: 'account',
    reference: 'channels',
  },
  // A workspace or tenant, nobody in it.
  PlatformTrouble: { tenant: 'partnership', code: 'wording' },
  Context: { accountId: 'context', place: 'context', state: 'context' },
  Inbound: { key: 'inbound', body: 'inbound' },
  ProgrammeChange: { sessions: 'number' },
  // A digest of what is shown, not the words.
  HomeTab: { accountId: 'account', shown: 'wording' },
  Delivery: {
    id: 'number',
    key: 'wording',
    kind: 'wording',
    personId: 'messages',
    conversationId: 'messages',
    payload: 'message-words',
    messageId: 'wording',
    fault: 'wording',
    heldById: 'number',
  },
  HeldSending: { id: 'number', act: 'wording', subjectId: 'number', before: 'number' },
  DigestReader: { personId: 'person', addedById: 'decisions' },
  Subscription: { id: 'number', conversationId: 'number', sections: 'wording', addedById: 'decisions' },
  Series: {
    id: 'number',
    slug: 'partnership',
    name: 'partnership',
    summary: 'partnership',
    description: 'partnership',
    aliases: 'partnership',
  },
  Event: {
    id: 'number',
    slug: 'partnership',
    seriesId: 'number',
    title: 'partnership',
    theme: 'partnership',
    description: 'partnership',
    agenda: 'partnership',
    speakers: 'partnership',
    picture: 'partnership',
    bring: 'partnership',
    lunch: 'partnership',
    joining: 'partnership',
    contact: 'partnership',
    slides: 'partnership',
    recording: 'partnership',
    localities: 'partnership',
    cancelReason: 'partnership',
    copiedFromId: 'number',
  },
  Session: {
    id: 'number',
    eventId: 'number',
    label: 'partnership',
    venue: 'partnership',
    address: 'partnership',
    town: 'partnership',
    postcode: 'partnership',
    link: 'partnership',
    parking: 'partnership',
    stepFree: 'partnership',
    travel: 'partnership',
    cancelReason: 'partnership',
    checkInCode: 'partnership',
  },
  Announcement: {
    id: 'number',
    eventId: 'number',
    localities: 'partnership',
    words: 'partnership',
    audience: 'partnership',
  },
  Audience: {
    id: 'number',
    seriesId: 'number',
    name: 'partnership',
    localities: 'partnership',
    clusters: 'partnership',
    projectId: 'number',
  },
  MessageTemplate: { id: 'number', seriesId: 'number', name: 'partnership', words: 'partnership' },
  Invitation: { id: 'number', announcementId: 'number', eventId: 'number', personId: 'invitations' },
  BookingQuestion: { id: 'number', eventId: 'number', prompt: 'partnership', options: 'partnership' },
  Registration: {
    id: 'number',
    sessionId: 'number',
    personId: 'bookings',
    bookedById: 'bookings',
    endReason: 'wording',
    replacesId: 'number',
    jumpReason: 'booking-answers',
  },
  BookingAnswer: { registrationId: 'number', questionId: 'number', answer: 'booking-answers' },
  SchoolHoliday: { id: 'number', name: 'partnership' },
  CalendarFeed: { id: 'number', personId: 'bookings', tokenHash: 'number' },
  SpentLink: { id: 'spent-links' },
  Attendance: { id: 'number', sessionId: 'number', personId: 'attendance', importRowId: 'number' },
  AttendanceImport: { id: 'number', sessionId: 'number', fileHash: 'number', format: 'wording' },
  AttendanceImportRow: {
    id: 'number',
    importId: 'number',
    given: 'attendance-files',
    outcome: 'attendance-files',
    personId: 'attendance-files',
  },
  Source: { id: 'partnership', title: 'partnership', publisher: 'partnership', url: 'partnership' },
  Figure: {
    id: 'number',
    counts: 'partnership',
    qualifier: 'partnership',
    seriesId: 'number',
    eventId: 'number',
    projectId: 'number',
    sourceId: 'number',
  },
  FeedbackRequest: { id: 'number', eventId: 'number', personId: 'feedback' },
  FeedbackResponse: { requestId: 'number', mostUseful: 'feedback', toChange: 'feedback' },
  Quote: {
    id: 'number',
    eventId: 'number',
    projectId: 'number',
    responseId: 'number',
    words: 'quotes',
    approvedWords: 'quotes',
    attribution: 'quotes',
    moderatorId: 'decisions',
  },
  QuoteUse: { id: 'number', quoteId: 'number', place: 'wording', ref: 'number' },
  // The quotes in it; the rest is counts, and what is published.
  Paper: { id: 'number', data: 'quotes', madeById: 'decisions' },
  Project: {
    id: 'number',
    slug: 'partnership',
    name: 'partnership',
    summary: 'partnership',
    description: 'partnership',
    aliases: 'partnership',
    forWhom: 'partnership',
    runBy: 'partnership',
    link: 'partnership',
    sourceId: 'number',
  },
  Strand: { id: 'number', projectId: 'number', slug: 'partnership', name: 'partnership', description: 'partnership' },
  Cohort: { id: 'number', projectId: 'number', label: 'partnership', venue: 'partnership' },
  CohortStrand: { cohortId: 'number', strandId: 'number' },
  Enrolment: {
    id: 'number',
    cohortId: 'number',
    askedById: 'projects',
    confirmedById: 'projects',
    withdrawReason: 'refused-answers',
  },
  EnrolmentStrand: { enrolmentId: 'number', strandId: 'number' },
  EnrolmentLead: { id: 'number', enrolmentId: 'number', personId: 'projects' },
  Milestone: { id: 'number', cohortId: 'number', title: 'partnership' },
  MilestoneTick: { enrolmentId: 'number', milestoneId: 'number', tickedById: 'projects' },
  Survey: { id: 'number', cohortId: 'number', title: 'partnership', questions: 'partnership' },
  SurveyAnswer: {
    surveyId: 'number',
    enrolmentId: 'number',
    figures: 'number',
    words: 'survey-words',
    byId: 'projects',
  },
  Application: {
    id: 'number',
    cohortId: 'number',
    askedById: 'projects',
    answers: 'project-answers',
    decidedById: 'decisions',
    reason: 'project-answers',
  },
  Nomination: {
    id: 'number',
    cohortId: 'number',
    nomineeId: 'projects',
    nominatorId: 'projects',
    answers: 'project-answers',
    decidedById: 'decisions',
    reason: 'project-answers',
  },
  Participation: { cohortId: 'number' },
  Article: {
    id: 'number',
    slug: 'partnership',
    question: 'partnership',
    answer: 'partnership',
    sourceId: 'number',
    owner: 'partnership',
  },
  ArticleAlias: { articleId: 'number', phrase: 'partnership' },
  ArticleRevision: { articleId: 'number', content: 'partnership', changedById: 'decisions' },
  Ticket: {
    id: 'number',
    question: 'tickets',
    normalised: 'tickets',
    takenById: 'decisions',
    answer: 'tickets',
    articleId: 'number',
  },
  TicketAsker: { ticketId: 'number', accountId: 'tickets' },
  Unanswered: { normalised: 'unanswered', question: 'unanswered', rejected: 'wording', chosen: 'wording' },
  AuditEntry: {
    accountId: 'audit',
    personId: 'audit',
    act: 'audit',
    subject: 'audit',
    subjectId: 'audit',
    outcome: 'audit',
    detail: 'audit',
  },
  // What administrators set, with the contacts that they have published.
  Setting: { key: 'wording', value: 'partnership' },
};
