import { LRUCache } from 'lru-cache';
import { nameInTeam } from '../../app/messages/team-places.js';
import type { Turn } from '../../conversation/talk/turn.js';
import type { Log } from '../../service/log.js';
import type { StaffroomTeamsAdapter } from './adapter.js';
import { statusOf } from './messages.js';

/** Names of channels, with their team's. Teams sends neither along with a message. */
export interface ChannelNames {
  /** The place with its name, where it is a channel and Teams says so within a second. */
  named(place: Turn['place'], serviceUrl: string): Promise<Turn['place']>;
  /** Teams is asked again: something in this team has another name. */
  forget(team: string): void;
}

/** The channel that every team has. Teams gives it no name, because clients show it in their own language. */
const general = 'General';

const keptTeams = 1_000;
/** Teams says when something is renamed, unless it was missed. Milliseconds. */
const keptForMs = 60 * 60_000;
/** A turn waits at most this long for a name. Milliseconds. */
const maxWaitMs = 1_000;
const askedWithin = { timeout: 5_000 } as const;

export function createChannelNames(adapter: StaffroomTeamsAdapter, log: Log): ChannelNames {
  const kept = new LRUCache<string, Promise<TeamNames | undefined>>({ max: keptTeams, ttl: keptForMs });
  const ask = (team: string, serviceUrl: string) => {
    const asked = readTeam(adapter, team, serviceUrl).catch((error: unknown) => {
      kept.delete(team);
      log.warn({ status: statusOf(error) }, 'Teams does not say how a team is called');
      return undefined;
    });
    kept.set(team, asked);
    return asked;
  };
  return {
    named: async (place, serviceUrl) => {
      if (place.kind !== 'channel' || place.team === undefined || place.name !== undefined) return place;
      const asked = kept.get(place.team) ?? ask(place.team, serviceUrl);
      const names = await inTime(asked);
      const channel = names?.channels.get(place.id);
      return channel ? { ...place, name: nameInTeam(channel, names?.team) } : place;
    },
    forget: (team) => {
      kept.delete(team);
    },
  };
}

interface TeamNames {
  readonly team: string | undefined;
  readonly channels: ReadonlyMap<string, string>;
}

/** What every bot in a team may ask, without a permission. */
async function readTeam(adapter: StaffroomTeamsAdapter, id: string, serviceUrl: string): Promise<TeamNames> {
  const { teams } = await adapter.teams(serviceUrl);
  const [details, list] = await Promise.all([
    teams.fetchTeamDetails(id, askedWithin),
    teams.fetchChannelList(id, askedWithin),
  ]);
  const channels = (list.conversations ?? []).flatMap(
    ({ id: channel, name }): Array<[string, string]> => (channel ? [[channel, name || general]] : []),
  );
  return { team: details.name || undefined, channels: new Map(channels) };
}

async function inTime<Asked>(asked: Promise<Asked>): Promise<Asked | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, maxWaitMs, undefined);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
