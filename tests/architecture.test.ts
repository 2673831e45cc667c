import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { findFaults, findLongFiles } from './support/house/architecture.js';
import { findSentences, findSentencesOfUseCases } from './support/house/sentences.js';

describe('the code', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));

  it('keeps to the plan of the house', () => {
    for (const advice of findLongFiles(root)) console.warn(advice);
    expect(findFaults(root)).toEqual([]);
  });

  it('says what people read in the conversation and in files of words, one a subject, and nowhere else', () => {
    expect(findSentences(root)).toEqual([]);
  });
});

describe('use cases and rules', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));

  it('answer and keep kinds, which the conversation puts into words, and say nothing themselves', () => {
    expect(findSentencesOfUseCases(root)).toEqual([]);
  });
});

describe('the checker', () => {
  const trees: string[] = [];
  afterEach(() => {
    for (const tree of trees.splice(0)) rmSync(tree, { recursive: true });
  });

  /** A made-up tree: every folder is there, and the files that are given. */
  function tree(files: Readonly<Record<string, string>>): string {
    const root = mkdtempSync(join(tmpdir(), 'walls-'));
    trees.push(root);
    const dependencies = {
      'date-fns': '1',
      express: '1',
      botbuilder: '1',
      '@microsoft/teams-ai': '1',
      pg: '1',
      zod: '1',
    };
    const basics = {
      'package.json': JSON.stringify({ dependencies }),
      'src/x.ts': '',
      'prisma/x.ts': '',
      'tests/x.ts': '',
      'manifests/x.mjs': '',
    };
    for (const [name, text] of Object.entries({ ...basics, ...files })) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    return root;
  }

  it('finds nothing wrong in a good tree', () => {
    const good = tree({
      'src/domain/places.ts': "import { addDays } from 'date-fns';\nexport const next = addDays;",
      'src/db/reads.ts':
        "import pg from 'pg';\nimport { next } from '../domain/places.js';\nimport type { Log } from '../service/log.js';",
      'src/app/book.ts':
        "import { read } from '../db/reads.js';\nimport { z } from 'zod';\nimport { next } from '../domain/places.js';",
      'src/conversation/messages.ts': "import type { Card } from '../rendering/card.js';\nimport '../app/book.js';",
      'src/channels/teams/bot.ts':
        "import { x } from 'botbuilder';\nimport type { Actor } from '../../domain/actor.js';",
      'src/jobs/send.ts':
        "import { card } from '../conversation/messages.js';\nimport { port } from '../channels/port.js';",
      'src/main.ts': "import './channels/teams/bot.js';\nimport './db/reads.js';\nimport '../prisma/demo/load.js';",
    });
    expect(findFaults(good)).toEqual([]);
  });

  it.each([
    ['domain imports db', 'src/domain/a.ts', "import { read } from '../db/reads.js';"],
    ['domain imports a type of app', 'src/domain/a.ts', "import type { X } from '../app/x.js';"],
    ['domain imports a package', 'src/domain/a.ts', "import { z } from 'zod';"],
    ['domain reads files', 'src/domain/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['db imports app', 'src/db/a.ts', "export { book } from '../app/book.js';"],
    ['db imports the log for more than its type', 'src/db/a.ts', "import { createLog } from '../service/log.js';"],
    ['queue imports app', 'src/queue/a.ts', "import { book } from '../app/book.js';"],
    ['app imports conversation', 'src/app/a.ts', "import type { Turn } from '../conversation/turn.js';"],
    ['app loads a channel late', 'src/app/a.ts', "export const load = () => import('../channels/port.js');"],
    [
      'app names a type of a channel inline',
      'src/app/a.ts',
      "export type P = import('../channels/port.js').PlatformPort;",
    ],
    ['knowledge imports db', 'src/knowledge/a.ts', "import { read } from '../db/reads.js';"],
    ['conversation imports db', 'src/conversation/a.ts', "import { read } from '../db/reads.js';"],
    ['conversation imports a renderer', 'src/conversation/a.ts', "import { r } from '../rendering/block-kit.js';"],
    ['rendering imports domain', 'src/rendering/a.ts', "import { x } from '../domain/x.js';"],
    ['rendering imports a package', 'src/rendering/a.ts', "import { z } from 'zod';"],
    ['channels import db', 'src/channels/teams/a.ts', "import { read } from '../../db/reads.js';"],
    ['channels import domain for more than types', 'src/channels/a.ts', "import { x } from '../domain/x.js';"],
    [
      'jobs import more of conversation than its messages',
      'src/jobs/a.ts',
      "import { respond } from '../conversation/respond.js';",
    ],
    ['jobs import a platform', 'src/jobs/a.ts', "import { port } from '../channels/teams/port.js';"],
    ['importers import db', 'src/importers/a.ts', "import { read } from '../db/reads.js';"],
    ['reports import rendering', 'src/reports/a.ts', "import { card } from '../rendering/card.js';"],
    ['http imports db', 'src/http/a.ts', "import { read } from '../db/reads.js';"],
    ['a room imports the composition', 'src/app/a.ts', "import { main } from '../main.js';"],
    ['a room imports demonstration data', 'src/app/a.ts', "import { demo } from '../../prisma/demo/load.js';"],
    ['demonstration data imports app', 'prisma/demo/a.ts', "import { book } from '../../src/app/book.js';"],
    ['botbuilder outside Teams', 'src/http/a.ts', "import { x } from 'botbuilder';"],
    ['teams-ai in another part of knowledge', 'src/knowledge/ranking.ts', "import { x } from '@microsoft/teams-ai';"],
    ['pg outside db', 'src/app/a.ts', "import pg from 'pg';"],
    ['express in app', 'src/app/a.ts', "import express from 'express';"],
    ['a package that is not a dependency', 'src/app/a.ts', "import x from 'left-pad/sub';"],
    ['a builtin without its prefix', 'src/app/a.ts', "import { join } from 'path';"],
    ['a default export', 'src/app/a.ts', 'export default 1;'],
    ['a default export of a function', 'src/app/a.ts', 'export default function book() {}'],
    ['a default export by another name', 'tests/a.ts', 'const x = 1;\nexport { x as default };'],
    ['a barrel', 'src/app/index.ts', "export * from './book.js';"],
    ['a long file', 'tests/a.test.ts', '\n'.repeat(501)],
    ['the ground floor imports a subject', 'src/conversation/talk/a.ts', "import { x } from '../bookings/book.js';"],
  ])('finds: %s', (_what, file, text) => {
    const faults = findFaults(tree({ [file]: text }));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(file);
  });

  it('lets a file have 500 lines and no more, and advises to look at it from 301', () => {
    const root = tree({ 'src/app/a.ts': '// line\n'.repeat(500), 'src/app/b.ts': '// line\n'.repeat(300) });
    expect(findFaults(root)).toEqual([]);
    expect(findLongFiles(root)).toEqual(['src/app/a.ts has 500 lines: is there a noun to split it by?']);
  });

  it('lets a folder hold 30 files and no more', () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`src/app/bookings/${i}.ts`, '']));
    expect(findFaults(tree(files))).toEqual([]);
    expect(findFaults(tree({ ...files, 'src/app/bookings/one-more.ts': '' }))).toEqual([
      'src/app/bookings holds 31 files: give a subject a folder of its own (at most 30)',
    ]);
  });

  it('finds a circle of imports, by type as well, and says it once', () => {
    const faults = findFaults(
      tree({
        'src/app/a.ts': "import { b } from './b.js';",
        'src/app/b.ts': "import type { C } from './c.js';",
        'src/app/c.ts': "export const c = () => import('./a.js');",
        'src/app/d.ts': "import { a } from './a.js';",
      }),
    );
    expect(faults).toEqual(['src/app/a.ts, src/app/b.ts, src/app/c.ts import each other in a circle']);
  });

  it('finds a sentence outside the places of words, but for faults, logs, SQL and patterns', () => {
    const root = tree({
      'src/conversation/a.ts': "export const a = 'Your place is booked.';",
      'src/http/page-words.ts': "export const b = 'Your place is booked.';",
      'src/http/page.ts': `export const c = (n: number) => \`There are \${n} places left\`;`,
      'src/app/book.ts': "export const d = { why: 'the session is full.' };",
      'src/app/fine.ts':
        "log.info({}, 'Nobody is waiting');\nthrow new Error('No such session: look it up');\nconst day = 'EEEE d MMMM';\nconst key = 'in-words';",
    });
    const found = findSentences(root).filter((line) => line.includes(' says “'));
    expect(found).toEqual([
      'src/app/book.ts:1 says “the session is full.”',
      'src/http/page.ts:1 says “There are … places left”',
    ]);
  });

  it('finds the sentences beside use cases and rules, in files of words as well, but no faults', () => {
    const root = tree({
      'src/app/words.ts': "export const a = 'The session is full.';\nexport const b = 'session-full';",
      'src/domain/rule.ts': "throw new Error('No such session: look it up');",
      'src/conversation/words.ts': "export const c = 'The session is full.';",
    });
    expect(findSentencesOfUseCases(root)).toEqual(['src/app/words.ts:1 says “The session is full.”']);
  });

  it('refuses a new folder that has no walls yet', () => {
    expect(() => findFaults(tree({ 'src/elsewhere/a.ts': "import '../app/book.js';" }))).toThrow('is in no room');
  });
});
