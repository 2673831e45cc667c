import type { Phase, Position } from './person.js';

export type Publication = 'draft' | 'published' | 'cancelled' | 'retired';

/** What decides whether a session can be booked. Instants in `Date`. */
export interface Bookable {
  readonly eventStatus: Publication;
  readonly sessionStatus: Publication;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly startsAt: Date;
}

export type BookingState = 'open' | 'not-open-yet' | 'closed' | 'past' | 'cancelled' | 'not-found';

/** Whether a session can be booked at `now`. To members, a draft does not exist. */
export function bookingState(session: Bookable, now: Date): BookingState {
  const statuses = [session.eventStatus, session.sessionStatus];
  if (statuses.includes('draft')) return 'not-found';
  if (statuses.includes('cancelled') || statuses.includes('retired')) return 'cancelled';
  if (session.startsAt <= now) return 'past';
  if (session.opensAt !== null && session.opensAt > now) return 'not-open-yet';
  if (session.closesAt !== null && session.closesAt <= now) return 'closed';
  return 'open';
}

/** Who an event is for; an empty list means everybody. */
export interface Audience {
  readonly positions: readonly Position[];
  readonly phases: readonly Phase[];
  readonly localities: readonly string[];
}

/** Whether an event is for somebody of this position, phase and locality. Unknown values exclude nobody. */
export function isMeantFor(
  audience: Audience,
  who: { readonly position?: Position | null; readonly phase?: Phase | null; readonly locality?: string | null },
): boolean {
  const admits = <T>(allowed: readonly T[], value: T | null | undefined) =>
    allowed.length === 0 || value === null || value === undefined || allowed.includes(value);
  return (
    admits(audience.positions, who.position) &&
    admits(audience.phases, who.phase) &&
    admits(audience.localities, who.locality)
  );
}

/** The details of a person that decide whether they get a place. */
export interface Attendee {
  readonly position: Position | null;
  readonly phase: Phase | null;
  readonly locality: string | null;
  /** Whether their school belongs to the partnership; null when they have none. */
  readonly inPartnership: boolean | null;
  /** Other people of their school who are registered or waiting. */
  readonly ofSchool: number;
  /** Those of them whose word nothing speaks for. */
  readonly unprovenOfSchool: number;
  /** Something speaks for their own word. */
  readonly proven: boolean;
}

export type Admission = 'admitted' | 'not-for-you' | 'members-only' | 'school-has-places';

/**
 * Whether somebody is entitled to a place, if one is free. Members are the partnership's schools, trust leaders and
 * council officers.
 */
export function admit(
  event: {
    readonly audience: Audience;
    readonly membersOnly: boolean;
    readonly placesPerSchool: number | null;
  },
  who: Attendee,
): Admission {
  const outsider = who.inPartnership === false || (who.inPartnership === null && who.position === 'other');
  if (event.membersOnly && outsider) return 'members-only';
  if (!isMeantFor(event.audience, who)) return 'not-for-you';
  return isWithinQuota(event.placesPerSchool, who) ? 'admitted' : 'school-has-places';
}

/**
 * A school's places are for its proven people: who only says that they are of it uses up none of theirs, and has one
 * while nobody else of the school has.
 */
function isWithinQuota(placesPerSchool: number | null, who: Attendee): boolean {
  if (placesPerSchool === null) return true;
  return who.proven
    ? who.ofSchool - who.unprovenOfSchool < placesPerSchool
    : who.ofSchool < Math.min(1, placesPerSchool);
}

/**
 * The places of a session, read under its lock. `capacity` null is unlimited; `taken` counts confirmed and held places.
 */
export interface Places {
  readonly capacity: number | null;
  readonly taken: number;
  /** People in the waiting list. */
  readonly waiting: number;
}

/** Free places; Infinity when unlimited, never below 0 (capacity may have been reduced). */
export function placesLeft(places: Pick<Places, 'capacity' | 'taken'>): number {
  return places.capacity === null ? Number.POSITIVE_INFINITY : Math.max(0, places.capacity - places.taken);
}

/** Whether a newcomer gets a place now. Free places belong to the waiting list first. */
export function decidePlace(places: Places): 'confirm' | 'wait' {
  return placesLeft(places) > 0 && places.waiting === 0 ? 'confirm' : 'wait';
}

/** How many people in the waiting list can be offered a place now. */
export function placesToOffer(places: Places): number {
  return Math.min(placesLeft(places), places.waiting);
}
