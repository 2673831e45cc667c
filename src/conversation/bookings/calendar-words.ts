import type { CalendarWords } from '../../app/bookings/calendar.js';

/** What a calendar says beside the words of its events. */
export const calendarWords: CalendarWords = {
  feedName: 'Staffroom bookings',
  online: 'Online',
  joinOnline: (link) => `Join online: ${link}`,
  facts: {
    joining: 'Joining notes',
    lunch: 'Lunch',
    bring: 'What to bring',
    parking: 'Parking',
    stepFree: 'Step-free access',
    travel: 'Station or bus',
    contact: 'Contact',
  },
  agenda: 'Agenda',
  speakers: 'Speakers',
};
