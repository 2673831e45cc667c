import type { Tx } from '../../db/database.js';
import { wordsOfQuestion } from '../../domain/feedback-questions.js';
import { countMarks } from '../feedback/count-marks.js';
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
    byQuestion: await readByQuestion(tx, period),
    asked: bySeries.reduce((sum, row) => sum + row.asked, 0),
    answered,
    rating: answered > 0 ? points / answered : null,
    quotes: await readQuotes(tx, period),
  };
}

/** Questions besides how it was, by series: from events after which enough answered, so that no total shows the few of one. */
async function readByQuestion(tx: Tx, period: Period): Promise<NonNullable<PaperData['feedback']['byQuestion']>> {
  const events = await tx.$queryRaw<Array<{ id: string; series: string; seriesId: string }>>`
    SELECT e.id::text AS id, r.name AS series, r.id::text AS "seriesId"
      FROM "Event" e JOIN "Series" r ON r.id = e."seriesId"
     WHERE EXISTS (SELECT 1 FROM "Session" s WHERE s."eventId" = e.id AND s.status <> 'cancelled'
                      AND s."startsAt" >= ${period.since} AND s."startsAt" < ${period.until})
     ORDER BY r.name, r.id, e.id`;
  const marks = await countMarks(
    tx,
    events.map(({ id }) => id),
  );
  const asked = events.flatMap(({ id, series, seriesId }) =>
    (marks.get(id) ?? []).flatMap(({ prompt, count }) =>
      count ? [{ key: `${seriesId} ${wordsOfQuestion(prompt)}`, series, prompt, count }] : [],
    ),
  );
  return [...new Set(asked.map(({ key }) => key))].map((key) => {
    const same = asked.filter((one) => one.key === key);
    const answered = same.reduce((sum, { count }) => sum + count.answered, 0);
    const points = same.reduce((sum, { count }) => sum + (count.mean ?? 0) * count.answered, 0);
    const { series = '', prompt = '' } = same.at(-1) ?? {};
    return { series, prompt, events: same.length, answered, rating: points / answered };
  });
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
