// Bundles all programs in the same way. One file loads in half the time of the SDKs' three thousand.
import { basename, extname, join } from 'node:path';

/** CommonJS packages inside an ES module need these names. */
const commonJsNames = `import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
import { dirname as __dirnameOf } from 'node:path';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __dirnameOf(__filename);`;

/**
 * Packages that stay beside the bundle, because they read files next to their own code: PGlite its WebAssembly and data,
 * resvg its binary; and the fonts.
 */
export const unbundled = ['@electric-sql/pglite', '@resvg/resvg-js', '@expo-google-fonts/source-sans-3'];

/**
 * The script of the tab in Teams, with the parts of Teams' client library that it uses.
 * @param {string} root of the project
 * @param {string} outdir for `teams-tab.js`
 * @returns {import('esbuild').BuildOptions}
 */
export function tabScriptOptions(root, outdir) {
  return {
    entryPoints: [{ in: join(root, 'src/http/teams-tab/tab-script.ts'), out: 'teams-tab' }],
    outdir,
    bundle: true,
    platform: 'browser',
    target: 'es2020',
    format: 'iife',
    minify: true,
    logLevel: 'warning',
  };
}

/**
 * @param {readonly string[]} entryPoints TypeScript files, one program each
 * @param {string} outdir for `<name>.js`, its source map and the shared chunks
 * @returns {import('esbuild').BuildOptions}
 */
export function bundleOptions(entryPoints, outdir) {
  return {
    entryPoints: entryPoints.map((file) => ({ in: file, out: basename(file, extname(file)) })),
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // Chunks keep Prisma's query compiler (4.5 MB of base64) from being held in memory as source text.
    splitting: true,
    // Halves the source text in memory. Names are kept, and lines are short enough to show in an error.
    minifyWhitespace: true,
    lineLimit: 200,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: commonJsNames },
    // pg tries to load a native driver that is not installed.
    external: [...unbundled.flatMap((name) => [name, `${name}/*`]), 'pg-native'],
    logLevel: 'warning',
  };
}
