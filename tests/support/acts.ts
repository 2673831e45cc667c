import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** A use case: a function of `src/app` that takes the actor. */
export interface Act {
  readonly name: string;
  readonly file: string;
  /** It changes a row, directly or through what it calls. */
  readonly writes: boolean;
  /** It writes an audit entry, directly or through what it calls. */
  readonly audits: boolean;
}

interface Declared {
  readonly name: string;
  readonly file: string;
  /** Every name in it, which it may call or pass on. */
  readonly names: ReadonlySet<string>;
  /** The file of `src/app` that each imported name comes from. */
  readonly imports: ReadonlyMap<string, string>;
  readonly writes: boolean;
  readonly takesActor: boolean;
  readonly exported: boolean;
}

const changing =
  /^(create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)$/;
const recording = new Set(['recordAct', 'recordActs']);

/**
 * Finds all use cases by reading the code, following calls to their declaration in the same file or an imported one.
 */
export function actsOfTheCode(): Act[] {
  const folder = join(import.meta.dirname, '..', '..', 'src', 'app');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && name !== 'audit/audit.ts');
  const declared = files.flatMap((file) => declarationsIn(file, readFileSync(join(folder, file), 'utf8')));
  const at = new Map(declared.map((one) => [`${one.file} ${one.name}`, one]));
  const next = (from: Declared, name: string) => at.get(`${from.imports.get(name) ?? from.file} ${name}`);
  const reaches = (from: Declared, found: (one: Declared) => boolean): boolean => {
    const seen = new Set<Declared>();
    const look = (one: Declared): boolean => {
      if (seen.has(one)) return false;
      seen.add(one);
      return (
        found(one) ||
        [...one.names].some((name) => {
          const called = next(one, name);
          return called !== undefined && look(called);
        })
      );
    };
    return look(from);
  };
  return declared
    .filter(({ exported, takesActor }) => exported && takesActor)
    .map((one) => ({
      name: one.name,
      file: one.file,
      writes: reaches(one, ({ writes }) => writes),
      audits: reaches(one, ({ names }) => [...recording].some((name) => names.has(name))),
    }));
}

function declarationsIn(file: string, text: string): Declared[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const imports = importsOf(file, source);
  return source.statements.flatMap((statement): Declared[] => {
    if (ts.isFunctionDeclaration(statement) && statement.name) {
      return [{ ...read(statement, statement), name: statement.name.text, file, imports }];
    }
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
      ts.isIdentifier(name) && initializer ? [{ ...read(initializer, statement), name: name.text, file, imports }] : [],
    );
  });
}

function importsOf(file: string, source: ts.SourceFile): Map<string, string> {
  const found = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const from = /^(\..+)\.js$/.exec(statement.moduleSpecifier.text)?.[1];
    const named = statement.importClause?.namedBindings;
    if (!from || !named || !ts.isNamedImports(named)) continue;
    for (const { name } of named.elements) found.set(name.text, `${posix.join(posix.dirname(file), from)}.ts`);
  }
  return found;
}

function read(node: ts.Node, statement: ts.Node): Omit<Declared, 'name' | 'file' | 'imports'> {
  const names = new Set<string>();
  let writes = false;
  const visit = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner)) names.add(inner.text);
    writes ||= isWrite(inner);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  const parameters = ts.isFunctionLike(node) ? node.parameters : [];
  const takes = (what: RegExp) => parameters.some(({ type }) => type !== undefined && what.test(type.getText()));
  // A function that receives its transaction is part of its caller's use case.
  const takesActor = takes(/\bActor\b/) && !takes(/^Tx$/);
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return { names, writes, takesActor, exported: modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) };
}

/** `tx.person.update(…)`, or a statement that changes rows; a `Set` or `Map` has no table before the method. */
function isWrite(node: ts.Node): boolean {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    return changing.test(name.text) && ts.isPropertyAccessExpression(expression);
  }
  if (!ts.isTaggedTemplateExpression(node)) return false;
  return /\b(INSERT INTO|UPDATE|DELETE FROM) "/.test(node.template.getText());
}
