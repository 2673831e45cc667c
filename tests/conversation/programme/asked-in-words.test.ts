import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

async function talk(user: string, ...said: readonly string[]): Promise<string> {
  const chat = await service.chatAs('headteacher', user);
  let last = '';
  for (const words of said) last = (await chat.say(words)).text;
  return last;
}

describe('a question about the programme', () => {
  it.each([
    ['anything near skegness', 'Nothing is on in Skegness itself.'],
    ['whats closest to mablethorpe', 'Nothing is on in Mablethorpe itself.'],
    ['anything near PE25', 'Nothing is on in PE25 itself.'],
    ['when does booking close for the grantham briefing', 'closes on'],
    ['is there still room for two at the grantham briefing', 'places are left'],
    ['what time does the grantham one finish', 'to 12pm'],
    ['what about half term in february anything then', 'nothing'],
    ['anything on a saturday', 'I found nothing that is on a Saturday.'],
    ['is the conference on a thursday', 'is on Friday'],
    ['morning sessions for governors', 'Governor conference'],
    ['anything near me', 'Nearest to your school'],
    ['boston or lincoln, which has more room', 'Annual conference'],
    ['are there places at all three leadership briefings', /Places left: Lincoln \d+, Boston \d+, Grantham \d+/],
    ['how many can we send to the leadership briefing', 'at most 2 people from one school'],
    ["what's on after the annual conference", 'on after Annual conference'],
    ['have you anything in the gainsborough area', 'Gainsborough'],
    ['the next but one governor conference', 'Only one is on the programme so far.'],
    ['is there owt on in the summer term', /Nothing then\s+I found nothing in the summer term/],
    ['is there a briefing in spalding', 'Nothing like that is on in Spalding.'],
    ['have you got anything in leicester', 'I know of nothing in Leicester. This is the nearest to your school.'],
    ['what is the spending limit', /^(?!.*Spalding)/s],
    ['when do i have to book the grantham briefing by', 'Booking for'],
    ['which venue has most room for the leadership briefing', /Most room: .*, \d+ places left\./],
    ['whats the cheapest training you do', 'free'],
    ['which is the shortest drive', /The nearest: .*, \d+ miles? from your school\./],
    ['nothing after 3pm please. what can i come to', 'over by 3pm'],
    ['is there a crèche at the annual conference', 'has not said anything about that'],
    ['anything between the annual conference and easter', 'Governor conference'],
    ['whats on but not in lincoln', /not in Lincoln(?!.*Peer review training, Lincoln)/s],
    ['what can i book anywhere except lincoln or grantham', 'not in Lincoln and Grantham'],
    ['where is the leadership briefing on the wednesday', 'Boston'],
    ['what training is on other than peer review', 'Cluster facilitator training'],
    ['whats on apart from the leadership briefing', /without leadership briefing(?!.*autumn term)/s],
    ['anything other than peer review in january', /^(?!.*(?:Peer review|autumn term)).*Annual conference 2027/s],
    ['is there something in the week of the annual conference', 'Annual conference'],
    ['whats on in the north of the county', /in the north(?!.*Spalding)/s],
    ['how far is the annual conference from boston', /\d+ miles? from Boston/],
    ['which briefing is closest to louth', 'from Louth'],
    ["what's the next 3 events", /^(?!.*(?:don’t know|Did you mean))/s],
    ['can i do the annual conference virtually', 'in person, and not online'],
    ['is the leadership briefing online', 'each day in person, and not online'],
    ['leadership briefings in the evening', 'None of these is in the evening'],
    ['any events on fridays or wednesdays', 'on a Wednesday or on a Friday'],
    ['i can only do wednesdays. what is there', 'on a Wednesday'],
    ['thursdays are no good for me, what else is on', 'not on a Thursday'],
    ['whats on that isnt for governors', /not for governors(?!.*Governor conference)/s],
    ['is there anything for business managers', 'for business managers'],
    ['is the grantham briefing still going ahead', 'is still on'],
    ['what will we cover on the facilitator day', 'The agenda of Cluster facilitator training'],
  ])('"%s" is answered with what it asks', async (words, answer) => {
    expect(await talk(`programme-${words.replaceAll(' ', '-')}`, words)).toEqual(
      answer instanceof RegExp ? expect.stringMatching(answer) : expect.stringContaining(answer),
    );
  });

  it.each([
    ['the one after', ['when is the grantham briefing', 'the one after']],
    ['the second', ["what's on", 'the second one']],
    ['is it all day', ['when is the conference', 'is it all day']],
    ['what about online', ['tell me about the grantham briefing', 'what about online']],
    ['anything else that week', ['tell me about the grantham briefing', 'anything else that week']],
    ['not the governor ones', ["what's on", 'not the governor ones']],
  ])('is followed by "%s"', async (name, said) => {
    expect(await talk(`followed-${name}`, ...said)).not.toMatch(/don’t know|no longer on the programme/);
  });

  it('asked to book in a place where it is not held, says so and takes no place', async () => {
    const chat = await service.chatAs('headteacher', 'books-elsewhere');
    expect((await chat.say('book me on the annual conference in grantham')).text).toContain(
      'Nothing like that is on in',
    );
    expect((await chat.say('book me a place in leicester')).text).toContain('I know of nothing in Leicester.');
    expect((await chat.say('my bookings')).text).toContain('You have 1 booking');
  });

  it('asked which one to book, takes nothing that says more than which', async () => {
    expect(await talk('chooses-not', 'book me on the briefing', 'boston is too far')).not.toContain('is booked');
  });

  it('asked which one to book, takes a place, and offers only the place that is named to move to', async () => {
    const chat = await service.chatAs('headteacher', 'chooses-place');
    await chat.say('book me on the briefing');
    expect((await chat.say('boston please')).text).toContain('Your place is booked.');
    const moved = (await chat.say('move me to grantham')).text;
    expect(moved).toContain('Move your place from Boston to Grantham?');
    expect(moved).not.toContain('Lincoln');
    const within = (await chat.say('move me to South Kesteven')).text;
    expect(within).toContain('Move your place from Boston to Grantham?');
    expect(within).not.toContain('Lincoln');
  });
});
