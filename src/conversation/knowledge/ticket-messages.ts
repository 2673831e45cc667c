import { findTicket } from '../../app/knowledge/tickets.js';
import type { MakeMessage, MessageForms } from '../talk/message-kind.js';
import { nearAnswers } from './near-answers.js';
import { teamAnswerCard, ticketCard } from './tickets-cards.js';

const newTicket: MakeMessage<'ticket'> = async ({ core }, { payload }) => {
  const ticket = await findTicket(core, payload.ticketId);
  if (!ticket) return undefined;
  const now = core.clock.now();
  return ticketCard(ticket, await nearAnswers(core, ticket.question, now), { now, zone: core.timeZone });
};

const ticketAnswered: MakeMessage<'ticket-answered'> = async ({ core }, { payload }) => {
  const ticket = await findTicket(core, payload.ticketId);
  return ticket?.answer ? teamAnswerCard(ticket) : undefined;
};

/** Messages about questions for the team, to the organisers' channel and to the askers. */
export const ticketMessages: MessageForms<'ticket' | 'ticket-answered'> = {
  ticket: { label: 'A question for the team', card: newTicket },
  'ticket-answered': { label: 'Answer from the team', card: ticketAnswered },
};
