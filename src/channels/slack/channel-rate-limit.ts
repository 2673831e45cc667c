/** About one message a second a channel (https://docs.slack.dev/apis/web-api/rate-limits, "chat.postMessage"). */
const intervalMs = 1_000;
/** A worker waits at most this long; messages due later go back to the queue. Milliseconds. */
const maxWaitMs = 2_000;
/** A reserved slot that was not used by then is dropped. Milliseconds. */
const reservationExpiresMs = 60_000;
/** Above this number, empty queues are deleted. */
const maxQueues = 500;

/** When a message may be sent; `requeue`: too late to wait for, but its slot stays reserved. */
interface SendSlot {
  readonly waitMs: number;
  readonly requeue: boolean;
}

interface ChannelQueue {
  next: number;
  readonly reserved: Map<string, number>;
}

/** Limits messages for each channel, in this process: a burst goes out in order and no message is requeued twice. */
export class ChannelRateLimit {
  readonly #queues = new Map<string, ChannelQueue>();

  /** @param key identifies the message, so that it keeps its slot when it is requeued; without a key it waits here */
  reserve(channel: string, key: string | undefined, now: number): SendSlot {
    const queue = this.#queueOf(channel, now);
    const kept = key === undefined ? undefined : queue.reserved.get(key);
    const due = kept ?? Math.max(now, queue.next);
    if (kept === undefined) queue.next = due + intervalMs;
    const waitMs = Math.max(0, due - now);
    if (key !== undefined && waitMs > maxWaitMs) {
      queue.reserved.set(key, due);
      return { waitMs, requeue: true };
    }
    if (key !== undefined) queue.reserved.delete(key);
    return { waitMs, requeue: false };
  }

  /** After a 429 from Slack: nothing is sent to this channel until then. */
  pause(channel: string, until: number, now: number): void {
    const queue = this.#queueOf(channel, now);
    queue.next = Math.max(queue.next, until);
    for (const [key, due] of queue.reserved) queue.reserved.set(key, Math.max(due, until));
  }

  #queueOf(channel: string, now: number): ChannelQueue {
    if (this.#queues.size >= maxQueues) this.#deleteEmpty(now);
    const known = this.#queues.get(channel) ?? { next: 0, reserved: new Map() };
    this.#queues.set(channel, known);
    return known;
  }

  #deleteEmpty(now: number): void {
    for (const [name, queue] of this.#queues) {
      for (const [key, due] of queue.reserved) if (due + reservationExpiresMs < now) queue.reserved.delete(key);
      if (queue.reserved.size === 0 && queue.next < now) this.#queues.delete(name);
    }
  }
}
