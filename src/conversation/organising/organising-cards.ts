import type { InvitationCounts } from '../../app/invitations/answer-invitation.js';
import type { Reach } from '../../app/messages/reach.js';
import type { OrganisedEvent, OrganisedSession } from '../../app/organising/organised-events.js';
import { sayMoment, saySpan } from '../../domain/when.js';
import type { ActAction, Action, Block, Card, Field, ListItem } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import { audienceWords, sayCost, type View } from '../programme/programme-cards.js';
import { type RestOfUnreached, sayWillBeTold, unreachedBlocks } from '../talk/reach-words.js';
import { plural } from '../talk/wording.js';
import { detailsSaid, venueSaid } from './details-forms.js';

export interface OrganiserView extends View {
  /** Whether a day is in a school holiday. */
  readonly isHoliday: (day: Date) => boolean;
}

type Verbs = Readonly<Record<string, string>>;
const act = (
  label: string,
  verb: Verb,
  data: Verbs,
  more: Partial<Extract<Action, { kind: 'act' }>> = {},
): ActAction => ({
  kind: 'act',
  label,
  verb,
  data,
  ...more,
});

/** The user's drafts and upcoming events. */
export function organisedEventsCard(
  verb: 'organise' | 'organise-drafts',
  events: readonly OrganisedEvent[],
  view: View,
): Card {
  const title = verb === 'organise' ? 'Events you run' : 'Drafts';
  const shown = events;
  const line = (event: OrganisedEvent) => `${event.title}${event.status === 'published' ? '' : ` (${event.status})`}`;
  const detail = (event: OrganisedEvent) => {
    const [first] = event.sessions;
    const held = event.sessions.reduce((sum, { confirmed, offered }) => sum + confirmed + offered, 0);
    return `${first ? sayMoment(first.startsAt, view.zone) : 'no session yet'} · ${plural(event.sessions.length, 'session')} · ${held} booked`;
  };
  return {
    fallback: [title, ...shown.map((event) => `${line(event)}, ${detail(event)}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...(shown.length === 0 ? [{ kind: 'text', text: 'There is nothing here yet.' } as const] : []),
      {
        kind: 'list',
        items: shown.map((event) => ({
          title: line(event),
          detail: detail(event),
          action: act('Open', 'organise-event', { event: event.id }),
        })),
      },
    ],
    actions: [
      act('New event', 'organise-new', {}, { opensForm: true, style: 'primary' }),
      act('Drafts', 'organise-drafts', {}),
      act('Series', 'series-manage', {}),
    ],
    again: { verb },
  };
}

const statusWords: Record<OrganisedEvent['status'], string> = {
  draft: 'Draft: only organisers see it.',
  published: 'Published.',
  cancelled: 'Cancelled.',
  retired: 'No longer shown.',
};

/** What is added to the card of an event. */
export interface EventCardExtras {
  readonly invitations?: InvitationCounts;
}

/** One event with all its actions. */
export function organisedEventCard(
  event: OrganisedEvent,
  view: OrganiserView,
  lead?: string,
  extras: EventCardExtras = {},
): Card {
  const { invitations } = extras;
  const warnings = warningsOf(event, view);
  const facts = [
    { label: 'Series', value: event.seriesName },
    { label: 'Cost', value: sayCost(event.costPence) },
    { label: 'Booking', value: bookingWords(event, view) },
  ];
  const blocks: Block[] = [
    ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
    { kind: 'heading', text: event.title },
    { kind: 'text', text: statusWords[event.status], tone: 'strong' },
    ...(event.description ? [{ kind: 'text', text: event.description } as const] : []),
    { kind: 'facts', facts },
    { kind: 'list', items: event.sessions.map((session) => sessionItem(session, view)) },
    ...warnings.map((text) => ({ kind: 'text', text, tone: 'warning' }) as const),
    { kind: 'list', items: [...settings(event, view), ...announced(event, invitations), ...moreActs(event, view)] },
  ];
  const fallback = [
    lead,
    event.title,
    statusWords[event.status],
    ...event.sessions.map((s) => sessionWords(s, view)),
    ...warnings,
  ];
  const again = { verb: 'organise-event', data: { event: event.id } } as const;
  return { fallback: fallback.filter(Boolean).join('\n'), blocks, actions: mainActs(event, view), again };
}

function mainActs(event: OrganisedEvent, view: View): Action[] {
  const data = { event: event.id };
  const edit = act('Edit', 'organise-edit', data, { opensForm: true });
  const add: ActAction = act('Add a session', 'organise-session-new', data, { opensForm: true });
  switch (event.status) {
    case 'draft':
      if (event.sessions.length === 0) return [{ ...add, style: 'primary' }, edit];
      return [act('Preview and publish', 'organise-preview', data, { style: 'primary' }), add, edit];
    case 'published': {
      const closed = event.closesAt !== null && event.closesAt <= view.now;
      const notYet = event.opensAt !== null && event.opensAt > view.now;
      const booking =
        closed || notYet
          ? act('Open booking now', 'organise-open', data)
          : act('Close booking now', 'organise-close', data);
      return [
        act('Who is coming', 'attendees', data, { keepsCard: true }),
        edit,
        act('Write to them', 'organise-write', data, { opensForm: true }),
        add,
        booking,
      ];
    }
    default:
      return [];
  }
}

/** `Headteacher, primary schools · schools of the partnership only · 2 from one school` */
function givenTo(event: OrganisedEvent, view: View): string {
  const { audience, phases, localities, membersOnly, placesPerSchool, cateringCutOff, holdHours } = event;
  return [
    audienceWords(audience, phases, localities),
    membersOnly ? 'schools of the partnership only' : 'open to others too',
    ...(placesPerSchool === null ? [] : [`${placesPerSchool} from one school`]),
    ...(holdHours === null ? [] : [`offered places held ${plural(holdHours, 'working hour')}`]),
    ...(cateringCutOff ? [`catering cut-off ${sayMoment(cateringCutOff, view.zone)}`] : []),
  ].join(' · ');
}

/** Opens what people want to know of the venue of a session. */
export function gettingThere(event: OrganisedEvent, session: OrganisedSession): ActAction {
  return act('Getting there', 'organise-venue', { event: event.id, session: session.id }, { opensForm: true });
}

function settings(event: OrganisedEvent, view: View): ListItem[] {
  const data = { event: event.id };
  const asked = event.questions.length;
  const required = event.questions.filter((question) => question.required).length;
  const settled = event.status === 'cancelled' || event.status === 'retired';
  const [only, ...others] = event.sessions;
  const atVenue = only?.venue && others.length === 0 ? only : undefined;
  return [
    {
      title: 'More details',
      detail: detailsSaid(event),
      ...(settled ? {} : { action: act('More details', 'organise-details', data, { opensForm: true }) }),
    },
    ...(atVenue
      ? [
          {
            title: 'Getting there',
            detail: venueSaid(atVenue),
            ...(settled ? {} : { action: gettingThere(event, atVenue) }),
          },
        ]
      : []),
    {
      title: 'Audience and places',
      detail: givenTo(event, view),
      ...(settled ? {} : { action: act('Change', 'organise-audience', data, { opensForm: true }) }),
    },
    {
      title: 'Questions',
      detail: `${askedWords(asked, required)} · afterwards: ${sayAsked(event.questionsAfter.length)}`,
      ...(settled ? {} : { action: act('Questions', 'organise-questions', data) }),
    },
  ];
}

function askedWords(asked: number, required: number): string {
  if (asked === 0) return 'none at booking';
  return `at booking: ${[plural(asked, 'question'), ...(required > 0 ? [`${required} required`] : [])].join(', ')}`;
}

/** What is asked after an event: `how it was, and 3 more questions`. */
export function sayAsked(questions: number): string {
  return questions === 0 ? 'how it was' : `how it was, and ${plural(questions, 'more question')}`;
}

/** `Announced to 120: 34 have booked, 20 cannot come, 66 have not answered` */
function announced(event: OrganisedEvent, counts: InvitationCounts | undefined): ListItem[] {
  if (event.status !== 'published') return [];
  const { invited = 0, waiting = 0, booked = 0, declined = 0 } = counts ?? {};
  const open = invited - waiting - booked - declined;
  const parts = [
    ...(booked > 0 ? [`${booked} booked`] : []),
    ...(declined > 0 ? [`${declined} cannot come`] : []),
    ...(open > 0 ? [`${open} have not answered`] : []),
    ...(waiting > 0 ? [`${waiting} are told when working hours begin`] : []),
  ];
  return [
    {
      title: 'Invitations',
      detail:
        invited === 0
          ? 'not announced yet'
          : `announced to ${plural(invited, 'person', 'people')}: ${parts.join(', ')}`,
      action: act('Announce', 'organise-announce', { event: event.id }, { opensForm: true }),
    },
    {
      title: 'Reminders and feedback',
      detail: 'what goes out by itself, and whom it reaches',
      action: act('See who', 'organise-reach', { event: event.id }),
    },
  ];
}

function moreActs(event: OrganisedEvent, view: View): ListItem[] {
  const data = { event: event.id };
  const copy: ListItem = { title: 'The same again next term', action: act('Copy', 'organise-copy', data) };
  if (event.status === 'draft') {
    return [
      ...(event.sessions.length > 0 ? [copy] : []),
      { title: 'Delete the draft', action: act('Discard', 'organise-discard-ask', data, { style: 'danger' }) },
    ];
  }
  const held = event.sessions.filter(({ status }) => status === 'published');
  const isOver = held.length > 0 && held.every(({ endsAt }) => endsAt <= view.now);
  const thanks: ListItem[] = isOver
    ? [
        {
          title: 'Thanks, with slides and certificates',
          action: act('Thank those who came', 'organise-thanks', data, { opensForm: true }),
        },
        {
          title: 'What somebody said of it',
          detail: 'other than in their feedback',
          action: act('Add a quote', 'event-quote', data, { opensForm: true }),
        },
      ]
    : [];
  if (event.status !== 'published' || isOver) return [...thanks, copy];
  return [
    {
      title: 'Guests from a file',
      detail: 'people of no school as well',
      action: act('How', 'import-data', { kind: 'guests' }, { keepsCard: true }),
    },
    copy,
    {
      title: 'Cancel the event',
      action: act('Cancel the event', 'organise-cancel-ask', data, { opensForm: true, style: 'danger' }),
    },
  ];
}

function sessionItem(session: OrganisedSession, view: OrganiserView): ListItem {
  return {
    title: sessionName(session, view),
    detail: `${whereWords(session)} · ${countWords(session)}${session.status === 'cancelled' ? ' · cancelled' : ''}`,
    action: act('Open', 'organise-session', { session: session.id }),
  };
}

/** `Northgate, Tuesday 8 December 2026, 9:30am to 12pm` */
export function sessionName(
  { label, startsAt, endsAt }: Pick<OrganisedSession, 'label' | 'startsAt' | 'endsAt'>,
  view: View,
): string {
  const span = saySpan(startsAt, endsAt, view.zone);
  return label ? `${label}, ${span}` : span;
}

/** The place as organisers see it, link and all. */
export function whereWords(place: Pick<OrganisedSession, 'venue' | 'address' | 'town' | 'postcode' | 'link'>): string {
  const words = [place.venue, place.address, place.town, place.postcode, place.link].filter(Boolean);
  return words.join(', ') || 'no place yet';
}

/** `12 of 40 places taken, 3 waiting` */
export function countWords({
  capacity,
  confirmed,
  offered,
  waiting,
}: Pick<OrganisedSession, 'capacity' | 'confirmed' | 'offered' | 'waiting'>): string {
  const taken = confirmed + offered;
  const places = capacity === null ? `${taken} booked, no limit` : `${taken} of ${capacity} places taken`;
  return waiting > 0 ? `${places}, ${waiting} waiting` : places;
}

/** `Northgate, Tuesday …: The Assembly Rooms, 12 of 40 places taken` */
export function sessionWords(session: OrganisedSession, view: View): string {
  return `${sessionName(session, view)}: ${whereWords(session)}, ${countWords(session)}`;
}

function bookingWords(event: OrganisedEvent, view: View): string {
  const opens = event.opensAt ? `opens ${sayMoment(event.opensAt, view.zone)}` : '';
  const closes = event.closesAt ? `closes ${sayMoment(event.closesAt, view.zone)}` : '';
  return [opens, closes].filter(Boolean).join(', ') || 'from publishing until it starts';
}

function warningsOf(event: OrganisedEvent, view: OrganiserView): string[] {
  const coming = event.sessions.filter(({ status, startsAt }) => status === 'published' && startsAt > view.now);
  const holidays = coming
    .filter(({ startsAt }) => view.isHoliday(startsAt))
    .map((session) => `Check the day: ${sessionName(session, view)} is in the school holidays or at a weekend.`);
  const cutOff = event.cateringCutOff;
  const afterCutOff = cutOff && coming.some(({ startsAt }) => startsAt < cutOff);
  const late = event.closesAt && coming.some(({ startsAt }) => event.closesAt && startsAt < event.closesAt);
  return [
    ...holidays,
    ...(late ? ['Booking closes after a session has started.'] : []),
    ...(afterCutOff ? ['The catering cut-off comes after a session has started.'] : []),
  ];
}

/** `16 people will be told, each once: 12 with a place, 1 with an offer, 3 waiting. 9 in their own chat and 7 by e-mail.` */
export function toldWords(sessions: readonly OrganisedSession[], reach: Reach): string {
  const sum = (count: (session: OrganisedSession) => number) => sessions.reduce((all, one) => all + count(one), 0);
  const [confirmed, offered, waiting] = [sum((s) => s.confirmed), sum((s) => s.offered), sum((s) => s.waiting)];
  const all = confirmed + offered + waiting;
  if (all === 0) return 'Nobody is registered, so nobody will be told.';
  const parts = [
    ...(confirmed ? [`${confirmed} with a place`] : []),
    ...(offered ? [`${offered} with an offer`] : []),
    ...(waiting ? [`${waiting} waiting`] : []),
  ];
  return sayWillBeTold(reach, parts.join(', '));
}

/**
 * A question before something is done. @param back verb of "no" @param reach whom it does not reach is listed
 * @param rest where those are whom a long list leaves out
 */
export function askCard(
  question: string,
  lines: readonly string[],
  yes: Action,
  back: Action,
  reach?: Reach,
  rest: RestOfUnreached = 'in-file',
): Card {
  return {
    fallback: [question, ...lines].join('\n'),
    blocks: [
      { kind: 'text', text: question, tone: 'strong' },
      ...lines.map((text) => ({ kind: 'text', text }) as const),
      ...(reach ? unreachedBlocks(reach, rest) : []),
    ],
    actions: [yes, back],
  };
}

/** Why something is cancelled. @param readers who will read it; @param longest letters */
export function reasonField(readers: string, longest: number): Field {
  return {
    id: 'reason',
    kind: 'text',
    label: `Reason, as ${readers} will read it`,
    required: true,
    multiline: true,
    maxLength: longest,
  };
}

export { act as organiserAct };
