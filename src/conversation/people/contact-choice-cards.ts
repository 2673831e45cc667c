import type { ContactChoice } from '../../app/messages/contact-choice.js';
import type { Action, Card } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import { hideFromCluster, showToCluster } from './seen-by-cluster.js';

const mailWords: Readonly<Record<ContactChoice['mails'], string>> = {
  instead: 'where I cannot reach you in a chat',
  too: 'as well as in the chat',
  own: 'only about your own bookings and projects',
  none: 'none',
};

const act = (label: string, verb: Verb): Action => ({ kind: 'act', label, verb });

/** @param given `hasChat`: they ask in a chat; `cluster`: the partnership's word for one */
export function contactChoiceCard(
  choice: ContactChoice,
  { hasChat, cluster }: { readonly hasChat: boolean; readonly cluster: string },
  lead?: string,
  tone: 'good' | 'strong' = 'good',
): Card {
  const title = 'What you are written to about';
  const facts = [
    { label: 'E-mails', value: mailWords[choice.mails] },
    { label: 'Address', value: choice.address ?? 'none on record' },
    { label: 'Invitations', value: choice.invitationsStopped ? 'no' : 'yes' },
    { label: 'Reminders', value: choice.remindersMuted ? 'no' : 'yes' },
    ...(choice.seenByCluster === null
      ? []
      : [{ label: `My ${cluster} sees where I come`, value: choice.seenByCluster ? 'yes, by name' : 'no' }]),
  ];
  return {
    fallback: [lead, title, ...facts.map(({ label, value }) => `${label}: ${value}`)].filter(Boolean).join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone } as const] : []),
      { kind: 'heading', text: title },
      { kind: 'facts', facts },
    ],
    actions: [
      ...mailActs(choice.mails, hasChat),
      choice.invitationsStopped
        ? act('Invite me again', 'invitations-resume')
        : act('No more invitations', 'invitations-stop'),
      choice.remindersMuted ? act('Remind me again', 'unmute-reminders') : act('No more reminders', 'mute-reminders'),
      ...(choice.seenByCluster === null
        ? []
        : [choice.seenByCluster ? hideFromCluster(cluster) : showToCluster(cluster)]),
    ],
  };
}

function mailActs(mails: ContactChoice['mails'], hasChat: boolean): Action[] {
  const stop = act('Stop all e-mails', 'mail-stop');
  switch (mails) {
    case 'none':
      return [act('Send me e-mails again', 'mail-again')];
    case 'own':
      return [act('Send me news by e-mail as well', 'mail-again'), stop];
    case 'instead':
      return [
        ...(hasChat ? [act('E-mail me as well', 'mail-too')] : []),
        act('Only about my own bookings', 'mail-own'),
        stop,
      ];
    case 'too':
      return [act('Only where you cannot reach me here', 'mail-again'), stop];
  }
}
