import { type Rate, TokenBuckets } from '../../app/turns/token-buckets.js';
import type { Log } from '../../service/log.js';
import type { Turn } from '../talk/turn.js';
import type { AnswerTurn, TurnAnswer } from './respond.js';

/** Files are expensive to read, and nobody needs more than a few. */
const filesRate: Rate = { perMinute: 2, burst: 6 };

/**
 * Rate limits the turns of an account. The first turn over the limit gets a polite reply, further ones none, and the database
 * is not used for either.
 * @param perMinute turns of one account, with a burst of half a minute's worth; 0 is no limit
 */
export function limitedAnswering(answer: AnswerTurn, perMinute: number, log: Log): AnswerTurn {
  if (perMinute === 0) return answer;
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
    return answer(turn);
  };
}

function keyOf({ account }: Turn): string {
  return `${account.platform}/${account.tenant}/${account.user}`;
}

function bringsFile({ input }: Turn): boolean {
  return input.kind === 'said' && (input.files?.length ?? 0) > 0;
}

const slowDown = 'That is a lot at once. Please give me a minute, then ask again. Anything already done is safe.';
const fewerFiles = 'That is a lot of files at once. Please give me a minute, then send the next one.';

function refuse(first: boolean, words: string, log: Log): TurnAnswer {
  const limited = { intent: 'none', outcome: 'limited' } as const;
  if (!first) return { ...limited, replies: [{ kind: 'nothing' }] };
  log.warn('rate limit exceeded');
  return { ...limited, replies: [{ kind: 'text', text: words }] };
}
