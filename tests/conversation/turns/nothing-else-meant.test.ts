import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../support/service.js';

let service: TestService;
let users = 0;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

async function answerTo(words: string): Promise<string> {
  users += 1;
  const chat = await service.chatAs('headteacher', `means-${users}`);
  return (await chat.say(words)).text;
}

describe('a courtesy', () => {
  it.each(['thanks a lot', 'cheers, have a nice weekend', 'brilliant, much appreciated', 'lovely stuff'])(
    'is returned where nothing else is said: %s',
    async (words) => {
      expect(await answerTo(words)).toMatch(/You are welcome|What can I do for you/);
    },
  );

  it.each(['approval levels for sponsoring', 'renewal limits for posting', 'where was that'])(
    'is none that says something else: %s',
    async (words) => {
      expect(await answerTo(words)).not.toMatch(/You are welcome|What can I do for you/);
    },
  );
});

describe('something of theirs that fails somebody', () => {
  it.each([
    'our projector will not switch on',
    'my contract is wrong',
    'my badge wont scan',
    'our boiler has packed in',
  ])('is no news to be thanked for, and the team may be asked: %s', async (words) => {
    const said = await answerTo(words);
    expect(said).toMatch(/I can[’']t help with that|I don[’']t know that/);
    expect(said).toMatch(/sk the team/);
  });
});

describe('what is told of a person', () => {
  it.each(['my wife has just got a headship', 'i am coeliac'])('is heard: %s', async (words) => {
    expect(await answerTo(words)).toContain('Thank you for telling me');
  });
});

describe('an act', () => {
  it.each([
    ['can i claim mileage for the lincoln briefing', /Book my place/],
    ['we already have a cluster, do we have to scrap it', /Cancel your place/],
    ['my deputy says she cancelled my place at horncastle, did she', /Cancel your place|Book for colleagues/],
    ['some of our staff cancel for no reason, any advice', /no place of theirs/],
    ['the reminders are helpful, thank you', /Shall I stop/],
    ['undo that', /Cancel your place/],
    ['cancel our reservation at bellinis', /Cancel your place/],
  ])('is not brought up by what only sounds like it: %s', async (words, act) => {
    expect(await answerTo(words)).not.toMatch(act);
  });

  it.each([
    ['pause my reminders', 'Shall I stop sending you reminders?'],
    ['no longer send me reminders', 'Shall I stop sending you reminders?'],
    ['can you start nudging me about events again', 'Shall I send you reminders?'],
    [
      'please release my place at horncastle, our inspection is on',
      'Cancel your place at Cluster facilitator training?',
    ],
    ['drop out of horncastle', 'Cancel your place at Cluster facilitator training?'],
    ['my seat at horncastle isnt needed any more', 'Cancel your place at Cluster facilitator training?'],
    ['my booking at horncastle is no longer required', 'Cancel your place at Cluster facilitator training?'],
    ['i have had enough reminders, make them stop', 'Shall I stop sending you reminders?'],
    ['can you show me all the data you hold about me', 'What I hold about you'],
    ['ive moved schools, can you update it', 'Which school are you from'],
    ['could somebody from the team give me a ring', 'Ask the team'],
  ])('is shown that is asked for in other words: %s', async (words, shown) => {
    expect(await answerTo(words)).toContain(shown);
  });
});

describe('what is no word', () => {
  it('is not answered by what a word near to it would be', async () => {
    expect(await answerTo('plugh')).toContain('I don’t know that');
  });
});

describe('what is done elsewhere', () => {
  it.each([
    'do you know where my purse is',
    'let me know how much leave i have left',
    'skip this tune and go to the next one',
    'hoovering has to go on my list of jobs',
    'reserve a conference room for friday at 3pm',
    'any meeting rooms going between 10 and 12',
    'i am not going to bake today, where is a good bakery',
    'how far is the airport from here',
    'my phone bill, what is it',
    'do i have any meetings today',
  ])('names nothing of here, and is none of its acts: %s', async (words) => {
    expect(await answerTo(words)).toMatch(/I can[’']t help with that|I don[’']t know that|Did you mean one of these/);
  });
});

describe('a question of what is known', () => {
  it.each([
    ['who is in charge of the board these days', /organisers of an event/],
    ['14 weeks is that the limit for a care plan', /I found nothing on/],
    ['there are two of us in the whole school, anything that helps us', /Thank you for telling me/],
    ['i lead our cluster, any training', /no place of theirs/],
  ])('is taken for nothing of the programme and for no news: %s', async (words, other) => {
    expect(await answerTo(words)).not.toMatch(other);
  });
});
