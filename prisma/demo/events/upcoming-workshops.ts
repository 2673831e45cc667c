import { dietary, hopes } from './booking-questions.js';
import { type Day, schoolDayFrom, schoolDaysAfter, schoolDaysBefore } from './calendar.js';
import type { EventSketch } from './events.js';
import { audienceOf, openWindow } from './upcoming-briefings.js';

const afternoon = { from: '13:00', to: '15:30' } as const;

/** Every place is taken, and five people are waiting. */
export function fullWorkshop(today: Day): EventSketch {
  const date = schoolDayFrom(schoolDaysAfter(today, 8), [2, 3, 4]);
  return {
    series: 'success-workshop',
    topic: 'reading-aloud',
    title: 'Success workshop: reading aloud, every day, in every class',
    description:
      'A primary school near Sleaford gave twenty minutes a day to an adult reading aloud, and kept it up for three years. ' +
      'Hear how it found the time, chose the books and brought doubtful colleagues along.',
    agenda: [
      '1:00 A tour while the school reads',
      '1:45 How it began and what it cost',
      '2:30 Plan your own first month',
    ],
    audience: audienceOf('success-workshop'),
    placesPerSchool: 2,
    window: openWindow(today, date),
    sessions: [{ ...afternoon, day: date, at: 'sleaford', capacity: 24, confirmed: 24, waiting: 5 }],
    questions: [hopes],
  };
}

export function cancelledWorkshop(today: Day): EventSketch {
  const date = schoolDayFrom(schoolDaysAfter(today, 14), [1, 2, 3]);
  return {
    series: 'success-workshop',
    topic: 'school-gardens',
    title: 'Success workshop: a garden that teaches science',
    description: 'How a small school by the coast turned a strip of grass into its best science room.',
    agenda: ['1:00 In the garden', '2:00 What is taught where', '3:00 Questions'],
    status: 'cancelled',
    cancelReason: 'The host school has building work on its grounds. We hope to offer it again in the summer term.',
    audience: audienceOf('success-workshop'),
    window: openWindow(today, date),
    sessions: [{ ...afternoon, day: date, at: 'louth', capacity: 20 }],
  };
}

/** Published, but booking has not opened. */
export function announcedWorkshop(today: Day): EventSketch {
  const date = schoolDayFrom(schoolDaysAfter(today, 40), [2, 3, 4]);
  return {
    series: 'success-workshop',
    topic: 'first-words',
    title: 'Success workshop: first words, talk in the early years',
    description:
      'Two nursery classes and a speech therapist on getting quiet children talking before they start school. Booking opens ' +
      'soon.',
    agenda: ['1:00 What we noticed', '1:40 Five routines to borrow', '2:40 Try one out'],
    audience: audienceOf('success-workshop'),
    placesPerSchool: 1,
    window: { opens: schoolDaysAfter(today, 6), closes: schoolDaysBefore(date, 2) },
    sessions: [{ ...afternoon, day: date, at: 'gainsborough', capacity: 30 }],
    questions: [hopes, dietary],
  };
}
