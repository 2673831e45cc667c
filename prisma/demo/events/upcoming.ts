import type { Day } from './calendar.js';
import { type MadeEvent, makeEvent } from './events.js';
import { draftRound, governorRound, leadershipRound } from './upcoming-briefings.js';
import { annualConference, governorConference } from './upcoming-conferences.js';
import {
  closedReviewerTraining,
  facilitatorTraining,
  governanceTraining,
  openReviewerTraining,
} from './upcoming-training.js';
import { announcedWorkshop, cancelledWorkshop, fullWorkshop } from './upcoming-workshops.js';

/** Upcoming events, by what each demonstrates; the position determines the ids. Add at the end. */
const sketches = {
  briefing: leadershipRound,
  governorBriefing: governorRound,
  conference: annualConference,
  governorConference,
  fullWorkshop,
  cancelledWorkshop,
  announcedWorkshop,
  closedTraining: closedReviewerTraining,
  openTraining: openReviewerTraining,
  governanceTraining,
  facilitatorTraining,
  draftBriefing: draftRound,
} as const;

type UpcomingName = keyof typeof sketches;

/** Upcoming events after `today`, always on school days. Times of day are in `timeZone`. */
export function buildUpcoming(today: Day, timeZone: string): Record<UpcomingName, MadeEvent> {
  const names = Object.keys(sketches) as UpcomingName[];
  const made = names.map((name, index) => [name, makeEvent(index + 1, sketches[name](today), timeZone)] as const);
  return Object.fromEntries(made) as Record<UpcomingName, MadeEvent>;
}
