import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { registerInMarkdown } from '../../src/app/privacy/register-of-held-data.js';

it('is in the privacy README as the code has it: what is held, why, and how long', () => {
  const readme = readFileSync(join(import.meta.dirname, '..', '..', 'src', 'app', 'privacy', 'README.md'), 'utf8');
  expect(readme).toContain(registerInMarkdown());
});
