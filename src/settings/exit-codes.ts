import { FolderLockFault } from '../db/embedded/folder-lock.js';
import { EmbeddedFault } from '../db/embedded/open.js';
import { MigrationFault } from '../db/migrations/migrate.js';
import { MoveFault } from '../db/move/target.js';
import { ServerFault } from '../db/server.js';
import { PortFault } from '../http/held-port.js';
import { SettingsFault } from './config.js';

/** How the service ends, for whoever starts it again; `manifests/README.md` explains them. */
export const exitCodes = {
  stopped: 0,
  /** A fault that nobody foresaw; the log has it. */
  fault: 1,
  /** Settings: starting again does not help. */
  settings: 2,
  /** The database or its folder cannot be used, or is used by another process. */
  database: 3,
  /** The port cannot be had. */
  port: 4,
  /** Told to stop, and not all had ended in time. */
  cutShort: 5,
} as const;

const explained = [
  [SettingsFault, exitCodes.settings],
  [EmbeddedFault, exitCodes.database],
  [FolderLockFault, exitCodes.database],
  [MigrationFault, exitCodes.database],
  [MoveFault, exitCodes.database],
  [ServerFault, exitCodes.database],
  [PortFault, exitCodes.port],
] as const;

/** Whether the error's message says what happened and what to do, so that no stack is needed. */
export function isExplained(fault: unknown): boolean {
  return explained.some(([kind]) => fault instanceof kind);
}

/** The exit code of a process that ends with this error. */
export function exitCodeOf(fault: unknown): number {
  return explained.find(([kind]) => fault instanceof kind)?.[1] ?? exitCodes.fault;
}
