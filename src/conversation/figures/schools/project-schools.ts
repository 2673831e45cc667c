import type { NamesOnRecord } from '../../../app/figures/figure-names.js';
import { type ProjectSchools, readProjectSchools } from '../../../app/figures/project-schools.js';
import type { FiguresQuery } from '../../../domain/figures/figures-query.js';
import type { Action } from '../../../rendering/card.js';
import { type Answer, refuse, type TurnContext } from '../../talk/turn-context.js';
import { writeQuery } from '../query-codec.js';
import { projectSchoolsCard } from './project-schools-cards.js';

export const refusedAbsent = 'Only organisers and board members can see which schools did not come.';

/** One page of the schools that are in a project, or are not; a project that people join has those that they are of. */
export async function showProjectSchools(
  context: TurnContext,
  names: NamesOnRecord,
  query: FiguresQuery,
  page: number,
): Promise<Answer> {
  const found = await readProjectSchools(context.services.core, context.actor, query);
  if (!found) return refuse('absent-schools', refusedAbsent);
  const from = Number.isInteger(page) && page > 0 ? page : 0;
  const card = projectSchoolsCard({ query, found, names, page: from }, context, actionsFor(context, query, found));
  return {
    replies: [{ kind: 'card', card }],
    subject: { events: [], about: { kind: 'project', slug: found.slug }, figures: writeQuery(query) },
  };
}

function actionsFor(context: TurnContext, query: FiguresQuery, found: ProjectSchools): Action[] {
  if (found.schools.length === 0) return [];
  const data = { query: writeQuery(query) };
  const url = context.services.board?.absentSchools(context.actor.accountId, data.query);
  const invite: Action = {
    ...{ kind: 'act', label: 'Invite them', verb: 'absent-invite', data },
    ...{ opensForm: true, keepsCard: true, style: 'primary' },
  };
  return [
    ...(found.which === 'out' && found.hasContacts ? [invite] : []),
    ...(url ? [{ kind: 'link', label: 'Spreadsheet', url } as const] : []),
  ];
}
