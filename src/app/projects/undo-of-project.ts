import type { Tx } from '../../db/database.js';
import type { Core } from '../core.js';
import type { HeldAct } from '../organising/held-sendings.js';
import { unaskSurvey, unremindSurvey } from './survey/undo-survey.js';
import { uncancel } from './undo-cancel.js';
import { milestoneBack, moveCohortBack, unresizeCohort, unresizeStrand } from './undo-cohort.js';
import { undecideApplication, undecideNomination } from './undo-decision.js';

/** Acts on projects, their years, and what is asked of schools in them. */
type ProjectAct = Extract<
  HeldAct,
  | 'ask-survey'
  | 'remind-survey'
  | 'invite-schools'
  | `decide-${string}`
  | `cancel-${'project' | 'cohort'}`
  | `move-${'cohort' | 'milestone'}`
  | `resize-${string}`
>;

/**
 * Puts back what such an act changed.
 * @returns false when somebody has changed it since, so that nothing was put back
 */
export async function putBackOfProject(
  core: Core,
  tx: Tx,
  held: { readonly act: ProjectAct; readonly subjectId: string; readonly before: unknown },
): Promise<boolean> {
  switch (held.act) {
    case 'invite-schools':
      return true;
    case 'ask-survey':
      return unaskSurvey(tx, held.subjectId);
    case 'remind-survey':
      await unremindSurvey(tx, held);
      return true;
    case 'decide-application':
      return undecideApplication(core, tx, held.subjectId, held.before);
    case 'decide-nomination':
      return undecideNomination(tx, held.subjectId, held.before);
    case 'cancel-project':
      return uncancel(tx, held, true);
    case 'cancel-cohort':
      return uncancel(tx, held, false);
    case 'move-cohort':
      return moveCohortBack(tx, held);
    case 'move-milestone':
      return milestoneBack(tx, held);
    case 'resize-cohort':
      return unresizeCohort(tx, held);
    case 'resize-strand':
      return unresizeStrand(tx, held);
  }
}
