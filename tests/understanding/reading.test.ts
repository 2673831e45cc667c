import { describe, expect, it } from 'vitest';
import { decide } from '../../src/understanding/policy.js';
import { proposableActs, withProposal } from '../../src/understanding/proposal.js';
import { readMessage } from '../../src/understanding/reading.js';
import { tidyMessage } from '../../src/understanding/tidy.js';
import type { Vocabulary } from '../../src/understanding/vocabulary.js';

const now = new Date('2026-11-28T10:00:00Z');
const zone = 'Europe/London';
const elsewhere: Vocabulary = {
  events: ['Wharfside heads’ forum', 'Curriculum symposium', 'New leaders’ masterclass'],
  places: ['Harrogate', 'Skipton', 'Ripon', 'online'],
  towns: ['settle', 'market weighton', 'ld24'],
  people: ['Priya Shah'],
  projects: ['Bright Start'],
};
const read = (text: string) => readMessage(text, elsewhere, now, zone);
const verdicts = (text: string) => decide(read(text)).map(({ act, verdict }) => `${verdict} ${act}`);

describe('what was put round the words', () => {
  it.each([
    [
      'Hi,\n\nbook me on the Ripon forum\n\nMany thanks,\nAda Marsh\nHeadteacher\n01423 555123',
      'book me on the Ripon forum',
    ],
    ['Good morning all, when is the next forum?', 'when is the next forum?'],
    ['when is the next forum?\n\nSent from my iPhone', 'when is the next forum?'],
    ['> you wrote this\nwhen is the next forum?', 'when is the next forum?'],
    ['what&apos;s on<br>', "what's on"],
    ['_my bookings_', 'my bookings'],
    ['my\u200b bookings', 'my bookings'],
    ['what`s on', "what's on"],
    ['hope you are well. is there lunch at the symposium? thanks, Jo', 'is there lunch at the symposium?'],
    ['<quoted messageId="1"/> what’s on', "what's on"],
    ['morning sessions in March', 'morning sessions in March'],
    ['oh wait, can i do boston instead', 'can i do boston instead'],
    ['hang on actually the second one', 'the second one'],
    ['wait list for ripon', 'wait list for ripon'],
    ['hold on to my place', 'hold on to my place'],
    ['can you remind me what time it finishes', 'what time does it finish'],
    ['do you know where that is?', 'where is that?'],
    ['Lovely. Any idea how many places it has?', 'Lovely. how many places does it have?'],
    ["just wondering if it's free", 'is it free'],
    ['tell me when booking opens', 'tell me when booking opens'],
    ['not sure if i can come', 'not sure if i can come'],
  ])('%j is %j', (typed, text) => {
    expect(tidyMessage(typed).text).toBe(text);
  });
});

describe('yes and no', () => {
  it.each([
    ['yes', 'yes'],
    ['yes 👍', 'yes'],
    ['y', 'yes'],
    ['ok, go ahead', 'yes'],
    ['go on then', 'yes'],
    ['go on holiday', undefined],
    ['👍', 'sign'],
    [':+1:', 'sign'],
    ['no thanks', 'no'],
    ['actually i will keep it', 'no'],
    ['wait, yes', 'heard'],
    ['yes to keeping it', undefined],
    ['ok', 'yes'],
    ['ok do it thanks', 'yes'],
    // Said as often when a talk is over as in answer.
    ['ok thanks', 'heard'],
    ['ok great', 'heard'],
    ['yes, leave it', 'heard'],
    ['yes please keep it', 'heard'],
    ['yes 🤔', 'heard'],
    ['please confirm', 'heard'],
    ['Yes\n\nOn Mon 23 Nov Jo wrote:\n> do you still want it', 'heard'],
    ['Sure. Kind regards, Priya Shah', 'heard'],
    ['~yes~', undefined],
    ['yes, thanks for asking, no', undefined],
    ['sure... actually wait', undefined],
    ['yes i said dont', undefined],
    ['ok, how do I get there?', undefined],
  ])('%j is %j', (typed, assent) => {
    expect(readMessage(typed, elsewhere, now, zone, 'Ada Marsh').assent).toBe(assent);
  });
});

describe('words alone', () => {
  it.each([
    'book me on the Ripon forum',
    'pls can you book me a place at the curriculum symposium',
    'sign me up for the masterclass',
    'Hi, please book me on the Skipton forum. Thanks, Ada',
    'can i come to the Ripon forum please',
    'id love to come to ripon',
    'need a place at ripon',
    'book me on ripon 😊',
  ])('book: %s', (text) => {
    expect(verdicts(text)).toEqual(['do book']);
  });

  it.each([
    'dont put me down for ripon',
    'how do i book on the ripon forum',
    'why did you book me on the symposium',
    'jo asked me to book her on the masterclass',
    'should i book ripon or skipton?',
    'book me on the ripon forum if my deputy cant go',
    'i already booked the symposium by email',
    'i need a place to park at the ripon forum',
    'book the ripon forum and the symposium',
    'my deputy wants a place at the symposium',
    "i'd love to come to ripon but cant",
    'book us on the symposium',
    'i said not to book me on the symposium',
    'book me on ripon. actually no, dont',
    'i was going to book the masterclass',
    'did anyone book me on the masterclass',
    'book priya on the symposium',
    '> the ripon forum is full\nbook me on it',
    // The words of a request in the shape of something else.
    'you put me down for ripon',
    'you will just book me on ripon then',
    'i will just book ripon then',
    'i can book myself onto ripon',
    'i would need a place at ripon',
    'i want you at the symposium',
    'would you like to come to the symposium',
    'please come to the symposium',
    'i would like to have come to ripon',
    'add a seat at ripon',
    'book two places at ripon',
    'book me on ripon?',
    'can you sign me in at ripon',
    'you will stop sending reminders',
    'stop reminders for the symposium',
    'remind me of the symposium',
    'i will wait for ripon',
    // What is round the words says that they are not meant, or not the speaker's.
    'book me on ripon 🤷',
    'book me on ripon. is that how you do it',
    'book me on the ripon forum. is that right?',
    'book me on ripon - does that work?',
    'book me on ripon. who does it',
    'put me down for ripon. is it that easy?',
    'book me on ripon. is this how i book a place',
    'could i join ripon online',
    '"book me on ripon"',
    '~book me on ripon~',
    '<s>book me on ripon</s>',
    'Hi Ada, please book me a place at the symposium',
    'Hi Tom, book me on the ripon forum please. Thanks, Ada',
    'Dear Bex\n\nBook me on the Ripon forum please\n\nAda',
    'book me on the ripon forum - or is it full',
    'would you book the ripon forum',
    'please book me on the ripon forum\n\nThanks\nPriya Shah',
  ])('nothing is done at once: %s', (text) => {
    const decisions = decide(readMessage(text, elsewhere, now, zone, 'Ada Marsh'));
    expect(
      decisions.map(({ verdict, act }) => `${verdict} ${act}`).filter((verdict) => verdict.startsWith('do ')),
    ).toEqual([]);
  });

  it.each([
    'book me on ripon. is there parking?',
    'when is it? book me on the ripon forum please',
    'put me down for skipton and send me the link',
  ])('book beside a question about something else: %s', (text) => {
    expect(verdicts(text)).toContain('do book');
  });

  it.each(['stop reminding me', 'please turn my reminders off'])('mute reminders: %s', (text) => {
    expect(verdicts(text)).toEqual(['do mute']);
  });

  it.each(['dont stop reminding me', 'i dont want to stop the reminders', 'please dont turn off my reminders'])(
    'leave reminders as they are: %s',
    (text) => {
      expect(verdicts(text)).toEqual(['leave mute']);
    },
  );

  it.each([
    'why wont it let me book the symposium',
    'what if i book ripon and cant come',
    'if i cancel ripon do i lose my place',
  ])('are a question whatever they deny or suppose: %s', (text) => {
    expect(verdicts(text).map((verdict) => verdict.split(' ')[0])).toEqual(['tell']);
  });

  it('give up nobody else’s place that is named without its apostrophe', () => {
    expect(verdicts('cancel jos place at ripon')).toEqual(['for-another cancel']);
  });

  it('never give up a place', () => {
    for (const text of ['cancel my place at the symposium', 'i cant come to ripon', 'decline the offer']) {
      expect(verdicts(text).filter((verdict) => verdict.startsWith('do '))).toEqual([]);
    }
  });
});

describe('what only sounds like an act', () => {
  it.each([
    'i cant take on another meeting',
    'come on its cuts isnt it',
    'my deputy wants to be a head one day',
    'write a leaving speech for our cook',
    'will we lose our maintained status if we go in',
    'could we just meet together instead',
    'do i lose my adviser',
  ])('is a question like any other: %s', (text) => {
    expect(decide(read(text)).filter(({ verdict }) => verdict !== 'open')).toEqual([]);
  });

  it.each([
    ['move me to ripon', 'offer move'],
    ['actually switch me over to skipton instead', 'offer move'],
    ['email everybody who is booked on the symposium', 'offer org-write'],
    ['i dont want any more reminders', 'offer mute'],
    ['i dont need the reminders', 'offer mute'],
    ['id rather not get reminders', 'offer mute'],
    ['dont send me any more reminders', 'offer mute'],
    ['no reminders for me please', 'offer mute'],
    ['send priya to the symposium instead', 'offer substitute'],
    ['send my deputy to ripon instead', 'offer substitute'],
    ['i cant come to the masterclass', 'offer cancel'],
    ['cancel my place at ripon please, i am double booked', 'offer cancel'],
  ])('is no denial and no question where no word of it says so: %s', (text, verdict) => {
    expect(verdicts(text)).toEqual([verdict]);
  });
});

describe('a command that acts at once', () => {
  it.each(['calendar feed', 'ask the team if there is parking', 'i want to ask the team how to get there'])(
    'is spoken plainly: %s',
    (text) => {
      expect(decide(read(text)).map(({ plain }) => plain)).toEqual([true]);
    },
  );

  it.each([
    'the calendar link stopped working',
    'should i ask the team about parking',
    'i told the team about my diet already',
    'priya will tell the office that i am late',
    'send summaries here?',
    'jo said send the digest here',
  ])('is none where it is asked about or told: %s', (text) => {
    expect(decide(read(text)).map(({ plain }) => plain)).toEqual([false]);
  });

  it('is taken back by what follows', () => {
    expect(decide(read('mail me too. no, wait')).map(({ stands }) => stands)).toContain(false);
  });
});

describe('a request that is put in a roundabout way', () => {
  it.each([
    ['do you think you could stop the reminders', 'offer mute'],
    ['i was wondering if i could come to ripon', 'offer book'],
    ['i would be grateful if you could cancel my place at the symposium', 'offer cancel'],
  ])('is one tap away: %s', (text, verdict) => {
    expect(verdicts(text)).toEqual([verdict]);
  });

  it.each(['do you think i should book the symposium', 'i wonder if you can tell me how to book'])(
    'is none where it asks for advice: %s',
    (text) => {
      expect(verdicts(text)).toEqual(['tell book']);
    },
  );
});

describe('a stop', () => {
  it('ends a whole sentence, though no capital follows', () => {
    const { clauses } = read('sorry to trouble you with one more of these today. attendance at the forum');
    expect(clauses.at(-1)?.text).toBe('attendance at the forum');
  });
});

describe('a name', () => {
  it.each([
    ['anything near settle', 'PLACE', 'settle'],
    ['is there anything in market weighton', 'PLACE', 'market weighton'],
    ['whats on near LD24', 'PLACE', 'ld24'],
    ['book priya on the symposium', 'PERSON', 'priya'],
  ])('is found in "%s"', (text, kind, words) => {
    expect(read(text).clauses[0]?.mentions).toContainEqual({ kind, words });
  });
});

describe('a worry about a child', () => {
  it.each([
    'one of our pupils told a teacher he is being hurt at home',
    'I have a safeguarding concern',
    'Kian in year 4 has bruises on his arm',
    'my son is being bullied at school',
    'Tyler, year 5, says he is frightened to go home',
    'one of my year 2 children is being neglected',
    'will in year 4 is being bullied',
    'mark in year 3 keeps crying',
    'who do i tell if i suspect neglect',
    'jayden tipped a table over and hurt another child',
    'a teacher has been messaging a sixth former',
    'ella f in y10 has been cutting herself',
    'his dad turned up and he isnt allowed contact',
    'a parent rang to say her son hasnt come home',
  ])('is one: %s', (text) => {
    expect(read(text).concern).toBe(true);
  });

  it.each([
    'who leads on safeguarding training',
    'how many children are in the partnership',
    'what is the year 6 booster',
    'any events for early years children',
    'what is the maths curriculum in year 3',
    "heating's gone off in year 4's block",
    'the lights are out in year 2 corridor',
    'cancel my place, I am taking my son to hospital',
    'who leads on abuse training for governors',
    'can a pupil come to the annual conference with me',
    'who do i tell that im bringing another head',
  ])('is none: %s', (text) => {
    expect(read(text).concern).toBe(false);
  });
});

describe('a word that is near a name', () => {
  const named = (text: string) =>
    readMessage(text, { ...elsewhere, places: ['Thornwick'] }, now, zone).clauses.flatMap(({ mentions }) =>
      mentions.map(({ kind }) => kind),
    );

  it.each(['anything in thornwikc', 'anything in thornwck', 'anything in thornwock'])('is that name: %s', (text) => {
    expect(named(text)).toContain('PLACE');
  });

  it.each(['what is the thornbisk limit', 'is a thorngink open'])('is another word: %s', (text) => {
    expect(named(text)).not.toContain('PLACE');
  });
});

describe('what another reader proposes', () => {
  const texts = [
    'book me on the Ripon forum',
    'dont put me down for Ripon',
    'jo asked me to book her on the symposium',
    'should i book Ripon or Skipton?',
    'pop me in over yonder',
    'yes. take my place at Skipton away',
  ];
  const proposals = Object.keys(proposableActs).map((act) => ({ act, stance: 'ask' }));

  it('is never done on words alone', () => {
    const done = texts.flatMap((text) =>
      proposals.flatMap((proposal) =>
        decide(withProposal(read(text), proposal)).filter(({ clause, verdict }) => clause.proposed && verdict === 'do'),
      ),
    );
    expect(done).toEqual([]);
    // The same words commit when they are read here.
    expect(verdicts('book me on the Ripon forum')).toEqual(['do book']);
  });

  it('does not outweigh a denial or a question that the words have', () => {
    const book = (text: string) => decide(withProposal(read(text), { act: 'book', stance: 'ask' }))[0]?.verdict;
    expect(book('dont put me down for Ripon')).toBe('leave');
    expect(book('should i book Ripon?')).toBe('tell');
    expect(book('pop me in over yonder')).toBe('offer');
  });
});
