import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { eventually } from '../../support/eventually.js';
import { giveSchoolAddress } from '../../support/school-address.js';
import { startTestService, type TestService } from '../../support/service.js';
import { personalChatOf, type TeamsChat } from '../../support/teams/teams.js';
import { makeCohort } from '../../support/worlds/projects.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const ownSchool = 'Marrowfen Church of England Primary School';

/** Somebody new at the playground headteacher's school, with an address there. */
async function colleague(user: string, position: string, name: string): Promise<TeamsChat> {
  const chat = await service.chat(user, { name });
  await giveSchoolAddress(service, user, personas.headteacher.urn);
  const form = await chat.say('change my school');
  const found = await chat.submit(form.card, { school: String(personas.headteacher.urn), position });
  await chat.click(found.card, "That's mine");
  return chat;
}

/** What came to somebody's own chat of its own accord. */
const toldTo = (user: string) =>
  JSON.stringify(service.connector.posted.filter(({ conversationId }) => conversationId === personalChatOf(user)));

describe('browsing', () => {
  it.each(['which projects can we join', "what's open", 'which projects are still open?'])('"%s"', async (words) => {
    const chat = await service.chatAs('headteacher', 'browses');
    const text = await chat.readOn(await chat.say(words));
    for (const part of [
      'Projects you can join now',
      'Lens 2026/27',
      'Join by',
      'of 40 places taken',
      'your school is taking part',
    ])
      expect(text.toLowerCase()).toContain(part.toLowerCase());
  });

  it.each(['my projects', 'show our projects', 'which projects are we in?'])('shows one’s own: "%s"', async (words) => {
    const chat = await service.chatAs('headteacher', 'owns');
    const { text } = await chat.say(words);
    expect(text).toContain(`Projects of ${ownSchool}`);
    for (const part of ['Mobilise 2026/27', 'Peer review 2026/27', 'Taking part']) expect(text).toContain(part);
    expect(text).not.toContain('LENS');
  });

  it('tells whether the school is in a project, and opens it with its lead and milestones', async () => {
    const chat = await service.chatAs('headteacher', 'is-in');
    expect((await chat.say('is my school in Mobilise?')).text).toContain(`Yes: ${ownSchool} is in Mobilise`);
    const list = await chat.say('my projects');
    const opened = await chat.click(list.card, 'Open', 'Mobilise');
    for (const part of ['English', 'Cognition', 'Lead', 'Milestones']) expect(opened.text).toContain(part);
  });

  it('offers to join from the project itself, and keeps a channel free of the school’s matters', async () => {
    const chat = await service.chatAs('headteacher', 'from-project');
    const card = await chat.say('tell me about the small schools project');
    expect((await chat.click(card.card, 'Register my school')).text).toContain('Register for Small Schools Project');
    const place = { kind: 'channel', id: '19:p@thread.tacv2', team: '19:t' } as const;
    const channel = await service.chat('from-project', { place });
    const seen = await channel.say('my projects');
    expect(JSON.stringify(seen.messages)).not.toContain('Mobilise');
    const open = await channel.say('which projects can we join');
    expect(open.text).not.toContain('your school');
  });
});

describe('a head registers the school', () => {
  it('by form, with strands, lead and contact; ticks off; changes the lead; withdraws after one question', async () => {
    const { prisma } = service.database;
    const cohort = await makeCohort(prisma, {
      name: 'Wordsmiths',
      strands: { Poems: null, Plays: 5 },
      strandsEach: 1,
      milestones: ['Read one aloud'],
    });
    const chat = await service.chatAs('headteacher', 'registers');
    const open = await chat.say("what's open");
    const form = await chat.click(open.card, 'Register my school', 'Wordsmiths');
    expect(form.text).toContain('Plays (5 of 5 places free)');
    const refused = await chat.submit(form.card, { strands: cohort.strands, contact: 'new', 'contact-name': ' ' });
    expect(refused.text).toContain('Choose one.');
    expect(refused.text).toContain('Enter a name of at most');
    const typed = { strands: cohort.strands.slice(0, 1), contact: 'new', 'contact-name': 'Nell <b>Ives</b>' };
    const done = await chat.submit(refused.card, typed);
    expect(done.text).toContain('Your school is registered for Wordsmiths 2026/27.');
    expect(done.text).toContain('Nell');
    const ticked = await chat.click(done.card, 'Done', 'Read one aloud');
    expect(ticked.text).toContain('Milestones: 1 of 1 done');
    expect((await chat.click(ticked.card, 'Not done')).text).toContain('Milestones: 0 of 1 done');
    const people = await chat.click(ticked.card, 'Change lead or contact');
    const saved = await chat.submit(people.card, {
      lead: 'new',
      'lead-name': 'Orla Quint',
      'lead-position': 'teacher',
    });
    expect(saved.text).toContain('Lead\nOrla Quint');
    const question = await chat.click(saved.card, 'Withdraw');
    expect(question.text).toContain('Withdraw from Wordsmiths 2026/27?');
    expect((await chat.click(question.card, 'No, stay')).text).toContain('taking part');
    const gone = await chat.submit(question.card, { reason: 'Too much at once' });
    expect(gone.text).toContain('Your school has left Wordsmiths 2026/27.');
    const stale = await chat.click(saved.card, 'Done');
    expect(stale.text).toContain('is withdrawn');
    const history = await prisma.enrolmentLead.count({ where: { enrolment: { cohortId: cohort.id }, part: 'lead' } });
    expect(history).toBe(2);
  });

  it.each([
    ['register our school for Lens', 'Register for LENS 2026/27'],
    ['sign us up for caring2learn', 'Register for Caring2Learn 2026/27'],
    ['we are interested in Caring2Learn', 'is interested in Caring2Learn 2026/27'],
    ['apply to the innovation fund', 'Apply to Innovation Fund 2026/27'],
    ['put my deputy forward for LeadLincs', 'Put somebody forward for LeadLincs 2026/27'],
    ['withdraw from Mobilise', 'Withdraw from Mobilise 2026/27?'],
  ])('in words: "%s"', async (words, shown) => {
    const chat = await service.chatAs('headteacher', 'in-words');
    expect((await chat.say(words)).text.toLowerCase()).toContain(shown.toLowerCase());
  });

  it.each([
    'are we interested in Dune readers',
    'i am interested in what Dune readers costs',
    'jo registered our interest in Dune readers by mistake',
    'other heads say our school is keen on Dune readers',
  ])('notes no interest that is only spoken of: "%s"', async (words) => {
    const { prisma } = service.database;
    const cohorts = await prisma.cohort.count({ where: { project: { name: 'Dune readers' } } });
    if (cohorts === 0) await makeCohort(prisma, { name: 'Dune readers' });
    const chat = await service.chatAs('headteacher', 'speaks-of-it');
    await chat.say(words);
    expect(await prisma.enrolment.count({ where: { cohort: { project: { name: 'Dune readers' } } } })).toBe(0);
  });

  it('as a newcomer, who is asked for the school first', async () => {
    await makeCohort(service.database.prisma, { name: 'Quillwork' });
    const chat = await service.chat('new-to-projects');
    await giveSchoolAddress(service, 'new-to-projects', personas.board.urn);
    const open = await chat.say("what's open");
    const asked = await chat.click(open.card, 'Register my school', 'Quillwork');
    const found = await chat.submit(asked.card, { school: String(personas.board.urn), position: 'teacher' });
    const form = await chat.click(found.card, "That's mine");
    expect(form.text).toContain('Register for Quillwork 2026/27');
    expect(form.text).toContain('I will ask your headteacher to confirm it.');
  });
});

describe('somebody else registers the school', () => {
  it('asks the head in their own chat, registers nothing before the yes, and hears of it', async () => {
    const { prisma } = service.database;
    const cohort = await makeCohort(prisma, { name: 'Inkwell', places: 1 });
    // Several accounts act as this person here: the message goes to the one seen last.
    service.clock.advance(2 * 60 * 60_000);
    const head = await service.chatAs('headteacher', 'asked-head');
    const teacher = await colleague('asking-teacher', 'teacher', 'Tess Asker');
    const form = await teacher.click((await teacher.say("what's open")).card, 'Register my school', 'Inkwell');
    const sent = await teacher.submit(form.card);
    expect(sent.text).toContain('Nothing is registered until it is confirmed.');
    await eventually(() => expect(toldTo('asked-head')).toContain('Tess Asker asks to register'));
    expect(await prisma.enrolment.count({ where: { cohortId: cohort.id, state: 'registered' } })).toBe(0);
    // The teacher's card has no button for it; a crafted one is refused.
    const { id } = await prisma.enrolment.findFirstOrThrow({ where: { cohortId: cohort.id } });
    expect((await press(teacher, 'enrolment-confirm', { enrolment: id })).text).toContain('Only the headteacher');
    const mine = await head.say('my projects');
    const opened = await head.click(mine.card, 'Open', 'Inkwell');
    expect((await head.click(opened.card, 'Confirm')).text).toContain('Confirmed. The school is registered');
    await eventually(() => expect(toldTo('asking-teacher')).toContain('It is confirmed'));
    expect((await head.click(opened.card, 'Decline')).text).toContain('is taking part');
  });

  it('may be declined, and may withdraw the request', async () => {
    await makeCohort(service.database.prisma, { name: 'Blotter' });
    const teacher = await colleague('twice-asking', 'teacher', 'Tim Asker');
    const form = await teacher.click((await teacher.say("what's open")).card, 'Register my school', 'Blotter');
    await teacher.submit(form.card);
    const head = await service.chatAs('headteacher', 'declining-head');
    const opened = await head.click((await head.say('my projects')).card, 'Open', 'Blotter');
    expect((await head.click(opened.card, 'Decline')).text).toContain('Nothing is registered');
    await eventually(() => expect(toldTo('twice-asking')).toContain('has been declined for Marrowfen'));
  });
});

describe('another school', () => {
  it('can neither see nor change an enrolment, whatever its buttons carry', async () => {
    const { prisma } = service.database;
    const { id, cohortId } = await prisma.enrolment.findFirstOrThrow({
      where: {
        urn: personas.headteacher.urn,
        state: 'registered',
        cohort: { project: { slug: 'mobilise' }, academicYear: 2026 },
      },
    });
    const milestone = await prisma.milestone.findFirstOrThrow({ where: { cohortId } });
    const before = await prisma.milestoneTick.count({ where: { enrolmentId: id } });
    const stranger = await service.chatAs('board', 'stranger');
    await stranger.say('hello');
    for (const verb of [
      'enrolment',
      'enrolment-confirm',
      'enrolment-decline',
      'enrolment-people',
      'enrolment-withdraw-ask',
      'milestone',
    ]) {
      const seen = await press(stranger, verb, { enrolment: id, milestone: milestone.id, to: 'ticked' });
      expect(seen.text).toContain('I cannot find that registration for your school.');
      expect(seen.text).not.toContain('Marrowfen');
    }
    const forms: ReadonlyArray<readonly [string, Record<string, string>]> = [
      ['enrolment-withdraw', { reason: 'Mischief' }],
      ['enrolment-people-save', { lead: personas.board.personId }],
    ];
    for (const [verb, typed] of forms) {
      expect((await press(stranger, verb, { enrolment: id }, typed)).text).toContain('I cannot find that registration');
    }
    const after = await prisma.enrolment.findUniqueOrThrow({ where: { id } });
    expect(after.state).toBe('registered');
    expect(await prisma.milestoneTick.count({ where: { enrolmentId: id } })).toBe(before);
  });
});

/** A button or a form that nobody was shown, as a hostile client sends it. */
function press(chat: TeamsChat, verb: string, data: object, typed?: Readonly<Record<string, string>>) {
  const fields = typed && Object.fromEntries(Object.keys(typed).map((field) => [field, 'text']));
  const ours = { verb, data, ...(fields ? { fields } : {}) };
  const action = { type: 'Action.Execute', title: 'x', verb, data: { $: ours, ...typed } };
  return chat.send({ type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } });
}

describe('a waiting list of schools', () => {
  it('tells the number in it, and the lead when a place comes free', async () => {
    const { prisma } = service.database;
    await makeCohort(prisma, { name: 'Paperclip', places: 1 });
    service.clock.advance(2 * 60 * 60_000);
    const first = await service.chatAs('board', 'holds-project');
    const second = await service.chatAs('headteacher', 'waits-project');
    const join = async (chat: TeamsChat) => {
      const form = await chat.click((await chat.say("what's open")).card, 'Register my school', 'Paperclip');
      return { form, done: await chat.submit(form.card) };
    };
    const held = await join(first);
    expect(held.done.text).toContain('Your school is registered for Paperclip');
    const waiting = await join(second);
    expect(waiting.form.text).toContain('It is full: your school would be 1st on the waiting list.');
    expect(waiting.done.text).toContain('your school is 1st on the waiting list');
    const question = await first.click(held.done.card, 'Withdraw');
    const gone = await first.submit(question.card, { reason: 'No lead this year' });
    expect(gone.text).toContain('1 waiting school has its place now.');
    await eventually(() => expect(toldTo('waits-project')).toContain('a place in Paperclip 2026/27 has come free'));
  });
});
