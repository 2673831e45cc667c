import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The names under which the conversation reads what a button carries, by reading the code. */
export function idsThatVerbsRead(): string[] {
  const folder = join(import.meta.dirname, '..', '..', 'src', 'conversation');
  const names = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, name = ''] of text.matchAll(/\brequest\.data\.(\w+)/g)) names.add(name);
    for (const [, list = ''] of text.matchAll(/\{([^{}]*)\} = request\.data\b/g))
      for (const part of list.split(',')) names.add(/^\s*(\w+)/.exec(part)?.[1] ?? '');
  }
  names.delete('');
  return [...names].sort();
}
