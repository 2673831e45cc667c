import { chooserFrom } from '../random.js';
import { academicYearOfDay, type Day, termOfDay } from './calendar.js';
import { type EventSketch, type MadeEvent, makeEvent } from './events.js';
import { settled } from './published-events.js';
import { pastGovernorRound, pastLeadershipRound } from './recent-briefings.js';
import { pastDays } from './recent-days.js';
import { termNumber, termNumbered } from './rounds.js';
import { nextRoundDays } from './upcoming-briefings.js';
import { nextConferenceDay, nextGovernorConferenceDay } from './upcoming-conferences.js';

/**
 * Ten numbers are reserved for each term, starting a year before the earliest, so that ids never clash with other
 * events.
 */
const firstNumber = 201;

/** Whether a yearly event of this academic year is still to come. */
function isYetToCome(sketch: EventSketch, today: Day): boolean {
  const year = academicYearOfDay(sketch.sessions[0]?.day ?? today);
  if (sketch.series === 'annual-conference') return year >= academicYearOfDay(nextConferenceDay(today));
  if (sketch.series === 'governor-conference') return year >= academicYearOfDay(nextGovernorConferenceDay(today));
  return false;
}

/**
 * Invented events of the last two academic years and of this one, up to the term before the next round. All are over on
 * `today`.
 */
export function buildRecentEvents(today: Day, timeZone: string): MadeEvent[] {
  const coming = nextRoundDays(today)[0];
  const last = termNumber({ year: academicYearOfDay(coming), term: termOfDay(coming) }) - 1;
  const first = termNumber({ year: academicYearOfDay(coming) - 2, term: 'autumn' });
  const terms = Array.from({ length: last - first + 1 }, (_, index) => termNumbered(first + index));
  return terms.flatMap((term, index) => {
    // The seed is the term, so that a round keeps its figures from year to year.
    const chooser = chooserFrom(termNumber(term));
    const sketches = [pastLeadershipRound(chooser, term), pastGovernorRound(chooser, term), ...pastDays(chooser, term)];
    return sketches
      .map((sketch, place) => ({ sketch, number: firstNumber + index * 10 + place }))
      .filter(({ sketch }) => sketch.sessions.every((session) => session.day < today) && !isYetToCome(sketch, today))
      .map(({ sketch, number }) => settled(makeEvent(number, sketch, timeZone)));
  });
}
