import type { Actor } from '../../domain/actor.js';
import { isUuid } from '../../domain/uuid.js';
import type { Core } from '../core.js';
import { type ApprovedQuote, approvedQuotes } from '../feedback/approved-quotes.js';

/** What came of an event that is over: counts, and words that people let us quote. */
export interface Outcome {
  readonly people: number;
  readonly schools: number;
  readonly answered: number;
  /** The mean, 1 to 5; null while fewer than five have answered, because fewer could show who said what. */
  readonly rating: number | null;
  readonly quotes: readonly ApprovedQuote[];
}

const enoughAnswers = 5;
const quotesShown = 2;

/**
 * What came of an event, as its page closes.
 * @param privately only the person asking reads it; see `approvedQuotes`
 * @returns undefined while it is not over, or where nobody is recorded as having been there
 */
export async function whatCameOfIt(
  core: Core,
  actor: Actor,
  event: { readonly id: string; readonly slug: string },
  privately: boolean,
): Promise<Outcome | undefined> {
  if (!isUuid(event.id)) return undefined;
  const [row] = await core.prisma.$queryRaw<
    Array<{ over: boolean | null; people: number; schools: number; answered: number; rating: number | null }>
  >`
    WITH held AS (SELECT id, "endsAt" FROM "Session" WHERE "eventId" = ${event.id}::uuid AND status <> 'cancelled'),
         there AS (SELECT a.id, a."personId", a.urn FROM "Attendance" a JOIN held h ON h.id = a."sessionId" WHERE a.present),
         said AS (SELECT f.rating FROM "FeedbackResponse" f JOIN "FeedbackRequest" r ON r.id = f."requestId"
                   WHERE r."eventId" = ${event.id}::uuid)
    SELECT (SELECT bool_and("endsAt" <= ${core.clock.now()}) FROM held) AS over,
           (SELECT count(DISTINCT COALESCE("personId", id))::int FROM there) AS people,
           (SELECT count(DISTINCT urn)::int FROM there) AS schools,
           (SELECT count(*)::int FROM said) AS answered, (SELECT avg(rating)::float FROM said) AS rating`;
  if (!row?.over || row.people === 0) return undefined;
  const quotes = await approvedQuotes(core, actor, { event: event.slug }, privately, quotesShown);
  const { people, schools, answered } = row;
  return { people, schools, answered, rating: answered >= enoughAnswers ? row.rating : null, quotes };
}
