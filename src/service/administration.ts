import type { Router } from 'express';
import { auditRoute } from '../http/audit-route.js';
import { everythingRoute } from '../http/everything-route.js';
import type { PrivateFiles } from '../http/private-file.js';
import { auditCsv } from '../reports/audit-file.js';
import { packEverything } from './pack-everything.js';

/** The audit trail and the full export, as files for administrators. */
export function administrationRoutes(files: PrivateFiles): readonly Router[] {
  return [auditRoute(files, auditCsv), everythingRoute(files, () => packEverything(files.core))];
}
