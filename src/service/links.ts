import { writeAuditFilter } from '../app/audit/audit-links.js';
import { writeYearPage } from '../app/board/year-links.js';
import type { LinkPurpose, LinkSigner } from '../app/links.js';
import { type PageTopic, writePageId } from '../conversation/talk/page-topics.js';
import type { Services } from '../conversation/talk/turn-context.js';
import { noAccount } from '../domain/actor.js';
import type { Clock } from '../domain/clock.js';
import { dayMs, hourMs, minuteMs } from '../domain/durations.js';

/** How long links stay valid, unless their record decides. Links for one account are short-lived. */
const goodForMs = {
  /** They are in calendars and chats. */
  calendar: 400 * dayMs,
  /** Messages stay readable for a year; after that the text is shown in place of the chart. */
  chart: 400 * dayMs,
  /** A code stays on a slide for a term. */
  'check-in': 120 * dayMs,
  /** Asked for again by whoever needs it. They go out in mails, which are read late. */
  certificate: 400 * dayMs,
  attendees: 30 * minuteMs,
  'own-data': 15 * minuteMs,
  'person-data': 15 * minuteMs,
  audit: 30 * minuteMs,
  everything: 15 * minuteMs,
  paper: 30 * minuteMs,
  'absent-schools': 30 * minuteMs,
  'feedback-trend': 30 * minuteMs,
  survey: 30 * minuteMs,
  /** Somebody looks at it, and prints it, in the same day. */
  year: dayMs,
  'import-report': hourMs,
  'unknown-names': hourMs,
} as const satisfies Record<Exclude<LinkPurpose, 'place' | 'door-list' | 'page'>, number>;

/** How long somebody's own pages stay open, by what they are about. They go out in mails, which are read late. */
const pageGoodForMs: Record<PageTopic['kind'], number> = {
  /** Once the event is over there is nothing left on it. */
  place: 400 * dayMs,
  /** Consent to be quoted can be withdrawn at any time. */
  feedback: 400 * dayMs,
  event: 120 * dayMs,
  project: 120 * dayMs,
  joining: 120 * dayMs,
  mails: 400 * dayMs,
  mine: 120 * dayMs,
  /** It shows all that is held, and erases it. */
  held: 7 * dayMs,
};

/** Door lists work until this long after the session, so that attendance can be completed on the way home, */
const doorListAfterMs = 12 * hourMs;
/** but at least this long. */
const doorListMs = 2 * hourMs;

/** What links are made from. */
interface LinkMaking {
  readonly signer: LinkSigner;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** Whether chats can fetch images from this address. */
  readonly pictures: boolean;
}

/**
 * All signed links of the service. A link for one account names it, and its rights are checked again whenever the link
 * is used.
 */
export function signedLinks({ signer, clock, publicUrl, pictures }: LinkMaking) {
  const now = () => clock.now().getTime();
  const until = (purpose: LinkPurpose, folder: string, id: string, end: number) =>
    `${publicUrl}/${folder}/${signer.sign(purpose, id, new Date(end))}`;
  const sign = (purpose: keyof typeof goodForMs, folder: string, ...id: readonly string[]) =>
    until(purpose, folder, id.join('_'), now() + goodForMs[purpose]);
  const links: Services['links'] = {
    calendar: (id) => `${sign('calendar', 'calendar', id)}.ics`,
    place: (id, end) => until('place', 'place', id, end.getTime()),
    page: (personId, topic) => until('page', 'my', writePageId(personId, topic), now() + pageGoodForMs[topic.kind]),
    notice: `${publicUrl}/privacy`,
    feed: (secret) => `${publicUrl}/feed/${secret}.ics`,
    attendanceChecklist: (accountId, { id, endsAt }) => {
      const end = Math.max(endsAt.getTime() + doorListAfterMs, now() + doorListMs);
      return until('door-list', 'door', `${accountId}_${id}`, end);
    },
    attendees: (accountId, eventId, format) => `${sign('attendees', 'attendees', accountId, eventId)}.${format}`,
    certificate: (personId, eventId) => `${sign('certificate', 'certificates', personId, eventId)}.pdf`,
    personData: (accountId, personId) => `${sign('person-data', 'person-data', accountId, personId)}.json`,
    ownData: ({ accountId, personId }) =>
      `${sign('own-data', 'my-data', accountId, ...(accountId === noAccount && personId ? [personId] : []))}.json`,
  };
  const administration: Services['administration'] = {
    audit: (accountId, filter) => `${sign('audit', 'audit', accountId, writeAuditFilter(filter))}.csv`,
    everything: (accountId) => `${sign('everything', 'everything', accountId)}.zip`,
  };
  const board: Services['board'] = {
    absentSchools: (accountId, query) =>
      `${sign('absent-schools', 'absent-schools', accountId, Buffer.from(query).toString('base64url'))}.xlsx`,
    feedbackTrend: (accountId, seriesId) => `${sign('feedback-trend', 'feedback-trend', accountId, seriesId)}.xlsx`,
    survey: (accountId, surveyId) => `${sign('survey', 'surveys', accountId, surveyId)}.xlsx`,
    year: (accountId, page) => sign('year', 'years', accountId, writeYearPage(page)),
  };
  return {
    links,
    administration,
    board,
    papers: (accountId: string, paperId: string, format: 'docx' | 'xlsx') =>
      `${sign('paper', 'papers', accountId, paperId)}.${format}`,
    pictures: picturesOf(sign, pictures),
    imports: {
      report: (accountId: string, importId: string) => `${sign('import-report', 'imports', accountId, importId)}.csv`,
      unknownPeople: (accountId: string, importId: string) =>
        `${sign('import-report', 'imports', accountId, `${importId}~people`)}.csv`,
      toMend: (accountId: string, importId: string) =>
        `${sign('import-report', 'imports', accountId, `${importId}~mend`)}.csv`,
      unknownNames: (accountId: string, sessionId: string) =>
        `${sign('unknown-names', 'unknown-names', accountId, sessionId)}.csv`,
    },
  } as const;
}

function picturesOf(
  sign: (purpose: 'check-in' | 'chart', folder: string, ...id: readonly string[]) => string,
  reachable: boolean,
): NonNullable<Services['pictures']> {
  return {
    checkIn: (sessionId) => {
      const page = sign('check-in', 'check-in', sessionId);
      return reachable ? { page, picture: `${page}.png` } : { page };
    },
    seriesChart: (slug, from, to) =>
      reachable ? `${sign('chart', 'charts', slug, String(from.getTime()), String(to.getTime()))}.png` : undefined,
    cohortChart: (cohortId) => (reachable ? `${sign('chart', 'charts', `cohort~${cohortId}`)}.png` : undefined),
    queryChart: (query) =>
      reachable ? `${sign('chart', 'charts', `~${Buffer.from(query).toString('base64url')}`)}.png` : undefined,
  };
}
