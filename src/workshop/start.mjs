// `npm start`: builds what has changed, then becomes the service.
import { buildPrograms } from './build.mjs';

/**
 * npm passes a signal to the shell between us, which dies of it and tells nobody. Being handed to another parent is
 * then the only sign; without it `kill` of npm would leave the service running. (On Windows parents never change.)
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
