import type { GroupLine } from '../../app/bookings/book-group.js';
import type { AskedQuestion } from '../../app/bookings/booking-questions.js';
import type { Colleague } from '../../app/bookings/colleagues.js';
import type { ProgrammeSession } from '../../app/programme/sessions.js';
import { unreachable } from '../../domain/unreachable.js';
import type { Action, Block, Card, Form, FormValues, Option } from '../../rendering/card.js';
import { sessionTitle } from '../programme/programme-cards.js';
import { sayPost } from '../talk/person-words.js';
import { ordinal, sayTold } from '../talk/wording.js';
import { privacyNote, questionField } from './booking-questions-cards.js';
import type { Booking } from './bookings-cards.js';

const othersHint = 'One per line: the name, a comma and their role, such as "Sam Field, deputy headteacher".';

interface GroupForm {
  readonly session: ProgrammeSession;
  readonly colleagues: readonly Colleague[];
  /** The organisers' questions, which the user answers for themselves. */
  readonly questions: readonly AskedQuestion[];
  /** What is ticked or typed. */
  readonly values: FormValues;
  readonly faults?: Readonly<Record<string, string>>;
  /** What some of them hold that this does not go with, and its registrations: sent again, they are booked as well. */
  readonly beside?: { readonly words: readonly string[]; readonly registrations: readonly string[] };
}

/** Asks who is coming. */
export function groupForm({ session, colleagues, questions, values, faults = {}, beside }: GroupForm): Form {
  const title = sessionTitle(session);
  const notes = beside ? [...beside.words, 'Nobody is booked yet. Untick who does not come, or book as well.'] : [];
  const asked =
    'The organisers have a few questions. Answer here for yourself. I will ask your colleagues in their own chat or on their page, and you can answer for them under “My bookings”.';
  return {
    title: 'Book for colleagues',
    intro: [
      { kind: 'text', text: title },
      ...notes.map((text) => ({ kind: 'text', text, tone: 'warning' }) as const),
      { kind: 'context', text: 'If there are not enough places, the others join the waiting list.' },
      ...(questions.length > 0 ? [{ kind: 'context', text: asked } as const, ...privacyNote(questions)] : []),
    ],
    fields: [
      { kind: 'tick', id: 'me', label: 'A place for me' },
      ...questions.map((question) => ({ ...questionField(question), required: false, hint: forYou(question) })),
      ...(colleagues.length > 0
        ? [{ kind: 'choices', id: 'people', label: 'Colleagues', options: colleagueOptions(colleagues) } as const]
        : []),
      { kind: 'people', id: 'chosen', label: 'Choose colleagues by their name here' },
      { kind: 'text', id: 'others', label: 'Anybody else', multiline: true, maxLength: 3_000, hint: othersHint },
    ],
    values,
    faults,
    submit: {
      label: beside ? 'Book as well' : 'Book',
      verb: 'book-group',
      data: { session: session.id, ...(beside ? { besides: beside.registrations.join(' ') } : {}) },
    },
    fallback: [`Who is coming to ${title}?`, ...notes].join(' '),
  };
}

function forYou({ required }: AskedQuestion): string {
  return required ? 'For you: needed if you take a place.' : 'For you, if you take a place.';
}

/** People of the school to choose from. */
export function colleagueOptions(
  colleagues: ReadonlyArray<Pick<Colleague, 'personId' | 'name' | 'position' | 'title'>>,
): Option[] {
  return colleagues.map(({ personId, name, ...post }) => ({ value: personId, label: `${name}, ${sayPost(post)}` }));
}

/** The outcome for each person. @param links pages to pass on, by registration id, for people without a chat */
export function groupCard(
  session: ProgrammeSession,
  lines: readonly GroupLine[],
  links: ReadonlyMap<string, string>,
): Card {
  const title = sessionTitle(session);
  const items = lines.map((line) => {
    const action = lineAction(line, links);
    return {
      title: line.self ? `${line.name} (you)` : line.name,
      detail: `${outcomeWords(line)}${missingNote(line)}`,
      ...(action ? { action } : {}),
    };
  });
  const handOn: Block[] =
    links.size > 0
      ? [
          {
            kind: 'context',
            text: 'I cannot tell colleagues who have no chat with me. Pass the page on: it shows the booking, asks the organisers’ questions, and lets them accept or decline.',
          },
        ]
      : [];
  return {
    fallback: [`${title}:`, ...items.map((item) => `${item.title}: ${item.detail}`)].join('\n'),
    blocks: [{ kind: 'heading', text: title }, { kind: 'list', items }, ...handOn],
    actions: [{ kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true }],
  };
}

/** A link to the page if they have no chat; else the questions if an answer is missing; else the booking. */
function lineAction({ outcome, self, missing }: GroupLine, links: ReadonlyMap<string, string>): Action | undefined {
  if (!('registrationId' in outcome)) return undefined;
  const url = links.get(outcome.registrationId);
  if (url) return { kind: 'link', label: 'Page to pass on', url };
  const data = { registration: outcome.registrationId };
  if (missing.length === 0) return { kind: 'act', label: 'Open', verb: 'booking', data, keepsCard: true };
  const label = self ? 'Answer' : 'Answer for them';
  return { kind: 'act', label, verb: 'answers', data, opensForm: true, keepsCard: true };
}

function missingNote({ missing, self }: GroupLine): string {
  if (missing.length === 0) return '';
  return self ? ` Still to answer: ${missing.join(' ')}` : ` They are asked: ${missing.join(' ')}`;
}

function outcomeWords({ outcome, told, self }: GroupLine): string {
  const note = self ? '' : sayTold(told);
  switch (outcome.kind) {
    case 'confirmed':
      return `A place is booked.${note}`;
    case 'waiting':
      return `${ordinal(outcome.position)} on the waiting list.${note}`;
    case 'already':
      return outcome.own.position === null
        ? 'Already has a place.'
        : `Already ${ordinal(outcome.own.position)} on the waiting list.`;
    case 'full':
      return 'No place is free.';
    case 'needs-answers':
      return 'The organisers have a question first.';
    case 'refused':
      return refusalWords[outcome.reason];
    default:
      return unreachable(outcome);
  }
}

const refusalWords: Record<Extract<GroupLine['outcome'], { kind: 'refused' }>['reason'], string> = {
  past: 'Not booked: it has started.',
  closed: 'Not booked: booking has closed.',
  'not-open-yet': 'Not booked: booking is not open yet.',
  cancelled: 'Not booked: it is cancelled.',
  'not-found': 'Not booked: it is not on the programme.',
  'not-for-you': 'Not booked: it is not for their role.',
  'members-only': 'Not booked: it is for schools of the partnership.',
  'school-has-places': 'Not booked: your school already has all its places.',
  'unknown-person': 'Not booked: I do not know who that is.',
};

/** Colleagues who could come instead, with a button each. */
export function substitutesCard(booking: Booking, colleagues: readonly Colleague[]): Card {
  const title = `Who goes to ${sessionTitle(booking.session)} instead?`;
  const registration = booking.registration.id;
  const other: Action = {
    kind: 'act',
    label: 'Somebody else',
    verb: 'substitute-other',
    data: { registration },
    opensForm: true,
  };
  return {
    fallback: `${title} ${colleagues.map(({ name }) => name).join(', ')}`,
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'context', text: 'The place stays with your school, so nobody on the waiting list loses out.' },
      {
        kind: 'list',
        items: colleagues.map(({ personId, name, ...post }) => ({
          title: name,
          detail: sayPost(post),
          action: {
            kind: 'act',
            label: 'Send them',
            verb: 'substitute-as',
            data: { registration, person: personId },
          } as const,
        })),
      },
    ],
    actions: [
      other,
      { kind: 'act', label: booking.forWhom ? 'Keep it' : 'Keep my place', verb: 'booking', data: { registration } },
    ],
    again: { verb: 'substitute', data: { registration } },
  };
}

/**
 * Asks for a substitute: one of the colleagues on record, somebody of the platform's directory, or somebody who is not on record yet.
 */
export function substituteForm(
  booking: Booking,
  colleagues: readonly Colleague[],
  values: FormValues,
  fault?: string,
): Form {
  return {
    title: 'Name a substitute',
    intro: [{ kind: 'text', text: `Who goes to ${sessionTitle(booking.session)} instead?` }],
    fields: [
      ...(colleagues.length > 0
        ? [
            {
              kind: 'choice',
              id: 'person',
              label: 'A colleague on record',
              options: colleagueOptions(colleagues),
              lookup: 'colleagues',
            } as const,
          ]
        : []),
      { kind: 'people', id: 'chosen', label: 'Or choose them by name here', one: true },
      {
        kind: 'text',
        id: 'others',
        label: colleagues.length > 0 ? 'Or somebody else: name and role' : 'Name and role',
        maxLength: 200,
        hint: 'Such as "Sam Field, deputy headteacher".',
      },
    ],
    values,
    ...(fault ? { faults: { others: fault } } : {}),
    submit: { label: 'Send them', verb: 'substitute-named', data: { registration: booking.registration.id } },
    fallback: `Who goes to ${sessionTitle(booking.session)} instead?`,
  };
}
