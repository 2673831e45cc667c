import type { Attendee, Attendees } from '../../src/app/bookings/attendees.js';

/** An event with one session, to which people of these names are coming. */
export function withNames(...names: readonly string[]): Attendees {
  return {
    eventId: '00000000-0000-4000-8000-000000000001',
    title: 'Leadership briefing',
    questions: [],
    sessions: [sessionWith(names.map((name) => attendee({ name })))],
  };
}

export function sessionWith(attendees: readonly Attendee[]): Attendees['sessions'][number] {
  return {
    sessionId: '00000000-0000-4000-8000-000000000002',
    label: '',
    startsAt: new Date('2027-06-15T08:30:00Z'),
    endsAt: new Date('2027-06-15T11:00:00Z'),
    capacity: null,
    status: 'published',
    attendees,
  };
}

export function attendee(given: Partial<Attendee> & { readonly name: string }): Attendee {
  return {
    personId: given.name,
    position: 'headteacher',
    title: null,
    school: 'Marrowfen Primary School',
    urn: 199_001,
    email: null,
    state: 'confirmed',
    bookedBy: null,
    answers: [],
    ...given,
  };
}
