import { chooseMails } from '../../app/messages/mail-choice.js';
import type { Action } from '../../rendering/card.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
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
  return say('I will not e-mail you any more. What I have to tell you comes here, in the chat.', again);
}

const stop: Action = { kind: 'act', label: 'Stop the e-mails', verb: 'mail-stop' };
const again: Action = { kind: 'act', label: 'E-mail me as well', verb: 'mail-too' };

function say(words: string, action: Action): Answer {
  return {
    replies: [{ kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words }], actions: [action] } }],
  };
}
