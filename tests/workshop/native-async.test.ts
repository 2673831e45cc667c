import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withNativeAsync } from '../../src/workshop/native-async.mjs';

const helper = `
var __awaiter = function (thisArg, _arguments, P, generator) {
  function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
  return new (P || (P = Promise))(function (resolve, reject) {
    function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
    function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
    function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};`;

const later = 'const later = (value) => new Promise((resolve) => setImmediate(resolve, value));';

/** What is to be run, as TypeScript writes it for ES2015. */
const programs: Readonly<Record<string, string>> = {
  'its own object': `
    const counter = { count: 2, add(n) { return __awaiter(this, void 0, void 0, function* () {
      this.count += yield later(n);
      return [1, 2].map((times) => this.count * times);
    }); } };
    return counter.add(3);`,
  'its arguments': `
    function sum() { return __awaiter(this, arguments, void 0, function* () {
      let total = 0;
      for (const one of arguments) total += yield later(one);
      return total;
    }); }
    return sum(1, 2, 3);`,
  'a choice that is waited for': `
    const pick = (first, a, b) => __awaiter(void 0, void 0, void 0, function* () {
      const said = yield first ? later(a) : later(b);
      return (yield later(said)).toUpperCase() + (yield b);
    });
    return Promise.all([pick(true, 'a', 'b'), pick(false, 'a', 'b')]);`,
  'a fault, caught and passed on': `
    const seen = [];
    const fail = (words) => __awaiter(void 0, void 0, void 0, function* () {
      try { yield later(1); throw new Error(words); } finally { seen.push(words); }
    });
    return __awaiter(void 0, void 0, void 0, function* () {
      try { yield fail('first'); } catch (fault) { seen.push('caught ' + fault.message); }
      yield fail('second').catch((fault) => __awaiter(void 0, void 0, void 0, function* () {
        seen.push(yield later('late ' + fault.message));
      }));
      return seen;
    });`,
  'a generator of somebody else within': `
    return __awaiter(void 0, void 0, void 0, function* () {
      function* numbers() { yield 1; yield 2; }
      return [...numbers(), yield later(3)];
    });`,
};

async function run(code: string): Promise<unknown> {
  return await new Function(`${helper}\n${later}\n${code}`)();
}

describe('asynchronous functions that were published as generators', () => {
  it.each(Object.entries(programs))('written as async, they do the same: %s', async (_what, code) => {
    const native = withNativeAsync(code);
    expect(native).not.toContain('__awaiter');
    expect(native).toContain('async () =>');
    expect(await run(native)).toEqual(await run(code));
  });

  it('a fault in the first line rejects, it is not thrown', async () => {
    const code = `const fail = () => __awaiter(void 0, void 0, void 0, function* () { throw new Error('at once'); });
      return fail().catch((fault) => fault.message);`;
    expect(await run(withNativeAsync(code))).toBe('at once');
  });

  it.each([
    '__awaiter(this, [1], void 0, function* () { yield 1; })',
    '__awaiter(this, arguments, void 0, function* (a) { yield a; })',
    '__awaiter(this, void 0, Bluebird, function* () { yield 1; })',
    '__awaiter(that, void 0, void 0, function* () { yield this; })',
    '__awaiter(this, void 0, void 0, named)',
    'someHelper(this, void 0, void 0, function* () { yield 1; })',
  ])('what looks different stays: %s', (code) => {
    expect(withNativeAsync(code).replace(/\s+/g, ' ')).toContain(code.replace(/\s+/g, ' '));
  });

  it('leaves no generator in what a message passes through', () => {
    const core = dirname(fileURLToPath(import.meta.resolve('botbuilder-core')));
    const generators = readdirSync(core)
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFileSync(join(core, name), 'utf8'))
      .filter((code) => code.includes('__awaiter('));
    expect(generators.length).toBeGreaterThan(5);
    for (const code of generators) expect(withNativeAsync(code)).not.toMatch(/__awaiter\(|\byield\b/);
  });
});
