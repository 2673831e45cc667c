import type { TicketView } from '../../app/knowledge/tickets.js';
import type { UnansweredQuestion } from '../../app/knowledge/unanswered.js';
import { sayDay } from '../../domain/when.js';
import type { ActAction, Action, Block, Card, Form } from '../../rendering/card.js';
import type { Verb } from '../../rendering/verbs.js';
import type { View } from '../programme/programme-cards.js';
import { toChooseFrom } from '../talk/to-choose-from.js';
import { plural } from '../talk/wording.js';

/** An existing article that may answer a question. */
export interface NearAnswer {
  readonly slug: string;
  readonly title: string;
}

/** A question for the team: text, number of people asking, who has taken it, and the nearest articles. */
export function ticketCard(ticket: TicketView, near: readonly NearAnswer[], view: View, lead?: string): Card {
  const asked = `Asked by ${plural(ticket.askers, 'person', 'people')}, first on ${sayDay(ticket.createdAt, view.zone)}`;
  const standing = standingOf(ticket);
  const blocks: Block[] = [
    { kind: 'heading', text: 'A question for the team' },
    ...(lead ? [{ kind: 'text', text: lead, tone: 'strong' } as const] : []),
    { kind: 'quote', words: ticket.question, by: asked },
    { kind: 'text', text: standing },
    ...(ticket.answer ? [{ kind: 'text', text: ticket.answer } as const] : []),
    ...nearBlocks(ticket, near),
  ];
  const fallback = [lead, `A question for the team: “${ticket.question}” ${asked}. ${standing}`, ticket.answer]
    .filter(Boolean)
    .join('\n');
  return { fallback, blocks, actions: ticketActions(ticket, near) };
}

/** An account need not say whose it is. */
function sayTaker({ takenBy }: TicketView): string {
  return takenBy ?? 'another organiser';
}

function standingOf(ticket: TicketView): string {
  switch (ticket.state) {
    case 'open':
      return 'Nobody has taken it yet.';
    case 'taken':
      return `${sayTaker(ticket)} has it.`;
    case 'answered':
      return `Answered by ${sayTaker(ticket)}:`;
    case 'closed':
      return 'Closed.';
  }
}

function nearBlocks(ticket: TicketView, near: readonly NearAnswer[]): Block[] {
  if (ticket.state === 'answered') return [...sameAs(ticket, near).blocks];
  if (near.length === 0) return [];
  return [{ kind: 'context', text: `Nearest answers: ${near.map(({ title }) => title).join(' · ')}` }];
}

/** Once it is answered by no article: it may be what another one answers. */
function sameAs(ticket: TicketView, near: readonly NearAnswer[]) {
  const choices = near.slice(0, 2).map(
    ({ slug, title }): ActAction => ({
      kind: 'act',
      label: `Same as: ${title}`,
      verb: 'ticket-alias',
      data: { ticket: ticket.id, slug },
      keepsCard: true,
    }),
  );
  return toChooseFrom(ticket.articleSlug ? [] : choices);
}

function ticketActions(ticket: TicketView, near: readonly NearAnswer[]): Action[] {
  const act = (label: string, verb: Verb, more: Partial<ActAction> = {}): ActAction => ({
    kind: 'act',
    label,
    verb,
    ...more,
    data: { ticket: ticket.id, ...more.data },
  });
  switch (ticket.state) {
    case 'open':
      return [act('Take it', 'ticket-take', { style: 'primary' })];
    case 'taken':
      return [
        act('Answer', 'ticket-form', { style: 'primary', opensForm: true }),
        act('Put it back', 'ticket-release'),
      ];
    case 'answered':
      if (ticket.articleSlug) {
        return [
          {
            kind: 'act',
            label: 'Open the article',
            verb: 'article',
            data: { slug: ticket.articleSlug },
            keepsCard: true,
          },
        ];
      }
      return [
        act('Make it an article', 'ticket-article', { style: 'primary', keepsCard: true }),
        ...sameAs(ticket, near).actions,
      ];
    case 'closed':
      return [];
  }
}

/** Somebody else has it: says who, and lets one take it over when that one is away. */
export function takenCard(ticket: TicketView, view: View): Card {
  const lead = `${ticket.takenBy} has already taken it.`;
  const card = ticketCard(ticket, [], view, lead);
  const data = { ticket: ticket.id, from: ticket.takenById ?? '' };
  return { ...card, actions: [{ kind: 'act', label: 'Take it over', verb: 'ticket-take', data }] };
}

export function answerForm(ticket: TicketView, typed = '', fault?: string): Form {
  return {
    title: 'Answer for the team',
    intro: [{ kind: 'quote', words: ticket.question, by: `Asked by ${plural(ticket.askers, 'person', 'people')}` }],
    fields: [
      {
        kind: 'text',
        id: 'answer',
        label: 'Your answer',
        hint: 'Everybody who asked will get it in their own chat, from the team.',
        multiline: true,
        required: true,
        maxLength: 4_000,
      },
    ],
    values: { answer: typed },
    ...(fault ? { faults: { answer: fault } } : {}),
    submit: { label: 'Send', verb: 'ticket-send', data: { ticket: ticket.id } },
    cancel: { kind: 'act', label: 'Not now', verb: 'ticket', data: { ticket: ticket.id } },
    fallback: `Answer this question: “${ticket.question}”`,
  };
}

/** What an asker gets in their own chat. */
export function teamAnswerCard(ticket: TicketView): Card {
  const answer = ticket.answer ?? '';
  return {
    fallback: `The team has answered your question “${ticket.question}”: ${answer}`,
    blocks: [
      { kind: 'heading', text: 'The team has answered' },
      { kind: 'quote', words: ticket.question, by: 'Your question' },
      { kind: 'text', text: answer },
      { kind: 'context', text: 'Answered by the partnership team.' },
    ],
    actions: [{ kind: 'act', label: 'Ask something else', verb: 'ask-team-form', opensForm: true, keepsCard: true }],
  };
}

/** Questions that wait for an answer. */
export function ticketsCard(tickets: readonly TicketView[], view: View): Card {
  const lines = tickets.map((ticket) => ({
    title: ticket.question,
    detail: `asked by ${plural(ticket.askers, 'person', 'people')} · since ${sayDay(ticket.createdAt, view.zone)} · ${ticket.takenBy ? `${ticket.takenBy} has it` : 'nobody has it'}`,
    action: { kind: 'act', label: 'Open', verb: 'ticket', data: { ticket: ticket.id }, keepsCard: true } as const,
  }));
  const title =
    tickets.length === 0
      ? 'No questions are waiting for the team.'
      : `${plural(tickets.length, 'question')} for the team`;
  return {
    fallback: [title, ...lines.map((line) => `${line.title} (${line.detail})`)].join('\n'),
    blocks: [{ kind: 'heading', text: title }, ...(lines.length > 0 ? [{ kind: 'list', items: lines } as const] : [])],
    actions: [{ kind: 'act', label: 'What I could not answer', verb: 'unanswered', keepsCard: true }],
    again: { verb: 'tickets' },
  };
}

/** What was asked and not answered, the most frequent first; who asked is kept nowhere. */
export function unansweredCard(questions: readonly UnansweredQuestion[], view: View): Card {
  const title = questions.length === 0 ? 'There is nothing I could not answer.' : 'What I could not answer';
  const lines = questions.map((one) => ({
    title: one.question,
    detail: `${one.count === 1 ? 'once' : `${one.count} times`}, last on ${sayDay(one.lastAt, view.zone)}`,
    action: {
      kind: 'act',
      label: 'Open',
      verb: 'unanswered-open',
      data: { key: one.normalised },
      keepsCard: true,
    } as const,
  }));
  return {
    fallback: [title, ...lines.map((line) => `${line.title} (${line.detail})`)].join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      ...(lines.length > 0 ? [{ kind: 'list', items: lines } as const] : []),
      ...(lines.length > 0
        ? [{ kind: 'context', text: 'Most frequent first. I do not record who asked.' } as const]
        : []),
    ],
    again: { verb: 'unanswered' },
  };
}

/** One question without an answer: write one, say that an article answers it, or let it be. */
export function unansweredQuestionCard(
  question: UnansweredQuestion,
  near: readonly NearAnswer[],
  said: { readonly rejected?: string | undefined; readonly chosen?: string | undefined } = {},
): Card {
  const { question: words, normalised: key, count } = question;
  const detail = count === 1 ? 'Asked once' : `Asked ${count} times`;
  const notes = [
    ...(said.rejected ? [`I answered with “${said.rejected}”, which was not meant.`] : []),
    ...(said.chosen ? [`Offered a choice, people took “${said.chosen}”.`] : []),
  ];
  const same = toChooseFrom(
    near.slice(0, 3).map(
      ({ slug, title }): ActAction => ({
        kind: 'act',
        label: `Same as: ${title}`,
        verb: 'unanswered-alias',
        data: { key, slug },
      }),
    ),
  );
  return {
    fallback: [`“${words}” ${detail}.`, ...notes].join('\n'),
    blocks: [
      { kind: 'quote', words, by: detail },
      ...notes.map((note) => ({ kind: 'context', text: note }) as const),
      ...same.blocks,
    ],
    actions: [
      {
        kind: 'act',
        label: 'Write an answer',
        verb: 'article-form',
        data: { question: words },
        style: 'primary',
        opensForm: true,
      },
      ...same.actions,
      { kind: 'act', label: 'Needs no answer', verb: 'unanswered-drop', data: { key } },
    ],
  };
}

/** Asks for the question, when there is none to send to the team yet. */
export function askTeamForm(typed = '', fault?: string): Form {
  return {
    title: 'Ask the team',
    intro: [{ kind: 'text', text: 'The organisers will read it, and the answer will come to your own chat with me.' }],
    fields: [{ kind: 'text', id: 'question', label: 'Your question', multiline: true, required: true, maxLength: 500 }],
    values: { question: typed },
    ...(fault ? { faults: { question: fault } } : {}),
    submit: { label: 'Ask', verb: 'ask-team' },
    fallback: 'What shall I ask the team? Say "ask the team" after a question that I could not answer.',
  };
}
