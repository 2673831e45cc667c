import { type MessagesToCome, messagesToCome, type ReminderToCome } from '../../app/organising/messages-to-come.js';
import { sayMoment } from '../../domain/when.js';
import type { Block, Card } from '../../rendering/card.js';
import type { View } from '../programme/programme-cards.js';
import { listedAgain } from '../programme/which-one.js';
import { sayReach, unreachedBlocks } from '../talk/reach-words.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { capitalise, plural } from '../talk/wording.js';
import { chooseEvent } from './choose-event.js';
import { eventNotFound } from './organising.js';
import { organiserAct } from './organising-cards.js';

/** "Who gets the reminder?": the messages of an event that go out by themselves, and whom they reach by which way. */
export async function showMessagesToCome(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const eventId = request.data.event;
  if (eventId === undefined) return showOfEventMeant(context, request);
  const found = await messagesToCome(context.services.core, context.actor, eventId);
  if (!found) return eventNotFound(context, request.data);
  return { replies: [{ kind: 'card', card: messagesCard(found, eventId, context) }] };
}

async function showOfEventMeant(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const act = (event: string) => organiserAct('See who', 'organise-reach', { event });
  const choice = await chooseEvent(context, request.text, act, listedAgain('organise-reach', request));
  switch (choice.kind) {
    case 'one':
      return showMessagesToCome(context, { ...request, data: { event: choice.event } });
    case 'none':
      return { replies: [text('No event of yours is published and still to come, so nobody is reminded.')] };
    case 'several':
      return choice.answer('Of which event?');
  }
}

function messagesCard(found: MessagesToCome, event: string, view: View): Card {
  const title = `Who is reminded of ${found.title}`;
  const reminders = found.reminders.flatMap((one) => reminderBlocks(one, view));
  const feedback = sayFeedback(found, view);
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    ...reminders,
    ...unreachedBlocks(found.reminded, 'paged'),
    { kind: 'text', text: 'Feedback', tone: 'strong' },
    { kind: 'text', text: feedback },
    ...(found.reminders.length > 0 ? [] : unreachedBlocks(found.feedback.reach, 'paged')),
    { kind: 'context', text: 'As things are now: who books or opens a chat with me later is counted then.' },
  ];
  const words = reminders.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
  return {
    fallback: [title, ...words, feedback].join('\n'),
    blocks,
    actions: [organiserAct('Back to the event', 'organise-event', { event })],
    again: { verb: 'organise-reach', data: { event } },
  };
}

function reminderBlocks({ label, startsAt, next, reach, muted }: ReminderToCome, view: View): Block[] {
  const when = sayMoment(startsAt, view.zone);
  const off = muted > 0 ? ` ${plural(muted, 'person has', 'people have')} turned reminders off.` : '';
  const words = next
    ? `The next reminder goes out on ${sayMoment(next.at, view.zone)}. To ${sayReach(reach)}.${off}`
    : 'No further reminder goes out before it starts.';
  return [
    { kind: 'text', text: [label, when].filter(Boolean).join(', '), tone: 'strong' },
    { kind: 'text', text: words },
  ];
}

function sayFeedback({ feedback }: MessagesToCome, view: View): string {
  const { of, endsAt, reach } = feedback;
  if (of === 'present')
    return `Whoever was recorded as present is asked once, two hours after the end and in the daytime. ${capitalise(sayReach(reach))}.`;
  return `Whoever is recorded as present is asked once, two hours after the end (${sayMoment(endsAt, view.zone)}) and in the daytime. If everybody with a place comes: ${sayReach(reach)}.`;
}
