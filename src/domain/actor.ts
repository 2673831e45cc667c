import type { Phase, Position } from './person.js';

export type Role = 'board' | 'organiser' | 'administrator';

/** A role for everything, or for one series. */
export interface RoleGrant {
  readonly role: Role;
  readonly seriesId: string | null;
}

/** The person who acts. Read from the database for each turn, never from what a button or form contains. */
export interface Actor {
  /** `noAccount` for somebody who acts on a page of their own, by its link: they hold no role. */
  readonly accountId: string;
  /** Null until the account is linked to a person. */
  readonly personId: string | null;
  readonly name: string;
  readonly post: Post | null;
  readonly grants: readonly RoleGrant[];
  /** Whether they asked for a copy by e-mail of what they are told in the chat; undefined where that was not read. */
  readonly mailToo?: boolean;
}

/** In place of an account's id, for whoever acts by a link: no account has it. */
export const noAccount = '00000000-0000-0000-0000-000000000000';

export interface Post {
  readonly position: Position;
  /** What they are called there, where that is none of the positions. */
  readonly title?: string | null;
  readonly urn: number | null;
  readonly school: string | null;
  readonly phase: Phase | null;
  readonly locality: string | null;
  /** Something speaks for their word that they belong there (see `school-standing.ts` of `app/people`). */
  readonly proven: boolean;
  /**
   * The person says so, but somebody else on record in this position has not confirmed it: enough for suggestions and
   * bookings, but not for decisions of a headteacher.
   */
  readonly unconfirmed?: boolean;
}

/**
 * Whether the actor holds a role. Administrators may do everything organisers may, and organisers everything board
 * members may.
 * @param seriesId when the act concerns one series: a role for that series is enough
 */
export function holds(actor: Pick<Actor, 'grants'>, role: Role, seriesId?: string): boolean {
  return actor.grants.some(
    (grant) => rank[grant.role] >= rank[role] && (grant.seriesId === null || grant.seriesId === seriesId),
  );
}

/**
 * Whether the actor holds a role for everything or for any series. For deciding what to show, before the series is
 * known.
 */
export function holdsSomewhere(actor: Pick<Actor, 'grants'>, role: Role): boolean {
  return actor.grants.some((grant) => rank[grant.role] >= rank[role]);
}

/** Whether the actor organises anything; each use case checks the series. */
export function organisesSomething(actor: Pick<Actor, 'grants'>): boolean {
  return actor.grants.some(({ role }) => role === 'organiser' || role === 'administrator');
}

const rank: Record<Role, number> = { board: 1, organiser: 2, administrator: 3 };
