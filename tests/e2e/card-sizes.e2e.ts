import { afterAll, beforeAll, expect, it } from 'vitest';
import { personas } from '../../prisma/demo/personas.js';
import { type BothPlatforms, startBothPlatforms, teamsTenant } from '../support/both-platforms.js';
import { buttonsOf, type ShownCard } from '../support/teams/adaptive-card.js';
import { type CardSize, sizesOf } from '../support/teams/card-sizes.js';
import { cardsOf, type Seen, type TeamsChat } from '../support/teams/teams.js';

/** Two screens of a telephone, in pixels. */
const twoScreens = 1_480;

/** What people of each role say first; every button of what they get is pressed besides. */
const sayings: Readonly<Record<'newcomer' | 'head' | 'organiser' | 'board' | 'admin', readonly string[]>> = {
  newcomer: ['hello', 'book me on the Lincoln briefing', 'who are you'],
  head: [
    'help',
    "what's on",
    'when is the Lincoln briefing',
    'my bookings',
    'book a colleague on the Grantham briefing',
    'what can we join',
    'my projects',
    'put my deputy forward for LeadLincs',
    'mail settings',
    'what do you hold about me',
    'what is the partnership',
    'launched already, or still to come, this networks thing',
    'who fires the kiln',
  ],
  organiser: [
    'help',
    'my events',
    'new event',
    'manage series',
    'audiences',
    'new audience',
    'templates',
    'open questions',
    'what could you not answer',
    'failed messages',
    'who is coming to the Lincoln briefing',
    'import events',
    'manage projects',
    'applications',
    'what needs doing',
    'set a survey for Mobilise',
    'which special schools are not in Mobilise?',
  ],
  board: [
    'help',
    'how many came to the last leadership briefing',
    'digest',
    'committee paper',
    'schools that did not come',
  ],
  admin: ['help', 'who has a role', 'give somebody a role', 'status', 'settings', 'set up', 'what has been done'],
};

let world: BothPlatforms;
beforeAll(async () => {
  world = await startBothPlatforms('2026-11-28T10:00:00Z');
  const seenAt = world.clock.now();
  await world.database.prisma.account.create({
    data: { platform: 'teams', tenant: teamsTenant, user: 'head', personId: personas.headteacher.personId, seenAt },
  });
  await world.grant({ platform: 'teams', user: 'organiser' }, 'organiser');
  await world.grant({ platform: 'teams', user: 'board' }, 'board');
  await world.grant({ platform: 'teams', user: 'admin' }, 'administrator');
});
afterAll(() => world.stop());

const shownIn = ({ messages, replaced }: Seen): ShownCard[] => [
  ...messages.flatMap(cardsOf),
  ...(replaced ? [replaced] : []),
];

/** The answer, and what each of its buttons leads to. */
async function cardsAfter(chat: TeamsChat, words: string): Promise<ShownCard[]> {
  const first = shownIn(await chat.say(words));
  const all = [...first];
  for (const card of first)
    for (const label of new Set(buttonsOf(card))) all.push(...shownIn(await chat.click(card, label)));
  return all;
}

it('no card is taller than two screens of a telephone, wider than one, or has a button that cannot be read', async () => {
  const cards: ShownCard[] = [];
  for (const [user, words] of Object.entries(sayings)) {
    const chat = await world.inTeams(user);
    for (const one of words) cards.push(...(await cardsAfter(chat, one)));
  }
  const sizes = await sizesOf(cards);
  expect(sizes.length).toBeGreaterThan(150);
  const isTooLarge = ({ height, beyond, clipped }: CardSize) =>
    height > twoScreens || beyond.length > 0 || clipped.length > 0;
  expect(sizes.filter(isTooLarge)).toEqual([]);
});

it('a card that is too large is found', async () => {
  const button = {
    type: 'Action.Execute',
    title: 'A label with more letters than one line of a telephone has',
    verb: 'x',
  };
  const lines = Array.from({ length: 70 }, (_, at) => ({ type: 'TextBlock', text: `Line ${at}` }));
  const [size] = await sizesOf([{ type: 'AdaptiveCard', version: '1.5', body: lines, actions: [button] }]);
  expect(size?.height).toBeGreaterThan(twoScreens);
  expect(size?.clipped).toEqual([button.title]);
});
