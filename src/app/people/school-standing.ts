import type { Position } from '../../domain/person.js';

/** The parts of a post that decide what somebody may do for a school. */
export interface OfSchool {
  readonly urn: number | null;
  readonly position: Position;
  /** Something speaks for their word that they belong there: an address, somebody of the school, an organiser, a file. */
  readonly proven: boolean;
  readonly unconfirmed?: boolean;
}

/** Somebody who acts, or is told of something. */
export interface WithPost {
  readonly personId: string | null;
  readonly post: OfSchool | null;
}

/** `elsewhere`: they have never been at the school, or have left it. */
export type SchoolStanding = 'proven' | 'unproven' | 'elsewhere';

/**
 * How somebody stands to a school now. Only who is proven sees and does what is the school's: its projects, people and
 * places. Who is unproven books for themselves and sees what is public. Asked at each act, whatever a button says.
 */
export function standingAt({ personId, post }: WithPost, urn: number | null): SchoolStanding {
  if (personId === null || post === null || urn === null || post.urn !== urn) return 'elsewhere';
  return post.proven ? 'proven' : 'unproven';
}

/** Whether somebody may see and do what is the school's. */
export function belongsTo(who: WithPost, urn: number | null): boolean {
  return standingAt(who, urn) === 'proven';
}

/** The school that somebody may act for: that of their present post, once it is proven. */
export function ownSchool(who: WithPost): number | null {
  const urn = who.post?.urn ?? null;
  return belongsTo(who, urn) ? urn : null;
}

/** Whether somebody says that they are at a school, and nothing speaks for it yet. */
export function isUnproven(who: WithPost): boolean {
  return standingAt(who, who.post?.urn ?? null) === 'unproven';
}
