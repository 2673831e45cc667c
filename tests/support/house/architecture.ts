import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { reserved, type Wall, walls } from './walls.js';

/** A longer file is refused; above `advisedLength` the check advises splitting it by noun. */
const longestFile = 500;
const advisedLength = 300;
const fullestFolder = 30;
/** Tools that find these files by name expect a default export. */
const toolSettings = ['vitest.config.ts', 'prisma.config.ts'];

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

/**
 * Checks TypeScript files against the walls (`walls.ts`) and the rules: no default export, no `index.ts`, no file over
 * 500 lines, no folder of more than 30 files, no circular imports (types included), no package missing from
 * `dependencies`.
 * @param root contains `src/`, `prisma/`, `tests/` and `package.json`
 * @returns one sentence for each fault, in order of the files
 */
export function findFaults(root: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies?: object };
  const shipped = new Set(Object.keys(manifest.dependencies ?? {}));
  const files = listFiles(root);
  const imported = new Map<string, readonly string[]>();
  const faults = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const found = readImports(source);
    imported.set(
      file,
      found.flatMap(({ from }) => (from.startsWith('.') ? [fileImported(file, from)] : [])),
    );
    const habits = brokenHabits(file, text, source);
    // The workshop builds the product and is not part of it.
    if (!/^(src|prisma)\//.test(file) || file.startsWith('src/workshop/')) return habits;
    return [...habits, ...found.flatMap((one) => brokenWall(file, one, shipped))];
  });
  return [...faults, ...fullFolders(files), ...circlesOf(imported)];
}

/** Files above the advised length, longest first: worth a look, but not refused. */
export function findLongFiles(root: string): readonly string[] {
  const lengths = listFiles(root).map((file) => ({ file, lines: linesOf(readFileSync(join(root, file), 'utf8')) }));
  return lengths
    .filter(({ lines }) => lines > advisedLength)
    .sort((a, b) => b.lines - a.lines)
    .map(({ file, lines }) => `${file} has ${lines} lines: is there a noun to split it by?`);
}

function fullFolders(files: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > fullestFolder)
    .map(
      ([folder, count]) =>
        `${folder} holds ${count} files: give a subject a folder of its own (at most ${fullestFolder})`,
    );
}

/** Each circle once, by its first file (Tarjan's strongly connected components). */
function circlesOf(imported: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[] = [];
  const visit = (file: string): number => {
    order.set(file, order.size);
    lowest.set(file, order.get(file) ?? 0);
    stack.push(file);
    for (const next of imported.get(file) ?? []) {
      if (!imported.has(next)) continue;
      const reached = order.has(next)
        ? stack.includes(next)
          ? (order.get(next) ?? 0)
          : Number.MAX_SAFE_INTEGER
        : visit(next);
      lowest.set(file, Math.min(lowest.get(file) ?? 0, reached));
    }
    if (lowest.get(file) === order.get(file)) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1) circles.push(`${[...circle].sort().join(', ')} import each other in a circle`);
    }
    return lowest.get(file) ?? 0;
  };
  for (const file of imported.keys()) if (!order.has(file)) visit(file);
  return circles;
}

function fileImported(file: string, from: string): string {
  return normalize(join(dirname(file), from))
    .replaceAll('\\', '/')
    .replace(/\.js$/, '.ts');
}

function linesOf(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}

function listFiles(root: string): readonly string[] {
  return ['src', 'prisma', 'tests', 'manifests']
    .flatMap((folder) => {
      const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
      return names.map((name) => join(folder, name).replaceAll('\\', '/'));
    })
    .filter((file) => /\.(ts|mjs)$/.test(file) && !file.includes('/generated/') && !file.endsWith('.d.ts'))
    .sort();
}

function brokenHabits(file: string, text: string, source: ts.SourceFile): readonly string[] {
  const faults: string[] = [];
  const lines = linesOf(text);
  if (lines > longestFile) faults.push(`${file} has ${lines} lines: split it by noun (at most ${longestFile})`);
  if (/(^|\/)index\.ts$/.test(file)) faults.push(`${file} is a barrel: import from the file that holds the thing`);
  if (!toolSettings.includes(file) && source.statements.some(isDefaultExport)) {
    faults.push(`${file} has a default export: name what it exports`);
  }
  return faults;
}

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
    return statement.exportClause.elements.some((element) => element.name.text === 'default');
  }
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword);
}

/** Static, dynamic and type imports, and re-exports. */
function readImports(source: ts.SourceFile): readonly Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const typeOnly = ts.isImportDeclaration(node) ? importsTypesOnly(node) : node.isTypeOnly;
      if (ts.isStringLiteral(node.moduleSpecifier)) found.push({ from: node.moduleSpecifier.text, typeOnly });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [from] = node.arguments;
      if (from && ts.isStringLiteralLike(from)) found.push({ from: from.text, typeOnly: false });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const from = node.argument.literal;
      if (ts.isStringLiteral(from)) found.push({ from: from.text, typeOnly: true });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function importsTypesOnly(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const names = clause.namedBindings;
  return (
    !clause.name && names !== undefined && ts.isNamedImports(names) && names.elements.every((name) => name.isTypeOnly)
  );
}

function brokenWall(file: string, found: Import, shipped: ReadonlySet<string>): readonly string[] {
  if (found.from.startsWith('node:')) return purity(file, found);
  if (!found.from.startsWith('.')) return brokenPackageWall(file, found, shipped);
  const target = fileImported(file, found.from);
  const [room, wall] = roomOf(file);
  const open = [room, ...wall.ours, ...(found.typeOnly ? (wall.oursAsTypes ?? []) : [])];
  if (open.some((door) => (door.endsWith('/') ? target.startsWith(door) : target === door))) return [];
  return [`${file} imports ${target}: ${room} may import ${wall.ours.join(', ') || 'nothing of ours'}`];
}

function brokenPackageWall(file: string, found: Import, shipped: ReadonlySet<string>): readonly string[] {
  const name = found.from.split('/', found.from.startsWith('@') ? 2 : 1).join('/');
  if (builtinModules.includes(name)) return [`${file} imports ${name}: write node:${name}`];
  const [room, wall] = roomOf(file);
  const faults: string[] = [];
  if (wall.packages && !wall.packages.includes(name)) {
    faults.push(`${file} imports ${name}: ${room} may import ${wall.packages.join(', ') || 'no package'}`);
  }
  for (const { packages, folders } of reserved) {
    if (!packages.test(name) || folders.some((folder) => file.startsWith(folder)) || isComposition(file)) continue;
    faults.push(`${file} imports ${name}: only ${folders.join(', ')} may`);
  }
  if (file.startsWith('src/') && !shipped.has(name)) faults.push(`${file} imports ${name}: it is not in dependencies`);
  return faults;
}

/** Domain and renderers are pure: they use no files, network or timers. */
function purity(file: string, found: Import): readonly string[] {
  const [room, wall] = roomOf(file);
  return wall.packages ? [`${file} imports ${found.from}: ${room} is pure`] : [];
}

function isComposition(file: string): boolean {
  return /^src\/((service|commands|settings|playground)\/)?[^/]+$/.test(file);
}

function roomOf(file: string): readonly [string, Wall] {
  // `src/` itself is for composition only, so that a new folder does not slip in unnoticed.
  const rooms = Object.entries(walls).filter(([room]) =>
    room === 'src/' ? /^src\/[^/]+$/.test(file) : file.startsWith(room),
  );
  const found = rooms.sort(([a], [b]) => b.length - a.length)[0];
  if (!found) throw new Error(`${file} is in no room: give it one in tests/support/house/walls.ts`);
  return found;
}
