import { isLawfulBasis, lawfulBases } from '../../app/privacy/lawful-bases.js';
import {
  basisOf,
  type NoticeSettings,
  readNoticeSettings,
  saveNoticeSettings,
} from '../../app/privacy/notice-settings.js';
import { type HeldKindName, heldKinds } from '../../app/privacy/register-of-held-data.js';
import type { Card } from '../../rendering/card.js';
import { type Answer, refuse, type TurnContext, type TurnRequest } from '../talk/turn-context.js';
import { lawfulBasisWords } from './lawful-basis-words.js';

/** What is asked together: the whole register in one form is four screens of a telephone. */
const subjects = {
  people: 'People and their accounts',
  chat: 'The chat and messages',
  events: 'Events and attendance',
  feedback: 'Feedback and quotes',
  projects: 'Projects',
  work: 'Questions and the partnership’s work',
} as const;
type Subject = keyof typeof subjects;

const subjectOf: Readonly<Record<HeldKindName, Subject>> = {
  person: 'people',
  account: 'people',
  'unknown-account': 'people',
  channels: 'people',
  inbound: 'chat',
  context: 'chat',
  'message-words': 'chat',
  messages: 'chat',
  'spent-links': 'chat',
  jobs: 'chat',
  bookings: 'events',
  invitations: 'events',
  'personal-answers': 'events',
  'booking-answers': 'events',
  attendance: 'events',
  'attendance-files': 'events',
  feedback: 'feedback',
  quotes: 'feedback',
  'ended-quotes': 'feedback',
  'old-quotes': 'feedback',
  projects: 'projects',
  'refused-answers': 'projects',
  'project-answers': 'projects',
  'survey-words': 'projects',
  tickets: 'work',
  unanswered: 'work',
  decisions: 'work',
  audit: 'work',
};

const advice = 'Your data protection officer knows which basis is right for each.';

/** Why the law allows each kind of data to be held: the subjects, or the form of the one that was pressed. */
export async function openBasesForm(context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  const settings = await readNoticeSettings(context.services.core.prisma);
  const { subject } = data;
  if (!isSubject(subject)) return { replies: [{ kind: 'card', card: subjectsCard(settings) }] };
  const options = lawfulBases.map((id) => ({ value: id, label: lawfulBasisWords[id].label }));
  const kinds = kindsOf(subject);
  return {
    replies: [
      {
        kind: 'form',
        form: {
          title: 'Lawful bases',
          intro: [
            { kind: 'text', text: subjects[subject], tone: 'strong' },
            { kind: 'text', text: advice },
          ],
          fields: kinds.map(({ kind, what }) => ({
            kind: 'choice' as const,
            id: kind,
            label: what,
            options,
            required: true,
          })),
          values: Object.fromEntries(kinds.map(({ kind }) => [kind, basisOf(settings, kind)])),
          submit: { label: 'Save', verb: 'notice-bases-save', data: { subject } },
          cancel: { kind: 'act', label: 'Other subjects', verb: 'notice-bases-form' },
          fallback: `On which lawful basis is this held? ${subjects[subject]}`,
        },
      },
    ],
  };
}

/** Saves one subject, and leaves the others as they are. */
export async function saveBasesForm(context: TurnContext, { values }: TurnRequest): Promise<Answer> {
  const bases = Object.fromEntries(
    heldKinds.flatMap(({ kind }) => {
      const chosen = values[kind];
      return isLawfulBasis(chosen) ? [[kind, chosen] as const] : [];
    }),
  );
  const { core } = context.services;
  const outcome = await saveNoticeSettings(core, context.actor, { bases });
  if (outcome.kind !== 'saved') return refuse('notice-bases-save');
  return {
    replies: [{ kind: 'card', card: subjectsCard(await readNoticeSettings(core.prisma), 'Saved.') }],
  };
}

function subjectsCard(settings: NoticeSettings, lead?: string): Card {
  const items = (Object.keys(subjects) as Subject[]).map((subject) => ({
    title: subjects[subject],
    detail: [...new Set(kindsOf(subject).map(({ kind }) => lawfulBasisWords[basisOf(settings, kind)].label))].join(
      ', ',
    ),
    action: {
      kind: 'act',
      label: 'Change',
      verb: 'notice-bases-form',
      data: { subject },
      opensForm: true,
    } as const,
  }));
  return {
    fallback: [lead, 'Lawful bases', advice, ...items.map(({ title, detail }) => `${title}: ${detail}`)]
      .filter(Boolean)
      .join('\n'),
    blocks: [
      ...(lead ? [{ kind: 'text', text: lead, tone: 'good' } as const] : []),
      { kind: 'heading', text: 'Lawful bases' },
      { kind: 'text', text: advice },
      { kind: 'list', items },
    ],
    again: { verb: 'notice-bases-form' },
  };
}

function kindsOf(subject: Subject) {
  return heldKinds.filter(({ kind }) => subjectOf[kind] === subject);
}

function isSubject(value: string | undefined): value is Subject {
  return value !== undefined && Object.hasOwn(subjects, value);
}
