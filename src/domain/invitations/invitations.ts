import type { Phase, Position } from '../person.js';

/** Of which schools people are invited, besides what they are. */
export const invitedSchools = ['any', 'never_came', 'came_last_time'] as const;
export type InvitedSchools = (typeof invitedSchools)[number];

/** Whom an event is announced to. Empty lists mean everybody. */
export interface Invitees {
  readonly positions: readonly Position[];
  readonly phases: readonly Phase[];
  readonly localities: readonly string[];
  readonly schools: InvitedSchools;
  /** Of these schools alone, by URN; left out, of any. */
  readonly urns?: readonly number[] | undefined;
  /** Of schools in these clusters alone. */
  readonly clusters?: readonly string[] | undefined;
  /** Only those who lead this project at their school. */
  readonly projectId?: string | null | undefined;
  /** The saved audience that this is, by name. */
  readonly audience?: string | undefined;
}

/** In characters. */
export const longestInvitation = 1_000;

/** Whoever has not answered is reminded after so many days, or after half of the time until booking ends, if that is sooner. */
export const invitationReminderDays = 7;
/** Nobody is reminded when booking ends within so many hours. */
export const invitationReminderEndsHours = 24;
