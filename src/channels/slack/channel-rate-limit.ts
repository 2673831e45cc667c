/** About one message a second a channel (https://docs.slack.dev/apis/web-api/rate-limits, "chat.postMessage"). */
const between = 1_000;
/** A worker waits no longer than this; what is due later goes back to the queue. Milliseconds. */
const worthWaitingFor = 2_000;
/** A place in the line that was not used by then is given up. */
const overdue = 60_000;
/** Beyond so many, lines that nobody stands in are forgotten. */
const linesKept = 500;

/** How long to wait with a message; `comeBack`: too long to wait for, but its place in the line is kept. */
export interface RateGate {
  readonly waitMs: number;
  readonly comeBack: boolean;
}

interface Line {
  next: number;
  readonly places: Map<string, number>;
}

/** Lines up messages of this process, a line for each channel: a burst goes out in order and none is sent back twice. */
export class Pace {
  readonly #lines = new Map<string, Line>();

  /** @param key of the message: it keeps its place when it comes back; without one it waits its turn here */
  enter(channel: string, key: string | undefined, now: number): RateGate {
    const line = this.#lineOf(channel, now);
    const kept = key === undefined ? undefined : line.places.get(key);
    const due = kept ?? Math.max(now, line.next);
    if (kept === undefined) line.next = due + between;
    const waitMs = Math.max(0, due - now);
    if (key !== undefined && waitMs > worthWaitingFor) {
      line.places.set(key, due);
      return { waitMs, comeBack: true };
    }
    if (key !== undefined) line.places.delete(key);
    return { waitMs, comeBack: false };
  }

  /** Slack asks to wait: nothing goes to this channel until then. */
  hold(channel: string, until: number, now: number): void {
    const line = this.#lineOf(channel, now);
    line.next = Math.max(line.next, until);
    for (const [key, due] of line.places) line.places.set(key, Math.max(due, until));
  }

  #lineOf(channel: string, now: number): Line {
    if (this.#lines.size >= linesKept) this.#tidyUp(now);
    const known = this.#lines.get(channel) ?? { next: 0, places: new Map() };
    this.#lines.set(channel, known);
    return known;
  }

  #tidyUp(now: number): void {
    for (const [name, line] of this.#lines) {
      for (const [key, due] of line.places) if (due + overdue < now) line.places.delete(key);
      if (line.places.size === 0 && line.next < now) this.#lines.delete(name);
    }
  }
}
