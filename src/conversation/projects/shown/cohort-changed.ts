import type { CohortOutcome, CohortRefusal } from '../../../app/projects/plan-cohort.js';
import { unreachable } from '../../../domain/unreachable.js';
import { type Answer, refuse, type TurnContext, type TurnRequest, text } from '../../talk/turn-context.js';
import { plural } from '../../talk/wording.js';
import { receiptOf } from '../../writing/undoing.js';
import { openCohort } from '../cohort-meant.js';
import { projectNotFound, projectsRefusal, showProject } from '../organising-projects.js';

/** After a change: shows the year as it is now, or why it was refused. */
export async function afterCohortChange(
  context: TurnContext,
  request: TurnRequest,
  outcome: CohortOutcome,
  done: string,
): Promise<Answer> {
  switch (outcome.kind) {
    case 'saved': {
      const { passed, told, cohortId, held } = outcome;
      const given =
        passed > 0 ? ` ${plural(passed, 'waiting school now has', 'waiting schools now have')} a place.` : '';
      const lead = told > 0 ? `Changed. ${plural(told, 'person is', 'people are')} being told.` : done;
      if (held) return receiptOf(context, 'cohort', cohortId, `${lead}${given}`, { held });
      return openCohort(context, { ...request, data: { ...request.data, cohort: cohortId } }, `${lead}${given}`);
    }
    case 'gone':
      return showProject(context, request.data.project ?? '', 'The draft of the year has been deleted.');
    case 'faulty':
    case 'too-few':
      return { replies: [text('Something about it has changed. Please open it again.')] };
    case 'refused':
      return refusedCohort(context, 'run-cohort', outcome.reason);
    default:
      return unreachable(outcome);
  }
}

/** Why a year was not changed. */
export function refusedCohort(context: TurnContext, act: string, reason: CohortRefusal): Answer | Promise<Answer> {
  switch (reason) {
    case 'not-allowed':
      return refuse(act, projectsRefusal);
    case 'not-found':
      return projectNotFound(context);
    case 'cancelled':
      return {
        replies: [
          text('It has been cancelled or published since, so this is no longer possible. Please open it again.'),
        ],
      };
    case 'project-draft':
      return { replies: [text('Its project is still a draft. Publish the project, and its years come with it.')] };
    case 'project-over':
      return { replies: [text('Its project is over. Reopen the project first.')] };
    default:
      return unreachable(reason);
  }
}
