import type { Actor } from '../../domain/actor.js';
import type { SessionPlan } from '../../domain/event-plan.js';
import type { Core } from '../core.js';
import { type ChangeOutcome, moveSession } from './change-session.js';
import { sessionRow } from './plan-event.js';

/** Whether attendees must be told: another time or place. A new label or number of places is not announced. */
export function isMove(
  before: { readonly startsAt: Date; readonly endsAt: Date } & Readonly<Record<PlaceField, string | null>>,
  plan: SessionPlan,
): boolean {
  if (before.startsAt.getTime() !== plan.startsAt.getTime()) return true;
  if (before.endsAt.getTime() !== plan.endsAt.getTime()) return true;
  return placeFields.some((field) => (before[field] ?? '') !== plan[field]);
}

type PlaceField = 'venue' | 'address' | 'town' | 'postcode' | 'link';
const placeFields: readonly PlaceField[] = ['venue', 'address', 'town', 'postcode', 'link'];

/**
 * Applies a changed plan to a published session: its label, and its time and place, of which everyone affected is told.
 */
export async function changeSession(
  core: Core,
  actor: Actor,
  sessionId: string,
  plan: SessionPlan,
): Promise<ChangeOutcome> {
  const { capacity: _kept, ...move } = sessionRow(plan);
  return moveSession(core, actor, sessionId, move);
}
