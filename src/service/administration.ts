import type { Router } from 'express';
import { writeAuditFilter } from '../app/audit/audit-links.js';
import type { AdministrationLinks } from '../conversation/talk/turn-context.js';
import { auditRoute } from '../http/audit-route.js';
import { everythingRoute } from '../http/everything-route.js';
import type { PrivateFiles } from '../http/private-file.js';
import { auditCsv } from '../reports/audit-file.js';
import { packEverything } from './pack-everything.js';

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
