import type { Core } from '../app/core.js';
import { closeConversation, renameConversation, reopenConversation } from '../app/messages/closed-conversations.js';
import { closeTeam, nameInTeam, renameTeam, reopenTeam } from '../app/messages/team-places.js';
import type { PlaceChange } from '../channels/teams/place-changes.js';
import { unreachable } from '../domain/unreachable.js';

/** Keeps what became of a chat, a channel or a whole team; organisers hear where posts were expected. */
export async function keepPlaceChange(core: Core, change: PlaceChange): Promise<void> {
  const { tenant, where } = change;
  const at = { platform: 'teams', tenant } as const;
  switch (change.kind) {
    case 'closed':
      if ('team' in where) await closeTeam(core, { ...at, team: where.team }, change.why);
      else await closeConversation(core, { ...at, externalId: where.conversation }, change.why);
      return;
    case 'open':
      if ('team' in where) await reopenTeam(core, { ...at, team: where.team });
      else await reopenConversation(core, { ...at, externalId: where.conversation });
      return;
    case 'renamed':
      return renameConversation(
        core,
        { ...at, externalId: change.where.conversation },
        nameInTeam(change.name, change.team),
      );
    case 'team-renamed':
      return renameTeam(core, { ...at, team: change.where.team }, change.name);
    default:
      return unreachable(change);
  }
}
