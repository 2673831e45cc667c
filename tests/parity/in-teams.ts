import { isRecord } from '../../src/rendering/unknown.js';
import type { AttachedFiles } from '../support/attached-files.js';
import type { BothPlatforms } from '../support/both-platforms.js';
import { readAdaptiveCard } from '../support/readable-text.js';
import { fillIn, type ShownCard } from '../support/teams/adaptive-card.js';
import { type ChatPlace, cardsOf, type Seen, type TeamsChat } from '../support/teams/teams.js';
import type { Shown, ShownField, Someone } from './shown.js';

type Json = Readonly<Record<string, unknown>>;

/** Somebody in Teams: in their own chat, or in a channel. */
export async function someoneInTeams(
  service: BothPlatforms,
  user: string,
  name: string,
  files: AttachedFiles,
  place?: ChatPlace,
): Promise<Someone> {
  const own: Own = { ...(await service.inTeams(user, { name })), user };
  const here = place ? await service.inTeams(user, { name, place }) : own;
  return {
    say: async (text) => shownIn(here, own, await here.say(text)),
    attach: async (words, { name, content }) => shownIn(here, own, await files.attach(here, words, name, content)),
    pressStale: (verb) =>
      press(here, own, { title: 'Old', verb, data: { $: { verb, data: {}, keepsCard: true } } }, {}),
  };
}

/** A person's own chat, which ends in their id. */
type Own = TeamsChat & { readonly user: string };

/** The line below a card that stays, for its answer is a message; Slack needs none. */
const answeredBelow = 'Answered below.';

function shownIn(here: TeamsChat, own: Own, seen: Seen): Shown {
  if (seen.status !== 200) throw new Error(`Teams was answered ${seen.status}`);
  // In their own chat; what the bot sends to others of its own accord is not theirs to read.
  const elsewhere = seen.elsewhere.filter(({ conversationId }) => conversationId.endsWith(own.user));
  const cards: Array<[TeamsChat, ShownCard]> = [
    ...(seen.replaced ? [[here, seen.replaced] as [TeamsChat, ShownCard]] : []),
    ...seen.messages.flatMap((message) => cardsOf(message).map((card): [TeamsChat, ShownCard] => [here, card])),
    ...elsewhere.flatMap(({ activity }) => cardsOf(activity).map((card): [TeamsChat, ShownCard] => [own, card])),
  ];
  for (const [, card] of cards) holdToLimits(card);
  const form = cards.findLast(([, card]) => submitOf(card) !== undefined);
  return {
    lines: [
      ...(seen.replaced ? readAdaptiveCard(seen.replaced) : []),
      ...[...seen.messages, ...elsewhere.map(({ activity }) => activity)].flatMap((activity) => [
        ...(activity.text ? [activity.text] : []),
        ...cardsOf(activity).flatMap(readAdaptiveCard),
      ]),
      ...[seen.notice, seen.fault].filter((line): line is string => Boolean(line) && line !== answeredBelow),
    ],
    buttons: cards.flatMap(([chat, card]) => buttonsOf(chat, own, card)),
    headings: cards.flatMap(([, card]) => headingsIn(card)),
    ...(form ? { form: formOf(form[0], own, form[1]) } : {}),
  };
}

/** Teams hides more buttons than these behind "…". */
const mostButtons = 6;
/** Two screens of a telephone: lines of about forty characters, a button for two of them. */
const mostLines = 75;

/** @throws when a card has more than anybody reads on a telephone; a form may be longer, for it is filled in from the top */
function holdToLimits(card: ShownCard): void {
  if (submitOf(card)) return;
  const links = nodesIn(card).filter(({ type }) => type === 'Action.OpenUrl');
  const labels = [...actionsIn(card), ...links].map(({ title }) => String(title));
  const words = readAdaptiveCard(card);
  if (labels.length > mostButtons)
    throw new Error(`A card has ${labels.length} buttons (${labels.join(', ')}): ${words.slice(0, 3).join(' / ')}`);
  const lines = words.reduce((sum, line) => sum + Math.ceil(line.length / 42), labels.length);
  if (lines > mostLines) throw new Error(`A card has about ${lines} lines: ${words.slice(0, 3).join(' / ')}`);
}

function buttonsOf(chat: TeamsChat, own: Own, card: ShownCard): Shown['buttons'] {
  // What stands beside the button that sends a form cancels it; in Slack that is the frame of the modal.
  if (submitOf(card)) return [];
  return actionsIn(card).map((action) => ({
    label: String(action.title),
    verb: String(action.verb),
    press: () => press(chat, own, action, {}),
  }));
}

function formOf(chat: TeamsChat, own: Own, card: ShownCard): NonNullable<Shown['form']> {
  const submit = submitOf(card);
  if (!submit) throw new Error('This card is no form');
  const kinds = (submit.data as { $: { fields: Record<string, string> } }).$.fields;
  const inputs = nodesIn(card).filter((node) => String(node.type).startsWith('Input.'));
  return {
    verb: String(submit.verb),
    fields: inputs.map((input): ShownField => {
      const choices = (input.choices ?? []) as ReadonlyArray<{ title: string }>;
      return {
        id: String(input.id),
        kind: kinds[String(input.id)] ?? 'text',
        required: input.isRequired === true,
        // Choices of ours that come while somebody types stand there in Slack only then.
        options: 'choices.data' in input ? [] : choices.map(({ title }) => title),
      };
    }),
    fill: (typed) => press(chat, own, submit, fillIn(card, typed)),
  };
}

async function press(chat: TeamsChat, own: Own, action: Json, typed: object): Promise<Shown> {
  const { title, verb, data } = action;
  const pressed = { type: 'Action.Execute', title, verb, data: { ...(data as object), ...typed } };
  const value = { action: pressed, trigger: 'manual' };
  return shownIn(chat, own, await chat.send({ type: 'invoke', name: 'adaptiveCard/action', value }));
}

function headingsIn(card: ShownCard): string[] {
  const tables = nodesIn(card).filter(({ type, firstRowAsHeaders }) => type === 'Table' && firstRowAsHeaders !== false);
  return tables.flatMap(({ rows }) => readAdaptiveCard({ body: (rows as unknown[]).slice(0, 1) }));
}

function isSubmit(action: Json): boolean {
  return isRecord(action.data) && isRecord(action.data.$) && action.data.$.fields !== undefined;
}

function submitOf(card: ShownCard): Json | undefined {
  return actionsIn(card).find(isSubmit);
}

function actionsIn(card: ShownCard): Json[] {
  return nodesIn(card).filter((node) => node.type === 'Action.Execute');
}

function nodesIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (!isRecord(value)) return [];
  const inner = Object.entries(value).filter(([key]) => key !== 'data');
  return [value, ...inner.flatMap(([, part]) => nodesIn(part))];
}
