import type { DayOrder } from './moments.js';
import { readMoment } from './moments.js';
import type { Visit } from './recognised.js';

/** One line of a report that has a line for each time somebody joins or leaves. */
export interface Passage {
  readonly line: number;
  readonly name: string;
  readonly email?: string;
  /** The number of the visit, if the file has one: people join from two devices at once. */
  readonly visit?: string;
  /** Undefined for an unknown action: whoever did anything was there. */
  readonly comes: boolean | undefined;
  readonly at: string;
}

interface Timed extends Passage {
  readonly minutes: number | undefined;
}

/**
 * Pairs each join with the next leave, by the number of the visit if the file has one, otherwise by time. Somebody who never
 * leaves was still there when the file was written, so their duration is unknown. Joining again before leaving counts once.
 */
export function visitsOf(passages: readonly Passage[], order: DayOrder): Visit[] {
  const groups = new Map<string, Timed[]>();
  for (const passage of passages) {
    const who = passage.email || passage.name;
    const key = passage.visit ? `${passage.visit} ${who}` : who;
    const timed = { ...passage, minutes: readMoment(passage.at, order)?.wallMinutes };
    const group = groups.get(key);
    if (group) group.push(timed);
    else groups.set(key, [timed]);
  }
  return [...groups.values()].flatMap(visitsOfOne).sort((a, b) => a.line - b.line);
}

function visitsOfOne(passages: readonly Timed[]): Visit[] {
  const inOrder = [...passages].sort((a, b) => (a.minutes ?? 0) - (b.minutes ?? 0) || a.line - b.line);
  const visits: Visit[] = [];
  let entered: Timed | undefined;
  for (const passage of inOrder) {
    if (passage.comes !== false) {
      entered ??= passage;
      continue;
    }
    const known = entered?.minutes !== undefined && passage.minutes !== undefined;
    visits.push(visitOf(entered ?? passage, known ? (passage.minutes ?? 0) - (entered?.minutes ?? 0) : null));
    entered = undefined;
  }
  return entered ? [...visits, visitOf(entered, null)] : visits;
}

function visitOf({ line, name, email }: Passage, minutes: number | null): Visit {
  return { line, name, minutes, ...(email ? { email } : {}) };
}

/** "Joined", "Joined before", "Left" and what they are called elsewhere. @returns undefined for another action */
export function comesOrGoes(action: string): boolean | undefined {
  const word = action.toLowerCase();
  if (
    /^(left|leave|exit|verlassen|hat.*verlassen|a quitté|quitté|sorti|salió|salida|saiu|abandon|uscit|ha abbandonato|vertrokken|heeft.*verlaten|opuści|wyszed)/.test(
      word,
    )
  )
    return false;
  if (
    /^(join|enter|beigetreten|teilgenommen|hat.*teilgenommen|vorher|a rejoint|rejoint|se unió|unido|unió|entrou|ingressou|ha partecipato|entrat|partecip|deelgenomen|neemt|toegetreden|dołączy)/.test(
      word,
    )
  )
    return true;
  return undefined;
}
