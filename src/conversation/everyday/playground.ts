import { actAs } from '../../app/playground.js';
import type { Card } from '../../rendering/card.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';

/** The demonstration people to act as, with what to try. */
export function personasCard(context: TurnContext): Card {
  const personas = context.services.personas ?? [];
  const title = 'Try it as somebody else';
  return {
    fallback: `${title}: say ${personas.map((persona) => `"act as ${persona.key}"`).join(', ')}.`,
    blocks: [
      { kind: 'heading', text: title },
      {
        kind: 'context',
        text: 'Only here, on your own machine. Once Teams or Slack is connected, this card disappears.',
      },
      {
        kind: 'list',
        items: personas.map((persona) => ({
          title: persona.title,
          detail: persona.tries,
          action: { kind: 'act', label: 'Act as', verb: 'act-as', data: { persona: persona.key } } as const,
        })),
      },
    ],
    ...(context.services.outbox
      ? { actions: [{ kind: 'link', label: 'The e-mails I send', url: context.services.outbox } as const] }
      : {}),
  };
}

/** "Act as organiser", or its button. */
export async function becomePersona(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const personas = context.services.personas ?? [];
  const words = request.text.toLowerCase();
  const persona = personas.find(({ key }) =>
    request.data.persona ? key === request.data.persona : words.includes(key),
  );
  if (!persona) return { replies: [{ kind: 'card', card: personasCard(context) }] };
  await actAs(context.services.core, context.actor.accountId, persona);
  const lead = `You are now ${persona.title}.`;
  // Whoever has no name is nobody of the demonstration: there a partnership is to be set up.
  const isToSetUp = persona.role === 'administrator' && persona.personId === null;
  const card: Card = {
    fallback: `${lead} ${persona.tries}`,
    blocks: [
      { kind: 'text', text: lead, tone: 'good' },
      { kind: 'text', text: persona.tries },
    ],
    actions: [
      ...(isToSetUp
        ? [{ kind: 'act', label: 'Set up', verb: 'setup', style: 'primary', keepsCard: true } as const]
        : []),
      {
        ...({ kind: 'act', label: 'What I can do', verb: 'help', keepsCard: true } as const),
        ...(isToSetUp ? {} : { style: 'primary' as const }),
      },
      { kind: 'act', label: "What's on", verb: 'whats-on', keepsCard: true },
      { kind: 'act', label: 'Somebody else', verb: 'act-as' },
    ],
  };
  return { replies: [{ kind: 'card', card }], subject: { events: [] } };
}
