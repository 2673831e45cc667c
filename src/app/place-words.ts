import { saySpan } from '../domain/when.js';
import type { LinkedPlace } from './place-links.js';

/** A linked place in words, for the page that shows it. */
export interface PlaceWords {
  readonly title: string;
  readonly facts: ReadonlyArray<readonly [string, string]>;
  readonly standing: string;
  /** What can be answered now. */
  readonly answers: ReadonlyArray<{ readonly answer: 'accept' | 'decline'; readonly label: string }>;
}

/** @param accepted they have just said that they come */
export function describePlace(
  { registration, session }: LinkedPlace,
  view: { readonly now: Date; readonly zone: string; readonly accepted: boolean },
): PlaceWords {
  const title = session.label ? `${session.title}: ${session.label}` : session.title;
  const where = [session.venue, session.address, session.town, session.postcode].filter(Boolean).join(', ');
  const facts: Array<readonly [string, string]> = [
    ['For', registration.personName],
    ['When', saySpan(session.startsAt, session.endsAt, view.zone)],
    ['Where', where || (session.link ?? 'To be announced')],
  ];
  const calledOff = session.eventStatus === 'cancelled' || session.sessionStatus === 'cancelled';
  if (calledOff) return { title, facts, standing: 'It is cancelled.', answers: [] };
  if (session.startsAt <= view.now) return { title, facts, standing: 'It has started.', answers: [] };
  return { title, facts, ...standingOf(registration.state, view.accepted) };
}

function standingOf(state: string, accepted: boolean): Pick<PlaceWords, 'standing' | 'answers'> {
  const accept = { answer: 'accept', label: 'Accept' } as const;
  switch (state) {
    case 'offered':
      return { standing: 'A place is offered to you.', answers: [accept, { answer: 'decline', label: 'Decline' }] };
    case 'confirmed':
      return accepted
        ? { standing: 'Thank you. Your place is booked.', answers: [{ answer: 'decline', label: 'I cannot come' }] }
        : {
            standing: 'A place is booked for you.',
            answers: [
              { answer: 'accept', label: 'I will come' },
              { answer: 'decline', label: 'I cannot come' },
            ],
          };
    case 'waiting':
      return {
        standing: 'You are in the waiting list. Whoever booked for you is told when a place is offered.',
        answers: [{ answer: 'decline', label: 'Leave the waiting list' }],
      };
    default:
      return { standing: 'This place is given up. Thank you for telling us.', answers: [] };
  }
}
