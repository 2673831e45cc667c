import { findRecipient } from '../../../app/people/recipient.js';
import { type EnrolmentView, findEnrolment } from '../../../app/projects/enrolment-views.js';
import { sayDate } from '../../../domain/when.js';
import type { MakeMessage } from '../../talk/message-kind.js';
import { listWords } from '../../talk/wording.js';
import { cohortTitle, enrolmentCard } from '../enrolments-cards.js';

/** To the lead of a school: what it must still do, as it is at the moment of sending; nothing once all of it is ticked off. */
export const milestonesDueCard: MakeMessage<'milestones-due'> = async ({ core }, { personId, payload }) => {
  const reader = personId ? await findRecipient(core, personId) : undefined;
  const found = reader && (await findEnrolment(core, reader, payload.enrolmentId));
  if (found?.state !== 'registered') return undefined;
  const open = stillToDo(found, payload.dueOn);
  if (open.length === 0) return undefined;
  const lead = `Still to do at ${found.school} for ${cohortTitle(found)}: ${listWords(open.map(sayOpen))}.`;
  return enrolmentCard(found, lead, { now: core.clock.now(), zone: core.timeZone }, 'strong');
};

type Open = EnrolmentView['milestones'][number] & { readonly dueOn: Date };

/** What is due by that day, and what was due before. @param dueOn `YYYY-MM-DD` */
function stillToDo({ milestones }: EnrolmentView, dueOn: string): Open[] {
  const until = new Date(`${dueOn}T00:00:00Z`);
  return milestones.filter(
    (milestone): milestone is Open =>
      milestone.tickedAt === null && milestone.dueOn !== null && milestone.dueOn <= until,
  );
}

function sayOpen({ title, dueOn }: Open): string {
  return `${title} (by ${sayDate(dueOn)})`;
}
