import { describe, expect, it } from 'vitest';
import type { PlatformPort } from '../../src/channels/port.js';
import { rateLimitedPorts } from '../../src/jobs/rate-limited-ports.js';

const card = { fallback: 'x', blocks: [] };
const chat = { kind: 'conversation', conversationId: 'x' } as const;

/** A platform that accepts a fixed number in each second of the clock, and records when. */
function strict(perSecond: number) {
  const taken: number[] = [];
  let refused = 0;
  const port: PlatformPort = {
    platform: 'teams',
    post: async () => {
      const second = Math.floor(Date.now() / 1_000);
      if (taken.filter((at) => Math.floor(at / 1_000) === second).length >= perSecond) {
        refused += 1;
        return { kind: 'not-taken', why: 'busy', retryAfterMs: 1_000 };
      }
      taken.push(Date.now());
      return { kind: 'taken', messageId: String(taken.length) };
    },
    update: async () => ({ kind: 'taken', messageId: '' }),
  };
  return { port, taken, refused: () => refused };
}

describe('a platform with a limit of messages a second', () => {
  it('is never sent more, and nearly as many', async () => {
    const platform = strict(20);
    const { teams } = rateLimitedPorts({ teams: platform.port }, { teams: 20 });
    const started = Date.now();
    await Promise.all(Array.from({ length: 60 }, () => teams?.post(chat, card)));
    expect(platform.refused()).toBe(0);
    expect(platform.taken).toHaveLength(60);
    expect(Date.now() - started).toBeLessThan(6_000);
  });

  it('receives nothing while it has asked to wait', async () => {
    const asked: number[] = [];
    const port: PlatformPort = {
      platform: 'teams',
      post: async () => {
        asked.push(Date.now());
        if (asked.length === 1) return { kind: 'not-taken', why: 'busy', retryAfterMs: 300 };
        return { kind: 'taken', messageId: 'sent' };
      },
      update: async () => ({ kind: 'taken', messageId: '' }),
    };
    const { teams } = rateLimitedPorts({ teams: port });
    expect(await teams?.post(chat, card)).toMatchObject({ kind: 'not-taken' });
    expect(await teams?.post(chat, card)).toEqual({ kind: 'taken', messageId: 'sent' });
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(295);
  });
});
