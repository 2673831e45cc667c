import { basisOf, readNoticeSettings } from '../../app/privacy/notice-settings.js';
import { heldKind, sayKept } from '../../app/privacy/register-of-held-data.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import { lawfulBasisWords } from './lawful-basis-words.js';

type Kind = 'first-notice' | 'held-link';

/** What UK GDPR, Article 14, asks to be said to whoever is on record from elsewhere; the rest is in the privacy notice. */
const firstNotice: MakeMessage<'first-notice'> = async ({ core, links }, { personId }) => {
  const person = await core.prisma.person.findFirst({
    where: { id: personId ?? '', erasedAt: null },
    select: { name: true, posts: { where: { until: null }, select: { school: { select: { name: true } } } } },
  });
  if (!person) return undefined;
  const settings = await readNoticeSettings(core.prisma);
  const controller = settings.texts.controller || 'The partnership of schools whose organisers run this service';
  const contact = settings.texts.contact || 'The organisers';
  const held = heldKind('person');
  const school = person.posts[0]?.school?.name;
  const title = 'You are on record with the partnership';
  const lead = `${controller} keeps your name, address and role${school ? ` at ${school}` : ''} in Staffroom, which runs its events and projects. They came from a list of the organisers, not from you.`;
  const facts = [
    { label: 'Why', value: `${held.why}. Basis: ${lawfulBasisWords[basisOf(settings, 'person')].law}.` },
    { label: 'How long', value: sayKept(held) },
    { label: 'Contact', value: contact },
    {
      label: 'Your rights',
      value:
        'To see what is held, to have it corrected, erased or restricted, to object, and to complain to the Information Commissioner’s Office (ico.org.uk).',
    },
  ];
  return {
    fallback: [title, lead, ...facts.map(({ label, value }) => `${label}: ${value}`), links.notice].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'text', text: lead },
      { kind: 'facts', facts },
      { kind: 'context', text: 'You need not do anything. This is sent once.' },
    ],
    actions: [
      { kind: 'act', label: 'What is held about me', verb: 'my-data', keepsCard: true },
      { kind: 'link', label: 'Privacy notice', url: links.notice },
    ],
  };
};

/** The way to all that is held about somebody, which they asked for. */
const heldLink: MakeMessage<'held-link'> = async () => {
  const lead =
    'You asked for what is held about you. The page shows it, gives it as a file, and erases it if you wish.';
  const note =
    'The link is for you alone: whoever has it can do the same. If you did not ask for it, you need not do anything.';
  return {
    fallback: `${lead} ${note}`,
    blocks: [
      { kind: 'text', text: lead },
      { kind: 'context', text: note },
    ],
    actions: [{ kind: 'act', label: 'What is held about me', verb: 'my-data', style: 'primary', keepsCard: true }],
  };
};

/** Messages about what is held. */
export const privacyMessages: MessageForms<Kind> = {
  'first-notice': { label: 'First notice of what is held', card: firstNotice },
  'held-link': { label: 'Link to what is held', card: heldLink },
};
