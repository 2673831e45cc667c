import type { Actor } from '../../domain/actor.js';
import { readDiet } from '../../domain/organising/diets.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import type { Attendee, Attendees } from './attendees.js';

/** How many gave one answer. */
export interface TallyLine {
  readonly answer: string;
  readonly count: number;
  /** Who, for whoever asked for names. */
  readonly names: readonly string[];
}

/** What the people with a place in one session answered to one question. */
export interface QuestionTally {
  readonly prompt: string;
  readonly kind: Attendees['questions'][number]['kind'];
  /** The most often given first. */
  readonly counted: readonly TallyLine[];
  /** What was written in words of their own, each once. */
  readonly written: readonly TallyLine[];
  /** How many need nothing, or did not answer. */
  readonly nothing: number;
}

export interface SessionTally {
  readonly sessionId: string;
  readonly label: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly coming: number;
  readonly questions: readonly QuestionTally[];
}

type Reading = { readonly kind: 'counted' | 'written'; readonly words: string } | { readonly kind: 'nothing' };

/** What people need, session by session: of those who have a place, without the cancelled sessions. */
export function talliesOf({ questions, sessions }: Attendees): SessionTally[] {
  const held = sessions.filter(({ status }) => status !== 'cancelled');
  return held.map(({ sessionId, label, startsAt, endsAt, attendees }) => {
    const coming = attendees.filter(({ state }) => state === 'confirmed');
    const tallied = questions.map((question, index) => tallyOf(question, coming, index));
    return { sessionId, label, startsAt, endsAt, coming: coming.length, questions: tallied };
  });
}

function tallyOf(
  { prompt, kind }: Attendees['questions'][number],
  coming: readonly Attendee[],
  index: number,
): QuestionTally {
  const read = coming.map(({ name, answers }) => ({ name, reading: readAnswer(kind, answers[index] ?? '') }));
  const lines = (wanted: 'counted' | 'written') => {
    const byWords = new Map<string, { answer: string; names: string[] }>();
    for (const { name, reading } of read) {
      if (reading.kind !== wanted) continue;
      const key = reading.words.toLowerCase();
      const line = byWords.get(key) ?? { answer: reading.words, names: [] };
      line.names.push(name);
      byWords.set(key, line);
    }
    return [...byWords.values()]
      .map(({ answer, names }): TallyLine => ({ answer, count: names.length, names }))
      .sort((a, b) => b.count - a.count || (a.answer < b.answer ? -1 : 1));
  };
  const nothing = read.filter(({ reading }) => reading.kind === 'nothing').length;
  return { prompt, kind, counted: lines('counted'), written: lines('written'), nothing };
}

function readAnswer(kind: QuestionTally['kind'], answer: string): Reading {
  const words = answer.trim().replace(/\s+/g, ' ');
  if (words === '') return { kind: 'nothing' };
  switch (kind) {
    case 'choice':
    case 'yes_no':
      return { kind: 'counted', words };
    case 'access':
    case 'text':
      return readDiet(words).kind === 'nothing' ? { kind: 'nothing' } : { kind: 'written', words };
    case 'dietary': {
      const diet = readDiet(words);
      if (diet.kind === 'named') return { kind: 'counted', words: diet.name };
      return diet.kind === 'nothing' ? { kind: 'nothing' } : { kind: 'written', words };
    }
  }
}

/** Notes in the audit trail that somebody read who needs what. */
export async function noteNeedsRead(core: Core, actor: Actor, eventId: string): Promise<void> {
  const line = { act: 'show-needs', subject: 'event', subjectId: eventId, outcome: 'shown' } as const;
  await commit(core, (tx) => recordAct(tx, actor, line, core.clock.now()));
}
