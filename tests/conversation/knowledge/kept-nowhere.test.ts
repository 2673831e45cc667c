import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';

const lines = (text: string) => text.trim().split('\n');

const ofChildren = lines(`
one of my pupils has bruises on her arm
a boy in year 3 told me dad hits him
Ellie in year 4 has stopped eating at lunch
i am worried about a girl in year 6 who keeps running off
my son is being bullied by another child
we had a disclosure this morning and i dont know what to do
a child in reception came in with a burn
i have a safeguarding concern
there has been an allegation against a member of staff
Tyler, year 5, says he is frightened to go home
one of our children has been self harming
my daughter has been excluded, is that right
a pupil went missing at lunch time
how do i report a safeguarding concern about a pupil of ours
one of my year 2 children is being neglected i think
a parent hit her child at the gate today
a teaching assistant has been messaging one of our girls
Jaydon in y6 came to school hungry again
the boy told his teacher that his uncle touches him
a child said she wants to die
there is a child protection issue with a family here
one of the boys in my class has marks on his back
my pupil has been groomed online
a student has made a disclosure about home
i think a child in our school is being exploited
Amelia in reception is not safe at home
hi, really worried about one of our pupils. can you help
one of our kids ran away from school this afternoon
a girl in year 5 has been self-harming who do i call
our little girl in year 1 is scared of her stepdad, what should i do`);

const personal = lines(`
i'm coeliac
i am vegetarian
i'm allergic to nuts
im pregnant
i have a bad back
i use a wheelchair
i'm deaf in one ear
i am off sick
my mum died on friday
i'm going through a divorce
i am diabetic
i've got a migraine
i have ofsted in
my husband is in hospital
i'm running late
i am a new head
im so tired
my dog is ill
i broke my ankle
i'm on leave next week
my hearing aid is broken
our projector will not switch on
my contract is wrong
we have had a flood
i am vegan and lactose intolerant
i'm in a meeting
i've been signed off with stress
my deputy is pregnant
i have dyslexia
i'm partially sighted
i am retiring at easter
my car broke down
i'm fasting for ramadan`);

const smallTalk = lines(`
hi
hello there
good morning
thanks
thank you so much
ta
cheers
ok
okay
fine
great
brilliant
lovely
perfect
no worries
sounds good
got it
noted
bye
see you
👍
:thumbsup:
happy friday
how are you
are you there
testing
nice one
haha
lol
you are brilliant`);

const commands = lines(`
help
menu
what can you do
my bookings
my projects
my data
what's on
whats on this term
what projects are there
stop
unsubscribe
stop reminders
cancel
cancel my place
book
book it
yes
no
never mind
forget it
leave it
who am i
change my school
calendar feed
add it to my calendar
move my place
name a substitute
ask the team
undo`);

describe.each(journeyWorlds)('in $title', ({ start, round }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.stop());

  describe.each([
    ['about a child or a safeguarding worry', ofChildren],
    ['somebody says of themselves', personal],
    ['is small talk', smallTalk],
    ['is a command', [...commands, round.book]],
  ])('what %s', (kind, messages) => {
    it('is counted, kept and passed on nowhere', async () => {
      const { prisma } = service.database;
      const stored: string[] = [];
      for (const [at, words] of messages.entries()) {
        const chat = await service.chatAs('headteacher', `${kind.replaceAll(' ', '-')}-${at}`);
        const { text } = await chat.say(words);
        const questions = await prisma.unanswered.findMany();
        const contexts = kind.includes('child') ? await prisma.context.findMany() : [];
        const keptWords = contexts.filter(({ state }) => JSON.stringify(state).includes(words.slice(0, 30)));
        if (questions.length > 0 || keptWords.length > 0)
          stored.push(`${words} → ${text.slice(0, 60).replaceAll('\n', ' ')}`);
        if (kind.includes('child') && !/safeguarding lead/i.test(text)) stored.push(`not told whom to see: ${words}`);
        await prisma.unanswered.deleteMany();
      }
      expect(stored).toEqual([]);
      expect(await prisma.ticket.count()).toBe(0);
    });
  });
});
