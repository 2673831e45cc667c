import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { packEverything, withEverything } from '../../src/service/pack-everything.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
let folder: string;
const { TMPDIR } = process.env;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'staffroom-moment-'));
  service = await startTestService();
});
afterAll(async () => {
  await service.stop();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  process.env.TMPDIR = TMPDIR;
  if (TMPDIR === undefined) delete process.env.TMPDIR;
});

/** Writes to a table that is exported early and to one that is exported late. */
function writeSome(name: string): Promise<unknown> {
  const { prisma } = service.database;
  return prisma.$transaction(async (tx) => {
    await tx.article.create({
      data: { slug: name, question: name, answer: name, owner: name, asOf: new Date(), reviewBy: new Date() },
    });
    await tx.trust.create({ data: { name } });
  });
}

/** Reads all files, with writes going on after the first. @param name of what is written */
async function readWhileWriting(name: string) {
  const files = new Map<string, string>();
  let writing: Promise<unknown> | undefined;
  await withEverything(service.core, async (all) => {
    for await (const file of all) {
      let text = '';
      for await (const chunk of file.chunks) text += chunk;
      files.set(file.name, text);
      writing ??= writeSome(name);
      // In the embedded database the write waits until everything is read; a server does it at once.
      if (files.size === 1) await Promise.race([writing, delay(1_000)]);
    }
  });
  await writing;
  return files;
}

/** The archive's files, read after the export was requested. */
async function zipped(): Promise<ReadonlyMap<string, string>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of packEverything(service.core)) chunks.push(chunk);
  const files = Object.entries(unzipSync(Buffer.concat(chunks)));
  return new Map(files.map(([path, bytes]) => [path, strFromU8(bytes)]));
}

describe('the full export', () => {
  it('shows one moment, despite writes in the meantime', async () => {
    const files = await readWhileWriting('fen-and-wold');
    for (const text of files.values()) expect(text).not.toContain('fen-and-wold');
    const later = await zipped();
    expect(later.get('data/Article.csv')).toContain('fen-and-wold');
    expect(later.get('data/Trust.csv')).toContain('fen-and-wold');
    expect(later.get('README.md')).toContain('All tables are as of one moment.');
  });

  it('blocks nobody during a slow download, and leaves nothing on the disk', async () => {
    process.env.TMPDIR = folder;
    const bytes = packEverything(service.core);
    expect((await bytes.next()).value?.byteLength).toBeGreaterThan(0);
    const [work = ''] = await readdir(folder);
    expect(await readdir(join(folder, work))).toEqual([]);
    await writeSome('marsh-and-sea');
    await bytes.return(undefined);
    expect(await readdir(folder)).toEqual([]);
  });

  it('releases the records when it fails half-way', async () => {
    const failing = withEverything(service.core, async () => {
      throw new Error('The disk is full');
    });
    await expect(failing).rejects.toThrow('The disk is full');
    await writeSome('after-all');
  });
});
