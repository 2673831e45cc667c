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
import { forOrganisers } from '../talk/organisers-only.js';
import { type Answer, type Ask, type Talk, text } from '../talk/turn-context.js';
import { showArticle } from './articles.js';
import { forgetLibrary } from './library.js';
import { nearAnswers } from './near-answers.js';
import { answerForm, askTeamForm, takenCard, ticketCard, ticketsCard } from './tickets-cards.js';

/** Hands the question of the button, the form or the talk to the team. */
export async function askTheTeam(talk: Talk, ask: Ask): Promise<Answer> {
  const question = questionToAsk(talk, ask);
  if (question === undefined) return { replies: [{ kind: 'form', form: askTeamForm() }] };
  if (question.trim() === '')
    return { replies: [{ kind: 'form', form: askTeamForm('', 'Write what you want to know.') }] };
  const outcome = await askTeam(talk.desk.core, talk.actor, {
    question,
    normalised: normalise(question) || question.toLowerCase(),
  });
  const lead =
    outcome.kind === 'asked' ? 'I have asked the team.' : 'You have asked this already, and the team has it.';
  const others =
    outcome.kind === 'asked' && outcome.askers > 1
      ? ' Others have asked the same, so it is one question with several askers.'
      : '';
  const next = outcome.reachable
    ? ' The answer comes to your own chat with me.'
    : ' I can write to you only in your own chat: please open a chat with me and say hello, so that the answer reaches you.';
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

function questionToAsk(talk: Talk, ask: Ask): string | undefined {
  const { question } = ask.values;
  if (typeof question === 'string') return question;
  // A form that came back without the field is an empty one.
  if (Object.keys(ask.values).length > 0) return '';
  if (ask.data.question) return ask.data.question;
  const said = /\b(?:ask|tell) (?:the |your )?(?:team|organisers?|office)(?::|,| about| if| whether)?\s+(.{8,})$/i.exec(
    ask.text,
  );
  if (said?.[1]) return said[1];
  const { pending } = talk.subject;
  return pending?.verb === 'ask-team' ? pending.data.question : undefined;
}

/** A form for whatever somebody wants to ask the team. */
export async function openAskTeamForm(): Promise<Answer> {
  return { replies: [{ kind: 'form', form: askTeamForm() }] };
}

/** "Open questions": what waits for the team. */
export async function answerTickets(talk: Talk): Promise<Answer> {
  const tickets = await openTickets(talk.desk.core, talk.actor);
  if (!tickets) return forOrganisers();
  return { replies: [{ kind: 'card', card: ticketsCard(tickets, talk) }] };
}

export async function answerTicketCard(talk: Talk, ask: Ask): Promise<Answer> {
  const ticket = await findTicket(talk.desk.core, ask.data.ticket ?? '');
  return ticket ? show(talk, ticket) : gone();
}

/** The first who presses has it; the second is told who that is. */
export async function take(talk: Talk, ask: Ask): Promise<Answer> {
  const outcome = await takeTicket(talk.desk.core, talk.actor, ask.data.ticket ?? '', ask.data.from);
  return sayStanding(talk, outcome, 'You have it.');
}

export async function release(talk: Talk, ask: Ask): Promise<Answer> {
  const outcome = await releaseTicket(talk.desk.core, talk.actor, ask.data.ticket ?? '');
  return sayStanding(talk, outcome);
}

async function sayStanding(talk: Talk, outcome: TakeOutcome, lead?: string): Promise<Answer> {
  switch (outcome.kind) {
    case 'refused':
      return forOrganisers();
    case 'not-found':
      return gone();
    case 'taken-by-other':
      return { replies: [{ kind: 'card', card: takenCard(outcome.ticket, talk) }] };
    case 'taken':
      return show(talk, outcome.ticket, lead);
    case 'answered':
      return show(talk, outcome.ticket, 'It is answered already.');
    default:
      return unreachable(outcome);
  }
}

/** The form to answer with; for somebody else's ticket, who has it. */
export async function openAnswerForm(talk: Talk, ask: Ask): Promise<Answer> {
  const ticket = await findTicket(talk.desk.core, ask.data.ticket ?? '');
  if (!ticket) return gone();
  if (ticket.state === 'answered' || ticket.state === 'closed') return show(talk, ticket, 'It is answered already.');
  if (ticket.takenById !== null && ticket.takenById !== talk.actor.accountId) {
    return { replies: [{ kind: 'card', card: takenCard(ticket, talk) }] };
  }
  return { replies: [{ kind: 'form', form: answerForm(ticket) }] };
}

/** The answer came: every asker gets it. */
export async function sendAnswer(talk: Talk, ask: Ask): Promise<Answer> {
  const typed = typeof ask.values.answer === 'string' ? ask.values.answer : '';
  const outcome = await answerTicket(talk.desk.core, talk.actor, ask.data.ticket ?? '', typed);
  switch (outcome.kind) {
    case 'refused':
      return forOrganisers();
    case 'not-found':
      return gone();
    case 'empty': {
      const ticket = await findTicket(talk.desk.core, ask.data.ticket ?? '');
      return ticket ? { replies: [{ kind: 'form', form: answerForm(ticket, typed, 'Write the answer.') }] } : gone();
    }
    case 'taken-by-other':
      return { replies: [{ kind: 'card', card: takenCard(outcome.ticket, talk) }] };
    case 'answered':
      return show(talk, outcome.ticket, 'It was answered already; your answer was not sent.');
    case 'sent': {
      const missed =
        outcome.unreachable > 0 ? ` ${outcome.unreachable} cannot be reached: they have no chat with me.` : '';
      return show(talk, outcome.ticket, `Sent to ${outcome.told} of ${outcome.told + outcome.unreachable}.${missed}`);
    }
    default:
      return unreachable(outcome);
  }
}

/** One tap: the answered question becomes the draft of an article, to be looked at before anybody sees it. */
export async function makeArticle(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const ticket = await findTicket(core, ask.data.ticket ?? '');
  if (!ticket?.answer) return gone();
  if (ticket.articleSlug) return showArticle(talk, ticket.articleSlug, 'It became an article already.');
  const today = new Date(talk.now.toISOString().slice(0, 10));
  const outcome = await saveArticle(core, talk.actor, undefined, {
    question: ticket.question.slice(0, 300),
    aliases: [],
    answer: ticket.answer,
    sourceId: null,
    owner: 'Partnership team',
    asOf: today,
    reviewBy: new Date(Date.UTC(today.getUTCFullYear() + 1, today.getUTCMonth(), today.getUTCDate())),
  });
  if (outcome.kind !== 'saved') return forOrganisers();
  await linkTicketToArticle(core, talk.actor, ticket.id, outcome.slug);
  return showArticle(talk, outcome.slug, 'This is the draft. Nobody sees it until you publish it.');
}

/** One tap: the question is another way to ask for an article that is there. */
export async function makeAlias(talk: Talk, ask: Ask): Promise<Answer> {
  const { core } = talk.desk;
  const ticket = await findTicket(core, ask.data.ticket ?? '');
  const slug = ask.data.slug ?? '';
  if (!ticket) return gone();
  const outcome = await addAlias(core, talk.actor, slug, ticket.question);
  if (outcome.kind === 'refused') return forOrganisers();
  if (outcome.kind === 'not-found') return { replies: [text('That article is no longer there.')] };
  await linkTicketToArticle(core, talk.actor, ticket.id, slug);
  await settleUnanswered(core, talk.actor, [normalise(ticket.question)]);
  forgetLibrary(core);
  return showArticle(talk, slug, 'Whoever asks it like that gets this answer from now on.');
}

async function show(talk: Talk, ticket: TicketView, lead?: string): Promise<Answer> {
  const near = await nearAnswers(talk.desk.core, ticket.question, talk.now);
  return { replies: [{ kind: 'card', card: ticketCard(ticket, near, talk, lead) }] };
}

function gone(): Answer {
  return { replies: [text('That question is no longer there.')] };
}
