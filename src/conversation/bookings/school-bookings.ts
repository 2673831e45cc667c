import { bookingsOfCluster, bookingsOfSchool, type SchoolBooking } from '../../app/bookings/school-bookings.js';
import { readPartnership } from '../../app/setup/partnership.js';
import { saySpan } from '../../domain/when.js';
import type { Card } from '../../rendering/card.js';
import { refusal } from '../talk/replies.js';
import type { Answer, TurnContext, TurnRequest } from '../talk/turn-context.js';
import { listWords, plural } from '../talk/wording.js';

/** "Who is booked from my school?", by name, for its people; "and from our cluster?", in numbers. */
export async function answerSchoolBookings(context: TurnContext, request: TurnRequest): Promise<Answer> {
  const { actor, services, now } = context;
  const { post } = actor;
  if (!post || post.urn === null) return refusal(context, 'Tell me your school first: say "my school is …".');
  if (!post.proven) {
    return refusal(context, `Somebody has to confirm that you work at ${post.school} before I show you its bookings.`);
  }
  const { prisma } = services.core;
  if (isOfCluster(request)) return answerCluster(context, post.urn);
  const booked = await bookingsOfSchool(prisma, post.urn, now);
  if (booked.length === 0) return refusal(context, `Nobody from ${post.school} is booked on anything just now.`);
  const sessions = booked.filter((one, at) => booked.findIndex(({ sessionId }) => sessionId === one.sessionId) === at);
  const items = sessions.map((session) => {
    const people = booked.filter(({ sessionId }) => sessionId === session.sessionId);
    const names = listWords(people.map(({ personName }) => personName));
    return { title: titleOf(session), detail: `${whenOf(session, context)} · ${names}` };
  });
  return said(`Booked from ${post.school}`, items);
}

function isOfCluster({ text, data }: TurnRequest): boolean {
  return data.of === 'cluster' || /\bclusters?\b/i.test(text);
}

async function answerCluster(context: TurnContext, urn: number): Promise<Answer> {
  const { core } = context.services;
  const { cluster } = await readPartnership(core);
  const booked = await bookingsOfCluster(core.prisma, urn, context.now);
  if (booked.length === 0) {
    return refusal(context, `Nobody from the other schools of your ${cluster} is booked on anything just now.`);
  }
  const items = booked.map((one) => ({
    title: titleOf(one),
    detail: `${whenOf(one, context)} · ${plural(one.people, 'person', 'people')} from ${plural(one.schools, 'school')}`,
  }));
  return said(`Booked from the other schools of your ${cluster}`, items, 'Who they are, they can tell you themselves.');
}

function titleOf({ title, label }: Pick<SchoolBooking, 'title' | 'label'>): string {
  return label ? `${title}: ${label}` : title;
}

function whenOf({ startsAt, endsAt }: Pick<SchoolBooking, 'startsAt' | 'endsAt'>, { zone }: TurnContext): string {
  return saySpan(startsAt, endsAt, zone);
}

function said(title: string, items: ReadonlyArray<{ title: string; detail: string }>, note?: string): Answer {
  const card: Card = {
    fallback: [`${title}:`, ...items.map((item) => `${item.title}, ${item.detail}`), note].filter(Boolean).join('\n'),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'list', items },
      ...(note ? [{ kind: 'context', text: note } as const] : []),
    ],
    actions: [
      { kind: 'act', label: 'My bookings', verb: 'my-bookings' },
      note
        ? { kind: 'act', label: 'From my school', verb: 'school-bookings', data: {} }
        : { kind: 'act', label: 'From our cluster', verb: 'school-bookings', data: { of: 'cluster' } },
    ],
  };
  return { replies: [{ kind: 'card', card }] };
}
