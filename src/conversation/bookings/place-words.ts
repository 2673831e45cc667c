import { type AskedQuestion, optionsOf } from '../../app/bookings/booking-questions.js';
import type { LinkedAction, LinkedPlace } from '../../app/bookings/place-links.js';
import { isPersonal } from '../../domain/event-plan.js';
import { sayMoment, saySpan } from '../../domain/when.js';

type PageAnswer = LinkedAction['answer'];

/** The wording of the page for a signed link. */
interface PlaceWords {
  readonly title: string;
  readonly facts: ReadonlyArray<readonly [string, string]>;
  readonly standing: string;
  /** The organisers' questions as form fields. */
  readonly questions: readonly PlaceQuestion[];
  /** Who can see the answers. */
  readonly note: string;
  /** Whether the place is confirmed, so that a calendar entry is offered. */
  readonly held: boolean;
  /** The buttons available now, the most likely first. */
  readonly answers: ReadonlyArray<{ readonly answer: PageAnswer; readonly label: string }>;
}

export interface PlaceQuestion {
  readonly id: string;
  readonly label: string;
  /** Empty for a free-text answer. */
  readonly options: readonly string[];
  readonly required: boolean;
  readonly value: string;
  readonly hint: string;
  readonly fault: string;
}

/** What is wrong with an answer, and how to correct it. */
export const questionFaultWords = {
  missing: 'Please answer this: the organisers need it.',
  'no-such-option': 'Please choose one of the list.',
} as const;

/** @param done what was just submitted on the page, if anything */
export function describePlace(
  place: LinkedPlace,
  view: { readonly now: Date; readonly zone: string; readonly done: PageAnswer | undefined },
): PlaceWords {
  const { registration, session } = place;
  const title = session.label ? `${session.title}: ${session.label}` : session.title;
  const where = [session.venue, session.address, session.town, session.postcode].filter(Boolean).join(', ');
  const facts: Array<readonly [string, string]> = [
    ['For', registration.personName],
    ['When', saySpan(session.startsAt, session.endsAt, view.zone)],
    ['Where', where || (session.link ?? 'To be announced')],
  ];
  if (registration.state === 'offered' && registration.offerExpiresAt)
    facts.push(['Kept until', sayMoment(registration.offerExpiresAt, view.zone)]);
  const over = { title, facts, questions: [], note: '', answers: [], held: false };
  const cancelled = session.eventStatus === 'cancelled' || session.sessionStatus === 'cancelled';
  if (cancelled) return { ...over, standing: 'It is cancelled.' };
  if (session.startsAt <= view.now) return { ...over, standing: 'It has started.' };
  const asks = place.questions.length > 0;
  const personal = place.questions.some(({ kind }) => isPersonal(kind));
  const faulty = Object.keys(place.faults).length > 0;
  const shown = standingOf(registration.state, faulty && view.done === 'save' ? undefined : view.done, asks);
  return {
    title,
    facts,
    ...shown,
    held: registration.state === 'confirmed',
    standing: faulty
      ? `${shown.standing} Something is missing below, so your answers are not saved yet.`
      : shown.standing,
    questions: place.questions.map((question) => questionWords(question, place)),
    note: personal
      ? 'Only the people who arrange food and access see what you say about them. It is deleted 14 days after the event.'
      : '',
  };
}

function questionWords(question: AskedQuestion, { answers, hidden, faults }: LinkedPlace): PlaceQuestion {
  const { id, prompt, required } = question;
  const answered = hidden.includes(id);
  const fault = faults[id];
  return {
    id,
    label: prompt,
    options: optionsOf(question) ?? [],
    required: required && !answered,
    value: answers[id] ?? '',
    hint: answered ? 'Answered already. What you leave empty stays as it is.' : '',
    fault: fault ? questionFaultWords[fault] : '',
  };
}

function standingOf(
  state: string,
  done: PageAnswer | undefined,
  asks: boolean,
): Pick<PlaceWords, 'standing' | 'answers'> {
  const accept = { answer: 'accept', label: 'Accept the place' } as const;
  const save = asks ? [{ answer: 'save', label: 'Save my answers' } as const] : [];
  const cannot = { answer: 'decline', label: 'I cannot come' } as const;
  const thanks = done === 'save' ? 'Thank you, your answers are noted. ' : '';
  switch (state) {
    case 'offered':
      return {
        standing: `${thanks}A place is offered to you.`,
        answers: [accept, { answer: 'decline', label: 'Decline it' }],
      };
    case 'confirmed':
      if (done === 'accept') return { standing: 'Thank you. Your place is booked.', answers: [...save, cannot] };
      return {
        standing: `${thanks}A place is booked for you.`,
        answers: asks ? [...save, cannot] : [{ answer: 'accept', label: 'I will come' }, cannot],
      };
    case 'waiting':
      return {
        standing: `${thanks}You are on the waiting list. Whoever booked for you is told when a place is offered.`,
        answers: [...save, { answer: 'decline', label: 'Leave the waiting list' }],
      };
    default:
      return { standing: 'This place is given up. Thank you for telling us.', answers: [] };
  }
}
