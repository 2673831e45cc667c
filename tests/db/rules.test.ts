import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { openTestDatabase } from '../support/database/database.js';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.pool.query(ground);
});
afterAll(() => database.close());

const id = (digit: number) => `'0199a000-0000-7000-8000-00000000000${digit}'`;

/** One valid row of everything that the refused rows refer to. */
const ground = `
  INSERT INTO "School" (urn, name, phase, type, district, locality, town, postcode)
    VALUES (123456, 'Fen Primary', 'primary', 'academy', 'Boston', 'South', 'Boston', 'PE21 1AA');
  INSERT INTO "Person" (id, name, email) VALUES (${id(1)}, 'Ada Marsh', 'ada@fen.example');
  INSERT INTO "Account" (id, platform, tenant, "user") VALUES (${id(2)}, 'teams', 't', 'u');
  INSERT INTO "Series" (id, slug, name, summary, description) VALUES (${id(3)}, 'briefing', 'Briefing', 's', 'd');
  INSERT INTO "Event" (id, slug, "seriesId", title, "academicYear", term)
    VALUES (${id(4)}, 'briefing-2026', ${id(3)}, 'Briefing', 2026, 'autumn');
  INSERT INTO "Session" (id, "eventId", "startsAt", "endsAt") VALUES (${id(5)}, ${id(4)}, '2026-11-30 09:00Z', '2026-11-30 12:00Z');
  INSERT INTO "Conversation" (id, platform, tenant, "externalId", kind, reference)
    VALUES (${id(6)}, 'teams', 't', '19:board', 'channel', '{}');
  INSERT INTO "Project" (id, slug, name, summary, description, "forWhom", "runBy")
    VALUES (${id(7)}, 'mobilise', 'Mobilise', 's', 'd', 'all', 'us');
  INSERT INTO "Cohort" (id, "projectId", "academicYear") VALUES (${id(8)}, ${id(7)}, 2026);
  INSERT INTO "Registration" (id, "sessionId", "personId", state) VALUES (${id(9)}, ${id(5)}, ${id(1)}, 'confirmed');
  INSERT INTO "FeedbackRequest" (id, "eventId", "personId", "closesAt") VALUES (${id(1)}, ${id(4)}, ${id(1)}, now());
`;

describe('the database refuses, naming the constraint,', () => {
  test.each([
    ['School_urn_six_digits', `UPDATE "School" SET urn = 99999`],
    ['School_urn_six_digits', `UPDATE "School" SET urn = 1000000`],
    ['School_name_filled', `UPDATE "School" SET name = E' \\n'`],
    ['School_ages_in_order', `UPDATE "School" SET "lowestAge" = 11, "highestAge" = 4`],
    ['School_closed_after_opened', `UPDATE "School" SET "openedOn" = '2020-09-01', "closedOn" = '2019-08-31'`],
    ['SchoolLink_not_itself', `INSERT INTO "SchoolLink" VALUES (123456, 123456, NULL, 'Successor')`],
    ['Person_email_address', `UPDATE "Person" SET email = 'Ada@fen.example'`],
    ['Person_email_address', `UPDATE "Person" SET email = 'ada.fen.example'`],
    ['Person_name_filled', `UPDATE "Person" SET name = ''`],
    ['Account_vouchedEmail_address', `UPDATE "Account" SET "vouchedEmail" = 'ADA@FEN.EXAMPLE'`],
    [
      'Grant_administrator_everywhere',
      `INSERT INTO "Grant" (id, "accountId", role, "seriesId") VALUES (${id(1)}, ${id(2)}, 'administrator', ${id(3)})`,
    ],
    ['Series_slug_format', `UPDATE "Series" SET slug = 'Leadership Briefing'`],
    ['Series_slug_format', `UPDATE "Series" SET slug = 'briefing-'`],
    ['Series_cost_not_negative', `UPDATE "Series" SET "costPence" = -1`],
    ['Event_academic_year', `UPDATE "Event" SET "academicYear" = 26`],
    ['Event_closes_after_opens', `UPDATE "Event" SET "opensAt" = '2026-10-02Z', "closesAt" = '2026-10-01Z'`],
    ['Event_hold_hours', `UPDATE "Event" SET "holdHours" = 0`],
    ['Event_places_per_school', `UPDATE "Event" SET "placesPerSchool" = 0`],
    ['Session_capacity', `UPDATE "Session" SET capacity = 0`],
    ['Session_ends_after_starts', `UPDATE "Session" SET "endsAt" = "startsAt"`],
    ['Session_check_in_code', `UPDATE "Session" SET "checkInCode" = '12a4'`],
    ['Registration_offer_expires', `UPDATE "Registration" SET state = 'offered'`],
    ['Delivery_has_recipient', `INSERT INTO "Delivery" (id, key, kind, payload) VALUES (${id(1)}, 'k', 'test', '{}')`],
    [
      'Delivery_sent_when',
      `INSERT INTO "Delivery" (id, key, kind, payload, "personId", state) VALUES (${id(1)}, 'k', 'test', '{}', ${id(1)}, 'sent')`,
    ],
    [
      'Subscription_iso_weekday',
      `INSERT INTO "Subscription" (id, "conversationId", kind, weekday) VALUES (${id(1)}, ${id(6)}, 'digest', 0)`,
    ],
    [
      'Subscription_minute_of_day',
      `INSERT INTO "Subscription" (id, "conversationId", kind, "minuteOfDay") VALUES (${id(1)}, ${id(6)}, 'digest', 1440)`,
    ],
    [
      'SchoolHoliday_ends_after_starts',
      `INSERT INTO "SchoolHoliday" VALUES (${id(1)}, 'Half term', '2026-10-30', '2026-10-26')`,
    ],
    ['FeedbackResponse_rating', `INSERT INTO "FeedbackResponse" ("requestId", rating) VALUES (${id(1)}, 6)`],
    ['Cohort_places', `UPDATE "Cohort" SET places = 0`],
    [
      'Paper_to_after_from',
      `INSERT INTO "Paper" (id, "from", "to", data) VALUES (${id(1)}, '2026-02-01', '2026-01-01', '{}')`,
    ],
    [
      'Registration_active_key',
      `INSERT INTO "Registration" (id, "sessionId", "personId", state) VALUES (${id(1)}, ${id(5)}, ${id(1)}, 'waiting')`,
    ],
  ])('%s: %s', async (constraint, sql) => {
    const refusal = await database.pool.query(sql).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ constraint });
  });
});

test('after a cancelled registration the same person can register again', async () => {
  await database.pool.query(`UPDATE "Registration" SET state = 'cancelled'`);
  const again = `INSERT INTO "Registration" (id, "sessionId", "personId", state) VALUES (${id(7)}, ${id(5)}, ${id(1)}, 'confirmed')`;
  expect((await database.pool.query(again)).rowCount).toBe(1);
});

test('the audit trail accepts new entries and refuses every change', async () => {
  const { prisma, pool } = database;
  const entry = await prisma.auditEntry.create({ data: { act: 'grant', subject: 'account', outcome: 'done' } });
  await expect(prisma.auditEntry.update({ where: { id: entry.id }, data: { outcome: 'refused' } })).rejects.toThrow(
    /append-only: UPDATE refused/,
  );
  await expect(prisma.auditEntry.delete({ where: { id: entry.id } })).rejects.toThrow(/append-only: DELETE refused/);
  await expect(pool.query('TRUNCATE "AuditEntry"')).rejects.toThrow(/append-only: TRUNCATE refused/);
  expect(await prisma.auditEntry.findMany()).toEqual([entry]);
});
