import type { JoinableCohort } from '../../app/projects/cohorts.js';
import type { JoinRefusal } from '../../app/projects/enrolments.js';
import { unprovenWords } from '../people/belonging-cards.js';
import type { TurnContext } from '../talk/turn-context.js';
import { sayClosed } from './enrolments-cards.js';

/** Why a school cannot join, as a sentence. */
export function refusalWords(cohort: JoinableCohort, reason: JoinRefusal, context: TurnContext): string {
  switch (reason) {
    case 'unknown-person':
      return 'Tell me your school first: say “my school is” and its name.';
    case 'no-school':
      return 'I have no open school on record for you, so there is none to register. Say “change my school” if that is wrong.';
    case 'unproven':
      return unprovenWords(context.actor.post?.school);
    case 'other-phase':
      return `${cohort.projectName} is not for your school. If you think it should be, ask the team.`;
    case 'other-way':
      return `You cannot join ${cohort.projectName} through me. Ask the team how to join.`;
    default:
      return sayClosed(cohort, context);
  }
}
