import pg from 'pg';

/** How much a national service holds after five years. */
export interface NationalSize {
  readonly schools: number;
  readonly people: number;
  /** Partnerships, one for each local authority of England, each with its own series. */
  readonly areas: number;
  /** Rounds that have been, three a year. */
  readonly rounds: number;
}
export const nationalSize: NationalSize = { schools: 24_000, people: 60_000, areas: 152, rounds: 15 };

/** The series of each partnership. */
const kinds = ['leadership briefing', 'governor briefing', 'safeguarding network', 'business managers’ forum'];
/** A place's name is one of each. */
const beginnings =
  'Ash Beck Birch Brad Brook Bur Cald Chal Clay Cran Dal Den Dray East Elm Farn Fen Garth Hart Hazel Hol Kirk Lang Lin Mar Mel Mid Nor Oak Old Pen Rad Red Ros Sand Shir Stan Stock Sut Thorn Tor Wal Ware Wel West Whit Wil Wind Wood Wool'.split(
    ' ',
  );
const endings =
  'ford ton by ham ley wick stead field worth combe bury dale den holme hurst low mere minster moor ney over port ridge sey shaw stoke stow thorpe thwaite tree wade wall water well wich with wold wood worthy yard bourne bridge burn cliff cote'.split(
    ' ',
  );
const firstNames =
  'Aisha Alan Amara Ben Cara Chloe Dan David Ela Emma Farah George Grace Hannah Ian Imran Jack Jane Joanne Karen Leo Lucy Maria Mark Maya Nadia Nina Omar Paul Priya Rachel Ravi Rosa Ruth Sam Sara Simon Tom Wei Zoe'.split(
    ' ',
  );

/**
 * Fills an empty, migrated database with a national service: the same rows for the same size and day. Written by the server
 * itself, in statements of a million rows.
 * @param now the day that the records end; rounds of the next two months can be booked
 * @returns rows by table
 */
export async function seedNational(
  url: string,
  now: Date,
  size: NationalSize = nationalSize,
): Promise<ReadonlyMap<string, number>> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC -c synchronous_commit=off' });
  await client.connect();
  const counts = new Map<string, number>();
  try {
    await client.query(helpers(now));
    for (const [table, statement] of statementsFor(size)) {
      const { rowCount } = await client.query(statement);
      counts.set(table, (counts.get(table) ?? 0) + (rowCount ?? 0));
    }
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
  return counts;
}

/** Functions that last as long as the connection. */
function helpers(now: Date): string {
  const list = (words: readonly string[]) => `ARRAY['${words.map((word) => word.replaceAll("'", "''")).join("','")}']`;
  const day = now.toISOString().slice(0, 10);
  return `
    CREATE FUNCTION pg_temp.day() RETURNS timestamptz IMMUTABLE LANGUAGE sql AS $$ SELECT '${day}T00:00:00Z'::timestamptz $$;
    CREATE FUNCTION pg_temp.id(kind int, n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$
      SELECT (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
    -- A number from 0 to 99 that looks like chance and is always the same.
    CREATE FUNCTION pg_temp.chance(a bigint, b bigint) RETURNS int IMMUTABLE LANGUAGE sql AS $$
      SELECT (hashint8(a * 1000003 + b) & 2147483647) % 100 $$;
    CREATE FUNCTION pg_temp.place(n bigint) RETURNS text IMMUTABLE LANGUAGE sql AS $$
      SELECT (${list(beginnings)})[(1 + n / ${endings.length} % ${beginnings.length})::int] || (${list(endings)})[(1 + n % ${endings.length})::int] $$;
    CREATE FUNCTION pg_temp.area(n bigint) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT pg_temp.place(13 * n) || 'shire' $$;
    CREATE FUNCTION pg_temp.first_name(n bigint) RETURNS text IMMUTABLE LANGUAGE sql AS $$
      SELECT (${list(firstNames)})[(1 + n % ${firstNames.length})::int] $$`;
}

/** Tables with the statements that fill them, in an order that keeps to the keys. */
function statementsFor(size: NationalSize): ReadonlyArray<readonly [string, string]> {
  return [...schoolsAndPeople(size), ...programme(size), ...takingPart(size), ...ledgers(size)];
}

function schoolsAndPeople({ schools, people, areas }: NationalSize): ReadonlyArray<readonly [string, string]> {
  return [
    [
      'School',
      `INSERT INTO "School" (urn, name, phase, type, district, locality, town, postcode, "localAuthorityCode", pupils, "updatedAt")
       SELECT 100000 + n, pg_temp.place(n / 4) || ' ' || (ARRAY['Primary School', 'Church of England Primary School', 'Academy', 'High School'])[1 + n % 4],
              (ARRAY['primary', 'primary', 'primary', 'secondary'])[1 + n % 4]::"Phase", 'community',
              pg_temp.area(n % ${areas}), pg_temp.place(13 * (n % ${areas}) + n % 5), pg_temp.place(n / 4), 'AB1 2CD', 200 + n % ${areas}, 90 + n % 900, now()
         FROM generate_series(0, ${schools - 1}) n`,
    ],
    [
      'Person',
      `INSERT INTO "Person" (id, name, email)
       SELECT pg_temp.id(1, n), pg_temp.first_name(n) || ' ' || pg_temp.place(n / 7 * 11), 'person' || n || '@school' || n % ${schools} || '.example'
         FROM generate_series(0, ${people - 1}) n`,
    ],
    [
      'Post',
      `INSERT INTO "Post" (id, "personId", urn, position, proof, "provenAt")
       SELECT pg_temp.id(2, n), pg_temp.id(1, n), 100000 + n % ${schools},
              (ARRAY['headteacher', 'chair_of_governors', 'deputy_headteacher'])[1 + n / ${schools}]::"Position", 'file', now()
         FROM generate_series(0, ${people - 1}) n`,
    ],
    [
      'Account',
      `INSERT INTO "Account" (id, platform, tenant, "user", "personId", "transportId")
       SELECT pg_temp.id(3, n), 'teams', '${nationalTenant}', pg_temp.id(4, n)::text, pg_temp.id(1, n), '29:' || pg_temp.id(4, n)
         FROM generate_series(0, ${people - 1}) n`,
    ],
  ];
}

/** Everybody is in one tenant, because the service was made for one partnership. */
export const nationalTenant = 'be4c0000-0000-4000-8000-000000000001';

/** The nth person, as the platform knows them. */
export function nationalUser(n: number): {
  readonly user: string;
  readonly personId: string;
  readonly accountId: string;
} {
  const id = (kind: number) =>
    `${kind.toString(16).padStart(8, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
  return { user: id(4), personId: id(1), accountId: id(3) };
}

/** Rounds are four months apart; the one that is coming is within two to sixty-one days. */
function programme({ areas, rounds }: NationalSize): ReadonlyArray<readonly [string, string]> {
  const series = areas * kinds.length;
  return [
    [
      'Series',
      `INSERT INTO "Series" (id, slug, name, summary, description)
       SELECT pg_temp.id(5, n), 'national-' || n,
              pg_temp.area(n % ${areas}) || ' ' || (ARRAY['${kinds.join("','")}'])[1 + n / ${areas}], '', '' FROM generate_series(0, ${series - 1}) n`,
    ],
    [
      'Event',
      `INSERT INTO "Event" (id, slug, "seriesId", title, "academicYear", term, status, "membersOnly", "updatedAt")
       SELECT pg_temp.id(6, n * 100 + k), 'national-' || n || '-' || k, pg_temp.id(5, n), r.name || ', ' || to_char(at, 'FMMonth YYYY'),
              extract(year FROM at)::int - CASE WHEN extract(month FROM at) < 9 THEN 1 ELSE 0 END,
              (CASE WHEN extract(month FROM at) < 4 THEN 'spring' WHEN extract(month FROM at) < 9 THEN 'summer' ELSE 'autumn' END)::"Term",
              'published', false, now()
         FROM generate_series(0, ${series - 1}) n CROSS JOIN generate_series(0, ${rounds}) k
         CROSS JOIN LATERAL (SELECT ${startOf('n', 'k')} AS at) t JOIN "Series" r ON r.id = pg_temp.id(5, n)`,
    ],
    [
      'Session',
      `INSERT INTO "Session" (id, "eventId", venue, town, "startsAt", "endsAt", capacity, "attendanceConfirmedAt")
       SELECT pg_temp.id(7, n * 100 + k), pg_temp.id(6, n * 100 + k), 'Conference centre', pg_temp.place(13 * (n % ${areas})), at, at + interval '3 hours',
              2000, CASE WHEN k > 0 THEN at + interval '1 day' END
         FROM generate_series(0, ${series - 1}) n CROSS JOIN generate_series(0, ${rounds}) k CROSS JOIN LATERAL (SELECT ${startOf('n', 'k')} AS at) t`,
    ],
  ];
}

function startOf(series: string, round: string): string {
  return `pg_temp.day() + interval '9.5 hours' + (2 + ${series} % 60) * interval '1 day' - ${round} * interval '122 days'`;
}

/** A third of an area's people come to each round; a fifth have booked for the next one. */
function takingPart({ areas }: NationalSize): ReadonlyArray<readonly [string, string]> {
  return [
    [
      'Registration',
      `INSERT INTO "Registration" (id, "sessionId", "personId", urn, state, "bookedById", "createdAt", "confirmedAt")
       SELECT pg_temp.id(8, row_number() OVER ()), s.id, p."personId", p.urn, 'confirmed', p."personId", s."startsAt" - interval '70 days', s."startsAt" - interval '70 days'
         FROM (SELECT s.*, ('x' || right(s.id::text, 12))::bit(48)::bigint AS n FROM "Session" s) s
         JOIN "Event" e ON e.id = s."eventId" JOIN "Series" r ON r.id = e."seriesId"
         JOIN "Post" p ON (p.urn - 100000) % ${areas} = split_part(r.slug, '-', 2)::int % ${areas}
        WHERE pg_temp.chance(('x' || right(p.id::text, 12))::bit(48)::bigint, s.n) < CASE WHEN s.n % 100 = 0 THEN 20 ELSE 33 END`,
    ],
    [
      'Attendance',
      `INSERT INTO "Attendance" (id, "sessionId", "personId", urn, source, "recordedAt")
       SELECT pg_temp.id(9, g.queue), g."sessionId", g."personId", g.urn, 'organiser', s."endsAt"
         FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId" WHERE s."endsAt" < pg_temp.day() AND pg_temp.chance(g.queue, 9) < 88`,
    ],
    [
      'FeedbackRequest',
      `INSERT INTO "FeedbackRequest" (id, "eventId", "personId", "askedAt", "closesAt")
       SELECT pg_temp.id(10, ('x' || right(a.id::text, 12))::bit(48)::bigint), s."eventId", a."personId", s."endsAt", s."endsAt" + interval '14 days'
         FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId" WHERE s."endsAt" > pg_temp.day() - interval '1 year'`,
    ],
    [
      'FeedbackResponse',
      `INSERT INTO "FeedbackResponse" ("requestId", rating, "givenAt")
       SELECT id, 3 + pg_temp.chance(('x' || right(id::text, 12))::bit(48)::bigint, 4) % 3, "askedAt" + interval '1 day' FROM "FeedbackRequest"
        WHERE pg_temp.chance(('x' || right(id::text, 12))::bit(48)::bigint, 5) < 40`,
    ],
  ];
}

/** What is kept of what was done and sent: five years of the audit trail, a month of messages, three days of what came in. */
function ledgers({ people }: NationalSize): ReadonlyArray<readonly [string, string]> {
  return [
    [
      'AuditEntry',
      `INSERT INTO "AuditEntry" (at, "accountId", "personId", act, subject, "subjectId", outcome)
       SELECT g."createdAt", a.id, g."personId", 'book', 'session', g."sessionId"::text, 'confirmed'
         FROM "Registration" g JOIN "Account" a ON a."personId" = g."personId"`,
    ],
    [
      'Delivery',
      `INSERT INTO "Delivery" (id, key, kind, "personId", payload, state, "dueAt", "claimedAt", "sentAt", "messageId")
       SELECT pg_temp.id(11, g.queue), 'reminder:' || g.id || ':day', 'reminder', g."personId",
              jsonb_build_object('registrationId', g.id, 'reminder', 'day', 'startsAt', s."startsAt"), 'sent', s."startsAt" - interval '1 day',
              s."startsAt" - interval '1 day', s."startsAt" - interval '1 day', 'sent-' || g.queue
         FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId" WHERE s."startsAt" BETWEEN pg_temp.day() - interval '150 days' AND pg_temp.day()`,
    ],
    [
      'Inbound',
      `INSERT INTO "Inbound" (key, "receivedAt", "doneAt")
       SELECT 'teams:${nationalTenant}:national-' || n, now() - (n % 4000) * interval '1 minute', now() - (n % 4000) * interval '1 minute' FROM generate_series(0, ${people - 1}) n`,
    ],
  ];
}
