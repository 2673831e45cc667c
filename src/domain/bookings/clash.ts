/** When a session is, and where. */
interface Held {
  readonly id: string;
  readonly eventId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly venue: string | null;
  readonly town: string | null;
}

/**
 * Why two sessions do not go together: they are at the same time, or at two venues of one round. The parts of one day are
 * at one venue, and do. Under the lock of a booking `readBeside` asks the database the same.
 */
export function clashOf(one: Held, other: Held): 'same-time' | 'same-round' | undefined {
  if (one.id === other.id) return undefined;
  if (one.startsAt < other.endsAt && other.startsAt < one.endsAt) return 'same-time';
  const isElsewhere = one.venue !== other.venue || one.town !== other.town;
  return one.eventId === other.eventId && isElsewhere ? 'same-round' : undefined;
}
