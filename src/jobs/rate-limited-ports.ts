import { setTimeout as delay } from 'node:timers/promises';
import type { MailPort, PlatformPort } from '../channels/port.js';
import type { Ports } from './deliver.js';

/**
 * Messages a second that a platform accepts from an app in one tenant; undefined where the limit depends on the
 * conversation.
 */
type PermittedRates = Readonly<Partial<Record<PlatformPort['platform'], number>>>;

/** Teams accepts 30 a second for an app and tenant; Slack has limits by channel. */
const permittedRates: PermittedRates = { teams: 30 };

/** Window in milliseconds for the permitted number of posts: a second, plus clock differences and network delay. */
const windowMs = 1_012;
/** Waits up to this long apply to all posts; a longer one may concern one conversation, and is left to its job. */
const longestPauseMs = 5_000;
/** Mail servers do not say how long to wait: this, doubled each time in a row, up to `longestPauseMs`. */
const busyPauseMs = 100;

/**
 * Ports that post no faster than the platform permits, and pause when it asks to wait. Otherwise every job would be
 * refused and postponed one by one.
 */
export function rateLimitedPorts({ mail, ...chats }: Ports, rates: PermittedRates = permittedRates): Ports {
  return {
    ...Object.fromEntries(
      Object.entries(chats).map(([name, port]) => [
        name,
        rateLimited(port, rates[port.platform] ?? Number.POSITIVE_INFINITY),
      ]),
    ),
    ...(mail ? { mail } : {}),
  };
}

/**
 * A mail server that is asked no faster than it permits. When it is busy all the same, everything waits a moment.
 * @param perMinute 60 or more is spread over the seconds
 */
export function rateLimitedMail(port: MailPort, perMinute: number): MailPort {
  const turn =
    perMinute >= 60 ? takeTurns(Math.floor(perMinute / 60), windowMs) : takeTurns(1, Math.ceil(60_000 / perMinute));
  let busyInARow = 0;
  return {
    async send(mail) {
      await turn.next();
      const sending = await port.send(mail);
      // A code is about one address, such as a greylisted one.
      const isBusy = sending.kind === 'not-taken' && sending.why === 'busy' && sending.code === undefined;
      if (isBusy) turn.pause(Math.min(longestPauseMs, busyPauseMs * 2 ** busyInARow));
      busyInARow = isBusy ? busyInARow + 1 : 0;
      return sending;
    },
  };
}

function rateLimited(port: PlatformPort, perSecond: number): PlatformPort {
  const turn = takeTurns(perSecond, windowMs);
  const find = port.find?.bind(port);
  const works = port.works?.bind(port);
  return {
    platform: port.platform,
    update: (destination, messageId, card) => port.update(destination, messageId, card),
    ...(find ? { find } : {}),
    ...(works ? { works } : {}),
    async post(destination, card, key) {
      await turn.next();
      const sending = await port.post(destination, card, key);
      if (sending.kind === 'not-taken' && sending.why === 'busy') {
        const pauseMs = sending.retryAfterMs ?? 0;
        if (pauseMs <= longestPauseMs) turn.pause(pauseMs);
      }
      return sending;
    },
  };
}

/**
 * Limits turns in any sliding window, so that the platform never counts more in its own seconds. Unused turns can be
 * used at once.
 */
function takeTurns(perWindow: number, windowMs: number) {
  /** Actual times of the latest turns, oldest first, at most as many as permitted. */
  const taken: number[] = [];
  let quietUntil = 0;
  let last = Promise.resolve();
  const openAt = () => Math.max(quietUntil, taken.length >= perWindow ? (taken[0] ?? 0) + windowMs : 0);
  const take = async () => {
    for (let wait = openAt() - Date.now(); wait > 0; wait = openAt() - Date.now()) await delay(wait);
    if (taken.length >= perWindow) taken.shift();
    if (Number.isFinite(perWindow)) taken.push(Date.now());
  };
  return {
    /** One after the other: a timer may fire late, and the actual time of a turn counts. */
    next(): Promise<void> {
      last = last.then(take);
      return last;
    },
    pause(milliseconds: number): void {
      quietUntil = Math.max(quietUntil, Date.now() + milliseconds);
    },
  };
}
