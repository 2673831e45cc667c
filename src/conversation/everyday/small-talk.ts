import { readPartnership } from '../../app/setup/partnership.js';
import { readSetup } from '../../app/setup/setup-progress.js';
import type { ActAction, Action, Block, Card } from '../../rendering/card.js';
import { readNeedsDoing } from '../organising/needs-doing.js';
import { sayStepsDone } from '../setup/setup-cards.js';
import type { Answer, TurnContext } from '../talk/turn-context.js';
import { text } from '../talk/turn-context.js';

/** The first message: who the bot is for, and three ways to start. */
export async function welcomeCard(context: TurnContext): Promise<Card> {
  const known = context.actor.personId !== null;
  const { name } = await readPartnership(context.services.core);
  const lead = `I am Staffroom. I help headteachers, governors and school leaders find and book briefings, conferences and training, and answer questions about ${name || 'the partnership'}.`;
  const hint: Block = {
    kind: 'context',
    text: known
      ? `Hello again, ${context.actor.name}.`
      : 'Ask in your own words, for example “when is the next briefing?”',
  };
  return {
    fallback: `${lead} Say "what's on", "my school is …" or "help".`,
    blocks: [{ kind: 'heading', text: 'Welcome' }, { kind: 'text', text: lead }, hint],
    actions: [
      { kind: 'act', label: "What's on", verb: 'whats-on', style: 'primary', keepsCard: true },
      known
        ? { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true }
        : { kind: 'act', label: 'Tell me your school', verb: 'who-am-i', opensForm: true, keepsCard: true },
      { kind: 'act', label: 'What I can do', verb: 'help', keepsCard: true },
    ],
  };
}

/** A greeting gets a greeting, and somewhere to go; an organiser is shown what needs doing. */
export async function greet(context: TurnContext): Promise<Answer> {
  const name = context.actor.personId ? ` ${context.actor.name.split(' ')[0]}` : '';
  const isPersonal = context.turn.place.kind === 'personal';
  const setup = isPersonal && (await setupToGoOnWith(context, `Hello${name}.`));
  if (setup) return { replies: [{ kind: 'card', card: setup }] };
  const tasks = isPersonal && (await readNeedsDoing(context.services, context.actor, `Hello${name}.`, firstSteps));
  if (tasks) return { replies: [{ kind: 'card', card: tasks }] };
  const words = `Hello${name}. What can I do for you?`;
  return {
    replies: [
      { kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words }], actions: firstSteps } },
    ],
  };
}

/** To an administrator of a partnership that has no event yet: how far its set-up is, and the way on with it. */
async function setupToGoOnWith({ services, actor }: TurnContext, hello: string): Promise<Card | undefined> {
  const setup = await readSetup(services.core, actor);
  if (!setup?.next || setup.done.has('event') || setup.skipped.has('event')) return undefined;
  const words = `${hello} The set-up goes on: ${sayStepsDone(setup.done.size)}.`;
  const go = { kind: 'act', label: 'Go on setting up', verb: 'setup', keepsCard: true, style: 'primary' } as const;
  return { fallback: words, blocks: [{ kind: 'text', text: words }], actions: [go, ...firstSteps] };
}

export function youAreWelcome(): Answer {
  return { replies: [text('You are welcome.')] };
}

/** "No" to a question: nothing happens, and we say so. */
export function leaveIt(): Answer {
  return { replies: [text('All right, I have left it as it is.')], subject: { events: [] } };
}

/** What was not understood gets the nearest things the bot can do. */
export function lost(nearest: readonly Action[]): Answer {
  const words = 'I am not sure what you mean. Did you want one of these?';
  return {
    replies: [{ kind: 'card', card: { fallback: words, blocks: [{ kind: 'text', text: words }], actions: nearest } }],
  };
}

const firstSteps: readonly ActAction[] = [
  { kind: 'act', label: "What's on", verb: 'whats-on', keepsCard: true },
  { kind: 'act', label: 'My bookings', verb: 'my-bookings', keepsCard: true },
  { kind: 'act', label: 'What I can do', verb: 'help', keepsCard: true },
];
