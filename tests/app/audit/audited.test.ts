import { expect, it } from 'vitest';
import { actsOfTheCode } from '../../support/acts.js';

/** Use cases that change a row without an audit entry, each with the reason. */
const unnoted: Readonly<Record<string, string>> = {
  'attendance/attendance-settling.ts planSettling': 'keeps what was planned until it is applied, which is noted',
  'attendance/unknown-names.ts planFilledNames': 'plans as well',
  'imports/kept-imports.ts keepUnplanned': 'keeps a file until it is applied, which is noted',
  'knowledge/found-faqs.ts keepFaqs': 'keeps what was found until it is taken, which is noted',
};

it('records every change somebody makes in the audit trail', () => {
  const acts = actsOfTheCode();
  const changing = acts.filter(({ writes }) => writes);
  // Proof that reading the code finds use cases at all.
  expect(changing.map(({ name }) => name)).toEqual(expect.arrayContaining(['bookPlace', 'grantRole', 'eraseMe']));
  const silent = changing.filter(({ audits }) => !audits).map(({ file, name }) => `${file} ${name}`);
  expect(silent.sort()).toEqual(Object.keys(unnoted).sort());
});
