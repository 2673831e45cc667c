import {
  type BoardChannelOutcome,
  type BoardPost,
  changeDigest,
  digestSettings,
  silenceChannel,
  subscribeChannel,
  unsubscribeChannel,
} from '../../app/board/board-channels.js';
import { composeDigest } from '../../app/board/digest.js';
import { listSentPosts } from '../../app/messages/sent-posts.js';
import { holds } from '../../domain/actor.js';
import { defaultDigest, sectionsAmong } from '../../domain/digest.js';
import { type Answer, addressOf, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { digestForm, sayDigestTime } from './board-cards.js';
import { digestCard } from './digest-card.js';
import { sendingsCard } from './sendings-cards.js';

/** "Send summaries here." */
export async function sendSummariesHere(context: TurnContext): Promise<Answer> {
  return sayOutcome(
    await subscribeChannel(context.services.core, context.actor, addressOf(context), 'summaries'),
    'summaries',
  );
}

/** "Send the digest here." */
export async function sendDigestHere(context: TurnContext): Promise<Answer> {
  return sayOutcome(
    await subscribeChannel(context.services.core, context.actor, addressOf(context), 'digest'),
    'digest',
  );
}

/** "Stop the digest", "stop summaries here", "stop sending here". */
export async function stopPosts(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const kind: BoardPost | undefined = /digest/i.test(request.text)
    ? 'digest'
    : /summar/i.test(request.text)
      ? 'summaries'
      : undefined;
  if (!kind) return sayOutcome(await silenceChannel(context.services.core, context.actor, addressOf(context)), 'all');
  return sayOutcome(await unsubscribeChannel(context.services.core, context.actor, addressOf(context), kind), kind);
}

/** The form for the digest's day, time and sections in this channel. */
export async function openDigestSettings(context: TurnContext): Promise<Answer> {
  const settings = await digestSettings(context.services.core, context.actor, addressOf(context));
  if (!settings)
    return { replies: [text('The digest is not sent here. Say "send the digest here" in the channel first.')] };
  return { replies: [{ kind: 'form', form: digestForm(settings) }] };
}

export async function saveDigestSettings(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { weekday, time, sections, quiet } = request.values;
  const [hours = 8, minutes = 0] = typeof time === 'string' ? time.split(':').map(Number) : [];
  const wanted = sectionsAmong(Array.isArray(sections) ? sections : []);
  const day = Number(weekday);
  const settings = {
    weekday: Number.isInteger(day) && day >= 1 && day <= 7 ? day : defaultDigest.weekday,
    minuteOfDay: Math.min(1439, Math.max(0, hours * 60 + minutes)) || 0,
    sections: wanted.length > 0 ? wanted : defaultDigest.sections,
    skipQuietWeeks: quiet === 'true',
  };
  const outcome = await changeDigest(context.services.core, context.actor, addressOf(context), settings);
  if (outcome.kind !== 'changed') return sayOutcome(outcome, 'digest');
  return { replies: [text(`Saved. The digest will be sent here ${sayDigestTime(settings)}.`)] };
}

/** "Digest now": for the user's eyes, with the sections of the channel in which it is asked. */
export async function previewDigest(context: TurnContext): Promise<Answer> {
  const settings = await digestSettings(context.services.core, context.actor, addressOf(context));
  const digest = await composeDigest(context.services.core, (settings ?? defaultDigest).sections, undefined);
  const quoted = digest.feedback.quotes.map(({ id }) => id);
  const card = digestCard(digest, context.zone, undefined, holds(context.actor, 'organiser'));
  return { replies: [{ kind: 'card', card }], quoted };
}

/** What was sent to channels, with its state. */
export async function answerSendings(context: TurnContext): Promise<Answer> {
  const sendings = await listSentPosts(context.services.core, context.actor, 12);
  if (sendings.length === 0) return { replies: [text('No summary or digest has been sent yet.')] };
  return { replies: [{ kind: 'card', card: sendingsCard(sendings, context.zone) }] };
}

function sayOutcome(outcome: BoardChannelOutcome, kind: BoardPost | 'all'): Answer {
  if (kind === 'all' && outcome.kind !== 'refused') {
    const stopped = outcome.kind === 'unsubscribed';
    return {
      replies: [text(stopped ? 'I will not send anything here any more.' : 'I was not sending anything here.')],
    };
  }
  const what = kind === 'digest' ? 'The weekly digest' : 'A summary after each event';
  if (outcome.kind === 'refused') {
    const words = {
      'not-board': 'Only organisers and board members can do that.',
      'personal-chat': 'Say that in the channel that should receive it. Here, say "digest now" for a preview.',
      'unknown-place': 'I do not know this channel yet. Please try once more.',
    }[outcome.reason];
    return { replies: [text(words)] };
  }
  const words = {
    subscribed:
      kind === 'digest'
        ? `${what} will be sent here from now on, on Mondays at 8am. Say "digest settings" to change that.`
        : `${what} will be sent here from now on. Say "stop summaries here" to end it.`,
    already: `${what} is already sent here.`,
    unsubscribed: `${what} is no longer sent here.`,
    'not-subscribed': `${what} is not sent here.`,
    changed: 'Saved.',
  }[outcome.kind];
  return { replies: [text(words)] };
}
