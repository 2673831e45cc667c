// Generates the typed database client from prisma/schema.prisma, unless neither the schema nor Prisma has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stampFile = join(root, 'src/db/generated/.stamp');

/** @throws when Prisma rejects the schema; its message is on standard error by then */
export function generateClient() {
  const prisma = createRequire(import.meta.url).resolve('prisma/package.json');
  const stamp = createHash('sha256')
    .update(readFileSync(join(root, 'prisma/schema.prisma')))
    .update(readFileSync(prisma))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const cli = join(prisma, '../build/index.js');
  const run = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    // No telemetry, and no version check on a network that may be missing.
    env: { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    encoding: 'utf8',
  });
  if (run.status !== 0) {
    process.stderr.write(run.stdout);
    throw new Error('prisma generate failed: mend prisma/schema.prisma as it says above', { cause: run.error });
  }
  writeFileSync(stampFile, stamp);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generateClient();
