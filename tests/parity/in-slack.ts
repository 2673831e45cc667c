import { OPEN_FORM } from '../../src/channels/slack/forms/prompt-for-form.js';
import { slackWords } from '../../src/channels/slack/slack-words.js';
import { isRecord } from '../../src/rendering/unknown.js';
import type { BothPlatforms } from '../support/both-platforms.js';
import { readSlack } from '../support/readable-text.js';
import { blocksOf, type SlackChat } from '../support/slack/slack.js';
import type { Seen } from '../support/slack/slack-seen.js';
import type { Message, View } from '../support/slack/slack-state.js';
import { chatOf } from '../support/slack/slack-workspace.js';
import type { Shown, ShownField, Someone } from './shown.js';

type Json = Readonly<Record<string, unknown>>;

/** Somebody in Slack: in their own chat, or in a channel. */
export function someoneInSlack(service: BothPlatforms, user: string, channel?: string): Someone {
  const chat = withModalsClosed(service, service.inSlack(user, channel ? { channel } : {}));
  const own = chatOf(user);
  return {
    say: async (text) => shownIn(chat, own, await chat.say(text)),
    attach: async (words, { name, content }) => {
      const { origin, state } = service.slack;
      state.files.set(name, content);
      const url_private_download = `${origin}/files/${name}`;
      // https://docs.slack.dev/reference/objects/file-object
      const file = { id: 'F0PARITY', name, mimetype: 'text/csv', mode: 'hosted', size: content.length };
      const files = [{ ...file, url_private: url_private_download, url_private_download }];
      return shownIn(chat, own, await chat.say(words, { subtype: 'file_share', files }));
    },
    pressStale: async (verb) => {
      const old = service.slack.state.in(channel ?? own).at(-1) ?? (await chat.say('hello')).message;
      const value = JSON.stringify({ verb, data: {}, keepsCard: true });
      return shownIn(
        chat,
        own,
        await chat.press(old, { action_id: 'act-1', text: { type: 'plain_text', text: 'Old' }, value }),
      );
    },
  };
}

/** Who writes, or presses a button in the chat, has closed the modal that stood before it. */
function withModalsClosed({ slack }: BothPlatforms, chat: SlackChat): SlackChat {
  const close = () => {
    for (const view of slack.state.views.values()) view.closed = true;
  };
  return {
    ...chat,
    say: (text, more) => {
      close();
      return chat.say(text, more);
    },
    press: (on, action) => {
      close();
      return chat.press(on, action);
    },
  };
}

async function shownIn(chat: SlackChat, own: string, seen: Seen): Promise<Shown> {
  if (seen.status !== 200) throw new Error(`Slack was answered ${seen.status}`);
  const all = [...seen.messages, ...seen.elsewhere.filter(({ channel }) => channel === own)];
  // What the bot sends of its own accord (it carries the key of its delivery) arrives when it does, on either platform.
  // On a slow machine it asks to wait first; Teams shows by itself that something is written.
  const messages = all.filter(({ metadata, text }) => metadata === undefined && text !== slackWords.takesLonger);
  const prompt = messages.find((message) => buttonsIn(message).some(({ verb }) => verb === OPEN_FORM));
  // Where words ask for a form, Slack shows a button first; what it opens is the form that Teams shows at once.
  if (prompt) {
    const opened = await chat.click(prompt, 'Fill it in');
    return together(
      chat,
      own,
      messages.filter((message) => message !== prompt),
      opened,
    );
  }
  return together(chat, own, messages, seen);
}

/** Beside “I have answered in your own chat”: Slack has an address for that. */
const wayToChat = '[Open our chat]';

function together(chat: SlackChat, own: string, messages: readonly Message[], seen: Seen): Shown {
  const modal = seen.errors || (seen.modal && seen.modal.shown.callback_id === 'form') ? seen.modal : undefined;
  const shownModal = modal && !seen.errors ? modal : undefined;
  return {
    lines: [
      ...messages.flatMap(({ blocks }) => readSlack(blocks)).filter((line) => line !== wayToChat),
      ...(shownModal ? readModal(shownModal) : []),
    ],
    buttons: messages.flatMap((message) =>
      buttonsIn(message).map(({ action, label, verb }) => ({
        label,
        verb,
        press: async () => shownIn(chat, own, await chat.press(message, action)),
      })),
    ),
    ...(modal ? { form: formOf(chat, own, modal) } : {}),
    ...(seen.errors ? { faults: Object.values(seen.errors) } : {}),
  };
}

/** Every modal of Slack's can be closed; a form that cannot be cancelled has no button for that elsewhere. */
function readModal(modal: View): string[] {
  const lines = readSlack(modal.shown);
  return lines.at(-1) === 'Cancel' ? lines.slice(0, -1) : lines;
}

function formOf(chat: SlackChat, own: string, modal: View): NonNullable<Shown['form']> {
  const inputs = blocksOf(modal)
    .filter(isRecord)
    .filter(({ type }) => type === 'input');
  return {
    verb: JSON.parse(String(modal.shown.private_metadata)).verb,
    fields: inputs.map((input): ShownField => {
      const element = input.element as Json;
      const groups = (element.option_groups ?? []) as ReadonlyArray<{ options: Json[] }>;
      const options = [...((element.options ?? []) as Json[]), ...groups.flatMap((group) => group.options)];
      const [prefix = ''] = String(element.action_id).split('-');
      // Choices are offered while somebody types; any text can be sent all the same.
      const kind = prefix === 'lookup' ? 'text' : prefix;
      return {
        id: String(input.block_id),
        kind,
        required: input.optional !== true,
        options:
          kind === 'tick' || element.type === 'external_select'
            ? []
            : options.map(({ text }) => String((text as Json).text)),
      };
    }),
    fill: async (typed) => shownIn(chat, own, await chat.submit(modal, typed)),
  };
}

function buttonsIn({ blocks }: Message): Array<{ action: Json; label: string; verb: string }> {
  return elementsIn(blocks)
    .filter(({ type, value }) => type === 'button' && value !== undefined)
    .map((action) => ({
      action,
      label: String((action.text as Json).text),
      verb: String(JSON.parse(String(action.value)).verb),
    }));
}

function elementsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(elementsIn);
  if (!isRecord(value)) return [];
  return [value, ...elementsIn(value.accessory), ...elementsIn(value.elements)];
}
