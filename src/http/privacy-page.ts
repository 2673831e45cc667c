import { basisOf, type NoticeField, type NoticeSettings } from '../app/privacy/notice-settings.js';
import { heldKinds, sayKept } from '../app/privacy/register-of-held-data.js';
import { lawfulBasisWords } from '../conversation/privacy/lawful-basis-words.js';
import { wideTable } from './branded-page.js';
import { escapeHtml } from './html.js';

/** What this installation does with data, as it is configured. */
export interface Processing {
  /** Questions are put to a language model. */
  readonly model: boolean;
  /** Platforms by which people write to it. */
  readonly platforms: readonly string[];
}

/**
 * The privacy notice that UK GDPR, Articles 13 and 14, ask for, as HTML. What only the partnership can say comes from the
 * settings; the rest is the register by which the nightly round deletes, and what is configured.
 */
export function privacyNotice(settings: NoticeSettings, processing: Processing): string {
  const said = (field: NoticeField, otherwise: string) => escapeHtml(settings.texts[field] || otherwise);
  const controller = said('controller', 'the partnership whose organisers run this service');
  const contact = said('contact', 'the organisers, whom you can ask in the chat');
  return `${section('Who is responsible', [
    `The controller of what is held here is ${controller}. Contact: ${contact}.`,
    `Data protection officer: ${said('officer', 'ask the controller, who names the officer')}.`,
  ])}
${section('What it is for', [
  'Staffroom runs the partnership’s events and projects: it answers questions, takes bookings, reminds, and counts who came. The table below says of each kind of data what it is, why it is held, on which lawful basis, and how long.',
  `Where the basis is legitimate interests, they are: ${said('interests', 'to run the events and projects that schools take part in, and to account for them')}.`,
  'It holds nothing about children, and asks you to write nothing about a child. What seems to be about a child is not kept.',
])}
${register(settings)}
${section('Where it comes from', [
  'From you: what you write in the chat and in forms. From your school’s Teams or Slack: your name, your work address and your account. From colleagues and organisers: when they book, name or put you forward, and lists of attendance that they read in. About schools: the Department for Education’s public register, Get Information About Schools.',
  'What you type is not kept as a conversation. Questions that nobody could answer are kept for a year, without who asked; questions for the team until a year after the answer.',
])}
${section('Who sees it', [
  'You see all of it. Organisers of an event see who comes and what was answered; those of a project see who takes part. Board members see counts, and quotes that their speakers agreed to. Administrators see the audit trail and can export everything.',
  `Others who receive data: ${said('recipients', recipients(processing))}.`,
  ...(processing.model
    ? [
        'A language model is switched on: it receives questions and messages that were not understood, without names and without who wrote them, and published answers, and nothing else.',
      ]
    : ['No language model is used: questions are answered on the partnership’s own server.']),
  `Transfers out of the United Kingdom: ${said('transfers', transfers(processing))}.`,
])}
${section('What you can do', [
  'You have the right to see what is held about you, to have it corrected or erased, to have its use restricted, to object to it, and to take it elsewhere. In the chat: “what do you hold about me” shows it, “download my data” gives you all of it as a file, and “forget me” erases it. To have something corrected or restricted, or to object, write to the contact above.',
  'Where the basis is your consent, you can take it back at any time: “my quotes” does so for quotes, and your answers about food and access you can empty. What was done before stays lawful.',
  'You need not give any of this by law or contract. Without a name and a school, no place can be booked.',
  'No decision about you is made by a machine alone. Places are given in the order of asking.',
])}
<h2>If you are not content</h2>
<p>Please tell the contact above first. You may complain at any time to the Information Commissioner’s Office: <a href="https://ico.org.uk/make-a-complaint/">ico.org.uk/make-a-complaint</a>, 0303 123 1113, Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF.</p>`;
}

function section(title: string, paragraphs: readonly string[]): string {
  return `<h2>${title}</h2>\n${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}`;
}

function recipients({ platforms }: Processing): string {
  const by = platforms.length > 0 ? ` ${platforms.join(' and ')}, by which messages go` : '';
  return `nobody but${by ? `${by}, and` : ''} whoever runs the server for the partnership`;
}

function transfers({ platforms, model }: Processing): string {
  const others = [...platforms, ...(model ? ['the provider of the language model'] : [])];
  return others.length > 0
    ? `this service makes none of its own; ${others.join(' and ')} say in their agreements where they process`
    : 'none';
}

function register(settings: NoticeSettings): string {
  const rows = heldKinds.map((held) => [
    held.what,
    held.why,
    lawfulBasisWords[basisOf(settings, held.kind)].law,
    sayKept(held),
  ]);
  return wideTable(['What', 'Why', 'Basis', 'How long'], rows, 'What is held, why, on which basis, and how long');
}
