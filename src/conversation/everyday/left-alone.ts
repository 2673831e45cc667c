import {
  longestContact,
  readSafeguardingContact,
  setSafeguardingContact,
} from '../../app/privacy/safeguarding-contact.js';
import { organisesSomething } from '../../domain/actor.js';
import type { ActAction, Form } from '../../rendering/card.js';
import { type Answer, refuse, type Subject, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';

const mine: ActAction = { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true };
const coming: ActAction = { kind: 'act', label: "What's on", verb: 'whats-on', keepsCard: true };

function say(words: string, actions: readonly ActAction[]): Answer {
  return { replies: [{ kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words }], actions } }] };
}

/** They asked not to: nothing is done, and they can look. */
export function changedNothing(): Answer {
  return say('All right. I have changed nothing.', [mine, coming]);
}

/** What people tell of themselves is heard, and kept nowhere; where something fails them, the team may help. */
export function heard({ data }: TurnRequest): Answer {
  if (data.trouble) {
    return say('I am sorry, I can’t help with that, and I keep nothing of it. Shall I pass a message on to the team?', [
      { kind: 'act', label: 'Ask the team', verb: 'ask-team-form', opensForm: true, keepsCard: true },
    ]);
  }
  return say('Thank you for telling me. I keep nothing of it. If I can do something for you, say what.', [
    mine,
    { kind: 'act', label: 'What I can do', verb: 'help', keepsCard: true },
  ]);
}

/** "Ok", with no question open: there is nothing to say. */
export function sayNothing(): Answer {
  return { replies: [] };
}

/** A file that cannot be read, or not from this person: why, and what to do. Nothing of it is kept. */
export function leaveFile({ turn, actor }: TurnContext): Answer {
  const { files = [], unreadable = [] } = turn.input.kind === 'said' ? turn.input : {};
  const mayImport = organisesSomething(actor);
  if (unreadable.includes('elsewhere')) {
    return { replies: [text(keptElsewhere)] };
  }
  if (files.length === 0) {
    const instead = mayImport
      ? ' Please send the list as a CSV or an Excel file (XLSX).'
      : ' Please say it in words. Lists I can read as a CSV or an Excel file (XLSX), from the organisers.';
    return { replies: [text(`I cannot read pictures.${instead}`)] };
  }
  return say(
    'Only the organisers can send me lists and reports, so I have not read this file. Shall I pass a message on to them?',
    [{ kind: 'act', label: 'Ask the team', verb: 'ask-team-form', opensForm: true, keepsCard: true }],
  );
}

const keptElsewhere =
  'I cannot read that file, because it is kept in a drive or another organisation. Please download it, and attach the file itself here.';

/** A sign is not enough to give something up, and "yes" is none to "which one?": the question is still open. */
export function askForWords({ subject }: TurnContext): Answer {
  return { replies: [text(askedAgain(subject))], subject };
}

function askedAgain({ choices, pending }: Subject): string {
  if (choices?.length) return 'Which of them? Please press one, or say “the first one”.';
  return pending
    ? 'To be sure, please press the button above, or say “yes” or “no” in words.'
    : 'Yes to which? Please press the button beside the one you mean, or say it in words, such as “cancel my place” and the event.';
}

/** Who else is coming is between them and the organisers. */
export function notShown(): Answer {
  return say(
    'Who else is coming is for the organisers of an event to see. I can show you the event, and your own place.',
    [coming, mine],
  );
}

/** Before reminders are turned off or on by words that do not plainly say so: the question, and the button. */
export function offerDeed(request: TurnRequest): Answer {
  return request.data.deed === 'mute'
    ? say('Shall I stop sending you reminders?', [{ kind: 'act', label: 'Stop reminders', verb: 'mute-reminders' }])
    : say('Shall I send you reminders?', [{ kind: 'act', label: 'Send me reminders', verb: 'unmute-reminders' }]);
}

/**
 * What seems to be about a child or a safeguarding worry: kept nowhere, shown to nobody, counted nowhere. Says whom to
 * speak to, and the number that an administrator has set.
 */
export async function pointToSafeguarding(context: TurnContext): Promise<Answer> {
  const contact = await readSafeguardingContact(context.services.core);
  const words = [
    'This may be about a child, so I have not kept it or passed it on. Please speak to your school’s designated safeguarding lead now.',
    contact ? `You can also call ${contact}.` : '',
    'If a child is in danger, call 999. Please do not write names of children here.',
  ];
  return { replies: [text(words.filter(Boolean).join(' '))] };
}

/** Whom to call about a child, for administrators to set. */
export async function openSafeguardingForm(context: TurnContext): Promise<Answer> {
  const contact = (await readSafeguardingContact(context.services.core)) ?? '';
  return safeguardingForm(contact);
}

function safeguardingForm(contact: string, fault?: string): Answer {
  const form: Form = {
    title: 'Safeguarding contact',
    intro: [{ kind: 'text', text: 'Named whenever somebody writes of a worry about a child.' } as const],
    fields: [
      {
        kind: 'text',
        id: 'contact',
        label: 'Whom to call, with the number',
        maxLength: longestContact,
        required: false,
      } as const,
    ],
    values: { contact },
    ...(fault ? { faults: { contact: fault } } : {}),
    submit: { label: 'Save', verb: 'safeguarding-save', data: {} },
    fallback: 'Whom should people call about a child?',
  };
  return { replies: [{ kind: 'form', form }] };
}

export async function saveSafeguardingForm(context: TurnContext, { values }: TurnRequest): Promise<Answer> {
  const contact = typeof values.contact === 'string' ? values.contact : '';
  const outcome = await setSafeguardingContact(context.services.core, context.actor, contact);
  if (outcome.kind === 'saved') return { replies: [text('Saved. I name it from now on.')] };
  if (outcome.reason === 'not-administrator') return refuse('safeguarding-save');
  return safeguardingForm(contact, `At most ${longestContact} characters, please.`);
}
