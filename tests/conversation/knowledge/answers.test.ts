import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { eventually } from '../../support/eventually.js';
import { giveSchoolAddress } from '../../support/school-address.js';
import { startTestService, type TestService } from '../../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

describe('figures from the live records', () => {
  it.each([
    [
      'How many came to the October 2017 briefing?',
      ['286', 'Counted: who came, not who booked.', 'Schools’ Forum', '18 January 2018'],
    ],
    ['how many people were at the march 2017 leadership briefing', ['284']],
    ['attendance at the june 2017 briefing', ['259']],
    ['how many went to the conference in 2017', ['141 people attended', '125 school leaders attended']],
    ['how many came to the annual conference in 2018?', ['160 people booked', 'who came is not recorded']],
    ['how many delegates were at the 2019 conference', ['150 delegates attended']],
    [
      'how many schools came to the leadership briefings in 2018/19',
      ['over 250 schools in each round of the year', '6 March 2020'],
    ],
    // It is over: who came is what can be told.
    ['who is coming to the June 2017 briefing', ['Leadership briefing, June 2017', '259']],
    [
      'how many came to the leadership briefing in may 2017?',
      ['no leadership briefing in May 2017', 'March 2017', 'June 2017'],
    ],
  ])('"%s"', async (question, parts) => {
    const chat = await service.chatAs('headteacher', 'figures');
    const { text } = await chat.say(question);
    for (const part of parts) expect(text).toContain(part);
  });

  it('counts those who were there person by person where the records hold them', async () => {
    const { prisma } = service.database;
    const last = await prisma.event.findFirstOrThrow({
      where: { series: { slug: 'leadership-briefing' }, sessions: { every: { endsAt: { lt: service.clock.now() } } } },
      orderBy: { createdAt: 'desc' },
      include: { sessions: { include: { attendances: { where: { present: true } } } } },
    });
    const people = new Set(last.sessions.flatMap(({ attendances }) => attendances.map(({ personId }) => personId)));
    const chat = await service.chatAs('headteacher', 'last');
    const { text } = await chat.say('how many came to the last leadership briefing?');
    expect(text).toContain(last.title);
    expect(text).toContain(`${people.size} people attended.`);
    expect(text).toContain('From our own records as of');
  });

  it('tells the trend in number and per cent, with every round in a table', async () => {
    const chat = await service.chatAs('headteacher', 'trend');
    const { text } = await chat.say('has briefing attendance gone up?');
    expect(text).toMatch(
      /(Up|Down): \d+ came in \w+ 2026; that is \d+ (more|fewer) \(\d+(\.\d)?%\) than a year earlier/,
    );
    for (const part of ['Round', 'October 2017', '286', 'earlier rounds as published']) expect(text).toContain(part);
    const old = await chat.say('has leadership briefing attendance changed between 2016 and 2017?');
    expect(old.text).toContain(
      'Down: 286 came in October 2017; that is 2 fewer (0.7%) than a year earlier (288 in October 2016).',
    );
  });

  it('says how full upcoming ones are', async () => {
    const chat = await service.chatAs('headteacher', 'full');
    expect((await chat.say('how many places are left at the Lincoln briefing')).text).toMatch(/\d+ places left of 110/);
    expect((await chat.say('is the conference sold out')).text).toMatch(
      /Annual conference 2027[\s\S]*\d+ places? left/,
    );
  });
});

describe('projects', () => {
  it('are described with who runs them, their strands and until when they can be joined', async () => {
    const chat = await service.chatAs('headteacher', 'project');
    const { text } = await chat.say('what is mobilise');
    for (const part of [
      'Lincolnshire Learning Partnership',
      'English, Mathematics, Cognition and Curriculum design',
      'Join for 2026/27',
      'Source:',
    ])
      expect(text).toContain(part);
    expect((await chat.say('who runs it?')).text).toContain('Mobilise is run by Lincolnshire Learning Partnership.');
    expect((await chat.say('what are the strands?')).text).toContain('Mobilise has 4 strands');
    expect((await chat.say('what is the deadline?')).text).toContain('Joining Mobilise: until');
  });

  it('counts the schools of this year and ever, the share, the new ones and each phase, beside what was published', async () => {
    const { prisma } = service.database;
    const taking = await prisma.enrolment.findMany({
      where: { state: 'registered', cohort: { academicYear: 2026, project: { slug: 'mobilise' } } },
      select: { urn: true },
    });
    const chat = await service.chatAs('headteacher', 'counts');
    const { text } = await chat.say('how many schools take part in mobilise?');
    expect(text).toContain(`${new Set(taking.map(({ urn }) => urn)).size} schools take part this year (2026/27).`);
    for (const part of [
      'schools have ever taken part',
      'of the 362 schools there are now',
      'Phase, 2026/27',
      '306 schools in its first two years',
      '84%',
      'From our own records as of',
    ])
      expect(text).toContain(part);
  });

  it.each([
    ['how many secondary schools take part in peer review?', /\d+ of the 55 secondary schools this year/],
    [
      'what percentage of schools are in mobilise?',
      /\d+ of the 362 schools there are now have ever taken part \(\d+(\.\d)?%\)/,
    ],
    [
      'how many schools are new to mobilise this year?',
      /who takes part\n\d+ of the \d+ schools this year \(2026\/27\) (is|are) new to it/,
    ],
    ['how many schools took part in mobilise in 2017/18?', /244 schools took part in 2017\/18, 36 of them new to it\./],
    ['how many schools have ever done mobilise?', /who takes part\n\d+ schools have ever taken part/],
    ['how much did lamp close the gap?', /Published: 4\.2% of the gap/],
    ['how many schools came to the last leadership briefing?', /\d+ schools had somebody there\./],
    ['when was the last annual conference?', /The last annual conference was on Thursday 12 March 2026\./],
    ['how many heads came in June 2017?', /Leadership briefing, June 2017\n?.*259 school leaders attended/],
    ['has attendance at the leadership briefings gone up since 2016?', /Up: 280 came in June 2026/],
    ['has attendance at the briefings gone up since 2016?', /Did you mean one of these\?\nLeadership briefing/],
    ['was the 2020 conference sold out?', /the 2018 and 2020 conferences both filled up/],
    ['who signed up for LENS?', /who takes part\n\d+ schools take part this year/],
    ['anything in Lincoln before Christmas?', /When: Tuesday 8 December 2026/],
  ])('says first what "%s" asked for', async (question, said) => {
    const chat = await service.chatAs('headteacher', 'wants');
    expect((await chat.say(question)).text).toMatch(said);
  });

  it('offers what it knows about the project when the question has an unknown word', async () => {
    const chat = await service.chatAs('headteacher', 'named');
    expect((await chat.say('whats the peer review cycle')).text).toMatch(/Did you mean one of these\?\n.*Peer review/);
  });

  it.each([
    'cancel my gym subscription',
    'how much is a house in Louth?',
    'add milk to my shopping list',
    'how many people voted in 2017?',
  ])('does not take "%s" for anything of ours', async (question) => {
    const chat = await service.chatAs('headteacher', 'others');
    expect((await chat.say(question)).text).toContain('I don’t know that');
  });

  it('says whether the asker’s own school is in it, in their own chat only', async () => {
    const chat = await service.chatAs('headteacher', 'mine');
    const { text } = await chat.say('is my school in mobilise?');
    expect(text).toMatch(/(Yes|No|Not yet): Marrowfen Church of England Primary School/);
    const place = { kind: 'channel', id: '19:talk@thread.tacv2', team: '19:team' } as const;
    const channel = await service.chat('mine', { place });
    const seen = await channel.say('is my school in mobilise?');
    expect(JSON.stringify(seen.messages)).not.toContain('Marrowfen');
    expect(JSON.stringify(seen.elsewhere)).toContain('Marrowfen');
  });

  it('asks a newcomer for the school first, and then answers', async () => {
    const chat = await service.chat('project-newcomer');
    await giveSchoolAddress(service, 'project-newcomer', personas.headteacher.urn);
    const asked = await chat.say('is my school in mobilise?');
    const found = await chat.submit(asked.card, { school: 'marowfen', position: 'governor' });
    expect((await chat.click(found.card, "That's mine")).text).toMatch(/(Yes|No|Not yet): Marrowfen/);
  });

  it('lists them', async () => {
    const chat = await service.chatAs('headteacher', 'lists');
    const listed = await chat.say('what projects are there?');
    expect(listed.text).toContain('Mobilise');
    expect((await chat.click(listed.card, 'See details', 'Mobilise')).text).toContain('Run by');
  });
});

describe('what people said', () => {
  it('shows only approved quotes whose consent covers the place', async () => {
    const { prisma } = service.database;
    const quotes = await prisma.quote.findMany({ where: { event: { series: { slug: 'leadership-briefing' } } } });
    const approved = (quote: (typeof quotes)[number]) =>
      ['approved', 'shortened'].includes(quote.moderation) && !quote.withdrawnAt;
    const free = quotes.filter((quote) => approved(quote) && quote.consentPublic);
    const boardOnly = quotes.filter((quote) => approved(quote) && !quote.consentPublic && quote.consentBoard);
    const hidden = quotes.filter((quote) => !approved(quote));
    expect(Math.min(free.length, boardOnly.length, hidden.length)).toBeGreaterThan(0);
    for (const persona of ['headteacher', 'board', 'organiser'] as const) {
      const chat = await service.chatAs(persona, `quotes-${persona}`);
      const { text } = await chat.say('what did people say about the leadership briefing?');
      expect(free.some(({ approvedWords }) => text.includes(approvedWords ?? '-'))).toBe(true);
      for (const quote of hidden) expect(text).not.toContain(quote.words.slice(0, 40));
      if (persona === 'headteacher')
        for (const quote of boardOnly) expect(text).not.toContain(quote.words.slice(0, 40));
    }
    const place = { kind: 'channel', id: '19:board@thread.tacv2', team: '19:team' } as const;
    const channel = await service.chat('quotes-board', { place });
    const said = await channel.say('what did people say about the leadership briefing?');
    for (const quote of boardOnly) expect(said.text).not.toContain(quote.words.slice(0, 40));
    expect(await prisma.quoteUse.count({ where: { place: 'answer' } })).toBeGreaterThan(0);
  });
});

describe('the knowledge base', () => {
  it('answers with source and date, and says when it is past review', async () => {
    const chat = await service.chatAs('headteacher', 'reads');
    const { text } = await chat.say('who chairs the board');
    expect(text).toContain('Source: ');
    expect(text).toContain('True as of');
  });

  it('sees within seconds what another copy of the service has changed', async () => {
    const chat = await service.chatAs('headteacher', 'sees-changes');
    const question = 'what are the timescales for the networks';
    expect((await chat.say(question)).text).not.toContain('1 January 2021');
    await service.database.prisma.article.update({
      where: { slug: 'timescales' },
      data: { reviewBy: new Date('2021-01-01') },
    });
    const changed = async () => expect((await chat.say(question)).text).toContain('review date (1 January 2021)');
    await eventually(changed);
  });

  it.each([
    'how many pupils are on roll',
    'how many secondary schools in the county',
    'how many academies are in the county',
    'number of teachers working in the area',
    'how many children are in our schools',
  ])('has no figures of everybody in the county: "%s"', async (question) => {
    const chat = await service.chatAs('headteacher', 'population');
    expect((await chat.say(question)).text).toMatch(/don’t know|Did you mean/);
  });

  it('still counts participants of the project named', async () => {
    const chat = await service.chatAs('headteacher', 'counted');
    expect((await chat.say('how many schools in the county take part in mobilise')).text).toContain('schools');
    expect((await chat.say('how many secondary schools are there in LEAP')).text).toContain('LEAP');
  });

  it('says so when it does not know', async () => {
    const chat = await service.chatAs('headteacher', 'unknown');
    for (const question of [
      "what's the weather like",
      'can you order me a pizza',
      'who won the football last night',
      'asdf qwer',
      // One half says nothing that the other bears out; and a word of the language is no misspelt town.
      'who is the LADO and whats their number',
      'will you tell me my spending limit',
    ])
      expect((await chat.say(question)).text, question).toContain('I don’t know that. Shall I ask the team?');
  });
});

describe('commands', () => {
  it.each([
    ['book me on the Lincoln briefing', 'Your place is booked.'],
    ['my bookings', 'booking'],
    ['when is the next briefing', 'Leadership briefing, autumn term 2026/27'],
    ['help', 'What I can do'],
    ['cancel the Lincoln briefing', 'Cancel your place at'],
  ])('"%s" keeps its meaning', async (words, part) => {
    const chat = await service.chatAs('headteacher', 'commands');
    expect((await chat.say(words)).text).toContain(part);
  });

  it('never takes a general question for a command', async () => {
    const chat = await service.chatAs('headteacher', 'general');
    await chat.say('book me on the Boston briefing');
    for (const question of [
      'do governors get a seat',
      'what happens if schools pull out',
      'why do pupils move school mid year',
    ]) {
      const { text } = await chat.say(question);
      expect(text, question).not.toContain('Cancel your place');
      expect(text, question).not.toContain('Your place is booked');
    }
  });
});
