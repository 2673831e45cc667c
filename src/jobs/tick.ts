import { sendDigests } from '../app/board/digest.js';
import { expireOffers } from '../app/bookings/offers.js';
import { scheduleReminders } from '../app/bookings/reminders.js';
import { offerLeaversPlaces } from '../app/bookings/substitutes.js';
import type { Core } from '../app/core.js';
import { askForFeedback, remindOfFeedback } from '../app/feedback/feedback-requests.js';
import { runHousekeeping, settleInterrupted } from '../app/housekeeping.js';
import { sendInvitations } from '../app/invitations/send-invitations.js';
import { tellOfFailingMessages } from '../app/messages/failing/failing-spell.js';
import { tellOfFailed } from '../app/messages/failing/tell-of-failed.js';
import { writeUndelivered } from '../app/messages/failing/undelivered.js';
import { sendSummaries } from '../app/messages/schedule-summaries.js';
import { releaseOverdue } from '../app/organising/held-sendings.js';
import { sendMornings } from '../app/organising/mornings.js';
import { sendFirstNotices } from '../app/privacy/first-notice.js';
import { tellOfMilestonesDue } from '../app/projects/milestones-due.js';
import { remindBeforeLastDays } from '../app/projects/survey/last-reminders.js';
import { describeFault } from '../domain/describe-fault.js';
import type { Log } from '../service/log.js';

/** Why a message that was being sent when the service stopped is not known to have arrived. */
const stoppedWhileSending = writeUndelivered('stopped while sending', 'chat');

/** Tasks run once a minute. Each asks the database what is due, so nothing is missed and nothing done twice. */
const scheduledTasks: ReadonlyArray<readonly [string, (core: Core) => Promise<unknown>]> = [
  ['interrupted messages', (core) => settleInterrupted(core, stoppedWhileSending)],
  ['housekeeping', runHousekeeping],
  ['messages that waited', releaseOverdue],
  ['expired offers', expireOffers],
  ['feedback to ask for', askForFeedback],
  ['reminders of feedback', remindOfFeedback],
  ['summaries of events', sendSummaries],
  ['weekly digests', sendDigests],
  ['places of leavers', offerLeaversPlaces],
  ['reminders', scheduleReminders],
  ['milestones due', tellOfMilestonesDue],
  ['last days of surveys', remindBeforeLastDays],
  ['first notices', sendFirstNotices],
  ['invitations', sendInvitations],
  ['morning messages', sendMornings],
  ['messages that failed', tellOfFailed],
  ['messages that fail', tellOfFailingMessages],
];

/** Runs all tasks once; a fault in one does not stop the others, and it is tried again the next minute. */
export async function runTick(core: Core, log: Log): Promise<void> {
  for (const [what, act] of scheduledTasks) {
    try {
      await act(core);
    } catch (fault) {
      log.error({ what, fault: describeFault(fault) }, 'round failed; it is tried again');
    }
  }
}
