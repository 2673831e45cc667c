import { placesLeft } from '../booking.js';
import { afterWorkingHours, type WorkingCalendar } from '../working-hours.js';

/** Somebody who holds a place, was offered one, or is waiting. */
export interface Standing {
  readonly id: string;
  readonly personId: string;
  /** The school that the place is for; people without one count individually. */
  readonly urn: number | null;
  readonly state: 'confirmed' | 'offered' | 'waiting';
  /** Order of the requests. */
  readonly queue: number;
  /** An organiser moved it to the top, with a reason. */
  readonly jumped: boolean;
}

/**
 * The waiting list in order: first places of schools before second places, those before third, then by time of request.
 * People whom an organiser moved to the top come first, by time of request among themselves.
 */
export function orderWaiting(standings: readonly Standing[]): Standing[] {
  const byAsking = standings
    .filter(({ state }) => state === 'waiting')
    .sort((a, b) => Number(b.jumped) - Number(a.jumped) || a.queue - b.queue);
  const places = new Map<string, number>();
  for (const held of standings) if (held.state !== 'waiting') places.set(schoolOf(held), nthPlace(places, held));
  const nth = new Map<Standing, number>();
  for (const standing of byAsking) {
    nth.set(standing, nthPlace(places, standing));
    places.set(schoolOf(standing), nthPlace(places, standing));
  }
  return byAsking.sort(
    (a, b) =>
      Number(b.jumped) - Number(a.jumped) ||
      (a.jumped ? 0 : (nth.get(a) ?? 0) - (nth.get(b) ?? 0)) ||
      a.queue - b.queue,
  );
}

function nthPlace(places: ReadonlyMap<string, number>, standing: Standing): number {
  return (places.get(schoolOf(standing)) ?? 0) + 1;
}

function schoolOf({ urn, personId }: Standing): string {
  return urn === null ? personId : String(urn);
}

/** Position in the waiting list, 1 is next; null for somebody who is not waiting. */
export function positionOf(standings: readonly Standing[], id: string): number | null {
  const at = orderWaiting(standings).findIndex((standing) => standing.id === id);
  return at < 0 ? null : at + 1;
}

/** Who is offered the free places now, in order. @param capacity null is unlimited */
export function nextToOffer(standings: readonly Standing[], capacity: number | null): Standing[] {
  const taken = standings.filter(({ state }) => state !== 'waiting').length;
  const free = placesLeft({ capacity, taken });
  return free === 0 ? [] : orderWaiting(standings).slice(0, free === Number.POSITIVE_INFINITY ? undefined : free);
}

/** Limits of how long an offered place is held. */
export interface HoldLimits {
  /** Working hours; null is the calendar's default. */
  readonly holdHours: number | null;
  /** Catering is ordered then, so no offer stays open beyond it. */
  readonly cateringCutOff: Date | null;
  readonly startsAt: Date;
}

/**
 * Until when a place offered `now` is held: a number of working hours, but never beyond the catering cut-off or the
 * start.
 * @returns undefined when either has passed and no place is offered any more
 */
export function holdUntil(now: Date, limits: HoldLimits, calendar: WorkingCalendar): Date | undefined {
  const ends = [
    afterWorkingHours(now, limits.holdHours ?? calendar.holdHours, calendar),
    limits.startsAt,
    ...(limits.cateringCutOff ? [limits.cateringCutOff] : []),
  ];
  const until = new Date(Math.min(...ends.map((end) => end.getTime())));
  return until > now ? until : undefined;
}
