import { findOpenInvitation } from '../../app/invitations/answer-invitation.js';
import { sessionsOfEvent } from '../../app/programme/sessions.js';
import { bookingState } from '../../domain/booking.js';
import { saySpan } from '../../domain/when.js';
import type { Action, Block } from '../../rendering/card.js';
import { visible } from '../programme/programme.js';
import { sayCost, sessionFacts, type View, whereOf } from '../programme/programme-cards.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';

type Kind = 'invitation' | 'invitation-reminder';

const invites =
  (lead: string): MakeMessage<Kind> =>
  async ({ core }, { personId, payload }) => {
    const invitation = await findOpenInvitation(core.prisma, payload.invitationId, personId);
    if (!invitation) return undefined;
    const view: View = { now: core.clock.now(), zone: core.timeZone };
    const all = visible(await sessionsOfEvent(core.prisma, invitation.eventId));
    const open = all.filter((session) => {
      const state = bookingState(session, view.now);
      return state === 'open' || state === 'not-open-yet';
    });
    const [first, ...others] = open;
    if (!first) return undefined;
    const facts = [{ label: 'Cost', value: sayCost(first.costPence) }];
    const when: Block[] =
      others.length === 0
        ? [{ kind: 'facts', facts: [...sessionFacts(first, view), ...facts] }]
        : [
            {
              kind: 'list',
              items: open.map((session) => ({
                title: session.label || session.title,
                detail: [saySpan(session.startsAt, session.endsAt, view.zone), whereOf(session)].join(' · '),
              })),
            },
            { kind: 'facts', facts },
          ];
    const said = invitation.words === '' ? [] : [{ kind: 'text', text: invitation.words } as const];
    const about = first.description ? [{ kind: 'text', text: first.description } as const] : [];
    return {
      fallback: [
        `${lead} ${first.title}`,
        invitation.words,
        ...open.map((one) => saySpan(one.startsAt, one.endsAt, view.zone)),
      ]
        .filter(Boolean)
        .join('\n'),
      blocks: [{ kind: 'text', text: lead }, { kind: 'heading', text: first.title }, ...said, ...about, ...when],
      actions: actionsOf(first.eventId, others.length === 0 ? first.id : undefined),
    };
  };

function actionsOf(event: string, session: string | undefined): Action[] {
  return [
    session
      ? { kind: 'act', label: 'Book my place', verb: 'book', data: { session }, style: 'primary', keepsCard: true }
      : { kind: 'act', label: 'Choose a date', verb: 'event', data: { event }, style: 'primary', keepsCard: true },
    { kind: 'act', label: 'I cannot come', verb: 'invitation-no', data: { event } },
    { kind: 'act', label: 'No more invitations', verb: 'invitations-stop', keepsCard: true },
  ];
}

/** Invitations to events. */
export const invitationMessages: MessageForms<Kind> = {
  invitation: { label: 'Invitation', card: invites('You are invited to') },
  'invitation-reminder': {
    label: 'Reminder of an invitation',
    card: invites('You have not answered yet. This is the only reminder of'),
  },
};
