// `npm start`: builds what has changed, then becomes the service.
import { buildPrograms } from './build.mjs';

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

stopWithNpm();
await buildPrograms();
await import(new URL('../../dist/main.js', import.meta.url).href);
