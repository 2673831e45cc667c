import { type Rate, TokenBuckets } from '../../app/turns/token-buckets.js';
import type { Log } from '../../service/log.js';
import type { Reply, Respond, Turn } from '../talk/turn.js';

/** Files are read and matched row by row: a handful is a day's work. */
const filesRate: Rate = { perMinute: 2, burst: 6 };

/**
 * The conversation for somebody who goes on too fast: told so once, politely, then not answered until they slow down. Nothing
 * is asked of the database for it, and nothing is done for a turn that is over the limit.
 * @param perMinute turns of one account, with half a minute's worth at once; 0 is no limit
 */
export function limitedRespond(respond: Respond, perMinute: number, log: Log): Respond {
  if (perMinute === 0) return respond;
  const turns = new TokenBuckets({ perMinute, burst: Math.max(1, Math.ceil(perMinute / 2)) });
  const files = new TokenBuckets(filesRate);
  return async (turn) => {
    const key = keyOf(turn);
    const taken = turns.take(key);
    if (taken.kind === 'refused') return refuse(taken.first, slowDown, log);
    if (bringsFile(turn)) {
      const file = files.take(key);
      if (file.kind === 'refused') return refuse(file.first, fewerFiles, log);
    }
    return respond(turn);
  };
}

function keyOf({ account }: Turn): string {
  return `${account.platform}/${account.tenant}/${account.user}`;
}

function bringsFile({ input }: Turn): boolean {
  return input.kind === 'said' && (input.files?.length ?? 0) > 0;
}

const slowDown = 'That is a lot at once. Please give me a minute, then ask again; what was done is done.';
const fewerFiles = 'That is a lot of files at once. Please give me a minute, then send the next one.';

function refuse(first: boolean, words: string, log: Log): readonly Reply[] {
  if (!first) return [{ kind: 'nothing' }];
  log.warn('somebody goes on too fast; they are told once');
  return [{ kind: 'text', text: words }];
}
