import type { JoinableCohort } from '../../app/projects/cohorts.js';
import type { JoinRefusal } from '../../app/projects/enrolments.js';
import type { TurnContext } from '../talk/turn-context.js';
import { sayClosed } from './enrolments-cards.js';

/** Why a school cannot join, as a sentence. */
export function refusalWords(cohort: JoinableCohort, reason: JoinRefusal, context: TurnContext): string {
  switch (reason) {
    case 'unknown-person':
      return 'Tell me your school first: say “my school is” and its name.';
    case 'no-school':
      return 'You belong to no open school in my records, so there is none to register. Say “change my school” if that is wrong.';
    case 'other-phase':
      return `${cohort.projectName} is for other schools than yours. If you think it should be yours too, ask the team.`;
    case 'other-way':
      return `${cohort.projectName} is not joined through me. Ask the team, and they tell you how.`;
    default:
      return sayClosed(cohort, context);
  }
}
