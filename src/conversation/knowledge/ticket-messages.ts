import { findTicket } from '../../app/knowledge/tickets.js';
import type { MakeMessage } from '../talk/message-kind.js';
import { nearAnswers } from './near-answers.js';
import { teamAnswerCard, ticketCard } from './tickets-cards.js';

const newTicket: MakeMessage = async ({ core }, { payload }) => {
  const ticket = await findTicket(core, payload.ticketId ?? '');
  if (!ticket) return undefined;
  const now = core.clock.now();
  return ticketCard(ticket, await nearAnswers(core, ticket.question, now), { now, zone: core.timeZone });
};

const ticketAnswered: MakeMessage = async ({ core }, { payload }) => {
  const ticket = await findTicket(core, payload.ticketId ?? '');
  return ticket?.answer ? teamAnswerCard(ticket) : undefined;
};

/** Messages about questions for the team: to the organisers' channel, and to whoever asked. */
export const ticketMessages: Readonly<Record<string, MakeMessage>> = {
  ticket: newTicket,
  'ticket-answered': ticketAnswered,
};
