import { personas } from '../../prisma/demo/personas.js';
import type { Persona } from '../app/playground.js';
import type { Db } from '../db/database.js';

/** The demonstration's people, by their names. */
const demonstration: readonly Persona[] = [
  {
    key: 'headteacher',
    personId: personas.headteacher.personId,
    role: null,
    title: `${personas.headteacher.name}, headteacher`,
    tries: `${personas.headteacher.blurb}. Find and book a briefing, ask about projects.`,
  },
  {
    key: 'board',
    personId: personas.board.personId,
    role: 'board',
    title: `${personas.board.name}, board member`,
    tries: `${personas.board.blurb}. See attendance and figures.`,
  },
  {
    key: 'organiser',
    personId: personas.organiser.personId,
    role: 'organiser',
    title: `${personas.organiser.name}, organiser`,
    tries: `${personas.organiser.blurb}. Answer what the bot could not.`,
  },
  {
    key: 'administrator',
    personId: personas.organiser.personId,
    role: 'administrator',
    title: `${personas.organiser.name}, administrator`,
    tries: 'The same person, who may also say who organises and who sits on the board.',
  },
];

const newcomer: Persona = {
  key: 'newcomer',
  personId: null,
  role: null,
  title: 'a newcomer',
  tries: 'Somebody the bot has not met yet, at a school only by their own word.',
};

/** Where nobody of the demonstration is on record: roles without a name, and heads say themselves who they are. */
const withoutNames: readonly Persona[] = [
  {
    key: 'administrator',
    personId: null,
    role: 'administrator',
    title: 'an administrator',
    tries: 'Say “set up” to begin with your partnership’s name, schools and events.',
  },
  {
    key: 'organiser',
    personId: null,
    role: 'organiser',
    title: 'an organiser',
    tries: 'Say “create an event” or “manage series”.',
  },
  { key: 'board', personId: null, role: 'board', title: 'a board member', tries: 'See attendance and figures.' },
  {
    key: 'headteacher',
    personId: null,
    role: null,
    title: 'a headteacher who has not said who they are',
    tries: 'Say “what’s on” and book something: who you are is asked then.',
  },
  newcomer,
];

/** Whom a newcomer can act as in playground mode: the demonstration's people while they are on record, else roles alone. */
export async function peopleToActAs(prisma: Db): Promise<readonly Persona[]> {
  const ids = demonstration.flatMap(({ personId }) => personId ?? []);
  const known = await prisma.person.count({ where: { id: { in: ids }, erasedAt: null } });
  return known === new Set(ids).size ? [...demonstration, newcomer] : withoutNames;
}
