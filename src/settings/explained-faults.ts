import { FolderLockFault } from '../db/embedded/folder-lock.js';
import { EmbeddedFault } from '../db/embedded/open.js';
import { MigrationFault } from '../db/migrations/migrate.js';
import { ServerFault } from '../db/server.js';
import { SettingsFault } from './config.js';

const explained = [SettingsFault, EmbeddedFault, FolderLockFault, MigrationFault, ServerFault];

/** Whether the error's message says what happened and what to do, so that no stack is needed. */
export function isExplained(fault: unknown): boolean {
  return explained.some((kind) => fault instanceof kind);
}
