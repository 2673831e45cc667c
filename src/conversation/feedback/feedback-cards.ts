import { type FeedbackRequest, longestFeedback } from '../../app/feedback/feedback.js';
import type { OwnQuote, QuoteUse } from '../../app/feedback/quote-ledger.js';
import type { PendingQuote, UsableQuote } from '../../app/feedback/quote-moderation.js';
import { smallGroup } from '../../domain/quote.js';
import { sayDay } from '../../domain/when.js';
import type { ActAction, Block, Card, Field, Form, FormValues } from '../../rendering/card.js';
import { listWords, plural } from '../talk/wording.js';

/** Asks a participant for feedback. @param lead the first sentence */
export function feedbackRequestCard(request: FeedbackRequest, lead: string, zone: string): Card {
  const until = `You can answer, or change your answer, until ${sayDay(request.closesAt, zone)}.`;
  const words: ActAction = {
    kind: 'act',
    label: request.answer ? 'Change my feedback' : 'Give feedback in words',
    verb: 'feedback',
    data: { request: request.id },
    opensForm: true,
  };
  const further = furtherQuestions(request);
  const inOneTap = request.answer
    ? []
    : ratings.map(
        (said): ActAction => ({
          kind: 'act',
          label: said.replace(', ', ': '),
          verb: 'rate',
          data: { request: request.id, rating: said.charAt(0) },
        }),
      );
  return {
    fallback: `${lead} Say "feedback" to answer. ${until}`,
    blocks: [
      { kind: 'heading', text: request.title },
      { kind: 'text', text: lead },
      { kind: 'context', text: until },
    ],
    actions: [...inOneTap, ...further, ...(further.length > 0 ? [words] : [{ ...words, style: 'primary' } as const])],
  };
}

/** Once it is rated, what else is asked: in one form, and not again once it has been answered. */
function furtherQuestions({ id, answer, open, questions, marks }: FeedbackRequest): ActAction[] {
  if (!answer || !open || questions.length === 0) return [];
  const act = { kind: 'act', verb: 'feedback-questions', data: { request: id }, opensForm: true } as const;
  return marks.length > 0
    ? [{ ...act, label: 'Change my answers' }]
    : [{ ...act, label: `Answer ${plural(questions.length, 'more question')}`, style: 'primary' }];
}

const ratings = ['5, excellent', '4, good', '3, all right', '2, poor', '1, a waste of my time'];

/** What is filled in when the form is opened. */
export function answeredSoFar({ answer }: FeedbackRequest): FormValues {
  return {
    rating: answer ? String(answer.rating) : '',
    useful: answer?.mostUseful ?? '',
    change: answer?.toChange ?? '',
    words: answer?.words ?? '',
    consent: [...(answer?.consents ?? [])],
    naming: answer?.naming ?? 'unnamed',
  };
}

/** Where words may be used. */
export const consentField = {
  kind: 'choices',
  id: 'consent',
  label: 'We may use these words',
  options: [
    { value: 'board', label: 'For the board only' },
    { value: 'public', label: 'In public papers' },
    { value: 'website', label: 'On the website' },
  ],
} as const;

const written = (id: string, label: string, hint?: string) =>
  ({ kind: 'text', id, label, multiline: true, maxLength: longestFeedback, ...(hint ? { hint } : {}) }) as const;

const feedbackFields: readonly Field[] = [
  {
    kind: 'choice',
    id: 'rating',
    label: 'How was it?',
    required: true,
    expanded: true,
    options: ratings.map((label) => ({ value: label.charAt(0), label })),
  },
  written('useful', 'What was most useful?'),
  written('change', 'What should we change?'),
  written(
    'words',
    'Words we may quote',
    'Leave it empty if you would rather not be quoted. An organiser reads them first.',
  ),
  consentField,
  {
    kind: 'choice',
    id: 'naming',
    label: 'Name me as',
    options: [
      { value: 'unnamed', label: 'Not at all' },
      { value: 'role', label: 'My role' },
      { value: 'role_and_school', label: 'My role and school' },
      { value: 'name', label: 'My name' },
    ],
  },
];

/** The questions. @param values what was typed when it is shown again with errors */
export function feedbackForm(
  request: FeedbackRequest,
  values: FormValues = answeredSoFar(request),
  faults?: Record<string, string>,
): Form {
  return {
    title: 'Your feedback',
    intro: [{ kind: 'text', text: request.title }],
    fields: feedbackFields,
    values,
    ...(faults ? { faults } : {}),
    submit: { label: 'Send', verb: 'save-feedback', data: { request: request.id } },
    fallback: `Your feedback on ${request.title}: a rating from 1 to 5, what was most useful, and what to change.`,
  };
}

/** One quote to moderate. */
export function moderationCard(quote: PendingQuote, waiting: number): Card {
  const data = { quote: quote.id };
  const by = quote.attribution || 'not to be named';
  const warning =
    quote.alike !== null && quote.alike < smallGroup
      ? `“${quote.attribution}” fits ${plural(quote.alike, 'person', 'people')} who came, so it could show who said it. They chose it, but think twice.`
      : undefined;
  return {
    fallback: `To moderate, of ${quote.about}: “${quote.words}” (${by}). May be used for: ${listWords(quote.uses)}. ${warning ?? ''}`,
    blocks: [
      { kind: 'heading', text: plural(waiting, 'quote to moderate', 'quotes to moderate') },
      { kind: 'quote', words: quote.words, by },
      { kind: 'text', text: `${quote.about}. May be used for: ${listWords(quote.uses)}.` },
      ...(warning ? [{ kind: 'text', text: warning, tone: 'warning' } as const] : []),
    ],
    actions: [
      { kind: 'act', label: 'Approve', verb: 'moderate-approve', data, style: 'primary' },
      { kind: 'act', label: 'Shorten', verb: 'moderate-shorten', data, opensForm: true },
      { kind: 'act', label: 'Reject', verb: 'moderate-reject', data, style: 'danger' },
    ],
  };
}

/** Words to be left out of, never put into. */
export function shortenForm(quoteId: string, words: string, fault?: string): Form {
  return {
    title: 'Shorten the quote',
    intro: [{ kind: 'text', text: 'Delete what should not be printed. Each cut is shown as […]. Please add nothing.' }],
    fields: [
      { kind: 'text', id: 'words', label: 'Words', multiline: true, required: true, maxLength: longestFeedback },
    ],
    values: { words },
    ...(fault ? { faults: { words: fault } } : {}),
    submit: { label: 'Approve shortened', verb: 'save-shortened', data: { quote: quoteId } },
    fallback: 'Shorten the quote: delete what should not be printed.',
  };
}

/** Approved quotes, each with a button to withdraw the approval. */
export function approvedQuotesCard(quotes: readonly UsableQuote[]): Card {
  const title = 'Approved quotes';
  const blocks = quotes.flatMap(({ id, words, about, attribution }): Block[] => [
    { kind: 'quote', words, by: attribution || 'without a name' },
    {
      kind: 'list',
      items: [
        {
          title: about,
          action: { kind: 'act', label: 'Withdraw approval', verb: 'unapprove', data: { quote: id }, style: 'danger' },
        },
      ],
    },
  ]);
  return {
    fallback: [title, ...quotes.map(({ words, about }) => `“${words}” (${about})`)].join('\n'),
    blocks: [{ kind: 'heading', text: title }, ...blocks],
    again: { verb: 'approved-quotes' },
  };
}

/** What somebody let us quote, with where it was used and how to take it back. */
export function ownQuotesCard(quotes: readonly OwnQuote[], zone: string): Card {
  const blocks = quotes.flatMap((quote): Block[] => [
    { kind: 'quote', words: quote.words, by: quote.attribution || 'without your name' },
    {
      kind: 'text',
      text: `${quote.about}. ${quote.withdrawn ? 'Withdrawn.' : ''} ${sayUses(quote.uses, zone)}`.trim(),
    },
    ...(quote.withdrawn
      ? []
      : [{ kind: 'list', items: [{ title: 'Changed your mind?', action: withdrawal(quote) }] } as const]),
  ]);
  return {
    fallback: quotes.map(({ words, withdrawn }) => `“${words}”${withdrawn ? ' (withdrawn)' : ''}`).join('\n'),
    blocks: [{ kind: 'heading', text: 'Words you let us quote' }, ...blocks],
    again: { verb: 'my-quotes' },
  };
}

function withdrawal(quote: OwnQuote): ActAction {
  return { kind: 'act', label: 'Withdraw', verb: 'withdraw-quote', data: { quote: quote.id }, style: 'danger' };
}

const placeWords: Readonly<Record<string, string>> = {
  summary: 'a summary for the board',
  digest: 'a weekly digest',
  answer: 'an answer in the chat',
};

/** Where words were used. */
export function sayUses(uses: readonly QuoteUse[], zone: string): string {
  if (uses.length === 0) return 'They were not used anywhere.';
  const said = uses.map(
    ({ place, printed, usedAt }) =>
      `${placeWords[place] ?? `a ${place}`} on ${sayDay(usedAt, zone)}${printed ? ' (printed)' : ''}`,
  );
  return `They were used in ${listWords(said)}.`;
}

/** What becomes of the places where words were used that may not be used any more: the truth, place by place. */
export function describeWithdrawal(uses: readonly QuoteUse[]): string {
  const some = (which: (use: QuoteUse) => boolean, words: string) => (uses.some(which) ? [words] : []);
  const inChannel = ({ place, printed }: QuoteUse) => !printed && place !== 'answer';
  return [
    ...some((use) => inChannel(use) && use.inReach, 'I am taking them out of the messages in channels now.'),
    ...some(
      (use) => inChannel(use) && !use.inReach,
      'One message still shows them, because I can no longer change it: I was removed from its channel, or I am not sure that it arrived.',
    ),
    ...some(({ place }) => place === 'answer', 'Answers already given in a chat still show them; new ones will not.'),
    ...some(({ printed }) => printed, 'What was printed stays printed.'),
  ].join(' ');
}
