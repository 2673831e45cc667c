import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';
import { makeSession } from '../../support/worlds/programme.js';

let service: BothPlatforms;
beforeAll(async () => {
  service = await startBothPlatforms();
  const { prisma } = service.database;
  for (const tree of [...free, ...dear]) {
    const id = await makeSession(prisma, service.clock.now(), { capacity: 5, title: `${tree} course` });
    if (!dear.includes(tree)) continue;
    const { eventId } = await prisma.session.findUniqueOrThrow({ where: { id } });
    await prisma.event.update({ where: { id: eventId }, data: { costPence: 4000 } });
  }
});
afterAll(() => service.stop());

const free = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Gorse', 'Hazel'];
const dear = ['Ivy', 'Juniper'];

/** What somebody on either platform reads, and does. */
interface Reader {
  say(words: string): Promise<string>;
  /** Presses a button of what came last. */
  press(label: string): Promise<string>;
}

async function inTeams(): Promise<Reader> {
  const chat = await service.inTeams('pages-in-teams');
  let card: Awaited<ReturnType<typeof chat.say>>['card'];
  const read = (seen: Awaited<ReturnType<typeof chat.say>>) => {
    card = seen.card;
    return seen.text;
  };
  return {
    say: async (words) => read(await chat.say(words)),
    press: async (label) => read(await chat.click(card, label)),
  };
}

async function inSlack(): Promise<Reader> {
  const chat = service.inSlack('UPAGES1');
  let last: Awaited<ReturnType<typeof chat.say>>['messages'][number] | undefined;
  const read = ({ messages }: Awaited<ReturnType<typeof chat.say>>) => {
    last = messages.at(-1) ?? last;
    // The text of a message is the whole list, for whoever hears it read.
    return JSON.stringify(last?.blocks);
  };
  return {
    say: async (words) => read(await chat.say(words)),
    press: async (label) => {
      if (!last) throw new Error('Nothing has come yet');
      return read(await chat.click(last, label));
    },
  };
}

const coursesIn = (text: string) => [...free, ...dear].filter((tree) => text.includes(`${tree} course`));

describe.each([
  ['Teams', inTeams],
  ['Slack', inSlack],
])('a list that was narrowed and has pages, in %s', (_platform, open) => {
  it('stays narrowed on each page, says so, and counts from what is shown', async () => {
    const reader = await open();
    const pages = [await reader.say('free courses')];
    while (!pages.at(-1)?.includes('From the start')) pages.push(await reader.press('More'));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toContain("What's on, free");
    expect(pages.flatMap(coursesIn)).toEqual(free);
    const shown = coursesIn(pages.at(-1) ?? '');
    const second = await reader.say('the second one');
    expect(coursesIn(second)).toEqual([shown[1]]);
  });

  it('books the first two of the page that is shown', async () => {
    const reader = await open();
    await reader.say('free courses');
    const [first, second] = coursesIn(await reader.press('More'));
    const asked = await reader.say('book the first two');
    expect(asked).toContain('Shall I book both?');
    expect(coursesIn(asked)).toEqual([first, second]);
  });
});
