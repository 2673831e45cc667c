import type { OrganisedEvent, OrganisedSession } from '../../app/organising/organised-events.js';
import type { Action, Card, ListItem } from '../../rendering/card.js';
import { plural } from '../talk/wording.js';
import { venueSaid } from './details-forms.js';
import {
  organiserAct as act,
  countWords,
  gettingThere,
  type OrganiserView,
  sessionName,
  sessionWords,
  whereWords,
} from './organising-cards.js';

/** The non-empty lists of a session. */
function listsOf(event: OrganisedEvent, session: OrganisedSession): ListItem[] {
  const data = { session: session.id };
  const more = { keepsCard: true } as const;
  const asked = plural(event.questions.length, 'question');
  const answers: ListItem = {
    title: 'Answers at booking',
    detail: asked,
    action: act('Answers', 'event-answers', data, more),
  };
  const wait: ListItem = {
    title: 'Waiting list',
    detail: plural(session.waiting, 'person', 'people'),
    action: act('Who waits', 'waiting-list', data, more),
  };
  return [...(event.questions.length > 0 ? [answers] : []), ...(session.waiting > 0 ? [wait] : [])];
}

function venueItem(event: OrganisedEvent, session: OrganisedSession): ListItem {
  const action = event.status === 'cancelled' ? {} : { action: gettingThere(event, session) };
  return { title: 'Getting there', detail: venueSaid(session), ...action };
}

/** One session with all its actions. @param attendanceChecklist link to the door list, for an event that is published */
export function organisedSessionCard(
  event: OrganisedEvent,
  session: OrganisedSession,
  view: OrganiserView,
  attendanceChecklist: string | undefined,
  lead?: string,
): Card {
  const data = { session: session.id, event: event.id };
  const draft = event.status === 'draft';
  const open = session.status === 'published' && event.status !== 'cancelled' && session.startsAt > view.now;
  const actions: Action[] = [
    ...(draft ? [] : [act('Who is coming', 'attendees', data, { keepsCard: true })]),
    ...(attendanceChecklist ? [{ kind: 'link', label: 'Door list', url: attendanceChecklist } as const] : []),
    ...(open
      ? [act(draft ? 'Change' : 'Change time or place', 'organise-session-edit', data, { opensForm: true })]
      : []),
    ...(open && !draft ? [act('Places', 'organise-places', data, { opensForm: true })] : []),
    ...(draft ? [act('Remove', 'organise-session-remove', data, { style: 'danger' })] : []),
    ...(open && !draft
      ? [act('Cancel this session', 'organise-cancel-ask', data, { opensForm: true, style: 'danger' })]
      : []),
    act('Back to the event', 'organise-event', { event: event.id }),
  ];
  return {
    fallback: [lead, event.title, sessionWords(session, view)].filter(Boolean).join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
      { kind: 'heading', text: event.title },
      {
        kind: 'facts',
        facts: [
          { label: 'When', value: sessionName(session, view) },
          { label: 'Where', value: whereWords(session) },
          { label: 'Places', value: countWords(session) },
          ...(session.status === 'cancelled' ? [{ label: 'State', value: 'Cancelled' }] : []),
        ],
      },
      {
        kind: 'list',
        items: [...(session.venue ? [venueItem(event, session)] : []), ...(draft ? [] : listsOf(event, session))],
      },
    ],
    actions,
    again: { verb: 'organise-session', data },
  };
}
