import type { Publication } from './booking.js';
import { dayMs } from './durations.js';
import type { Phase, Position } from './person.js';

/** What decides whether a cohort of a project can be joined at all. Instants in `Date`; `endsOn` is midnight UTC. */
export interface Joinable {
  readonly projectStatus: Publication;
  readonly cohortStatus: Publication;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** The last day of the cohort. */
  readonly endsOn: Date | null;
}

export type JoiningState = 'open' | 'not-open-yet' | 'closed' | 'over' | 'cancelled' | 'not-found';

/** In what state a cohort is for joining at `now`. A draft does not exist for schools. */
export function joiningState(cohort: Joinable, now: Date): JoiningState {
  const statuses = [cohort.projectStatus, cohort.cohortStatus];
  if (statuses.includes('draft')) return 'not-found';
  if (statuses.includes('cancelled') || statuses.includes('retired')) return 'cancelled';
  if (cohort.endsOn !== null && cohort.endsOn.getTime() + dayMs <= now.getTime()) return 'over';
  if (cohort.opensAt !== null && cohort.opensAt > now) return 'not-open-yet';
  if (cohort.closesAt !== null && cohort.closesAt <= now) return 'closed';
  return 'open';
}

/** Whether a cohort still runs: what a school asked for in time may be confirmed after joining has closed. */
export function stillRuns(cohort: Joinable, now: Date): boolean {
  const state = joiningState(cohort, now);
  return state === 'open' || state === 'closed';
}

/** Whether a project is for schools of this phase; an empty list is every school, and an unknown phase is let in. */
export function isForPhase(phases: readonly Phase[], phase: Phase | null): boolean {
  return phases.length === 0 || phase === null || phases.includes(phase);
}

export type StrandChoice =
  | { readonly kind: 'chosen'; readonly strands: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: 'none' | 'too-many' | 'unknown' };

/**
 * The strands that a school may take, each once.
 * @param offered ids that the cohort offers; empty when there is nothing to choose
 * @param most strands a school may choose; null is any number
 */
export function chooseStrands(
  offered: readonly string[],
  most: number | null,
  chosen: readonly string[],
): StrandChoice {
  const strands = [...new Set(chosen)];
  if (strands.some((id) => !offered.includes(id))) return { kind: 'refused', reason: 'unknown' };
  if (offered.length > 0 && strands.length === 0) return { kind: 'refused', reason: 'none' };
  if (most !== null && strands.length > most) return { kind: 'refused', reason: 'too-many' };
  return { kind: 'chosen', strands };
}

/** How many schools a cohort and each of its strands take; null, or a strand that is not listed, is unlimited. */
export interface Room {
  readonly places: number | null;
  readonly strands: ReadonlyMap<string, number | null>;
}

/** A school that holds a place or wants one, with the strands that it chose. */
export interface Claim {
  readonly id: string;
  readonly strands: readonly string[];
}

/**
 * Who of the queue gets a place now: in its order, each that fits into the cohort and into all of its strands. A school
 * that waits for a full strand does not hold up one that wants another.
 * @param holders schools that have a place
 * @param queue schools that want one, first come first
 * @returns ids, in the order of the queue
 */
export function claimsThatFit(room: Room, holders: readonly Claim[], queue: readonly Claim[]): string[] {
  let taken = holders.length;
  const inStrand = new Map<string, number>();
  const enter = ({ strands }: Claim) => {
    for (const strand of strands) inStrand.set(strand, (inStrand.get(strand) ?? 0) + 1);
  };
  for (const holder of holders) enter(holder);
  const hasPlace = (limit: number | null | undefined, used: number) =>
    limit === null || limit === undefined || used < limit;
  return queue.flatMap((claim) => {
    const fits =
      hasPlace(room.places, taken) &&
      claim.strands.every((strand) => hasPlace(room.strands.get(strand), inStrand.get(strand) ?? 0));
    if (!fits) return [];
    taken += 1;
    enter(claim);
    return [claim.id];
  });
}

/** States in which a school is in a cohort or on its way into it; it has one such enrolment in each cohort at most. */
export const livingStates = ['interested', 'awaiting_head', 'registered', 'waiting'] as const;
export type LivingState = (typeof livingStates)[number];
export type EnrolmentState = LivingState | 'declined' | 'withdrawn';

export function isLiving(state: EnrolmentState): state is LivingState {
  return (livingStates as readonly string[]).includes(state);
}

/** Positions that decide for a school. */
export const headPositions = ['headteacher', 'executive_headteacher'] as const satisfies readonly Position[];

export function isHeadPosition(position: Position | null | undefined): boolean {
  return (headPositions as readonly (Position | null | undefined)[]).includes(position);
}

/** Whether somebody of this post decides for their school: not by their word alone, while another is on record. */
export function isHead(
  post: { readonly position: Position; readonly unconfirmed?: boolean } | null | undefined,
): boolean {
  return isHeadPosition(post?.position) && !post?.unconfirmed;
}

/** How somebody stands to the enrolment of one school. */
export interface Standing {
  /** Their present post is at that school. */
  readonly atSchool: boolean;
  /** Null also for one that is not confirmed. */
  readonly position: Position | null;
  readonly isLead: boolean;
  readonly isContact: boolean;
  readonly isAsker: boolean;
  readonly isOrganiser: boolean;
}

/** What somebody may do with the enrolment of one school. */
export interface Rights {
  readonly see: boolean;
  /** Say yes or no to what somebody else asked for. */
  readonly decide: boolean;
  readonly tick: boolean;
  readonly namePeople: boolean;
  readonly withdraw: boolean;
}

/**
 * Everybody at the school sees its enrolment and ticks off milestones; its head decides; its head, lead, contact and whoever
 * asked name people; its head, lead and whoever asked withdraw. Whoever has left the school may nothing. Organisers may
 * decide, name people and withdraw for a school, which is how one without a known head gets in.
 */
export function rightsIn(who: Standing): Rights {
  const head = who.atSchool && isHeadPosition(who.position);
  const involved = who.atSchool && (who.isLead || who.isAsker);
  return {
    see: who.atSchool || who.isOrganiser,
    decide: head || who.isOrganiser,
    tick: who.atSchool,
    namePeople: head || involved || (who.atSchool && who.isContact) || who.isOrganiser,
    withdraw: head || involved || who.isOrganiser,
  };
}

/** Longest name of a person that is taken from a form, in characters. */
export const longestName = 100;

/** A name as it was typed, with single spaces; undefined when it is none: no letter in it, or too long. */
export function tidyName(typed: string): string | undefined {
  const name = typed
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return name.length <= longestName && /\p{L}/u.test(name) ? name : undefined;
}
