import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exportTo } from '../../src/commands/export-files.js';
import { readDescriptions } from '../../src/reports/schema-descriptions.js';
import { startTestService, type TestService } from '../support/service.js';
import { makeActors } from '../support/worlds/programme.js';

let service: TestService;
let folder: string;
beforeAll(async () => {
  service = await startTestService();
  folder = await mkdtemp(join(tmpdir(), 'staffroom-export-'));
});
afterAll(async () => {
  await service.stop();
  await rm(folder, { recursive: true });
});

/** The part of Frictionless' tabular data package that the test's reader needs. */
const dataPackage = z.object({
  profile: z.literal('tabular-data-package'),
  resources: z.array(
    z.object({
      name: z.string().regex(/^[a-z0-9._-]+$/),
      title: z.string(),
      description: z.string().optional(),
      path: z.string(),
      schema: z.object({
        fields: z.array(
          z.object({
            name: z.string(),
            type: z.enum(['string', 'integer', 'number', 'boolean', 'date', 'datetime', 'array', 'any']),
            description: z.string().optional(),
            constraints: z.object({ required: z.boolean(), enum: z.array(z.string()).optional() }),
          }),
        ),
        primaryKey: z.array(z.string()).min(1),
        foreignKeys: z.array(
          z.object({ fields: z.string(), reference: z.object({ resource: z.string(), fields: z.string() }) }),
        ),
      }),
    }),
  ),
});

type Files = ReadonlyMap<string, string>;

function rowsOf(files: Files, path: string): Array<Record<string, string>> {
  return parse(files.get(path) ?? '', { columns: true, relax_column_count: false });
}

/** Checks that every row of every table is there, and that the package describes the files. */
async function checkComplete(files: Files): Promise<void> {
  const { resources } = dataPackage.parse(JSON.parse(files.get('datapackage.json') ?? ''));
  const tables = await service.database.prisma.$queryRaw<Array<{ name: string }>>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`;
  const wanted = tables
    .map(({ name }) => name)
    .filter((name) => !['_prisma_migrations', 'Heartbeat', 'ProgrammeChange', 'Setting'].includes(name));
  expect(resources.map(({ title }) => title).sort()).toEqual(wanted.sort());
  for (const { title, path, schema, name } of resources) {
    const rows = rowsOf(files, path);
    const [{ count } = { count: -1 }] = await service.database.prisma.$queryRawUnsafe<Array<{ count: number }>>(
      `SELECT count(*)::int AS count FROM "${title}"`,
    );
    // Written by exporting itself: the audit entry, and the turn that asked for it.
    const moving = ['AuditEntry', 'Inbound', 'Context', 'Account', 'Conversation'].includes(title);
    expect([title, rows.length]).toEqual([title, moving ? expect.any(Number) : count]);
    const header = parse(files.get(path) ?? '', { to: 1 })[0];
    expect(header).toEqual(schema.fields.map((field) => field.name));
    expect(header).toEqual(expect.arrayContaining(schema.primaryKey));
    const keys = rows.map((row) => schema.primaryKey.map((key) => row[key]).join('\n'));
    expect(new Set(keys).size).toBe(rows.length);
    for (const { reference } of schema.foreignKeys)
      expect(resources.map((resource) => resource.name)).toContain(reference.resource);
    expect(name).toBe(title.toLowerCase());
  }
}

const offer = async (user: string) => {
  const chat = await service.chatAs('administrator', user);
  const offered = await chat.say('export everything');
  const url = /"url":"([^"]+\/everything\/[^"]+)"/.exec(JSON.stringify(offered.card))?.[1] ?? '';
  return `${service.baseUrl}${new URL(url).pathname}`;
};

describe('the full export', () => {
  it('is a ZIP file with every table and its description, without formulas or secrets', async () => {
    const { prisma } = service.database;
    const [mean] = await makeActors(prisma, 1);
    const name = '=HYPERLINK("http://evil.example","Ann\r\nO’Hara")';
    await prisma.person.update({ where: { id: mean?.personId ?? '' }, data: { name } });
    const response = await fetch(await offer('exports'), { method: 'POST' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const zipped = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const files: Files = new Map(Object.entries(zipped).map(([path, bytes]) => [path, strFromU8(bytes)]));
    await checkComplete(files);
    const people = rowsOf(files, 'data/Person.csv');
    expect(people.map((row) => row.name)).toContain(`'${name}`);
    expect(people.every((row) => row.createdAt === '' || !Number.isNaN(Date.parse(row.createdAt ?? '')))).toBe(true);
    expect(files.get('README.md')).toContain(`| data/Person.csv | ${people.length} |`);
    const secret = await prisma.setting.findUniqueOrThrow({ where: { key: 'link-secret' } });
    for (const text of files.values()) expect(text).not.toContain(String(secret.value));
    expect(files.get('data/CalendarFeed.csv')).not.toContain('tokenHash');
    const noted = await prisma.auditEntry.findMany({ where: { act: 'export-everything' } });
    expect(noted.map(({ outcome }) => outcome)).toEqual(['by link']);
    expect(files.get('datapackage.json')).toContain('An account as the platform vouches for it.');
  });

  it('is for administrators only, whoever else has a link, and the link expires', async () => {
    const { prisma } = service.database;
    const link = await offer('falls');
    const account = await prisma.account.findFirstOrThrow({ where: { user: 'falls' } });
    await prisma.grant.updateMany({ where: { accountId: account.id }, data: { role: 'organiser' } });
    expect((await fetch(link, { method: 'POST' })).status).toBe(404);
    await prisma.grant.updateMany({ where: { accountId: account.id }, data: { role: 'administrator' } });
    service.clock.advance(16 * 60_000);
    expect((await fetch(link, { method: 'POST' })).status).toBe(404);
  });

  it('is limited: after five exports the account has to wait', async () => {
    const link = await offer('greedy');
    const statuses: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const response = await fetch(link, { method: 'POST' });
      await response.arrayBuffer();
      statuses.push(response.status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });

  it('is written to a folder or ZIP file from the command line, readable only by its owner, and overwrites nothing', async () => {
    const out = join(folder, 'all');
    expect(await exportTo(service.core, out)).toMatchObject({ kind: 'written', path: out });
    const files = new Map<string, string>();
    for (const name of [
      'datapackage.json',
      'README.md',
      ...(await readdir(join(out, 'data'))).map((one) => `data/${one}`),
    ])
      files.set(name, await readFile(join(out, name), 'utf8'));
    await checkComplete(files);
    expect((await stat(join(out, 'data', 'Person.csv'))).mode & 0o077).toBe(0);
    expect(await exportTo(service.core, out)).toMatchObject({ kind: 'refused' });
    const zip = join(folder, 'all.zip');
    expect(await exportTo(service.core, zip)).toEqual({ kind: 'written', path: zip, files: 1 });
    expect(Object.keys(unzipSync(await readFile(zip)))).toEqual(expect.arrayContaining([...files.keys()]));
    expect((await stat(zip)).mode & 0o077).toBe(0);
    expect(await exportTo(service.core, zip)).toMatchObject({ kind: 'refused' });
    expect(await exportTo(service.core, join(folder, 'nowhere', 'all.zip'))).toMatchObject({ kind: 'refused' });
  });
});

describe('the descriptions', () => {
  it('come from the comments of the schema', () => {
    const read = readDescriptions(
      '/// A thing.\nmodel Thing {\n  /// Its name,\n  /// in words.\n  name String\n  plain Int\n}\n',
    );
    expect([...read]).toEqual([
      ['Thing', 'A thing.'],
      ['Thing.name', 'Its name, in words.'],
    ]);
  });
});
