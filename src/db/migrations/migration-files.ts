import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Migration {
  /** Folder name; names sort in order of application. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file in hex, as Prisma records it. */
  readonly checksum: string;
  /** The same with other line endings: a checkout on Windows does not count as an edit. */
  readonly checksums: readonly string[];
}

/**
 * Reads `NAME/migration.sql` of every folder, in order of name.
 * @throws when the folder cannot be read, or a migration has no file
 */
export async function readMigrations(directory: string): Promise<readonly Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => toMigration(name, await readFile(join(directory, name, 'migration.sql')))),
  );
}

/**
 * Finds `prisma/migrations` in a folder above this code, whether that is the source or the bundle.
 * @throws when it is missing
 */
export function findMigrationsDirectory(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; ; folder = dirname(folder)) {
    const candidate = join(folder, 'prisma', 'migrations');
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) {
      throw new Error(`No prisma/migrations folder above ${here}: copy it beside the program, or install it again`);
    }
  }
}

function toMigration(name: string, file: Buffer): Migration {
  const sql = file.toString('utf8');
  const unix = sql.replaceAll('\r\n', '\n');
  return { name, sql, checksum: sha256(file), checksums: [file, unix, unix.replaceAll('\n', '\r\n')].map(sha256) };
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
