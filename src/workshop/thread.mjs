import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Runs the program of a thread: the bundle that a run of the tests has made of it, else its source.
 * @param {URL} source a TypeScript file
 */
export async function startThread(source) {
  const built = process.env.BUILT_THREADS;
  if (built) return import(pathToFileURL(join(built, basename(source.pathname).replace(/\.ts$/, '.js'))).href);
  const { register } = await import('tsx/esm/api');
  register();
  return import(source.href);
}
