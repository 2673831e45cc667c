import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldKinds } from '../../../src/app/privacy/register-of-held-data.js';
import { startTestService, type TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { liveWholeLife, type WholeLife, wholeDatabase } from '../../support/worlds/whole-life.js';

let service: TestService;
let chat: TeamsChat;
let life: WholeLife;
const user = 'whole-life-in-teams';
beforeAll(async () => {
  service = await startTestService();
  chat = await service.chatAs('headteacher', user);
  await chat.say('mute reminders');
  life = await liveWholeLife(service, user);
});
afterAll(() => service.stop());

/** Where the download contains each column that links a row to the person. */
const placeOf: Readonly<Record<string, string>> = {
  'Account.personId': 'accounts',
  'Application.askedById': 'applications',
  'Application.decidedById': 'work.applicationsDecided',
  'ArticleRevision.changedById': 'work.articlesChanged',
  'Attendance.personId': 'attendance',
  'AttendanceImportRow.personId': 'rowsOfFiles',
  'AuditEntry.accountId': 'auditTrail',
  'AuditEntry.personId': 'auditTrail',
  'CalendarFeed.personId': 'person.calendarFeeds',
  'Context.accountId': 'accounts.0.contexts',
  'DigestReader.addedById': 'work.digestReadersAdded',
  'DigestReader.personId': 'person.digestReader',
  'Conversation.accountId': 'accounts.0.conversations',
  'Delivery.personId': 'messagesSent',
  'Enrolment.askedById': 'enrolmentsAsked',
  'Enrolment.confirmedById': 'enrolmentsConfirmed',
  'EnrolmentLead.personId': 'projectsLed',
  'FeedbackRequest.personId': 'feedback',
  'Grant.accountId': 'accounts.0.grants',
  'Grant.grantedById': 'work.rolesGiven',
  'Invitation.personId': 'invitations',
  'MailRefusal.personId': 'person.mailRefusal',
  'HomeTab.accountId': 'accounts.1.homeTab',
  'MilestoneTick.tickedById': 'milestonesTicked',
  'SurveyAnswer.byId': 'surveysAnswered',
  'Nomination.decidedById': 'work.nominationsDecided',
  'Nomination.nominatorId': 'nominations',
  'Nomination.nomineeId': 'nominations',
  'Paper.madeById': 'work.papersMade',
  'Post.personId': 'person.posts',
  'Quote.moderatorId': 'work.quotesModerated',
  'Registration.bookedById': 'bookedForOthers',
  'Registration.personId': 'registrations',
  'Subscription.addedById': 'work.channelsAdded',
  'Ticket.takenById': 'work.ticketsTaken',
  'TicketAsker.accountId': 'accounts.0.tickets',
};

describe('the download of personal data', () => {
  it('contains every row that a column of the database links to the person', async () => {
    const columns = await service.database.prisma.$queryRaw<Array<{ name: string }>>`
      SELECT DISTINCT c.relname || '.' || a.attname AS name
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
        LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY(k.conkey)
        LEFT JOIN pg_class t ON t.oid = k.confrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND (t.relname IN ('Person', 'Account') OR a.attname IN ('personId', 'accountId'))`;
    expect(columns.map(({ name }) => name).sort()).toEqual(Object.keys(placeOf).sort());
    const data = await download();
    for (const [column, place] of Object.entries(placeOf)) {
      const found = at(data, place);
      expect([column, found === undefined || found === null || (Array.isArray(found) && found.length === 0)]).toEqual([
        column,
        false,
      ]);
    }
    const text = JSON.stringify(data);
    for (const mark of life.marks) expect(text).toContain(mark);
  });

  it('covers exactly the tables named in the register', () => {
    const named = new Set(heldKinds.flatMap(({ tables }) => tables));
    const tables = new Set(Object.keys(placeOf).map((column) => column.split('.')[0] ?? ''));
    expect([...tables].filter((table) => !named.has(table))).toEqual([]);
  });
});

describe('erasing a person', () => {
  it('leaves no name, address, account or text of theirs in any table, and every count unchanged', async () => {
    const { prisma } = service.database;
    const counts = () =>
      Promise.all([prisma.attendance.count(), prisma.registration.count(), prisma.feedbackResponse.count()]);
    const before = await counts();
    expect((await wholeDatabase(service)).filter((line) => line.includes('Mark-quote')).length).toBeGreaterThan(1);
    const colleague = await prisma.registration.findFirstOrThrow({
      where: { bookedById: life.personId, personId: { not: life.personId } },
    });
    const question = await chat.say('forget me');
    const receipt = await chat.click(question.card, 'Yes, forget me');
    expect(receipt.text).toContain('I have forgotten you.');
    // Numbers of messages that came, with the chat's in them, go after three days: until then a redelivery must not act.
    const lines = (await wholeDatabase(service)).filter((line) => !line.startsWith('Inbound '));
    for (const mark of life.marks) {
      expect([mark, lines.filter((line) => line.toLowerCase().includes(mark.toLowerCase()))]).toEqual([mark, []]);
    }
    expect(await counts()).toEqual(before);
    const kept = await prisma.registration.findUniqueOrThrow({ where: { id: colleague.id } });
    expect([kept.state, kept.bookedById]).toEqual(['confirmed', null]);
    const reference = /Reference: (\S+)/.exec(receipt.text)?.[1] ?? '';
    const noted = await prisma.auditEntry.findFirstOrThrow({ where: { act: 'erase' } });
    expect([noted.outcome, JSON.stringify(noted.detail)]).toEqual(['erased', expect.stringContaining(reference)]);
  });

  it('makes them a stranger to the bot', async () => {
    expect((await chat.say('my bookings')).text).not.toContain('Amara');
    expect((await chat.say('what do you hold about me')).text).toContain('Name: none');
  });
});

async function download(): Promise<unknown> {
  const offered = await chat.say('download my data');
  const url = /"url":"([^"]+my-data[^"]+)"/.exec(JSON.stringify(offered.card))?.[1] ?? '';
  return (await fetch(`${service.baseUrl}${new URL(url).pathname}`, { method: 'POST' })).json();
}

function at(data: unknown, path: string): unknown {
  return path.split('.').reduce((value: unknown, key) => (value as Record<string, unknown> | undefined)?.[key], data);
}
