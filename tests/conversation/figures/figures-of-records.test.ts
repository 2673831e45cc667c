import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../support/service.js';
import { buttonsOf } from '../../support/teams/adaptive-card.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

let users = 0;
/** Says all of it in a new chat. @returns what was answered last */
async function ask(...said: readonly string[]): Promise<string> {
  users += 1;
  const chat = await service.chatAs('board', `asks-for-figures-${users}`);
  let last = '';
  for (const words of said) last = (await chat.say(words)).text;
  return last;
}

interface There {
  readonly event: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly label: string;
  readonly locality: string;
  readonly phase: string;
  readonly person: string;
  readonly urn: number;
}

/** Everybody who came to a series, as the attendance lists have it. */
async function thereAt(series: string): Promise<There[]> {
  return service.database.prisma.$queryRaw<There[]>`
    SELECT e.slug AS event, e.title, s."startsAt", s.label, c.locality, c.phase::text, a."personId" AS person, a.urn
      FROM "Attendance" a JOIN "Session" s ON s.id = a."sessionId" JOIN "Event" e ON e.id = s."eventId"
      JOIN "Series" r ON r.id = e."seriesId" JOIN "School" c ON c.urn = a.urn
     WHERE r.slug = ${series} AND a.present ORDER BY s."startsAt"`;
}

const people = (rows: readonly There[]) => new Set(rows.map(({ person }) => person)).size;
const lastEvent = (rows: readonly There[]) => rows.filter(({ event }) => event === rows.at(-1)?.event);

describe('a number from the records', () => {
  it('is of one place when one is named', async () => {
    const last = lastEvent(await thereAt('leadership-briefing'));
    const text = await ask('how many came to the last leadership briefing at boston');
    expect(text).toContain(`${people(last.filter(({ label }) => label === 'Boston'))} people came`);
  });

  it('is of one phase, and of one locality', async () => {
    const last = lastEvent(await thereAt('leadership-briefing'));
    const secondary = people(last.filter(({ phase }) => phase === 'secondary'));
    expect(await ask('how many secondary heads came to the last leadership briefing')).toContain(
      `${secondary} people came`,
    );
    const ofLouth = people(last.filter(({ locality }) => locality === 'Louth'));
    expect(await ask('how many heads from louth came to the last leadership briefing')).toContain(
      `${ofLouth} people came`,
    );
  });

  it('is without what the question leaves out', async () => {
    const last = lastEvent(await thereAt('leadership-briefing'));
    const elsewhere = people(last.filter(({ label }) => label !== 'Boston'));
    const text = await ask('how many came to the last leadership briefing excluding boston');
    expect(text).toContain('Leadership briefing, without Boston');
    expect(text).toContain(`${elsewhere} people came`);
    const notPrimary = people(last.filter(({ phase }) => phase !== 'primary'));
    expect(await ask('last leadership briefing attendance, not counting primaries')).toContain(`${notPrimary} people`);
    expect(await ask('how many people came in 2025/26 apart from governor briefings')).toContain(
      'All events, without Governor briefing',
    );
  });

  it('of schools at one place is of those who were there, not elsewhere the same day', async () => {
    const last = lastEvent(await thereAt('leadership-briefing'));
    const there = new Set(last.filter(({ label }) => label === 'Boston').map(({ urn }) => urn)).size;
    const share = await ask('what percentage of schools came to the last leadership briefing at boston');
    expect(share).toContain(`(${there} of 362)`);
    const away = await ask('how many schools sent nobody to the last leadership briefing at boston');
    expect(away).toContain(`${362 - there} schools had nobody there`);
  });

  it('of bookings now is told beside those of a year, and not held against them', async () => {
    const text = await ask('are bookings up on last year');
    const booked = /(\d+) people have booked so far, for \d+ events still to come/.exec(text)?.[1];
    expect(await ask('how many have booked so far for all events')).toContain(`${booked} people have booked so far`);
    expect(text).toContain('is not on record, so I cannot say whether that is up or down');
  });

  it.each([
    ['how many have we got for reading aloud', /still to come.*: \d+ people have booked so far/],
    ['how much money did we take on the conference in march', /^I keep no accounts/],
    ['how many heads have green eyes', /^(?:I don’t know that: )?I can’t count that as you asked it/],
    ['how many emails went out last week', /^(?:I don’t know that: )?I can’t count that as you asked it/],
    ['how many schools have booked nothing this term', /^(?:I don’t know that: )?I can’t count that as you asked it/],
  ])('or a sentence that it is not on record, and never a list of what is on: %s', async (words, said) => {
    expect(await ask(words)).toMatch(said);
  });

  it('of a rating is of what was rated, and not the event that comes next', async () => {
    for (const words of ['how did people rate the annual conference', 'annual conference feedback response rate'])
      expect(await ask(words)).toMatch(/^Ratings: Annual conference\s.*rated \d\.\d of 5, from \d+ of \d+/s);
  });

  it('of how it goes is of a time and the same a year before, not of one series and another', async () => {
    const text = await ask('how much did attendance go up in june');
    expect(text).toMatch(/^All events\s+June (\d{4}) is \d+ (?:more|fewer) .* than June \d{4}\./);
    expect(await ask('has attendance risen since 2024')).toMatch(/in 20\d\d\/\d\d, .* in 20\d\d\/\d\d\./);
  });

  it('of one day of several is of who came on that day', async () => {
    const last = lastEvent(await thereAt('leadership-briefing'));
    const there = last.filter(({ label }) => label === 'Boston');
    const day = new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'Europe/London',
    });
    const text = await ask(`how many came to the leadership briefing on ${day.format(there[0]?.startsAt)}`);
    expect(text).toContain(`${people(there)} people came`);
  });

  it('of turnout is of those who booked', async () => {
    expect(await ask('turnout at the last leadership briefing as a percentage')).toMatch(/% of those who booked came/);
  });

  it('leaves nothing out that is taken in again', async () => {
    const question = 'how many came to the last leadership briefing';
    const whole = people(lastEvent(await thereAt('leadership-briefing')));
    expect(await ask(question, 'and without lincoln')).toContain('Leadership briefing, without Lincoln');
    expect(await ask(question, 'and without lincoln', 'and with lincoln?')).toContain(`${whole} people attended`);
  });

  it('is the average of the last three, which are told', async () => {
    const rows = await thereAt('governor-briefing');
    const events = [...new Set(rows.map(({ event }) => event))].slice(-3);
    const counts = events.map((event) => people(rows.filter((one) => one.event === event)));
    const mean = Math.round((counts.reduce((sum, one) => sum + one, 0) / 3) * 10) / 10;
    const text = await ask('average of the last three governor briefings');
    expect(text).toContain(`On average ${mean} people came`);
    for (const count of counts) expect(text).toContain(String(count));
  });

  it('names the locality with the fewest', async () => {
    const last = lastEvent(await thereAt('leadership-briefing'));
    const text = await ask('which locality had fewest heads at the last leadership briefing');
    const localities = [...new Set(last.map(({ locality }) => locality))];
    const sizes = localities.map((name) => [name, people(last.filter(({ locality }) => locality === name))] as const);
    const [name, least] = [...sizes].sort((a, b) => a[1] - b[1])[0] ?? ['', 0];
    expect(text).toContain(`${name}: ${least} people came, the fewest of`);
  });

  it('counts different people, and schools, once over a year', async () => {
    const rows = (await thereAt('governor-briefing')).filter(({ startsAt }) => startsAt >= new Date('2025-09-01'));
    const text = await ask('how many different people came to the governor briefings since september 2025');
    expect(text).toContain(`${people(rows)} different people came`);
  });

  it('leaves out, and says, what is not on record', async () => {
    const text = await ask('average attendance at the annual conference');
    expect(text).toMatch(/Left out, because it is not on record: .*February 2018/);
  });

  it('is an average at each place, of the events that were held there', async () => {
    const rows = await thereAt('leadership-briefing');
    const ofBoston = rows.filter(({ label }) => label === 'Boston');
    const events = [...new Set(ofBoston.map(({ event }) => event))];
    const total = events.reduce((sum, event) => sum + people(ofBoston.filter((one) => one.event === event)), 0);
    const mean = Math.round((total / events.length) * 10) / 10;
    expect(await ask('average per venue at the leadership briefing')).toContain(`Boston ${mean}`);
    expect(await ask('do more come to lincoln than boston on average at the leadership briefing')).toContain(
      `Boston ${mean}`,
    );
  });

  it('is a share of the people where people are asked for, and of the schools where schools are', async () => {
    const last = lastEvent(await thereAt('leadership-briefing'));
    const part = people(last.filter(({ phase }) => phase === 'secondary'));
    const text = await ask('what share of attendees at the last leadership briefing were secondary');
    expect(text).toContain(`of the people who came (${part} of ${people(last)})`);
  });

  it('is of schools that stayed away where it is asked who has not come, and names them to the board', async () => {
    const text = await ask('who hasnt come to a leadership briefing since 2024');
    expect(text).toContain('Schools that did not come: Leadership briefing');
    expect(await ask('which schools did not come to the last briefing')).toContain('Did you mean one of these?');
  });

  it('compares two rounds, in number and per cent', async () => {
    const text = await ask('compare the june 2017 leadership briefing with october 2016');
    expect(text).toContain('29 fewer (10.1%)');
    for (const part of ['259', '288']) expect(text).toContain(part);
  });

  it('is told of both where two kinds of briefing may be meant, and one is a tap away', async () => {
    const chat = await service.chatAs('board', 'which-briefing');
    const seen = await chat.say('how many came to the last briefing');
    for (const part of ['Did you mean one of these?', 'Leadership briefing', 'Governor briefing'])
      expect(seen.text).toContain(part);
    const governors = people(lastEvent(await thereAt('governor-briefing')));
    expect((await chat.click(seen.card, 'Governor briefing')).text).toContain(`${governors} people attended.`);
  });

  it('of bookings is of what is to come', async () => {
    const booked = await service.database.prisma.registration.count({
      where: { state: 'confirmed', session: { event: { slug: 'annual-conference-january-2027' } } },
    });
    expect(await ask('how many have booked for the annual conference so far')).toMatch(
      new RegExp(`${booked} people have booked so far`),
    );
  });

  it.each([
    'how many new heads came to the last leadership briefing',
    'how many retired heads came to the last leadership briefing',
    'how many governors came to the last leadership briefing',
    'how many came to the leadership briefing before covid',
  ])('is not another one when a word cannot be counted: %s', async (question) => {
    const text = await ask(question);
    const attended = people(lastEvent(await thereAt('leadership-briefing')));
    expect(text).toMatch(/I can’t count that|I do not know from which day/);
    expect(text).not.toMatch(new RegExp(`\\b${attended}\\b`));
    expect(text).toContain('Ask the team');
  });
});

describe('ratings', () => {
  it('are told of the best of all events, and of a series', async () => {
    const all = await ask('which event was rated highest');
    expect(all).toMatch(/Rated best of \d+ events/);
    expect(await ask('which leadership briefing was rated worst')).toMatch(
      /Rated worst of \d+ events: Leadership briefing/,
    );
  });

  it('are of an event as a whole, and say so where a place or some schools are asked for', async () => {
    expect(await ask('what did primary heads rate the last leadership briefing')).toContain(
      'I cannot tell you those of primary schools alone',
    );
    expect(await ask('rating of the last leadership briefing at boston')).toContain('those of Boston alone');
  });

  it('are told in how many gave a mark', async () => {
    expect(await ask('how many gave the last leadership briefing 5 stars')).toMatch(
      /\d+ of the \d+ who answered gave it 5/,
    );
  });
});

describe('schools that booked', () => {
  it('are counted once each, of what is to come', async () => {
    const rows = await service.database.prisma.$queryRaw<{ schools: number }[]>`
      SELECT count(DISTINCT g.urn)::int AS schools FROM "Registration" g JOIN "Session" s ON s.id = g."sessionId"
        JOIN "Event" e ON e.id = s."eventId" JOIN "Series" r ON r.id = e."seriesId"
       WHERE r.slug = 'governor-briefing' AND g.state = 'confirmed' AND s."startsAt" > ${service.clock.now()}`;
    const text = await ask('how many schools have booked for the next governor briefing');
    expect(text).toContain(`${rows[0]?.schools} schools have somebody booked so far`);
  });
});

describe('what is asked after a number', () => {
  it('is asked plainly again where it says how many, though two were just compared', async () => {
    const at = (await thereAt('leadership-briefing')).filter(({ label }) => label === 'Boston');
    const text = await ask('leadership briefing attendance 2025/26 vs 2024/25', 'how many came to boston in june 2026');
    expect(text).toContain(`${people(lastEvent(at))} people came in June 2026`);
    expect(text).not.toContain('June 2025');
  });

  it('holds two that were told against each other, and says where they are no pair', async () => {
    const told = ['how many came to the leadership briefing in march 2026', 'and in june 2026'];
    const both = await ask(...told, 'which was lower?');
    expect(both).toMatch(/June 2026: [\d,]+ people came/);
    expect(both).toMatch(/March 2026: [\d,]+ people came/);
    const unlike = await ask(...told, 'and boston in march 2025?', 'which was lower?');
    expect(unlike).toContain('which of the two');
  });

  it('in total is of all places, and of the same time', async () => {
    const last = lastEvent(await thereAt('governor-briefing'));
    const text = await ask('how many governors came online to the last governor briefing', 'and in total?');
    expect(text).toContain(`${people(last)} people attended`);
  });

  it.each([
    ['and the year before?', '288'],
    ['and june 2017?', '259'],
    ['which was the best', '288'],
    ['was that up on the year before?', '2 fewer'],
  ])('keeps the series: %s', async (words, part) => {
    expect(await ask('how many came to the leadership briefing in october 2017', words)).toContain(part);
  });

  it('belongs to the talk it is in', async () => {
    expect(await ask('and the year before?')).not.toContain('288');
  });
});

describe('a question for a number that no record tells', () => {
  it.each([
    ['how many schools left mobilise last year', 'left'],
    ['how many schools dropped out of mobilise', 'dropped'],
    ['how many schools are on the waiting list for mobilise', 'a waiting list'],
    ['how many of those at the june 2026 heads briefing also did mobilise', 'together'],
    ['how many schools in mobilise have never been to a briefing', 'together'],
  ])('is not answered with another number: %s', async (asked, word) => {
    const text = await ask(asked);
    expect(text).toMatch(/^I can’t count that/);
    expect(text).toContain(word);
  });

  it('is said to be on no record when it is of a year before there were any', async () => {
    expect(await ask('how many schools were in mobilise in 2012')).toContain('not on record');
  });
});

describe('an answer with a number', () => {
  it('says, by a button, how to say that it was not meant; one that was opened by a button does not', async () => {
    const chat = await service.chatAs('board', 'figures-not-meant');
    const told = await chat.say('how many came to the last leadership briefing');
    expect(buttonsOf(told.card).filter((label) => label === 'Not what I meant')).toHaveLength(1);
    const opened = await chat.click(told.card, 'Up or down?');
    expect(buttonsOf(opened.card)).not.toContain('Not what I meant');
    const instead = await chat.click(told.card, 'Not what I meant');
    expect(instead.text).toMatch(/^Sorry\./);
  });
});
