import type { RegistrationRow } from './bookings.js';
import type { MadeEvent } from './events/events.js';
import { idsOf } from './ids.js';
import type { Member } from './people.js';
import type { Chooser } from './random.js';

export interface AttendanceRow {
  id: string;
  sessionId: string;
  personId: string;
  urn: number | null;
  source: 'check_in' | 'organiser' | 'walk_in' | 'import';
  minutes: number | null;
  recordedAt: Date;
}

/** Numbers the attendance rows across all demonstration data. */
export function attendanceIds(): () => string {
  return idsOf('attendance');
}

/** Attendance of a session: about nineteen in twenty of those booked, and one or two without a booking. */
export function attendanceAt(
  chooser: Chooser,
  nextId: () => string,
  made: MadeEvent,
  registrations: readonly RegistrationRow[],
  others: readonly Member[],
): AttendanceRow[] {
  const spare = [...others];
  return made.sessions.flatMap((session) => {
    const online = session.link !== null;
    const row = (personId: string, urn: number | null, source: AttendanceRow['source']): AttendanceRow => ({
      id: nextId(),
      sessionId: session.id,
      personId,
      urn,
      source,
      minutes: online ? chooser.whole(41, 105) : null,
      recordedAt: session.endsAt,
    });
    const came = registrations
      .filter(({ sessionId, state }) => sessionId === session.id && state === 'confirmed' && chooser.chance(0.945))
      .map(({ personId, urn }) =>
        row(personId, urn, online ? 'import' : chooser.pick(['check_in', 'check_in', 'organiser'])),
      );
    const walkIns = spare
      .splice(0, online ? 0 : chooser.whole(0, 2))
      .map(({ personId, urn }) => row(personId, urn, 'walk_in'));
    return [...came, ...walkIns];
  });
}
