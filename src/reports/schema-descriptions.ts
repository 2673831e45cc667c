/** Descriptions of tables (`Person`) and columns (`Person.email`). */
export type Descriptions = ReadonlyMap<string, string>;

/** Reads the documentation comments (`///`) of a Prisma schema; each belongs to the next model or field. */
export function readDescriptions(schema: string): Descriptions {
  const found = new Map<string, string>();
  let model: string | undefined;
  let words: string[] = [];
  for (const line of schema.split(/\r?\n/).map((one) => one.trim())) {
    if (line.startsWith('///')) {
      words.push(line.slice(3).trim());
      continue;
    }
    const opened = /^model (\w+) \{/.exec(line)?.[1];
    if (opened) model = opened;
    else if (line === '}') model = undefined;
    const name = opened ?? (model ? `${model}.${/^(\w+)\s/.exec(line)?.[1] ?? ''}` : undefined);
    if (name && words.length > 0) found.set(name, words.join(' '));
    words = [];
  }
  return found;
}
