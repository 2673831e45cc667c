// Bundles all programs in the same way. One file loads in half the time of the SDKs' three thousand.
import { readFile } from 'node:fs/promises';
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

const emptyMap = Buffer.from(JSON.stringify({ version: 3, sources: [''], mappings: 'AAAA' })).toString('base64');
/** A source map that says nothing: esbuild takes it for the file's own. In two parts, or it would be taken for this file's. */
const noMap = ['\n//# source', `MappingURL=data:application/json;base64,${emptyMap}`].join('');

/**
 * Node.js keeps the text of each chunk in memory, and its source map. One character beyond Latin-1 doubles a text, so those
 * that esbuild leaves in regular expressions are escaped; and the map is of our own files only.
 * @type {import('esbuild').Plugin}
 */
const lightInMemory = {
  name: 'light-in-memory',
  setup({ onLoad }) {
    onLoad({ filter: /\.(ts|[cm]?js)$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const escaped = text.replace(/[^\0-\xff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
      const isOurs = !path.includes('/node_modules/');
      if (isOurs && escaped === text) return undefined;
      return { contents: isOurs ? escaped : escaped + noMap, loader: path.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};

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
    plugins: [lightInMemory],
    banner: { js: commonJsNames },
    // pg tries to load a native driver that is not installed.
    external: [...unbundled.flatMap((name) => [name, `${name}/*`]), 'pg-native'],
    logLevel: 'warning',
  };
}
