import { sayAttribution } from '../../src/conversation/talk/person-words.js';
import { dayMs } from '../../src/domain/durations.js';
import type { Position } from '../../src/domain/person.js';
import type { MadeEvent } from './events/events.js';
import { seriesId } from './events/series.js';
import type { Feedback } from './feedback.js';
import { idsOf } from './ids.js';
import type { Member } from './people.js';
import { type ProjectSlug, projectId } from './projects/project-row.js';
import { type Naming, projectQuotes, type QuoteSketch, quoteSketches } from './quote-words.js';
import type { SchoolRow } from './schools/schools.js';

interface QuoteRow {
  id: string;
  eventId: string | null;
  projectId: string | null;
  responseId: string | null;
  urn: number | null;
  words: string;
  approvedWords: string | null;
  naming: Naming;
  attribution: string;
  consentBoard: boolean;
  consentPublic: boolean;
  consentWebsite: boolean;
  withdrawnAt: Date | null;
  moderation: QuoteSketch['moderation'];
  moderatedAt: Date | null;
  createdAt: Date;
}

/** The attribution, as far as the person allows. */
export function attributionOf(naming: Naming, position: Position, name: string, school: SchoolRow | undefined): string {
  switch (naming) {
    case 'unnamed':
      return '';
    case 'role':
      return sayAttribution({ position, phase: school?.phase ?? 'primary' });
    case 'role_and_school':
      return sayAttribution({ position, school: school?.name ?? null });
    case 'name':
      return sayAttribution({ name, position, school: school?.name ?? null });
  }
}

function common(sketch: Omit<QuoteSketch, 'series'>, createdAt: Date) {
  const passed = sketch.moderation === 'approved' || sketch.moderation === 'shortened';
  return {
    words: sketch.words,
    approvedWords: passed ? (sketch.shortened ?? sketch.words) : null,
    naming: sketch.naming,
    consentBoard: sketch.consent.includes('board'),
    consentPublic: sketch.consent.includes('public'),
    consentWebsite: sketch.consent.includes('website'),
    withdrawnAt: sketch.withdrawn ? new Date(createdAt.getTime() + 20 * dayMs) : null,
    moderation: sketch.moderation,
    moderatedAt: sketch.moderation === 'pending' ? null : new Date(createdAt.getTime() + 2 * dayMs),
    createdAt,
  };
}

/** Quotes from responses to the recent events of their series, the latest event first, then quotes about projects. */
export function buildQuotes(
  events: readonly MadeEvent[],
  { requests, responses }: Feedback,
  members: ReadonlyMap<string, Member>,
  schools: ReadonlyMap<number, SchoolRow>,
  now: Date,
): QuoteRow[] {
  const nextId = idsOf('quote');
  const requestOf = new Map(requests.map((request) => [request.id, request]));
  const seriesOf = new Map(events.map(({ event }) => [event.id, event.seriesId]));
  // Late enough for moderation, and for a withdrawal.
  const settled = new Date(now.getTime() - 21 * dayMs);
  const pleased = responses.filter(({ rating, givenAt }) => rating >= 4 && givenAt < settled).reverse();
  const used = new Set<string>();
  const ofEvents = quoteSketches.flatMap((sketch): QuoteRow[] => {
    const response = pleased.find(({ requestId }) => {
      const eventId = requestOf.get(requestId)?.eventId ?? '';
      return !used.has(requestId) && seriesOf.get(eventId) === seriesId(sketch.series);
    });
    const request = requestOf.get(response?.requestId ?? '');
    const member = members.get(request?.personId ?? '');
    if (!response || !request || !member) return [];
    used.add(response.requestId);
    const school = schools.get(member.urn ?? 0);
    return [
      {
        ...common(sketch, response.givenAt),
        id: nextId(),
        eventId: request.eventId,
        projectId: null,
        responseId: response.requestId,
        urn: member.urn,
        attribution: attributionOf(sketch.naming, member.position, member.name, school),
      },
    ];
  });
  return [...ofEvents, ...quotesOfProjects(nextId, now)];
}

function quotesOfProjects(nextId: () => string, now: Date): QuoteRow[] {
  const createdAt = new Date(now.getTime() - 45 * dayMs);
  return projectQuotes.map((sketch) => ({
    ...common(sketch, createdAt),
    id: nextId(),
    eventId: null,
    projectId: projectId(sketch.project as ProjectSlug),
    responseId: null,
    urn: null,
    attribution: attributionOf(sketch.naming, 'headteacher', '', undefined),
  }));
}
