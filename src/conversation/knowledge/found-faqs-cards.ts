import type { FaqStanding, KeptFaq, SaveFaqsOutcome } from '../../app/knowledge/found-faqs.js';
import { articleLimits } from '../../domain/article.js';
import type { ActAction, Block, Card, Form, FormValues } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import { capitalise, listWords, plural } from '../talk/wording.js';

/** Found questions on one card, and to tick in one form. */
const pageSize = 10;
const shownOfAnswer = 160;
const longestLabel = 75;
/** In characters: Slack takes no more in one field. */
const longestPaste = 3_000;

interface Found {
  readonly faqs: readonly KeptFaq[];
  readonly remarks: readonly string[];
}

const standingWords: Readonly<Record<FaqStanding, string>> = {
  new: '',
  same: 'on record already, just so',
  differs: 'on record with another answer: this one would wait as a draft of it',
  drafted: 'on record, and a draft of it waits: look at that first',
  'too-long': `longer than ${articleLimits.answer.toLocaleString('en-GB')} characters: shorten it first`,
};

/** A page of what was found; undefined when it is gone. */
export function faqsOnPage(found: Found | undefined, from: number): readonly KeptFaq[] | undefined {
  const page = found?.faqs.slice(startOf(from), startOf(from) + pageSize);
  return page && page.length > 0 ? page : undefined;
}

function startOf(from: number): number {
  return Number.isSafeInteger(from) && from > 0 ? from : 0;
}

/** What was found in a document, before anything of it is saved. */
export function faqsCard(id: string, found: Found, asked: number): Card {
  const all = found.faqs.length;
  const from = startOf(asked) < all ? startOf(asked) : 0;
  const page = found.faqs.slice(from, from + pageSize);
  const title = `I found ${plural(all, 'question')}`;
  const range = all > pageSize ? ` These are ${from + 1} to ${from + page.length}.` : '';
  const lead = `Nothing has been saved yet.${range} Read them, and choose which are to be articles.`;
  const items = page.map((faq) => ({
    title: faq.question,
    detail: [capitalise(standingWords[faq.standing]), beginningOf(faq.answer)].filter(Boolean).join(' · '),
    action: step('Read it', 'faqs-open', { faqs: id, at: String(faq.at) }, { keepsCard: true }),
  }));
  const blocks: Block[] = [
    { kind: 'heading', text: title },
    { kind: 'text', text: lead },
    ...found.remarks.map((text) => ({ kind: 'context', text }) as const),
    { kind: 'list', items },
  ];
  const data = { faqs: id, from: String(from) };
  return {
    fallback: [title, lead, ...items.map((item) => `${item.title} ${item.detail}`)].join('\n'),
    blocks,
    actions: [
      step(all > pageSize ? 'Choose of these' : 'Choose', 'faqs-choose', data, { opensForm: true, style: 'primary' }),
      ...(from + pageSize < all ? [step('More', 'faqs', { faqs: id, from: String(from + pageSize) })] : []),
      ...(from > 0 ? [step('Those before', 'faqs', { faqs: id, from: String(Math.max(0, from - pageSize)) })] : []),
      { kind: 'act', label: 'Leave it', verb: 'leave-it' },
    ],
  };
}

function beginningOf(answer: string): string {
  const words = answer.replace(/\s+/g, ' ');
  return words.length > shownOfAnswer ? `${words.slice(0, shownOfAnswer - 1).trimEnd()}…` : words;
}

function step(
  label: string,
  verb: Verb,
  data: Readonly<Record<string, string>>,
  more: Partial<ActAction> = {},
): ActAction {
  return { kind: 'act', label, verb, data, ...more };
}

/** One of them as a whole. */
export function faqCard(id: string, { question, answer, standing, at }: KeptFaq): Card {
  const note = capitalise(standingWords[standing]);
  return {
    fallback: [question, answer, note].filter(Boolean).join('\n'),
    blocks: [
      { kind: 'heading', text: question },
      { kind: 'text', text: answer },
      ...(note ? [{ kind: 'context', text: `${note}.` } as const] : []),
    ],
    actions: [
      step('Change it first', 'faqs-article', { faqs: id, at: String(at) }, { opensForm: true, keepsCard: true }),
    ],
  };
}

/** Which are to be articles, and what is said of all of them. */
export function faqsForm(
  id: string,
  from: string,
  page: readonly KeptFaq[],
  values: FormValues,
  faults: Form['faults'] = {},
): Form {
  const options = page.map(({ at, question }) => ({
    value: String(at),
    label: question.length > longestLabel ? `${question.slice(0, longestLabel - 1)}…` : question,
  }));
  return {
    title: 'Take as articles',
    fields: [
      { kind: 'choices', id: 'take', label: 'Which?', options },
      {
        kind: 'text',
        id: 'owner',
        label: 'Looked after by',
        hint: 'A role or an office. People will see it.',
        required: true,
        maxLength: articleLimits.owner,
      },
      { kind: 'date', id: 'asOf', label: 'True as of', required: true },
      { kind: 'date', id: 'reviewBy', label: 'Review by', required: true },
      { kind: 'tick', id: 'publish', label: 'Publish them at once; otherwise they are drafts' },
    ],
    values,
    faults,
    submit: { label: 'Save them', verb: 'faqs-save', data: { faqs: id, from } },
    cancel: step('Not now', 'faqs', { faqs: id, from }),
    fallback: `Which are to be articles? ${options.map(({ label }) => label).join(' · ')}`,
  };
}

/** A text to read questions and answers from. */
export function pasteForm(values: FormValues, faults: Form['faults'] = {}): Form {
  return {
    title: 'Paste articles',
    intro: [
      {
        kind: 'text',
        text: 'Each question on a line of its own, ending with a question mark, and its answer below. You see what I find before anything is saved.',
      },
    ],
    fields: [
      {
        kind: 'text',
        id: 'text',
        label: 'Questions and answers',
        hint: 'A longer page: attach it as a Word document or a saved page, and say “import articles”.',
        multiline: true,
        required: true,
        maxLength: longestPaste,
      },
    ],
    values,
    faults,
    submit: { label: 'Find the questions', verb: 'faqs-pasted' },
    cancel: { kind: 'act', label: 'Not now', verb: 'articles' },
    fallback: 'Paste questions and answers in a form; open this chat where forms can be shown.',
  };
}

/** What became of those that were chosen. */
export function savedCard(
  id: string,
  { added, drafted, left }: Extract<SaveFaqsOutcome, { kind: 'saved' }>,
  published: boolean,
  { from, all }: { readonly from: number; readonly all: number },
): Card {
  const parts = [
    ...(added.length > 0 ? [`${plural(added.length, 'article')} ${published ? 'published' : 'kept as drafts'}`] : []),
    ...(drafted.length > 0
      ? [
          `${plural(drafted.length, 'answer')} waiting as ${drafted.length === 1 ? 'a draft' : 'drafts'} of what is on record`,
        ]
      : []),
    ...(left > 0
      ? [`${left} left as ${left === 1 ? 'it is' : 'they are'}: on record already, with a draft, or too long`]
      : []),
  ];
  const lead = parts.length > 0 ? `${capitalise(listWords(parts))}.` : 'You chose none, so nothing was saved.';
  const next = from + pageSize;
  const rest = Math.max(0, all - next);
  return {
    fallback: lead,
    blocks: [{ kind: 'text', text: lead, tone: added.length + drafted.length > 0 ? 'good' : 'normal' }],
    actions: [
      ...(rest > 0 ? [step(`The other ${rest}`, 'faqs', { faqs: id, from: String(next) }, { style: 'primary' })] : []),
      { kind: 'act', label: 'Articles', verb: 'articles', keepsCard: true },
    ],
  };
}
