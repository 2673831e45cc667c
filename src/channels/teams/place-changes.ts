import type { WhyClosed } from '../../app/messages/closed-conversations.js';
import type { TeamsActivity } from './activity.js';

/** One chat or channel, or all of a team's. */
type Where = { readonly conversation: string } | { readonly team: string };

/** What became of a place where the bot is or was. */
export type PlaceChange =
  | { readonly kind: 'closed'; readonly tenant: string; readonly where: Where; readonly why: WhyClosed }
  | { readonly kind: 'open'; readonly tenant: string; readonly where: Where }
  /** `team`: the name of its team, where Teams says it. */
  | {
      readonly kind: 'renamed';
      readonly tenant: string;
      readonly where: { readonly conversation: string };
      readonly name: string;
      readonly team: string | undefined;
    }
  | {
      readonly kind: 'team-renamed';
      readonly tenant: string;
      readonly where: { readonly team: string };
      readonly name: string;
    };

/** `eventType` of a `conversationUpdate` ("Conversation events in your Teams bot"), in lower case: Teams writes some both ways. */
const ofChannels: Readonly<Record<string, WhyClosed | 'open'>> = { channeldeleted: 'deleted', channelrestored: 'open' };
const ofTeams: Readonly<Record<string, WhyClosed | 'open'>> = {
  teamdeleted: 'deleted',
  teamharddeleted: 'deleted',
  teamrestored: 'open',
  teamarchived: 'archived',
  teamunarchived: 'open',
};

/**
 * What an activity says about a place: a channel or team deleted, renamed, archived or restored; the bot taken out of a chat or team,
 * or put back. Of people who come and go nothing is kept: who may act is asked at each act.
 * @returns undefined when it says nothing of the kind
 */
export function readPlaceChange(activity: TeamsActivity): PlaceChange | undefined {
  const tenant = activity.conversation.tenantId || activity.channelData?.tenant?.id;
  if (!tenant) return undefined;
  if (activity.type === 'installationUpdate') return installation(activity, tenant);
  if (activity.type !== 'conversationUpdate') return undefined;
  return eventOf(activity, tenant) ?? membership(activity, tenant);
}

/** An upgrade takes the app out and puts it in again: that changes nothing. */
function installation(activity: TeamsActivity, tenant: string): PlaceChange | undefined {
  const where = placeOf(activity);
  if (activity.action === 'remove') return { kind: 'closed', tenant, where, why: 'left' };
  return activity.action === 'add' ? { kind: 'open', tenant, where } : undefined;
}

function eventOf(activity: TeamsActivity, tenant: string): PlaceChange | undefined {
  const { channel, team, eventType } = activity.channelData ?? {};
  const event = eventType?.toLowerCase() ?? '';
  if (event === 'channelrenamed' && channel?.id && channel.name)
    return {
      kind: 'renamed',
      tenant,
      where: { conversation: channel.id },
      name: channel.name,
      team: team?.name || undefined,
    };
  if (event === 'teamrenamed' && team?.id && team.name)
    return { kind: 'team-renamed', tenant, where: { team: team.id }, name: team.name };
  if (channel?.id && ofChannels[event]) return changed(tenant, { conversation: channel.id }, ofChannels[event]);
  if (team?.id && ofTeams[event]) return changed(tenant, { team: team.id }, ofTeams[event]);
  return undefined;
}

function changed(tenant: string, where: Where, to: WhyClosed | 'open'): PlaceChange {
  return to === 'open' ? { kind: 'open', tenant, where } : { kind: 'closed', tenant, where, why: to };
}

function membership(activity: TeamsActivity, tenant: string): PlaceChange | undefined {
  const hasBot = (members: typeof activity.membersAdded) => members?.some(({ id }) => id === activity.recipient.id);
  if (hasBot(activity.membersRemoved)) return { kind: 'closed', tenant, where: placeOf(activity), why: 'left' };
  return hasBot(activity.membersAdded) ? { kind: 'open', tenant, where: placeOf(activity) } : undefined;
}

/** The bot is in a team with all of its channels. */
function placeOf({ conversation, channelData }: TeamsActivity): Where {
  const { team } = channelData ?? {};
  return team?.id ? { team: team.id } : { conversation: conversation.id.split(';')[0] ?? conversation.id };
}
