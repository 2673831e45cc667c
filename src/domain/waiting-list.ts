import { placesLeft } from './booking.js';
import { afterWorkingHours, type WorkingCalendar } from './working-hours.js';

/** Somebody who holds a place, was offered one, or waits for one. */
export interface Standing {
  readonly id: string;
  readonly personId: string;
  /** The school that the place is for; somebody without one stands for themselves. */
  readonly urn: number | null;
  readonly state: 'confirmed' | 'offered' | 'waiting';
  /** Order of asking. */
  readonly queue: number;
  /** An organiser put it ahead of the order, and said why. */
  readonly jumped: boolean;
}

/**
 * Those who wait, next one first: first places of schools before second places, those before third, then order of
 * asking. Whoever an organiser put ahead comes before all, in order of asking among themselves.
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

/** Place in the waiting list, 1 is next; null for somebody who does not wait. */
export function positionOf(standings: readonly Standing[], id: string): number | null {
  const at = orderWaiting(standings).findIndex((standing) => standing.id === id);
  return at < 0 ? null : at + 1;
}

/** Whom the free places are offered to now, in order: as many as are free. @param capacity null is unlimited */
export function nextToOffer(standings: readonly Standing[], capacity: number | null): Standing[] {
  const taken = standings.filter(({ state }) => state !== 'waiting').length;
  const free = placesLeft({ capacity, taken });
  return free === 0 ? [] : orderWaiting(standings).slice(0, free === Number.POSITIVE_INFINITY ? undefined : free);
}

/** What limits how long an offered place is held. */
export interface HoldLimits {
  /** Working hours; null is what the calendar says. */
  readonly holdHours: number | null;
  /** Food is ordered then: nothing is left undecided past it. */
  readonly cateringCutOff: Date | null;
  readonly startsAt: Date;
}

/**
 * Until when a place that is offered `now` is held: so many working hours, never past the catering cut-off or the start.
 * @returns undefined when either is over: nothing is offered any more
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
