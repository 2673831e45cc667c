import { readContactChoice } from '../../app/messages/contact-choice.js';
import { chooseMails } from '../../app/messages/mail-choice.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { noAccount } from '../../domain/actor.js';
import type { Action } from '../../rendering/card.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { contactChoiceCard } from './contact-choice-cards.js';
import { askWho } from './people.js';

/** "Mail me too": messages come by e-mail besides the chat. */
export async function mailToo(context: TurnContext): Promise<Answer> {
  const outcome = await chooseMails(context.services.core, context, 'too');
  switch (outcome.kind) {
    case 'unknown-person':
      return askWho(context, 'One thing first, so that I know whose e-mails they are.');
    case 'chosen':
      return say(`What I send you here comes by e-mail as well, to ${outcome.address ?? 'your address'}.`, stop);
    case 'chosen-in-vain':
      return say(`I have noted it. ${vainWords[outcome.why]}`, stop);
  }
}

const vainWords = {
  'no-mail': 'The service cannot send e-mails yet: whoever runs it connects a mail server.',
  'no-address': 'I have no e-mail address of yours yet: Teams or Slack has not told me one.',
  refused: 'Your address refuses e-mails at present.',
} as const;

/** "Stop mails": nothing comes by e-mail any more. */
export async function stopMails(context: TurnContext): Promise<Answer> {
  const outcome = await chooseMails(context.services.core, context, 'none');
  if (outcome.kind === 'unknown-person')
    return askWho(context, 'One thing first, so that I know whose e-mails they are.');
  if (context.actor.accountId === noAccount) return answerMails(context, 'You will get no more e-mails.');
  return say('I will not e-mail you any more. What I have to tell you comes here, in the chat.', again);
}

/** Only what is about their own bookings and projects; also the answer to a mail program's unsubscribe button. */
export async function mailOwnOnly(context: TurnContext): Promise<Answer> {
  return choose(context, 'own', 'You will get only what is about your own bookings and projects.');
}

/** E-mails again, where there is no chat. */
export async function mailAgain(context: TurnContext): Promise<Answer> {
  return choose(context, 'instead', 'You will get e-mails again where I cannot reach you in a chat.');
}

async function choose(context: TurnContext, mails: 'own' | 'instead', words: string): Promise<Answer> {
  const outcome = await chooseMails(context.services.core, context, mails);
  switch (outcome.kind) {
    case 'unknown-person':
      return askWho(context, 'One thing first, so that I know whose e-mails they are.');
    case 'chosen':
      return answerMails(context, words);
    case 'chosen-in-vain':
      return answerMails(context, `I have noted it. ${vainWords[outcome.why]}`);
  }
}

/**
 * What somebody is written to about, with a button for each change.
 * @param lead what was just changed, or with the tone `strong` what they are asked
 */
export async function answerMails(context: TurnContext, lead?: string, tone?: 'good' | 'strong'): Promise<Answer> {
  const choice = await readContactChoice(context.services.core, context.actor);
  if (!choice) return askWho(context, 'One thing first, so that I know whose messages they are.');
  const { cluster } = await readPartnership(context.services.core);
  const given = { hasChat: context.actor.accountId !== noAccount, cluster };
  return { replies: [{ kind: 'card', card: contactChoiceCard(choice, given, lead, tone) }] };
}

/**
 * "Unsubscribe", which may mean the e-mails, the reminders or the invitations: what each is, with a button for each. Whoever has only a
 * page gets e-mails and nothing else.
 */
export async function answerUnsubscribe(context: TurnContext): Promise<Answer> {
  if (context.actor.accountId === noAccount) return stopMails(context);
  return answerMails(context, whatToStop, 'strong');
}

const whatToStop =
  'What shall I stop? Reminders are about what you have booked, invitations about what you could book, and e-mails are one way I send both. Nothing has changed yet.';

const stop: Action = { kind: 'act', label: 'Stop the e-mails', verb: 'mail-stop' };
const again: Action = { kind: 'act', label: 'E-mail me as well', verb: 'mail-too' };

function say(words: string, action: Action): Answer {
  return {
    replies: [{ kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words }], actions: [action] } }],
  };
}
