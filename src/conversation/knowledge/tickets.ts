import { addAlias, saveArticle } from '../../app/knowledge/articles.js';
import {
  answerTicket,
  askTeam,
  findTicket,
  linkTicketToArticle,
  longestQuestion,
  openTickets,
  releaseTicket,
  type TakeOutcome,
  type TicketView,
  takeTicket,
} from '../../app/knowledge/tickets.js';
import { settleUnanswered } from '../../app/knowledge/unanswered.js';
import { unreachable } from '../../domain/unreachable.js';
import { normalise } from '../../knowledge/question.js';
import { refuseNonOrganiser } from '../talk/replies.js';
import { type Answer, type TurnContext, type TurnRequest, text } from '../talk/turn-context.js';
import { showArticle } from './articles.js';
import { nearAnswers } from './near-answers.js';
import { answerForm, askTeamForm, takenCard, ticketCard, ticketsCard } from './tickets-cards.js';

/** Sends the question from the button, the form or the conversation to the team. */
export async function askTheTeam(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const question = questionToAsk(context, request);
  if (question === undefined) return { replies: [{ kind: 'form', form: askTeamForm() }] };
  if (question.trim() === '')
    return { replies: [{ kind: 'form', form: askTeamForm('', 'Write what you want to know.') }] };
  const outcome = await askTeam(context.services.core, context.actor, {
    question,
    normalised: normalise(question) || question.toLowerCase(),
  });
  const lead =
    outcome.kind === 'asked' ? 'I have asked the team.' : 'You have already asked this, and the team has it.';
  const others =
    outcome.kind === 'asked' && outcome.askers > 1
      ? ' Others have asked the same, so you will all get the answer.'
      : '';
  const next = outcome.reachable
    ? ' The answer will come to your own chat with me.'
    : ' I can only message you in your own chat, so please open a chat with me and say hello.';
  const words = `${lead}${others}${next}`;
  return {
    replies: [
      {
        kind: 'card',
        card: {
          fallback: words,
          blocks: [
            { kind: 'text', text: words, tone: 'good' },
            { kind: 'quote', words: question.slice(0, longestQuestion), by: 'Your question' },
          ],
        },
      },
    ],
    subject: { events: [] },
  };
}

function questionToAsk(context: TurnContext, request: TurnRequest): string | undefined {
  const { question } = request.values;
  if (typeof question === 'string') return question;
  // A form that came back without the field is an empty one.
  if (Object.keys(request.values).length > 0) return '';
  if (request.data.question) return request.data.question;
  const said = /\b(?:ask|tell) (?:the |your )?(?:team|organisers?|office)(?::|,| about| if| whether)?\s+(.{8,})$/i.exec(
    request.text,
  );
  if (said?.[1]) return said[1];
  const { pending } = context.subject;
  return pending?.verb === 'ask-team' ? pending.data.question : undefined;
}

/** A form for whatever somebody wants to ask the team, with the question in it where they chose one. */
export async function openAskTeamForm(_context: TurnContext, { data }: TurnRequest): Promise<Answer> {
  return { replies: [{ kind: 'form', form: askTeamForm(data.question) }] };
}

/** "Open questions": what waits for the team. */
export async function answerTickets(context: TurnContext): Promise<Answer> {
  const tickets = await openTickets(context.services.core, context.actor);
  if (!tickets) return refuseNonOrganiser();
  return { replies: [{ kind: 'card', card: ticketsCard(tickets, context) }] };
}

export async function answerTicketCard(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const ticket = await findTicket(context.services.core, request.data.ticket ?? '');
  return ticket ? show(context, ticket) : gone();
}

/** The first to press takes the question; anyone later is told who has it. */
export async function take(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await takeTicket(context.services.core, context.actor, request.data.ticket ?? '', request.data.from);
  return sayStanding(context, outcome, 'It is yours to answer.');
}

export async function release(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const outcome = await releaseTicket(context.services.core, context.actor, request.data.ticket ?? '');
  return sayStanding(context, outcome);
}

async function sayStanding(context: TurnContext, outcome: TakeOutcome, lead?: string): Promise<Answer> {
  switch (outcome.kind) {
    case 'refused':
      return refuseNonOrganiser();
    case 'not-found':
      return gone();
    case 'taken-by-other':
      return { replies: [{ kind: 'card', card: takenCard(outcome.ticket, context) }] };
    case 'taken':
      return show(context, outcome.ticket, lead);
    case 'answered':
      return show(context, outcome.ticket, 'It has already been answered.');
    default:
      return unreachable(outcome);
  }
}

/** The form to answer with; for somebody else's ticket, who has it. */
export async function openAnswerForm(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const ticket = await findTicket(context.services.core, request.data.ticket ?? '');
  if (!ticket) return gone();
  if (ticket.state === 'answered' || ticket.state === 'closed')
    return show(context, ticket, 'It has already been answered.');
  if (ticket.takenById !== null && ticket.takenById !== context.actor.accountId) {
    return { replies: [{ kind: 'card', card: takenCard(ticket, context) }] };
  }
  return { replies: [{ kind: 'form', form: answerForm(ticket) }] };
}

/** The answer came: every asker gets it. */
export async function sendAnswer(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const typed = typeof request.values.answer === 'string' ? request.values.answer : '';
  const outcome = await answerTicket(context.services.core, context.actor, request.data.ticket ?? '', typed);
  switch (outcome.kind) {
    case 'refused':
      return refuseNonOrganiser();
    case 'not-found':
      return gone();
    case 'empty': {
      const ticket = await findTicket(context.services.core, request.data.ticket ?? '');
      return ticket ? { replies: [{ kind: 'form', form: answerForm(ticket, typed, 'Write the answer.') }] } : gone();
    }
    case 'taken-by-other':
      return { replies: [{ kind: 'card', card: takenCard(outcome.ticket, context) }] };
    case 'answered':
      return show(context, outcome.ticket, 'It had already been answered, so your answer was not sent.');
    case 'sent': {
      const missed =
        outcome.unreachable > 0 ? ` ${outcome.unreachable} cannot be reached: they have no chat with me.` : '';
      return show(
        context,
        outcome.ticket,
        `Sent to ${outcome.told} of ${outcome.told + outcome.unreachable}.${missed}`,
      );
    }
    default:
      return unreachable(outcome);
  }
}

/** One tap: the answered question becomes the draft of an article, to be looked at before anybody sees it. */
export async function makeArticle(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const ticket = await findTicket(core, request.data.ticket ?? '');
  if (!ticket?.answer) return gone();
  if (ticket.articleSlug) return showArticle(context, ticket.articleSlug, 'It is already an article.');
  const today = new Date(context.now.toISOString().slice(0, 10));
  const outcome = await saveArticle(core, context.actor, undefined, {
    question: ticket.question.slice(0, 300),
    aliases: [],
    answer: ticket.answer,
    sourceId: null,
    owner: 'Partnership team',
    asOf: today,
    reviewBy: new Date(Date.UTC(today.getUTCFullYear() + 1, today.getUTCMonth(), today.getUTCDate())),
  });
  if (outcome.kind !== 'saved') return refuseNonOrganiser();
  await linkTicketToArticle(core, context.actor, ticket.id, outcome.slug);
  return showArticle(context, outcome.slug, 'This is the draft. Nobody sees it until you publish it.');
}

/** One tap: the question is another way to ask for an article that is there. */
export async function makeAlias(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { core } = context.services;
  const ticket = await findTicket(core, request.data.ticket ?? '');
  const slug = request.data.slug ?? '';
  if (!ticket) return gone();
  const outcome = await addAlias(core, context.actor, slug, ticket.question);
  if (outcome.kind === 'refused') return refuseNonOrganiser();
  if (outcome.kind === 'not-found') return { replies: [text('That article is no longer there.')] };
  await linkTicketToArticle(core, context.actor, ticket.id, slug);
  await settleUnanswered(core, context.actor, [normalise(ticket.question)]);
  return showArticle(context, slug, 'Anybody who asks it like that will now get this answer.');
}

async function show(context: TurnContext, ticket: TicketView, lead?: string): Promise<Answer> {
  const near = await nearAnswers(context.services.core, ticket.question, context.now);
  return { replies: [{ kind: 'card', card: ticketCard(ticket, near, context, lead) }] };
}

function gone(): Answer {
  return { replies: [text('That question is no longer there.')] };
}
