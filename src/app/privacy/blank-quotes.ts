import type { Tx } from '../../db/database.js';
import type { Prisma } from '../../db/generated/client.js';

const blanked = 'Withdrawn.';

/** Takes the words out of quotes, which stay so that their uses are counted. @returns how many had words */
export async function blankQuotes(tx: Tx, where: Prisma.QuoteWhereInput): Promise<number> {
  const worded = { OR: [{ words: { not: blanked } }, { attribution: { not: '' } }] };
  const quotes = await tx.quote.findMany({ where: { AND: [where, worded] }, select: { id: true } });
  const ids = quotes.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await blankInPapers(tx, ids);
  await tx.quote.updateMany({
    where: { id: { in: ids } },
    data: { words: blanked, approvedWords: null, attribution: '', naming: 'unnamed', moderation: 'rejected' },
  });
  return ids.length;
}

/** A printed paper cannot be changed, but the stored copy must not keep the quotes. */
async function blankInPapers(tx: Tx, quoteIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Paper" p
       SET data = jsonb_set(p.data, '{feedback,quotes}', (
             SELECT COALESCE(jsonb_agg(CASE WHEN q.value->>'id' = ANY(${quoteIds}::text[])
                      THEN q.value || '{"words": "Withdrawn.", "by": ""}'::jsonb ELSE q.value END ORDER BY q.place), '[]'::jsonb)
               FROM jsonb_array_elements(p.data #> '{feedback,quotes}') WITH ORDINALITY AS q(value, place)))
     WHERE jsonb_typeof(p.data #> '{feedback,quotes}') = 'array'
       AND EXISTS (SELECT 1 FROM jsonb_array_elements(p.data #> '{feedback,quotes}') AS q(value)
                    WHERE q.value->>'id' = ANY(${quoteIds}::text[]))`;
}
