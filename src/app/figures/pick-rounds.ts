import { dayMs } from '../../domain/durations.js';
import type { Measure, Stretch, Times } from '../../domain/figures/figures-query.js';
import { yearsLater } from '../../domain/figures/years-later.js';
import type { Round } from './count-rounds.js';

/** Events that some time of a question means. */
export interface Picked {
  readonly rounds: readonly Round[];
  /** The time as it follows what was counted; undefined when the events say it themselves. */
  readonly said: string | undefined;
  /** Events of that time that are still to come, where only past ones are counted. */
  readonly later: readonly Round[];
}

/** What can be counted before an event: bookings and the waiting list. */
export function isOfComing(measure: Measure): boolean {
  return measure === 'booked' || measure === 'booked-schools' || measure === 'waiting';
}

/** Chooses the events that a time means. @param rounds oldest first */
export function pickRounds(times: Times, rounds: readonly Round[], measure: Measure, zone: string): Picked {
  const held = rounds.filter((round) => round.held);
  const coming = rounds.filter((round) => !round.held);
  switch (times.kind) {
    case 'ever':
      return { rounds: held, said: undefined, later: [] };
    case 'any':
      return anyTime(held, coming, measure);
    case 'last': {
      const { before, skip } = times;
      const among = heldWithin(times.within, rounds, measure, zone) ?? held;
      const earlier = before ? among.filter(({ startsAt }) => startsAt < before) : among;
      return ofThese(earlier.slice(0, Math.max(0, earlier.length - skip)).slice(-times.count), times.within);
    }
    case 'first': {
      const { skip = 0 } = times;
      const among = heldWithin(times.within, rounds, measure, zone) ?? held;
      return ofThese(among.slice(skip, skip + times.count), times.within);
    }
    case 'coming':
      return { rounds: coming, said: undefined, later: [] };
    case 'stretch':
      return inStretch(times.stretch, rounds, measure, zone);
  }
}

function heldWithin(
  within: Stretch | undefined,
  rounds: readonly Round[],
  measure: Measure,
  zone: string,
): readonly Round[] | undefined {
  return within && inStretch(within, rounds, measure, zone).rounds.filter(({ held }) => held);
}

/** They say themselves when they were; where there is none, the stretch is told. */
function ofThese(rounds: readonly Round[], within: Stretch | undefined): Picked {
  return { rounds, said: rounds.length === 0 ? within?.said : undefined, later: [] };
}

function anyTime(held: readonly Round[], coming: readonly Round[], measure: Measure): Picked {
  if (!isOfComing(measure)) return { rounds: held, said: undefined, later: held.length > 0 ? [] : coming };
  return { rounds: coming.length > 0 || measure === 'waiting' ? coming : held.slice(-1), said: undefined, later: [] };
}

function inStretch(stretch: Stretch, rounds: readonly Round[], measure: Measure, zone: string): Picked {
  // Of one day an event is meant that has a session then, be it not its first.
  const within = ({ from, to }: Stretch) =>
    rounds.filter(({ startsAt, lastAt }) => (isOneDay({ from, to }) ? lastAt : startsAt) >= from && startsAt < to);
  const counted = (some: readonly Round[]) => (isOfComing(measure) ? some : some.filter(({ held }) => held));
  const pick = (one: Stretch): Picked => {
    const all = within(one);
    return { rounds: counted(all), said: one.said, later: all.filter(({ held }) => !held) };
  };
  const first = pick(stretch);
  if (!stretch.latest) return first;
  // Without a year it is the latest that was; for bookings, the next that is.
  const tries = isOfComing(measure) ? [1, 0, ...back] : [0, ...back];
  const found = tries.map((years) => pick(yearsLater(stretch, years, zone))).find((one) => one.rounds.length > 0);
  // What was never held at that time of year may be still to come.
  const next = pick(yearsLater(stretch, 1, zone));
  return found ?? (next.later.length > 0 ? next : first);
}

const back = [-1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12];

/** A day has 25 hours when the clocks go back. */
export function isOneDay({ from, to }: Pick<Stretch, 'from' | 'to'>): boolean {
  return to.getTime() - from.getTime() <= (25 / 24) * dayMs;
}
