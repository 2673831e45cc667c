import { setMornings, wantsMornings } from '../../app/organising/mornings.js';
import { needsDoing } from '../../app/organising/needs-doing.js';
import { findRecipient } from '../../app/people/recipient.js';
import type { Actor } from '../../domain/actor.js';
import { sayDay } from '../../domain/when.js';
import type { ActAction, Card } from '../../rendering/card.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import { refuseNonOrganiser } from '../talk/replies.js';
import { type Answer, type Services, type TurnContext, text } from '../talk/turn-context.js';
import { needsDoingCard } from './needs-doing-cards.js';

const manage: ActAction = { kind: 'act', label: 'Manage events', verb: 'organise', keepsCard: true };
const stop: ActAction = { kind: 'act', label: 'No morning message', verb: 'mornings-stop', keepsCard: true };
const start: ActAction = { kind: 'act', label: 'Tell me each morning', verb: 'mornings', keepsCard: true };

/**
 * What an organiser has to do, with a button for each: for the chat, Slack's Home and the tab in Teams alike.
 * @param lead what is said first, such as a greeting
 * @param actions what is offered besides, where six buttons leave room
 * @returns undefined for anyone who organises nothing
 */
export async function readNeedsDoing(
  { core }: Services,
  who: Pick<Actor, 'grants'>,
  lead = '',
  actions: readonly ActAction[] = [manage],
): Promise<Card | undefined> {
  const tasks = await needsDoing(core, who);
  return tasks && needsDoingCard(tasks, { now: core.clock.now(), zone: core.timeZone }, lead, actions);
}

/** "What needs doing?" */
export async function answerNeedsDoing(context: TurnContext): Promise<Answer> {
  const { services, actor } = context;
  const wanted = await wantsMornings(services.core, actor.personId);
  const card = await readNeedsDoing(services, actor, '', [wanted ? stop : start, manage]);
  return card ? { replies: [{ kind: 'card', card }] } : refuseNonOrganiser();
}

/** "Send me the morning message." */
export async function startMornings(context: TurnContext): Promise<Answer> {
  return switchMornings(
    context,
    true,
    'I will tell you each working morning what needs doing, and nothing on a day without. Say “stop the morning message” to end it.',
  );
}

/** "Stop the morning message." */
export async function stopMornings(context: TurnContext): Promise<Answer> {
  return switchMornings(
    context,
    false,
    'I will send you no morning message. Say “what needs doing?” whenever you like.',
  );
}

async function switchMornings({ services, actor }: TurnContext, on: boolean, said: string): Promise<Answer> {
  if (actor.personId === null) return { replies: [text('I do not know who you are yet. Say "my school is …" first.')] };
  return (await setMornings(services.core, actor, on)) ? { replies: [text(said)] } : refuseNonOrganiser();
}

/** The morning message; nothing on a day without anything to do. */
const morning: MakeMessage<'morning'> = async (services, { personId }) => {
  const { core } = services;
  const who = personId === null ? undefined : await findRecipient(core, personId);
  const tasks = who && (await needsDoing(core, who));
  if (!tasks || tasks.length === 0) return undefined;
  const view = { now: core.clock.now(), zone: core.timeZone };
  return needsDoingCard(tasks, view, `Good morning. It is ${sayDay(view.now, view.zone)}.`, [stop]);
};

/** The message that an organiser may have each morning. */
export const morningMessages: MessageForms<'morning'> = {
  morning: { label: 'Morning message', card: morning },
};
