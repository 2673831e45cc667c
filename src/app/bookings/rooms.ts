import type { Attendee, Attendees, AttendeesOfSession } from './attendees.js';

/** Who is in one workshop or room of a session. */
export interface Room {
  /** Null for those who have a place and have not chosen yet. */
  readonly name: string | null;
  /** The question that it answers, where there are several; else empty. */
  readonly question: string;
  /** The session it is in, where the room is a choice within it; empty where it is the session itself. */
  readonly session: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Null for a choice, which has no places of its own. */
  readonly capacity: number | null;
  readonly people: readonly Attendee[];
}

/**
 * The rooms of an event: what people chose of a question with choices, session by session, and those who have not chosen; or,
 * without such a question, the sessions themselves. Cancelled sessions and people without a place are left out.
 */
export function roomsOf({ title, questions, sessions }: Attendees): Room[] {
  const choices = questions.flatMap(({ kind }, index) => (kind === 'choice' ? [index] : []));
  const held = sessions.filter(({ status }) => status !== 'cancelled');
  return held.flatMap((session): Room[] => {
    const coming = session.attendees.filter(({ state }) => state === 'confirmed');
    if (choices.length === 0) return [roomOf(session, session.label || title, coming, session.capacity)];
    return choices.flatMap((index) => chosenIn(session, coming, questions[index], index, choices.length > 1));
  });
}

function chosenIn(
  session: AttendeesOfSession,
  coming: readonly Attendee[],
  question: Attendees['questions'][number] | undefined,
  index: number,
  isOneOfSeveral: boolean,
): Room[] {
  const options = question?.options ?? [];
  const given = coming.map(({ answers }) => answers[index] ?? '');
  // An option that was taken away since is still somebody's answer.
  const names = [...new Set([...options, ...given.filter((answer) => answer !== '')])];
  const asked = isOneOfSeveral ? (question?.prompt ?? '') : '';
  const inRoom = (name: string | null, people: readonly Attendee[]): Room => ({
    ...roomOf(session, name, people, null),
    ...{ question: asked, session: session.label },
  });
  const rooms = names.map((name) =>
    inRoom(
      name,
      coming.filter((_, at) => given[at] === name),
    ),
  );
  const undecided = coming.filter((_, at) => given[at] === '');
  return undecided.length === 0 ? rooms : [...rooms, inRoom(null, undecided)];
}

function roomOf(
  { startsAt, endsAt }: AttendeesOfSession,
  name: string | null,
  people: readonly Attendee[],
  capacity: number | null,
): Room {
  return { name, question: '', session: '', startsAt, endsAt, capacity, people };
}
