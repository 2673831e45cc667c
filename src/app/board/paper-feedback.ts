import type { Tx } from '../../db/database.js';
import type { Period } from '../figures/coverage.js';
import type { PaperData } from './paper-data.js';

type PaperQuote = PaperData['feedback']['quotes'][number];

/** Keeps the paper short enough to read in a quarter of an hour. */
const mostQuotes = 12;
const mostOfOneEvent = 3;

/** Ratings of the events in the period, with quotes that may appear in public papers. */
export async function readPaperFeedback(tx: Tx, period: Period): Promise<PaperData['feedback']> {
  const bySeries = await tx.$queryRaw<PaperData['feedback']['bySeries']>`
    SELECT r.name, count(*)::int AS asked, count(f."requestId")::int AS answered, avg(f.rating)::float AS rating
      FROM "FeedbackRequest" q JOIN "Event" e ON e.id = q."eventId" JOIN "Series" r ON r.id = e."seriesId"
      LEFT JOIN "FeedbackResponse" f ON f."requestId" = q.id
     WHERE EXISTS (SELECT 1 FROM "Session" s WHERE s."eventId" = e.id AND s.status <> 'cancelled'
                      AND s."startsAt" >= ${period.since} AND s."startsAt" < ${period.until})
     GROUP BY r.id ORDER BY r.name, r.id`;
  const answered = bySeries.reduce((sum, row) => sum + row.answered, 0);
  const points = bySeries.reduce((sum, row) => sum + (row.rating ?? 0) * row.answered, 0);
  return {
    bySeries,
    asked: bySeries.reduce((sum, row) => sum + row.asked, 0),
    answered,
    rating: answered > 0 ? points / answered : null,
    quotes: await readQuotes(tx, period),
  };
}

/**
 * Approved quotes with consent to public papers, a few for each event or project, the latest first. Their rows stay
 * locked until the use is in the ledger: a withdrawal either comes first, or finds this paper.
 */
async function readQuotes(tx: Tx, { since, until }: Period): Promise<PaperQuote[]> {
  const rows = await tx.$queryRaw<Array<PaperQuote & { of: string }>>`
    SELECT q.id, q."approvedWords" AS words, q.attribution AS by, COALESCE(e.title, p.name, '') AS about,
           COALESCE(q."eventId", q."projectId")::text AS of
      FROM "Quote" q LEFT JOIN "Event" e ON e.id = q."eventId" LEFT JOIN "Project" p ON p.id = q."projectId"
     WHERE q.moderation IN ('approved', 'shortened') AND q."approvedWords" IS NOT NULL AND q."withdrawnAt" IS NULL
       AND q."consentPublic"
       AND (EXISTS (SELECT 1 FROM "Session" s WHERE s."eventId" = q."eventId" AND s.status <> 'cancelled'
                       AND s."startsAt" >= ${since} AND s."startsAt" < ${until})
            OR (q."eventId" IS NULL AND q."createdAt" >= ${since} AND q."createdAt" < ${until}))
     ORDER BY q."createdAt" DESC, q.id FOR SHARE OF q`;
  const taken = new Map<string, number>();
  return rows
    .filter(({ of }) => {
      const before = taken.get(of) ?? 0;
      taken.set(of, before + 1);
      return before < mostOfOneEvent;
    })
    .slice(0, mostQuotes)
    .map(({ of: _of, ...quote }) => quote);
}
