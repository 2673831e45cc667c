import { expect } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import type { BothPlatforms } from '../both-platforms.js';
import { eventually } from '../eventually.js';
import { domainOf } from '../school-address.js';
import type { ShownCard } from '../teams/adaptive-card.js';
import { personalChatOf, type Seen, type TeamsChat } from '../teams/teams.js';

export const unknown = 'Nothing tells me yet that you work at';

export const { urn: marrowfen } = personas.headteacher;

interface Arrival {
  readonly position?: string;
  /** Vouched for by the platform. */
  readonly email?: string;
}

/** Somebody says where they work, by the form. */
export async function say(chat: TeamsChat, urn: number, position: string): Promise<Seen> {
  const form = await chat.say('change my school');
  const found = await chat.submit(form.card, { school: String(urn), position });
  return chat.click(found.card, "That's mine");
}

/** People who say where they work, on a service that is running. */
export function arrivals(service: BothPlatforms) {
  /** Somebody of an allowed tenant says where they work. */
  const arrive = async (user: string, urn: number, { position = 'senior_leader', email }: Arrival = {}) => {
    if (email) service.vouch({ teams: user }, email);
    const chat = await service.inTeams(user, { name: `Person ${user}` });
    return { chat, said: await say(chat, urn, position) };
  };
  const cardsTo = (user: string) =>
    service.connector.posted.flatMap(({ conversationId, activity }) =>
      conversationId === personalChatOf(user) ? (activity.attachments ?? []).map(({ content }) => content) : [],
    );
  return {
    arrive,
    postOf: (user: string) =>
      service.database.prisma.post.findFirstOrThrow({
        where: { until: null, person: { accounts: { some: { user } } } },
        orderBy: { from: 'desc' },
      }),
    organiser: async (user: string): Promise<TeamsChat> => {
      await service.grant({ platform: 'teams', user }, 'organiser');
      return service.inTeams(user, { name: `Organiser ${user}` });
    },
    cardTo: async (user: string, words: string): Promise<ShownCard> => {
      await eventually(() => expect(JSON.stringify(cardsTo(user))).toContain(words));
      return cardsTo(user).find((card) => JSON.stringify(card).includes(words)) as ShownCard;
    },
    asksTo: (user: string) => cardsTo(user).filter((card) => JSON.stringify(card).includes('Do they work there?')),
    /** The head of the demonstration's Marrowfen, whose address the platform vouches for. */
    headOfMarrowfen: async (user: string): Promise<TeamsChat> => {
      const { prisma } = service.database;
      const { email } = await prisma.person.findUniqueOrThrow({ where: { id: personas.headteacher.personId } });
      service.vouch({ teams: user }, email ?? '');
      const chat = await service.inTeams(user, { name: personas.headteacher.name });
      await chat.say('my bookings');
      return chat;
    },
    /** A teacher who is proven by the domain of the school's website. */
    teacherOf: async (user: string, urn: number): Promise<TeamsChat> => {
      const email = `${user}@${await domainOf(service.database.prisma, urn)}`;
      return (await arrive(user, urn, { position: 'teacher', email })).chat;
    },
  };
}
