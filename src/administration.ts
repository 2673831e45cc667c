import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Router } from 'express';
import { writeAuditFilter } from './app/audit-links.js';
import type { Core } from './app/core.js';
import type { AdministrationLinks } from './conversation/talk.js';
import { findMigrationsDirectory } from './db/migration-files.js';
import { auditRoute } from './http/audit-route.js';
import { everythingRoute } from './http/everything-route.js';
import type { PrivateFiles } from './http/private-file.js';
import { auditCsv } from './reports/audit-file.js';
import type { ExportFile } from './reports/exports.js';

const minuteMs = 60_000;

/** The audit trail and everything that is held, as files for administrators. */
export interface Administration {
  readonly links: AdministrationLinks;
  readonly routes: readonly Router[];
}

export function administration(files: PrivateFiles, publicUrl: string): Administration {
  const { core, signer } = files;
  const soon = (minutes: number) => new Date(core.clock.now().getTime() + minutes * minuteMs);
  return {
    links: {
      audit: (accountId, filter) =>
        `${publicUrl}/audit/${signer.sign('audit', `${accountId}_${writeAuditFilter(filter)}`, soon(30))}.csv`,
      everything: (accountId) => `${publicUrl}/everything/${signer.sign('everything', accountId, soon(15))}.zip`,
    },
    routes: [auditRoute(files, auditCsv), everythingRoute(files, () => packEverything(core))],
  };
}

/** Loaded with the first export: what packs is of no use before. */
export async function* packEverything(core: Core): AsyncGenerator<Uint8Array> {
  const { zipOf } = await import('./reports/exports.js');
  yield* zipOf(everything(core), core.clock.now());
}

/** Every table as a file, described by the comments of `schema.prisma`, which lies beside the migrations. */
export async function* everything(core: Core): AsyncGenerator<ExportFile> {
  const { everythingFiles } = await import('./reports/exports.js');
  const { readDescriptions } = await import('./reports/schema-descriptions.js');
  const schema = join(dirname(findMigrationsDirectory()), 'schema.prisma');
  yield* everythingFiles(core, readDescriptions(await readFile(schema, 'utf8')));
}
