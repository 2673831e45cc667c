import {
  longestNoticeText,
  missingOf,
  type NoticeField,
  type NoticeSettings,
  noticeFieldNames,
  readNoticeSettings,
  saveNoticeSettings,
} from '../../app/privacy/notice-settings.js';
import { holds } from '../../domain/actor.js';
import type { Action, Card, Form } from '../../rendering/card.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';

const noticeFields: Readonly<Record<NoticeField, string>> = {
  controller: 'Who is responsible (the controller): name',
  contact: 'How to reach them: address, email, telephone',
  officer: 'Data protection officer: how to reach them',
  interests: 'The legitimate interests, where that is the basis',
  recipients: 'Who else receives data',
  transfers: 'Transfers out of the UK, and their safeguards',
};

/** "Privacy notice": the page; and for administrators, what it still lacks. */
export async function showNotice(context: TurnContext): Promise<Answer> {
  const { core, links } = context.services;
  const read: Action = { kind: 'link', label: 'Read the notice', url: links.notice };
  if (!holds(context.actor, 'administrator')) {
    const words = 'The privacy notice says what is held about you, why, how long, and what your rights are.';
    return oneCard({ fallback: `${words} ${links.notice}`, blocks: [{ kind: 'text', text: words }], actions: [read] });
  }
  return oneCard(noticeCard(await readNoticeSettings(core.prisma), read));
}

function noticeCard(settings: NoticeSettings, read: Action): Card {
  const missing = missingOf(settings);
  const words =
    missing.length > 0
      ? `The privacy notice is not complete. The law asks for: ${missing.map((field) => noticeFields[field]).join('; ')}.`
      : 'The privacy notice has what the law asks for. Please check it once a year.';
  const facts = noticeFieldNames.map((field) => ({
    label: noticeFields[field],
    value: settings.texts[field] || 'not said yet',
  }));
  return {
    fallback: [words, ...facts.map(({ label, value }) => `${label}: ${value}`)].join('\n'),
    blocks: [
      { kind: 'heading', text: 'Privacy notice' },
      { kind: 'text', text: words },
      { kind: 'facts', facts },
    ],
    actions: [
      { kind: 'act', label: 'Fill it in', verb: 'notice-form', opensForm: true },
      { kind: 'act', label: 'Lawful bases', verb: 'notice-bases-form', keepsCard: true },
      read,
    ],
  };
}

/** What only the partnership can say, for administrators to fill in. */
export async function openNoticeForm(context: TurnContext): Promise<Answer> {
  const { texts } = await readNoticeSettings(context.services.core.prisma);
  return oneForm(noticeForm(texts));
}

function noticeForm(values: Readonly<Partial<Record<NoticeField, string>>>, faults: Form['faults'] = {}): Form {
  return {
    title: 'Privacy notice',
    intro: [
      { kind: 'text', text: 'Everybody can read this on the notice. What is left empty, it says in general words.' },
    ],
    fields: noticeFieldNames.map((id) => ({
      kind: 'text' as const,
      id,
      label: noticeFields[id],
      maxLength: longestNoticeText,
      required: false,
    })),
    values,
    faults,
    submit: { label: 'Save', verb: 'notice-save', data: {} },
    fallback: 'What should the privacy notice say?',
  };
}

export async function saveNoticeForm(context: TurnContext, { values }: TurnRequest): Promise<Answer> {
  const texts = Object.fromEntries(noticeFieldNames.map((field) => [field, wordsOf(values[field])]));
  const outcome = await saveNoticeSettings(context.services.core, context.actor, { texts });
  if (outcome.kind === 'refused') return refuse('notice-save');
  if (outcome.kind === 'saved') return showNotice(context);
  const long = `At most ${longestNoticeText} characters, please.`;
  return oneForm(noticeForm(texts, Object.fromEntries(outcome.fields.map((field) => [field, long]))));
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function oneCard(card: Card): Answer {
  return { replies: [{ kind: 'card', card }] };
}

function oneForm(form: Form): Answer {
  return { replies: [{ kind: 'form', form }] };
}
