import type { Tx } from '../../db/database.js';
import { Prisma } from '../../db/generated/client.js';
import type { Core } from '../core.js';
import { heldColumns } from './held-columns.js';
import type { HeldKindName } from './register-of-held-data.js';

/** Kinds with words that others may have written about somebody. The rest goes with the person, or may not be changed. */
const writtenByOthers: ReadonlySet<string> = new Set<HeldKindName>([
  'booking-answers',
  'feedback',
  'quotes',
  'refused-answers',
  'project-answers',
  'survey-words',
  'tickets',
  'attendance-files',
  'message-words',
]);

/** A title may say whose deputy somebody is; the name beside it is their own, whoever has the same. */
const alsoWritten = ['Post.title'];

/**
 * Takes a name and addresses out of what others wrote, whatever the letter case. A name of one word is left, because it
 * may be another word ("May").
 */
export async function forgetMentions(
  { standIns }: Core,
  tx: Tx,
  person: { name: string; addresses: readonly string[] },
): Promise<void> {
  const names = /\S\s+\S/.test(person.name.trim()) ? [person.name.trim()] : [];
  const spelled = [...names, ...person.addresses];
  if (spelled.length === 0) return;
  const pattern = wordsOf(spelled);
  await tx.$executeRaw`DELETE FROM "Unanswered" WHERE question ~* ${pattern} OR normalised ~* ${pattern}`;
  // The key by which the same question is found again is made of its words.
  await tx.$executeRaw`UPDATE "Ticket" SET normalised = id::text WHERE question ~* ${pattern} OR normalised ~* ${pattern}`;
  const inJson = wordsOf(spelled.map((words) => JSON.stringify(words).slice(1, -1)));
  for (const { table, column, json } of await writtenColumns(tx)) {
    const [name, field] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)];
    if (json)
      await tx.$executeRaw`
        UPDATE ${name} SET ${field} = regexp_replace(${field}::text, ${inJson}, ${standIns.somebody}, 'gi')::jsonb
         WHERE ${field}::text ~* ${inJson}`;
    else
      await tx.$executeRaw`
        UPDATE ${name} SET ${field} = regexp_replace(${field}, ${pattern}, ${standIns.somebody}, 'gi') WHERE ${field} ~* ${pattern}`;
  }
  for (const owner of names) await forgetOwner(tx, owner, standIns.office);
}

/** A regular expression of PostgreSQL for any of these as whole words. */
function wordsOf(spelled: readonly string[]): string {
  const escaped = spelled.map((words) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
  return `(?<!\\w)(${escaped.join('|')})(?!\\w)`;
}

/** Text and JSON columns of these kinds; keys and times are of other types. */
function writtenColumns(tx: Tx): Promise<Array<{ table: string; column: string; json: boolean }>> {
  const written = Object.entries(heldColumns).flatMap(([table, columns]) =>
    Object.entries(columns)
      .filter(([, rule]) => writtenByOthers.has(rule))
      .map(([column]) => `${table}.${column}`),
  );
  return tx.$queryRaw`
    SELECT table_name::text AS table, column_name::text AS column, data_type = 'jsonb' AS json
      FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type IN ('text', 'jsonb')
       AND table_name || '.' || column_name = ANY(${[...written, ...alsoWritten]})
     ORDER BY 1, 2`;
}

/** Who looks after an article is published, so it becomes an office. */
async function forgetOwner(tx: Tx, name: string, office: string): Promise<void> {
  await tx.article.updateMany({
    where: { owner: { equals: name, mode: 'insensitive' } },
    data: { owner: office },
  });
  await tx.$executeRaw`
    UPDATE "ArticleRevision" SET content = jsonb_set(content, '{owner}', to_jsonb(${office}::text))
     WHERE lower(content->>'owner') = lower(${name})`;
}
