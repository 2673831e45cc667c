import type { Phase, Position } from './person.js';

export type Role = 'board' | 'organiser' | 'administrator';

/** A role for everything, or for one series. */
export interface RoleGrant {
  readonly role: Role;
  readonly seriesId: string | null;
}

/**
 * Who acts, read from the database for each turn, or known from the last one where the database says that it is still so:
 * nothing that a button or a form says can change it.
 */
export interface Actor {
  readonly accountId: string;
  /** Null until the account has said who it is. */
  readonly personId: string | null;
  readonly name: string;
  readonly post: Post | null;
  readonly grants: readonly RoleGrant[];
}

export interface Post {
  readonly position: Position;
  readonly urn: number | null;
  readonly school: string | null;
  readonly phase: Phase | null;
  readonly locality: string | null;
  /**
   * They say so themselves, while somebody else is on record as that, who has not confirmed it: enough for what is suggested
   * and booked, not for what a head decides.
   */
  readonly unconfirmed?: boolean;
}

/**
 * Whether the actor holds a role. An administrator may do what an organiser may; an organiser what a board member may.
 * @param seriesId when the act concerns one series: a role for that series is enough
 */
export function holds(actor: Actor, role: Role, seriesId?: string): boolean {
  return actor.grants.some(
    (grant) => rank[grant.role] >= rank[role] && (grant.seriesId === null || grant.seriesId === seriesId),
  );
}

/** Whether the actor holds a role for everything or for any one series: what may be shown, before the series is known. */
export function holdsSomewhere(actor: Actor, role: Role): boolean {
  return actor.grants.some((grant) => rank[grant.role] >= rank[role]);
}

/** An organiser of anything; which of it is checked by each act. */
export function organisesSomething(actor: Actor): boolean {
  return actor.grants.some(({ role }) => role === 'organiser' || role === 'administrator');
}

const rank: Record<Role, number> = { board: 1, organiser: 2, administrator: 3 };
