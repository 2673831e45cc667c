import type { Db } from '../../src/db/database.js';

/** Rows that nobody asked to keep: what the product notes of the talk itself. Everything else is somebody's business. */
const ofTheTalk = [
  'Account',
  'Grant',
  'Conversation',
  'Context',
  'Inbound',
  'HomeTab',
  'Heartbeat',
  'ProgrammeChange',
  'SpeakerChange',
  'Delivery',
  'Unanswered',
  'Ticket',
  'TicketAsker',
  'QuoteUse',
  'AuditEntry',
  // What was asked when booking goes with its registration, and is forgotten by night.
  'BookingAnswer',
  'Setting',
  '_prisma_migrations',
];

/** What the database was before an item and is after it. */
export interface ChangeBook {
  /**
   * All that differs from when the book was last put back, one line each, sorted: `+R:confirmed Amara Whitfield, Leadership
   * briefing, Lincoln` for a registration that is so now, `-R:…` for one that was so, `+Project:…` for any other row.
   */
  read(): Promise<string[]>;
  /** Makes everything as it was. */
  putBack(): Promise<void>;
  /** Stops noting and leaves no trace: the next user of the database finds it as it was. */
  close(): Promise<void>;
}

interface Change {
  readonly id: bigint;
  readonly about: string;
  readonly was: Row | null;
  readonly is: Row | null;
}
type Row = Readonly<Record<string, unknown>>;

/** Notes every change of a row by triggers, so that reading what an item did costs nothing where it did nothing. */
export async function openChangeBook(prisma: Db): Promise<ChangeBook> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`;
  const watched = tables.map(({ name }) => name).filter((name) => !ofTheTalk.includes(name));
  for (const statement of notingStatements(watched)) await prisma.$executeRawUnsafe(statement);
  const noted = () => prisma.$queryRaw<Change[]>`SELECT "id", "about", "was", "is" FROM noted."change" ORDER BY "id"`;
  return {
    read: async () => describe(prisma, await noted()),
    putBack: async () => putBack(prisma, (await noted()).reverse()),
    close: async () => {
      await prisma.$executeRawUnsafe('DROP SCHEMA noted CASCADE');
    },
  };
}

function notingStatements(tables: readonly string[]): string[] {
  return [
    'CREATE SCHEMA noted',
    'CREATE TABLE noted."change" ("id" bigserial PRIMARY KEY, "about" text NOT NULL, "was" jsonb, "is" jsonb)',
    `CREATE FUNCTION noted."note"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
       IF current_setting('noted.quiet', true) = 'on' THEN RETURN NULL; END IF;
       INSERT INTO noted."change" ("about", "was", "is") VALUES (TG_TABLE_NAME,
         CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END, CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END);
       RETURN NULL;
     END $$`,
    ...tables.map(
      (table) =>
        `CREATE TRIGGER "note" AFTER INSERT OR UPDATE OR DELETE ON public."${table}" FOR EACH ROW EXECUTE FUNCTION noted."note"()`,
    ),
  ];
}

async function describe(prisma: Db, changes: readonly Change[]): Promise<string[]> {
  const lines = new Map<string, { was: string | undefined; is: string | undefined }>();
  for (const { about, was, is } of changes) {
    const key = `${about} ${keyOf(was ?? is ?? {})}`;
    const first = lines.get(key);
    const before = first ? first.was : was ? await sayRow(prisma, about, was) : undefined;
    lines.set(key, { was: before, is: is ? await sayRow(prisma, about, is) : undefined });
  }
  const said = [...lines.values()].filter(({ was, is }) => was !== is);
  return said.flatMap(({ was, is }) => [...(was ? [`-${was}`] : []), ...(is ? [`+${is}`] : [])]).sort();
}

/** The id of a row, or of one without, all of it but what changes. */
function keyOf(row: Row): string {
  return String(row.id ?? row.slug ?? JSON.stringify(row));
}

async function sayRow(prisma: Db, about: string, row: Row): Promise<string> {
  if (about !== 'Registration') return `${about}:${JSON.stringify(row)}`;
  const { title, label, venue } = await sessionOf(prisma, String(row.sessionId));
  const { name } = await prisma.person.findUniqueOrThrow({
    where: { id: String(row.personId) },
    select: { name: true },
  });
  return `R:${String(row.state)} ${name}, ${title}, ${label || (venue ?? '')}`;
}

async function sessionOf(prisma: Db, id: string) {
  const { event, label, venue } = await prisma.session.findUniqueOrThrow({
    where: { id },
    select: { label: true, venue: true, event: { select: { title: true } } },
  });
  return { title: event.title, label, venue };
}

async function putBack(prisma: Db, newestFirst: readonly Change[]): Promise<void> {
  if (newestFirst.length === 0) return;
  await prisma.$transaction(async (tx) => {
    await tx.$executeRawUnsafe(`SELECT set_config('noted.quiet', 'on', true)`);
    for (const { about, was, is } of newestFirst) {
      if (was && is) await update(tx, about, was, is);
      else if (is)
        await tx.$executeRawUnsafe(`DELETE FROM public."${about}" t WHERE to_jsonb(t) = $1::jsonb`, JSON.stringify(is));
      else if (was)
        await tx.$executeRawUnsafe(
          `INSERT INTO public."${about}" SELECT * FROM ${recordOf(about)}`,
          JSON.stringify(was),
        );
    }
    await tx.$executeRawUnsafe('DELETE FROM noted."change"');
  });
}

const recordOf = (table: string) => `jsonb_populate_record(null::public."${table}", $1::jsonb)`;

async function update(tx: Pick<Db, '$executeRawUnsafe'>, table: string, was: Row, is: Row): Promise<void> {
  const columns = Object.keys(was)
    .map((name) => `"${name}"`)
    .join(', ');
  await tx.$executeRawUnsafe(
    `UPDATE public."${table}" t SET (${columns}) = (SELECT ${columns} FROM ${recordOf(table)}) WHERE to_jsonb(t) = $2::jsonb`,
    JSON.stringify(was),
    JSON.stringify(is),
  );
}
