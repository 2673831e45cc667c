import { eraseMe } from '../../app/privacy/erasure.js';
import { sendHeldLink } from '../../app/privacy/held-link.js';
import { missingOf, readNoticeSettings } from '../../app/privacy/notice-settings.js';
import { type OwnData, readOwnData } from '../../app/privacy/own-data.js';
import { heldKind, heldKinds, sayKept } from '../../app/privacy/register-of-held-data.js';
import { holds } from '../../domain/actor.js';
import { sayDay, sayMoment } from '../../domain/when.js';
import type { Card } from '../../rendering/card.js';
import { sayPost } from '../talk/person-words.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { capitalise, plural } from '../talk/wording.js';

/** "What do you hold about me?" */
export async function answerWhatIsHeld(context: TurnContext): Promise<Answer> {
  const data = await readOwnData(context.services.core, context.actor);
  const facts = factsOf(data, context);
  const title = 'What I hold about you';
  const food = heldKind('personal-answers');
  const note = `${food.what}: kept ${sayKept(food)}. What you type is not kept as a conversation; questions that nobody could answer are, for a year, without who asked.`;
  const card: Card = {
    fallback: [title, ...facts.map(({ label, value }) => `${label}: ${value}`), note].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'facts', facts },
      { kind: 'context', text: note },
    ],
    actions: [
      { kind: 'link', label: 'Download it all', url: context.services.links.ownData(context.actor) },
      { kind: 'act', label: 'Why, and how long', verb: 'my-data-kept', keepsCard: true },
      { kind: 'act', label: 'Forget me', verb: 'forget-ask', keepsCard: true },
    ],
  };
  return { replies: [{ kind: 'card', card }] };
}

/** "How long do you keep my data?": the register, for everybody the same. */
export async function answerHowLong(context: TurnContext): Promise<Answer> {
  const title = 'What I hold, why, and how long';
  const lacking = await lackingNotice(context);
  const words = `There are ${heldKinds.length} kinds of data that I may hold. A page says of each why, and how long it is kept.`;
  const card: Card = {
    fallback: [title, ...lacking, words, context.services.links.notice].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...lacking.map((words) => ({ kind: 'text', text: words, tone: 'warning' }) as const),
      { kind: 'text', text: words },
    ],
    actions: [
      { kind: 'link', label: 'Open the page', url: context.services.links.notice },
      { kind: 'act', label: 'What you hold about me', verb: 'my-data', keepsCard: true },
    ],
  };
  return { replies: [{ kind: 'card', card }] };
}

/** For administrators: that the notice does not yet say what only they can. */
async function lackingNotice({ actor, services }: TurnContext): Promise<string[]> {
  if (!holds(actor, 'administrator')) return [];
  const missing = missingOf(await readNoticeSettings(services.core.prisma));
  return missing.length > 0 ? ['The privacy notice is not complete. Say “privacy notice” to fill it in.'] : [];
}

/** `Teams, last seen Monday 23 November 2026; 2 in Slack, last seen …`: each platform once, however many accounts are there. */
function sayAccounts(accounts: OwnData['accounts'], zone: string): string {
  const platforms = [...new Set(accounts.map(({ platform }) => platform))];
  return platforms
    .map((platform) => {
      const there = accounts.filter((account) => account.platform === platform);
      const seen = new Date(Math.max(...there.map(({ seenAt }) => seenAt.getTime())));
      const name = capitalise(platform);
      return `${there.length > 1 ? `${there.length} in ${name}` : name}, last seen ${sayDay(seen, zone)}`;
    })
    .join('; ');
}

function factsOf(data: OwnData, { zone }: TurnContext) {
  const { person, accounts, registrations, attendance, feedback, projectsLed, nominations, applications } = data;
  const posts = person?.posts.map(({ school, until, ...post }) =>
    [sayPost(post), school?.name ?? '', until ? `until ${sayDay(until, zone)}` : ''].filter(Boolean).join(', '),
  );
  const roles = accounts.flatMap(({ grants }) =>
    grants
      .filter(({ revokedAt }) => revokedAt === null)
      .map(({ role, series }) => [role, series?.name].filter(Boolean).join(' for ')),
  );
  const answers = registrations.reduce((sum, one) => sum + one.answers.length, 0);
  const given = feedback.filter(({ response }) => response !== null).length;
  return [
    { label: 'Name', value: person?.name ?? 'none' },
    { label: 'Address', value: person?.email ?? 'none' },
    { label: 'Your role', value: posts?.join('; ') || 'nothing' },
    {
      label: 'Accounts',
      value: sayAccounts(accounts, zone) || 'none',
    },
    { label: 'Roles', value: roles.join('; ') || 'member' },
    { label: 'Bookings', value: `${registrations.length}, with ${plural(answers, 'answer')}` },
    { label: 'Booked for others', value: String(data.bookedForOthers.length) },
    { label: 'Attendance', value: plural(attendance.length, 'session') },
    { label: 'Feedback', value: plural(given, 'response') },
    {
      label: 'Projects',
      value: `${projectsLed.length} led, ${plural(nominations.length, 'nomination')}, ${plural(applications.length, 'application')}`,
    },
    { label: 'Messages I sent you', value: String(data.messagesSent.length) },
  ];
}

/** "Download my data": a link that ends soon. */
export async function offerDownload(context: TurnContext): Promise<Answer> {
  const words =
    'Here is all that I hold about you, as a JSON file. The link is only for you and expires in 15 minutes.';
  const url = context.services.links.ownData(context.actor);
  const card: Card = {
    fallback: `${words} ${url}`,
    blocks: [{ kind: 'text', text: words }],
    actions: [{ kind: 'link', label: 'Download my data', url }],
  };
  return { replies: [{ kind: 'card', card }] };
}

/** A page whose link may have been passed on only sends the link to what is held; in the chat it is shown at once. */
export async function sendLinkToHeld(context: TurnContext): Promise<Answer> {
  const way = await sendHeldLink(context.services.core, context.actor);
  switch (way) {
    case 'mail':
      return { replies: [text('I have sent a link to what is held about you to your e-mail address.')] };
    case 'chat':
      return {
        replies: [text('I have sent you a message in your chat with me, where you can see what is held about you.')],
      };
    case undefined:
      return {
        replies: [text('I cannot write to you just now. Please ask the organisers, who can send you what is held.')],
      };
  }
}

/** "Forget me": what goes and what stays, before it does. */
export async function askToForget(): Promise<Answer> {
  const question = 'Shall I forget you?';
  const lines = [
    'Your places at upcoming events will be given back. Your name, address, accounts, school, role, answers and what you wrote will be erased.',
    'What you wrote in applications goes too, and one that is still undecided is withdrawn.',
    'Attendance stays as a number, without your name. This cannot be undone.',
  ];
  const card: Card = {
    fallback: [question, ...lines].join('\n'),
    blocks: [
      { kind: 'text', text: question, tone: 'strong' },
      ...lines.map((line) => ({ kind: 'text', text: line }) as const),
    ],
    actions: [
      { kind: 'act', label: 'Yes, forget me', verb: 'forget', data: { sure: 'yes' }, style: 'danger' },
      { kind: 'act', label: 'No', verb: 'leave-it' },
    ],
  };
  return { replies: [{ kind: 'card', card }] };
}

/** "Yes, forget me": done at once, with a receipt. */
export async function forget(context: TurnContext, request: TurnRequest): Promise<Answer> {
  if (request.data.sure !== 'yes') return askToForget();
  const outcome = await eraseMe(context.services.core, context.actor);
  if (outcome.kind === 'refused') {
    return {
      replies: [
        text(
          outcome.reason === 'last-administrator'
            ? 'You are the last administrator. Make somebody else an administrator first, then ask me again.'
            : 'You are named as an administrator in the settings of the service. Have your account taken out of ADMINISTRATORS first, then ask me again.',
        ),
      ],
    };
  }
  const lead = 'I have forgotten you.';
  const facts = [
    { label: 'When', value: sayMoment(context.now, context.zone) },
    { label: 'Places given back', value: String(outcome.cancelled) },
    { label: 'Attendance kept as numbers', value: String(outcome.kept) },
    { label: 'Reference', value: outcome.reference },
  ];
  const card: Card = {
    fallback: [lead, ...facts.map(({ label, value }) => `${label}: ${value}`)].join('\n'),
    blocks: [
      { kind: 'text', text: lead, tone: 'strong' },
      { kind: 'facts', facts },
      { kind: 'context', text: 'Keep this as your receipt. If you write to me again, I will not know you.' },
    ],
  };
  return { replies: [{ kind: 'card', card }] };
}
