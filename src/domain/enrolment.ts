import type { Publication } from './booking.js';
import { dayMs } from './durations.js';
import type { Phase, Position } from './person.js';

/** What decides whether a cohort can be joined. Instants in `Date`; `endsOn` is midnight UTC. */
export interface Joinable {
  readonly projectStatus: Publication;
  readonly cohortStatus: Publication;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** The last day of the cohort. */
  readonly endsOn: Date | null;
}

export type JoiningState = 'open' | 'not-open-yet' | 'closed' | 'over' | 'cancelled' | 'not-found';

/** Whether a cohort can be joined at `now`. To schools, a draft does not exist. */
export function joiningState(cohort: Joinable, now: Date): JoiningState {
  const statuses = [cohort.projectStatus, cohort.cohortStatus];
  if (statuses.includes('draft')) return 'not-found';
  if (statuses.includes('cancelled') || statuses.includes('retired')) return 'cancelled';
  if (cohort.endsOn !== null && cohort.endsOn.getTime() + dayMs <= now.getTime()) return 'over';
  if (cohort.opensAt !== null && cohort.opensAt > now) return 'not-open-yet';
  if (cohort.closesAt !== null && cohort.closesAt <= now) return 'closed';
  return 'open';
}

/** Whether a cohort is still running: a timely request may be confirmed after joining has closed. */
export function stillRuns(cohort: Joinable, now: Date): boolean {
  const state = joiningState(cohort, now);
  return state === 'open' || state === 'closed';
}

/** Whether a project is for schools of this phase; an empty list means all, and an unknown phase is accepted. */
export function isForPhase(phases: readonly Phase[], phase: Phase | null): boolean {
  return phases.length === 0 || phase === null || phases.includes(phase);
}

type StrandChoice =
  | { readonly kind: 'chosen'; readonly strands: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: 'none' | 'too-many' | 'unknown' };

/**
 * Checks the strands a school has chosen, each once.
 * @param offered ids of the cohort's strands; empty when there is nothing to choose
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

/** Limits of schools in a cohort and each of its strands; null, or a strand not listed, is unlimited. */
export interface Room {
  readonly places: number | null;
  readonly strands: ReadonlyMap<string, number | null>;
}

/** A school that holds or wants a place, with its strands. */
export interface Claim {
  readonly id: string;
  readonly strands: readonly string[];
}

/**
 * Which waiting schools get a place now: in order, each that fits into the cohort and into all its strands. A school
 * that waits for a full strand does not hold up one that wants another.
 * @param holders schools with a place
 * @param queue waiting schools, first come first
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

/** States of a school that is in a cohort or joining it; a school has at most one such enrolment in each cohort. */
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

/** Whether somebody with this post decides for their school: once it is proven, and while no claim to it is open. */
export function isHead(
  post: { readonly position: Position; readonly proven: boolean; readonly unconfirmed?: boolean } | null | undefined,
): boolean {
  return isHeadPosition(post?.position) && post?.proven === true && !post.unconfirmed;
}

/** Somebody's relation to the enrolment of a school. */
export interface Standing {
  /** They have a current and proven post at that school. */
  readonly atSchool: boolean;
  /** Also null for an unconfirmed position. */
  readonly position: Position | null;
  readonly isLead: boolean;
  readonly isContact: boolean;
  readonly isAsker: boolean;
  readonly isOrganiser: boolean;
}

/** What somebody may do with an enrolment. */
export interface Rights {
  readonly see: boolean;
  /** Confirm or decline a request made by somebody else. */
  readonly decide: boolean;
  readonly tick: boolean;
  readonly namePeople: boolean;
  readonly withdraw: boolean;
  /** Answer a survey for the school. */
  readonly answer: boolean;
}

/**
 * Everybody at the school sees its enrolment and ticks off milestones. Its headteacher decides. Headteacher, lead,
 * contact and requester name people and answer for the school; headteacher, lead and requester withdraw. Whoever has left the school may do
 * nothing. Organisers may decide, name people and withdraw for a school, which lets in schools whose headteacher is
 * unknown.
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
    answer: head || involved || (who.atSchool && who.isContact),
  };
}

/** Longest name accepted in a form, in characters. */
export const longestName = 100;

/** A name as typed, with single spaces; undefined when it is not a name: no letter in it, or too long. */
export function tidyName(typed: string): string | undefined {
  const name = typed
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return name.length <= longestName && /\p{L}/u.test(name) ? name : undefined;
}
