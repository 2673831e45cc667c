import type { Visit } from './gather.js';
import type { DayOrder } from './moments.js';
import { readMoment } from './moments.js';

/** One line of a report that notes each coming and going. */
export interface Passage {
  readonly line: number;
  readonly name: string;
  readonly email?: string;
  /** Tells two people of one name apart, where the file has it. */
  readonly id?: string;
  readonly comes: boolean;
  readonly at: string;
}

/**
 * Visits from comings and goings: each coming to the going after it. Whoever never leaves in the file was there when it
 * was written, so how long is unknown. A second coming while inside (another device) counts once.
 */
export function visitsOf(passages: readonly Passage[], order: DayOrder): Visit[] {
  const inside = new Map<string, { passage: Passage; since: number | undefined }>();
  const visits: Visit[] = [];
  for (const passage of passages) {
    const key = passage.id || passage.email || passage.name;
    const at = readMoment(passage.at, order)?.wallMinutes;
    const entered = inside.get(key);
    if (passage.comes) {
      if (!entered) inside.set(key, { passage, since: at });
      continue;
    }
    inside.delete(key);
    const minutes = entered?.since === undefined || at === undefined ? null : Math.max(0, at - entered.since);
    visits.push(visitOf(entered?.passage ?? passage, minutes));
  }
  return [...visits, ...[...inside.values()].map(({ passage }) => visitOf(passage, null))].sort(
    (a, b) => a.line - b.line,
  );
}

function visitOf({ line, name, email }: Passage, minutes: number | null): Visit {
  return { line, name, minutes, ...(email ? { email } : {}) };
}

/** "Joined", "Joined before", "Left" and what they are called elsewhere. @returns undefined for another action */
export function comesOrGoes(action: string): boolean | undefined {
  const word = action.toLowerCase();
  if (
    /^(left|leave|verlassen|hat.*verlassen|a quitté|quitté|sorti|salió|salida|abandon|uscit|ha abbandonato|vertrokken|heeft.*verlaten|opuści|wyszed)/.test(
      word,
    )
  ) {
    return false;
  }
  if (
    /^(join|beigetreten|teilgenommen|hat.*teilgenommen|vorher|a rejoint|rejoint|se unió|unido|unió|ha partecipato|entrat|partecip|deelgenomen|neemt|toegetreden|dołączy)/.test(
      word,
    )
  ) {
    return true;
  }
  return undefined;
}
