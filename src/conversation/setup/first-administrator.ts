import { becomeFirstAdministrator, codeInWords } from '../../app/people/first-administrator.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';
import { plainWords } from '../talk/wording.js';

/** The code that the service printed at its first start, said by whoever started it. */
export async function takeFirstAdministrator(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const [code = ''] = codeInWords.exec(withoutItsName(request.text)) ?? [];
  const outcome = await becomeFirstAdministrator(context.services.core, context.actor, code);
  if (outcome.kind === 'granted') return welcomeAdministrator();
  return refuse('first-administrator', refusals[outcome.reason]);
}

/** "Administrator code abcd-efgh-jkmn": the words before the code have letters too. */
function withoutItsName(text: string): string {
  return plainWords(text).replace(/\b(administrator|admin|code|is|set-?up|the|my|first)\b/g, ' ');
}

const refusals = {
  'wrong-code':
    'That is not the code for the administrators that this service printed when it started. Please look in its log again.',
  'there-is-one':
    'There is an administrator already. Giving the role is for the administrators: please ask one of them.',
} as const;

function welcomeAdministrator(): Answer {
  const words = 'You are now the first administrator. The code has been used up, and nobody else can use it.';
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: `${words} Say "set up" to begin.`,
          blocks: [
            { kind: 'text', text: words, tone: 'good' },
            {
              kind: 'text',
              text: 'Next, set up your partnership: its name, schools and series. You can stop at any time.',
            },
          ],
          actions: [{ kind: 'act', label: 'Set up', verb: 'setup', style: 'primary' }],
        },
      },
    ],
  };
}
