// `npm start`: builds what has changed, then becomes the service.
import { existsSync } from 'node:fs';
import { buildPrograms } from './build.mjs';

const program = new URL('../../dist/main.js', import.meta.url);

/**
 * npm passes signals to the shell between npm and this process, which dies without passing them on. A new parent is the
 * only sign of that; without this check, `kill` of npm would leave the service running. (On Windows the parent never
 * changes.)
 */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

/** The build needs the development packages; without them only what was built before can be started. */
async function build() {
  try {
    await buildPrograms();
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
    if (!code.endsWith('MODULE_NOT_FOUND')) throw fault;
    if (existsSync(program)) return;
    process.stderr.write(
      'Nothing is built, and the packages that build it are not installed: run "npm ci" once, or start what "npm run artefact" wrote\n',
    );
    process.exit(2);
  }
}

stopWithNpm();
await build();
await import(program.href);
