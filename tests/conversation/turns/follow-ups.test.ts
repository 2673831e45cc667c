import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

/** Says all of it in a new chat. @returns what was answered last */
async function talk(user: string, ...said: readonly string[]): Promise<string> {
  const chat = await service.chatAs('headteacher', user);
  let last = '';
  for (const words of said) last = (await chat.say(words)).text;
  return last;
}

function literally(part: string): RegExp {
  return new RegExp(part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}

describe('a follow-up', () => {
  it.each([
    ['governors', ['when is the next briefing', 'and governors?'], 'Governor briefing, autumn term 2026/27'],
    [
      'place',
      ['when is the next leadership briefing', 'what about Boston?'],
      'Wednesday 9 December 2026, 9:30am to 12pm',
    ],
    [
      'place alone',
      ['when is the next leadership briefing', 'in Grantham?'],
      'Thursday 10 December 2026, 9:30am to 12pm',
    ],
    ['month', ["what's on in december", 'and january?'], "What's on in January 2027"],
    ['book it', ['when is the next leadership briefing', 'what about Boston?', 'book it'], 'Your place is booked.'],
    ['book a listed one', ["what's on", 'book the fourth one'], 'Annual conference 2027'],
    ['second one', ["what's on", 'the second one'], 'Cluster facilitator training'],
    ['2nd one', ["what's on", '2nd one'], 'Cluster facilitator training'],
    ['cost', ["what's on", 'the second one', 'is it free?'], 'Free'],
    ['how many it takes', ["what's on", 'the second one', 'how many places does it have?'], 'has 32 places in all'],
    [
      'what it is about',
      ['when is the next leadership briefing', 'and boston?', 'what is it about'],
      'Wednesday 9 December 2026, 9:30am to 12pm',
    ],
    [
      'which has more room',
      ['when is the next leadership briefing', 'which has most room', 'fine, that one please'],
      'Book my place',
    ],
    [
      'one that a neighbour names',
      ['My predecessor always went to the leadership briefings. Could you tell me when the next one is please?'],
      'Lincoln, Tuesday 8 December 2026',
    ],
    ['whoever is named', ['send irene instead of me to the facilitator training'], 'Irene Akhtar'],
    ['what is forbidden', ['cancel my place at the facilitator training', 'no dont cancel it'], 'changed nothing'],
    ['being torn', ["I'm torn between lincoln and grantham for the briefing"], 'Lincoln, Tuesday 8 December 2026'],
    ['full', ["what's on", 'the second one', 'is it full?'], '13 places left of 32'],
    ['figures of another date', ['how many came to the October 2017 briefing?', 'and June 2017?'], '259'],
    [
      'figures of another series',
      ['how many came to the leadership briefing in 2017/18', 'and the conference?'],
      '160 people booked',
    ],
    [
      'trend of the sibling',
      ['has leadership briefing attendance gone up?', 'and governors?'],
      'Governor briefing: how many came',
    ],
    ['how many came', ['when is the next leadership briefing', 'how many came last time?'], 'people attended'],
    [
      'counts of another project',
      ['how many schools take part in mobilise?', 'and peer review?'],
      'Peer review: who takes part',
    ],
    ['who runs it', ['what is leadlincs', 'who runs it?'], 'Lincolnshire Teaching Schools Together'],
    ['more', ['how many schools take part in LEAP', 'tell me more'], 'Run by'],
    ['my school', ['what is mobilise', 'is my school in it?'], 'Marrowfen'],
    ['project of the list', ['what projects are there?', 'the second one'], 'Run by'],
    ['how to join the project talked of', ['what is leap', 'how do we join'], 'LEAP cannot be joined just now'],
    ['time of the day shown', ['leadership briefing', 'Boston', 'what time'], 'Boston starts at 9:30am'],
    [
      'what nobody has said of it',
      ['annual conference', 'is that worth going to'],
      'I don’t know that about it. Here is what I have:',
    ],
    [
      'how many dates there are',
      ['how many dates has the leadership briefing got'],
      'Lincoln, Tuesday 8 December 2026',
    ],
    ['when it starts', ['cluster facilitator training', 'what time does it start'], 'starts at 9:30am'],
    ['way to what is booked', ['cluster facilitator training', 'how do i get there'], 'Drovers’ Hall, 5 Wharf Rise'],
    ['latest day to cancel', ['cluster facilitator training', 'whats the latest i can cancel'], 'until it starts'],
    ['whom it is for', ['annual conference', 'can my business manager come'], 'is for: headteacher'],
    ['colleague too', ['leadership briefing', 'grantham', 'and my deputy too'], 'Book for colleagues'],
    ['yes to what was shown', ['leadership briefing', 'grantham', 'ok go on then'], 'Book my place'],
    ['colleague at one of several', ['book my deputy on lincoln', 'the briefing'], 'Book for colleagues'],
    ['nearest of those shown', ['leadership briefing', 'which is nearest'], 'Wormgate Parade, Boston'],
    ['one of those offered by its name', ['book my deputy on lincoln', 'i meant the briefing'], 'Book for colleagues'],
    ['one of those offered by its day', ['book my deputy on the briefing', 'the earliest'], 'Book for colleagues'],
    ['question beside a choice', ['book my deputy on the briefing', 'is the boston one full'], 'places'],
    ['deputy instead', ['leadership briefing', 'grantham', 'can my deputy go instead'], 'Book for colleagues'],
    ['both of us', ['leadership briefing', 'boston', 'both of us'], 'Book for colleagues'],
    ['one alone after all', ['peer review training lincoln', 'and my deputy', 'no just me then'], 'Book my place'],
    [
      'someone else',
      ['cluster facilitator training', 'can someone else go'],
      'Who goes to Cluster facilitator training',
    ],
    [
      'late yes',
      ['cancel my place at the facilitator training', 'is it free', 'how long does it last', 'yes'],
      'Cancel your place at Cluster facilitator training?',
    ],
    [
      'place put right',
      ['leadership briefing', 'boston', 'sorry i meant grantham'],
      '10 December 2026, 9:30am to 12pm',
    ],
    ['another of the list', ["what's on", 'the fourth one', 'no the second'], 'Cluster facilitator training'],
    ['one of several shown', ["what's on", 'what time does that finish'], 'Which of these do you mean?'],
    ['reminder of a place', ['cluster facilitator training', 'remind me where that is'], 'Drovers’ Hall, 5 Wharf Rise'],
    ['parts of an event', ['annual conference', 'what are the workshops'], 'Workshops: reading in every subject'],
    [
      'what the question before it names',
      ['where is the grantham leadership briefing? book me on it please'],
      'Book my place',
    ],
    [
      'colleague by name',
      ['book me on the grantham briefing', 'thanks, same for Priya our SENCO'],
      'Book for colleagues',
    ],
    ['name before role', ['annual conference', 'same for priya'], 'Book for colleagues'],
    ['swap of places', ['cluster facilitator training', 'can i swap with our vice chair'], 'Who goes to Cluster'],
    [
      'somebody else',
      ['cluster facilitator training', 'not me, my deputy'],
      'Who goes to Cluster facilitator training',
    ],
    ['whom it suits', ['annual conference', 'for a new deputy'], 'is for: headteacher'],
    ['whom it is right for', ['annual conference', 'is it ok for our clerk too?'], 'is for: headteacher'],
    [
      'another of the list',
      ['peer review training', 'is the spalding one shut', 'lincoln then'],
      'Peer review training, Lincoln\n',
    ],
    ['weekday of those shown', ['leadership briefing', 'the wednesday'], 'Wormgate Parade, Boston'],
    [
      'exchange for what was shown',
      ['peer review training lincoln', 'swap my horncastle place for it'],
      'for one at Peer review',
    ],
    [
      'list they are not on',
      ['peer review training lincoln', 'take me off it'],
      'You have no place at Peer review training',
    ],
    ['detail at another place', ['is there parking at grantham', 'and at boston'], 'anything about parking'],
    ['event counted', ['how many are coming to the lincoln briefing', 'and whos speaking'], 'who is speaking'],
    ['which one it is', ['annual conference', 'which ones that'], 'Small steps, long roads'],
    ['what is after those days', ["what's on in december", 'anything after'], 'Peer review training'],
    ['days beside an event', ['anything for governors between the conference and easter'], 'Governor conference'],
    ['no such place', ['leadership briefing', 'lincoln', 'no not lincoln'], 'Boston'],
    [
      'somebody who will do it',
      ['cluster facilitator training', 'my deputy will do it instead'],
      'Who goes to Cluster',
    ],
    ['time supposed', ['annual conference', '9am?'], 'starts at 9am'],
    ['one gone back to', ["what's on", 'the fourth one', 'back to the second'], 'Cluster facilitator training'],
    ['place asked for in few words', ['annual conference', 'save me a seat'], /is booked|You already have a place/],
    ['go-on before it', ['peer review training lincoln', 'go on then put me down'], 'Peer review training, Lincoln'],
    ['what is forgotten', ['governance peer review', 'too dear, forget it'], 'left it as it is'],
    [
      'put right after all',
      ['cluster facilitator training', 'oh no i didnt mean that, annual conference'],
      'Small steps',
    ],
    ['two places', ['annual conference', '2 please'], 'Book for colleagues'],
    ['schools of a project last year', ['who runs mobilise', 'how many schools last year'], 'Mobilise'],
    [
      'one of several wanted',
      ['conference', "great, i'd like to go"],
      /Which one shall I book|Book my place|My booking/,
    ],
    [
      'swap of what is not theirs',
      ['peer review training lincoln', 'can i swap it for boston'],
      'You have no place that can be moved',
    ],
    ['month after', ["what's on in december", 'and the month after'], "What's on in January 2027"],
    [
      'certificate of it',
      ['when was the last leadership briefing', 'can i get a certificate for that'],
      /certificate/i,
    ],
    ['own part in a project', ['tell me about lens', 'has my school applied'], 'LENS'],
    ['own part in any', ['which projects are open', 'have we applied to any of them'], 'Projects of'],
    ['what else after it is waved away', ['facilitator training', 'never mind then, what does it cost'], 'is free'],
    [
      'place settled on',
      ['is there parking at the boston briefing', "i'll do lincoln then"],
      /^(?![\s\S]*parking)[\s\S]*Lincoln/,
    ],
    ['both of a place and an event there', ['book me on lincoln and the conference'], 'Which two shall I book?'],
    ['day listed first', ['which has most room, boston or lincoln', 'the first'], /Book my place|My booking/],
    ['whom it is for', ['annual conference', 'can i come or is it only heads'], 'Annual conference 2027 is for:'],
    ['other of several', ['peer review training', 'no the other one'], 'Which of these do you mean?'],
    ['place of which none is held', ['did i book the governor conference'], 'You have no place there.'],
    // It gives the place up, which others above hold: it stays last.
    ['yes with its deed', ['cancel my place at the facilitator training', 'yes remove me'], 'is cancelled'],
  ])('about %s', async (name, said, part) => {
    expect(await talk(`follows-${name}`, ...said)).toMatch(typeof part === 'string' ? literally(part) : part);
  });

  it.each([
    ['of a list', ['who is coming to the facilitator training', 'email them'], ['Write to', 'Cluster facilitator']],
    ['put right', ['move the lincoln briefing to 10am', 'sorry i mean boston'], ['Change the session', 'Leadership']],
    ['of those listed', ['show me the briefings', 'attendees for boston', 'write to them'], ['Write to', 'Leadership']],
    ['of which one was asked', ['attendees for boston', 'email them'], ['Which one do you mean?', 'Write to them']],
    [
      'of which one was asked after another was open',
      ['i need to cancel the boston briefing', 'who is coming to lincoln', 'email them'],
      ['Which one do you mean?', 'Write to them'],
    ],
    ['in words put right', ['move the lincoln briefing', 'no wait grantham'], ['Change the session', 'Leadership']],
    ['with its new time', ['move the lincoln briefing', 'to 10 am'], ['Change the session', 'Leadership']],
    ['of another audience', ['catering for the annual conference', 'and the governor one'], ['Food', 'Governor conf']],
    [
      'to copy, of several',
      ['copy the peer review training', 'the lincoln one'],
      ['Copy Peer review training, Lincoln'],
    ],
    ['waiting for it', ['who is coming to reading aloud', 'and the waiting list'], ['Waiting for', 'eading aloud']],
    ['of a card', ['door list for the facilitator training', 'ok cancel it'], ['Cancel the', 'Cluster facilitator']],
    ['of a draft', ['quotes to moderate', 'publish the draft'], ['what members will see', 'Leadership briefing']],
  ])('from an organiser is about the event %s', async (name, said, parts) => {
    const chat = await service.chatAs('organiser', `organises-${name}`);
    let last = '';
    for (const words of said) last = (await chat.say(words)).text;
    for (const part of parts) expect(last).toContain(part);
  });

  it('of a form for colleagues fills in the name that is told', async () => {
    const chat = await service.chatAs('headteacher', 'names-somebody');
    await chat.say('annual conference');
    await chat.say('and my deputy too');
    expect(JSON.stringify((await chat.say('her name is Nima Oldroyd')).card)).toContain('Nima Oldroyd');
    expect(JSON.stringify((await chat.say('sorry, Pia Lorne our deputy')).card)).toContain('Pia Lorne');
  });

  it('about the list of which somebody is none gives up nothing else of theirs', async () => {
    const chat = await service.chatAs('headteacher', 'is-on-no-list');
    const held = () => service.database.prisma.registration.count({ where: { state: 'confirmed' } });
    const before = await held();
    for (const words of ['peer review training lincoln', 'take me off it', 'yes']) await chat.say(words);
    expect(await held()).toBe(before);
  });

  it('that gives a time as the answer to which one books that one, and as a question books nothing', async () => {
    const held = () => service.database.prisma.registration.count({ where: { state: 'confirmed' } });
    const before = await held();
    const chat = await service.chatAs('headteacher', 'says-a-time');
    await chat.say('put me down for lincoln');
    await chat.say('9.15?');
    expect(await held()).toBe(before);
    await chat.say('put me down for lincoln');
    expect((await chat.say('the 9.15 one')).text).toMatch(/(?:booked|already).*Peer review training, Lincoln/is);
  });

  it('that names nothing books nothing where several were listed', async () => {
    const chat = await service.chatAs('headteacher', 'lists-several');
    await chat.say('conference');
    expect((await chat.say('ok book')).text).not.toContain('Your place is booked');
  });

  it('of "did you mean" is taken by number', async () => {
    const { prisma } = service.database;
    for (const [slug, place] of [
      ['kiln-north', 'north'],
      ['kiln-south', 'south'],
    ] as const) {
      const day = new Date('2026-01-01');
      const words = { question: `Who fires the ${place} kiln?`, answer: `The ${place} potter fires it.` };
      await prisma.article.create({
        data: { slug, ...words, owner: 'Office', asOf: day, reviewBy: new Date('2027-01-01') },
      });
    }
    const chat = await service.chatAs('headteacher', 'chooses');
    const ask = async () => (await chat.say('who fires the kiln')).text;
    let offered = await ask();
    for (let tries = 0; !offered.includes('Did you mean') && tries < 60; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      offered = await ask();
    }
    expect(offered).toContain('Did you mean one of these?');
    const order = offered.indexOf('north') < offered.indexOf('south') ? ['north', 'south'] : ['south', 'north'];
    expect((await chat.say('the second one')).text).toContain(`The ${order[1]} potter fires it.`);
  });

  it('is understood for half an hour and not longer', async () => {
    const chat = await service.chatAs('headteacher', 'slow');
    await chat.say('how many came to the October 2017 briefing?');
    service.clock.advance(29 * 60_000);
    expect((await chat.say('and June 2017?')).text).toContain('259');
    service.clock.advance(31 * 60_000);
    expect((await chat.say('and March 2017?')).text).not.toContain('284');
  });

  it('of a turn that failed answers no question from before it', async () => {
    const chat = await service.chatAs('headteacher', 'fails-between');
    expect((await chat.say('cancel my place at the annual conference')).text).toContain('Cancel your place');
    await service.database.pool.query('ALTER TABLE "Registration" RENAME TO "Registration_away"');
    expect((await chat.say('my bookings')).text).toContain('something went wrong');
    await service.database.pool.query('ALTER TABLE "Registration_away" RENAME TO "Registration"');
    expect((await chat.say('yes')).text).not.toContain('is cancelled');
    expect((await chat.say('my bookings')).text).toContain('Annual conference 2027');
  });

  it('goes onto the list of what is full, where the list is all that is asked for', async () => {
    expect(await talk('waits-in-few-words', 'reading aloud', 'waiting list please')).toContain('on the waiting list');
  });

  it('in one chat knows nothing of another', async () => {
    await talk('first-chat', 'how many came to the October 2017 briefing?');
    expect(await talk('second-chat', 'and June 2017?')).not.toContain('259');
  });

  it('counts the schools of a phase, and of another year, of the project mentioned before', async () => {
    const text = await talk('phase', 'what is mobilise?', 'how many primaries?', 'and last year?');
    expect(text).toContain('Mobilise, primary schools only');
    expect(text).toMatch(/\d+ schools in 2025\/26/);
  });

  it('keeps what it needs without storing what was written', async () => {
    const text = await talk('private', 'how many people really came to the October 2017 briefing?');
    expect(text).toContain('286');
    const contexts = await service.database.prisma.context.findMany();
    expect(JSON.stringify(contexts)).not.toMatch(/really|people/i);
  });
});
