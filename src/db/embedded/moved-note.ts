import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const note = z.object({
  /** Host and database, without user and password. */
  to: z.string(),
  /** The day on which it began. */
  on: z.string(),
});
type MovedNote = z.infer<typeof note>;

/**
 * Notes that the data of a folder are moved to a server, before the first row is: what is written to the folder from
 * then on would be missing there.
 * @param to host and database
 * @param now the present moment
 */
export async function noteMove(dataDir: string, to: string, now: Date): Promise<void> {
  const what: MovedNote = { to, on: now.toISOString().slice(0, 10) };
  const path = pathOf(dataDir);
  await writeFile(`${path}.new`, `${JSON.stringify(what)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** Undefined where no move has begun. */
export async function readMoveNote(dataDir: string): Promise<MovedNote | undefined> {
  const text = await readFile(pathOf(dataDir), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : note.parse(JSON.parse(text));
}

export async function forgetMove(dataDir: string): Promise<void> {
  await rm(pathOf(dataDir), { force: true });
}

/** What to do with a folder whose data are, or are being, moved. */
export function moveRemedy(dataDir: string, { to, on }: MovedNote): string {
  return `The data in ${dataDir} were moved to ${to} from ${on} on: set DATABASE_URL to that database; if the move did not end, run it again; to go on here all the same, delete ${pathOf(dataDir)}`;
}

function pathOf(dataDir: string): string {
  return join(dataDir, 'moved.json');
}
