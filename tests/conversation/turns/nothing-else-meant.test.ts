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
  it.each(['our projector will not switch on', 'my contract is wrong', 'my badge wont scan'])(
    'is no news to be thanked for, and the team may be asked: %s',
    async (words) => {
      const said = await answerTo(words);
      expect(said).toMatch(/I can[’']t help with that|I don[’']t know that/);
      expect(said).toMatch(/sk the team/);
    },
  );
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
