import type { Db } from '../../db/database.js';

/**
 * Finds the people and schools on record whose full names are in a text, so that they can be removed before it leaves
 * the machine.
 * @param text in any letter case
 * @returns names as recorded, each once
 */
export async function namesInText(
  prisma: Db,
  text: string,
): Promise<{ readonly people: readonly string[]; readonly schools: readonly string[] }> {
  const spaced = text.replaceAll(/\s+/g, ' ').toLowerCase();
  const found = await prisma.$queryRaw<Array<{ name: string; person: boolean }>>`
    SELECT name, true AS person FROM "Person"
    WHERE "erasedAt" IS NULL AND name LIKE '% %' AND strpos(${spaced}, lower(name)) > 0
    UNION
    SELECT name, false FROM "School" WHERE strpos(${spaced}, lower(name)) > 0`;
  const named = (person: boolean) => found.filter((one) => one.person === person).map(({ name }) => name);
  return { people: named(true), schools: named(false) };
}
