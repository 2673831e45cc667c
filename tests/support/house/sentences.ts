import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Rooms whose words are for whoever runs the service, or for nobody: a command line, a log, a model; or are what people say to us. */
const notForPeople =
  /^(cli\.ts|main\.ts|(commands|db|knowledge\/model|playground|queue|service|settings|telemetry|understanding|workshop)\/)/;

/** The conversation is words; elsewhere a file of words holds those of its subject. */
const placeOfWords = /^conversation\/|(^|[/-])words\.ts$/;

/** Files beside these that may hold sentences, and why. */
const allowed: Readonly<Record<string, string>> = {
  'app/privacy/register-of-held-data.ts': 'is the register itself, in words',
  'channels/slack/workspace.ts': 'makes a fault for the log',
  'http/attendance-checklist-page.ts': 'is a page with its script',
  'http/held-port.ts': 'makes faults for whoever starts the service',
  'http/privacy-page.ts': 'is a page of words',
  'http/stop-server.ts': 'makes a fault for the log',
  'http/teams-tab/tab-page.ts': 'is a page with its script',
  'http/teams-tab/tab-script.ts': 'runs in the browser, by itself',
  'reports/exports.ts': 'makes the README of an export',
};

/**
 * Finds sentences in files of `src` that are no place for words: literals of two words or more that begin like a sentence, end
 * like one, or hold the end of one. Left out are faults that are thrown, what is logged, SQL, the help of a figure, and patterns of dates.
 * @param root contains `src/`
 * @returns a line for each, and one for each exception that is none any more
 */
export function findSentences(root: string): readonly string[] {
  const src = join(root, 'src');
  const found = readdirSync(src, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts') && !file.startsWith('db/generated/'))
    .filter((file) => !notForPeople.test(file) && !placeOfWords.test(file))
    .sort()
    .flatMap((file) => sentencesIn(file, readFileSync(join(src, file), 'utf8')));
  const needed = new Set(found.map(({ file }) => file));
  return [
    ...found
      .filter(({ file }) => !(file in allowed))
      .map(({ file, line, text }) => `src/${file}:${line} says “${text}”`),
    ...Object.keys(allowed).flatMap((file) =>
      needed.has(file) ? [] : [`src/${file} says nothing: take it off the list`],
    ),
  ];
}

/** It grows with every table, and is nothing but words. */
const register = 'app/privacy/register-of-held-data.ts';

/** Use cases and rules: what they answer is a kind with its data, which the conversation puts into words. */
const useCases = /^(app|domain)\//;

/**
 * Finds the sentences beside use cases and rules, in files of words as well: there is no place for any but in the register of what
 * is held.
 * @param root contains `src/`
 * @returns a line for each
 */
export function findSentencesOfUseCases(root: string): readonly string[] {
  const src = join(root, 'src');
  return readdirSync(src, { recursive: true })
    .map(String)
    .filter((file) => useCases.test(file) && file.endsWith('.ts') && file !== register)
    .sort()
    .flatMap((file) => sentencesIn(file, readFileSync(join(src, file), 'utf8')))
    .map(({ file, line, text }) => `src/${file}:${line} says “${text}”`);
}

interface Found {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

function sentencesIn(file: string, text: string): Found[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    const words = wordsOf(node);
    if (words === undefined) ts.forEachChild(node, visit);
    else if (isSentence(words) && !isForNobody(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ file, line: line + 1, text: words.slice(0, 60) });
    } else if (ts.isTemplateExpression(node)) for (const span of node.templateSpans) visit(span.expression);
  };
  visit(source);
  return found;
}

/** What a literal says, "…" for what is put in; undefined for anything else. */
function wordsOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
  return undefined;
}

function isSentence(words: string): boolean {
  if (!/\p{L}[,’'”]?\s+\S*[\p{L}…]/u.test(words) || /^[dEMy ]+$/.test(words)) return false;
  return (
    /^\s*[‘“]?\p{Lu}\p{L}*[,’'”]?\s+[\p{Ll}“‘]/u.test(words) ||
    /^\s*[‘“]?\p{Lu}\p{L}*[,’'”]?(\s+[\p{L}…]+[,’'”]?)* \p{Ll}+(\s|$)/u.test(words) ||
    /\p{L}[.?!:]$/u.test(words) ||
    /\p{L}[.?!] [\p{Lu}…]/u.test(words)
  );
}

/** Thrown, logged, sent to the database, or the help of a figure. */
function isForNobody(node: ts.Node): boolean {
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (ts.isNewExpression(outer) && /(Error|Fault)$/.test(outer.expression.getText())) return true;
    if (ts.isCallExpression(outer) && isQuietCall(outer.expression.getText())) return true;
    if (ts.isTaggedTemplateExpression(outer) || ts.isImportDeclaration(outer) || ts.isLiteralTypeNode(outer))
      return true;
    if (ts.isPropertyAssignment(outer) && (outer.name === inner || outer.name.getText() === 'help')) return true;
  }
  return false;
}

function isQuietCall(callee: string): boolean {
  return (
    callee === 'super' ||
    /(^|\.)log\.(trace|debug|info|warn|error|fatal)$/.test(callee) ||
    /(queryRawUnsafe|executeRawUnsafe|startsWith)$/.test(callee)
  );
}
