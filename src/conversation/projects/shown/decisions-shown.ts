import { findApplication } from '../../../app/projects/applications.js';
import { findNomination } from '../../../app/projects/nominations.js';
import type { Answer, TurnContext } from '../../talk/turn-context.js';
import { applicationCard } from '../applications-cards.js';
import { nominationCard } from '../nominations-cards.js';
import { say } from '../say.js';

/** One application as it is now. @param lead what has just happened */
export async function showApplication(context: TurnContext, id: string, lead: string): Promise<Answer> {
  const found = await findApplication(context.services.core, context.actor, id);
  if (!found) return say('I cannot find that application from your school.');
  return {
    replies: [{ kind: 'card', card: applicationCard(found, lead, context) }],
    subject: { events: [], about: { kind: 'project', slug: found.projectSlug } },
  };
}

/** The same for a nomination. */
export async function showNomination(context: TurnContext, id: string, lead: string): Promise<Answer> {
  const found = await findNomination(context.services.core, context.actor, id);
  if (!found) return say('I cannot find that nomination.');
  return {
    replies: [{ kind: 'card', card: nominationCard(found, lead, context) }],
    subject: { events: [], about: { kind: 'project', slug: found.projectSlug } },
  };
}
