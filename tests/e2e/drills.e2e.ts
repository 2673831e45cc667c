import { expect, it } from 'vitest';
import { runDrill } from '../drills/drill.js';
import { drills } from '../drills/drills.js';

const quick = drills.filter((drill) => drill.quick);
const cases = quick.flatMap((drill) => drill.on.map((kind) => ({ drill, kind, name: drill.name })));

it.each(cases)('$name ($kind)', async ({ drill, kind, name }) => {
  // Where no PostgreSQL is at hand, CI runs it where one is.
  if (kind === 'postgres' && !process.env.TEST_DATABASE_URL) return;
  const finding = await runDrill(drill, kind);
  expect({ name, ...finding }).toMatchObject({ lost: 0, doubled: 0, broken: [] });
});
