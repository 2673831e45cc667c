import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServiceOn, type TestService } from '../../support/service.js';
import { type FilesInTeams, filesInTeams } from '../../support/teams/files-in-teams.js';
import { cardsOf, type Seen, type TeamsChat } from '../../support/teams/teams.js';
import { foundingWorlds, registerOf } from '../../support/worlds/founding-worlds.js';

let service: TestService;
let files: FilesInTeams;
async function begin(): Promise<void> {
  service = await startServiceOn(async () => undefined);
  files = await filesInTeams();
}
async function end(): Promise<void> {
  files.close();
  await service.stop();
}

/** The most that an administrator may have to say, press or send until somebody else can book. */
const mostActs = 25;

/** Counts everything that somebody does in a chat. */
function counted(chat: TeamsChat) {
  let acts = 0;
  const count = async (done: Promise<Seen>) => {
    acts += 1;
    return done;
  };
  return {
    ...chat,
    say: (text: string) => count(chat.say(text)),
    click: (...given: Parameters<TeamsChat['click']>) => count(chat.click(...given)),
    submit: (...given: Parameters<TeamsChat['submit']>) => count(chat.submit(...given)),
    attach: (...given: Parameters<FilesInTeams['attach']>) => count(files.attach(...given)),
    acts: () => acts,
  };
}

/** The card that came as a new message, below the one that was pressed. */
function below({ messages }: Seen) {
  const card = messages.flatMap(cardsOf).at(-1);
  if (!card) throw new Error('No card came below');
  return card;
}

/** The card of a step, from the list of all. */
async function stepOf(chat: TeamsChat, step: string) {
  const all = await chat.click((await chat.say('set up')).card, 'Choose a step');
  return (await chat.submit(all.card, { step })).card;
}

const towns = ['Ashcombe', 'Brindle Bay', 'Corley', 'Dunmere', 'Eastry Vale', 'Fallowdon'];

/** How many schools are its own, of how many in the register. */
const sizes = [
  { own: 362, all: 380 },
  { own: 14, all: 30 },
] as const;
const either = foundingWorlds.map((world, at) => ({ ...world, ...(sizes[at] ?? sizes[0]) }));

describe.each(either)('the first day of $title', (world) => {
  const { own, all, partnership, ending } = world;
  const schools = Array.from({ length: all }, (_, at) => `${towns[at % towns.length]} ${ending} ${at + 1}`);
  beforeAll(begin);
  afterAll(end);

  it('goes from nothing to the first booking of a head in at most 25 acts of its administrator', async () => {
    const chat = await service.chat('first-of-all', { name: 'Ines Corley' });
    const admin = counted(chat);
    expect((await admin.say('act as administrator')).text).toContain('You are now an administrator.');
    const help = (await chat.say('help')).text;
    expect(help).toContain('What I can do');
    // Nothing is on yet, so nothing is proposed to be booked.
    expect(help).not.toContain('book me on');
    const hello = await chat.say('hello');
    expect(hello.text).toContain('Hello. The set-up goes on: 0 of 10 steps are done.');
    expect((await chat.click(hello.card, 'Go on setting up')).text).toContain('Setting up your partnership');
    const start = await admin.say('set up');
    expect(start.text).toContain('Setting up your partnership');
    expect(start.text).toContain('0 of 10 steps are done.');
    const name = await admin.click((await admin.click(start.card, 'Next: name and words')).card, 'Name it');
    const named = await admin.submit(name.card, partnership);
    expect(named.text).toContain(`Setting up ${partnership.name}`);
    const step = await admin.click(named.card, 'Next: schools');
    expect(step.text).toContain('Download the establishments CSV');
    const shown = await world.takeIn(
      { ...files, attach: admin.attach },
      admin,
      registerOf(world, schools, own, 300_000),
    );
    expect(shown.text).toContain(`${own} new`);
    const stored = await admin.click(shown.card, 'Apply');
    expect(stored.text).toContain(`Saved: ${own} new.`);
    expect(stored.text).toContain(`${own} schools on record`);
    const series = await admin.click(
      (await admin.click(below(stored), 'Next: series of events')).card,
      'Choose series',
    );
    const made = await admin.submit(series.card, {
      series: ['Leadership briefing', 'Annual conference'],
      own: 'Early years forum',
    });
    expect(made.text).toContain('Made: Leadership briefing, Annual conference and Early years forum.');
    const event = await admin.click((await admin.click(made.card, 'Next: first event')).card, 'Create an event');
    const draft = await admin.submit(event.card, { series: 'Leadership briefing', title: 'Leadership briefing' });
    const session = await admin.click(draft.card, 'Add a session');
    const ready = await admin.submit(session.card, {
      label: 'Corley',
      venue: 'Corley Assembly Rooms',
      town: 'Corley',
      date: '2027-01-20',
      start: '09:30',
      end: '12:00',
      capacity: '40',
    });
    const preview = await admin.click(ready.card, 'Preview and publish');
    const published = await admin.click(preview.card, 'Publish now');
    expect(published.text).toContain('1 event published');

    const head = await service.chat('head-of-corley', { name: 'Rosa Lindqvist' });
    expect((await head.say('help')).text).toContain('book me on the Leadership briefing');
    const asked = await head.say('book me on the Leadership briefing');
    const found = await head.submit(asked.card, { school: `Corley ${ending} 3`, position: 'headteacher' });
    expect((await head.click(found.card, "That's mine")).text).toContain('Your place is booked.');
    console.info(
      `From an empty database to the first booking, ${world.title}: ${admin.acts()} acts of the administrator.`,
    );
    expect(admin.acts()).toBeLessThanOrEqual(mostActs);
  });

  it('goes on where it was left, however often, and any step can be skipped and taken up again', async () => {
    const chat = await service.chat('first-of-all');
    const again = await chat.say('settings');
    expect(again.text).toContain('4 of 10 steps are done.');
    const people = await chat.click(again.card, 'Next: who organises');
    const hours = await chat.click(people.card, 'Skip for now');
    expect(hours.text).toContain('Reminders and offered places keep to your working hours');
    let left = hours;
    for (let step = 0; step < 5; step += 1) left = await chat.click(left.card, 'Skip for now');
    expect(left.text).toContain('you left the others for later');
    expect(left.text).toContain('– Who organises: only you so far (later)');
    const form = await chat.click(left.card, 'Choose a step');
    const notice = await chat.submit(form.card, { step: 'notice' });
    const noticeForm = await chat.click(notice.card, 'Fill it in');
    const saved = await chat.submit(noticeForm.card, {
      controller: partnership.name ?? '',
      contact: 'The Office, Corley',
      officer: 'dpo@partnership.example',
    });
    expect(saved.text).toContain('The privacy notice has what the law asks for.');
    const after = await chat.say('set up');
    expect(after.text).toContain('5 of 10 steps are done');
    expect(after.text).toContain('✓ Privacy notice: complete');
    expect(after.text).not.toContain('without a local authority');
    // As an earlier release kept them.
    const where = { inPartnership: true, name: { endsWith: ' 1' } };
    const { count } = await service.database.prisma.school.updateMany({ where, data: { localAuthority: null } });
    expect((await chat.say('set up')).text).toMatch(
      new RegExp(`Schools: \\d+ schools on record, ${count} without a local`),
    );
    const shown = JSON.stringify(await stepOf(chat, 'schools'));
    expect(shown).toContain('It is filled in when the register is imported again, or you say it with “Say which”.');
    const sayWhich = async () => chat.click(await stepOf(chat, 'schools'), 'Say which');
    const lacking = await sayWhich();
    expect(lacking.text).toMatch(/Without one: .* 1/);
    const neither = await chat.submit(lacking.card, { authority: 'upper  marsh' });
    expect(neither.text).toContain('Name the schools, or tick the box.');
    const unknown = await chat.submit(neither.card, { schools: 'No School of This Name' });
    expect(unknown.text).toContain('⚠️ No school on record is called “No School of This Name”.');
    const one = await chat.submit(unknown.card, { schools: schools[0] ?? '' });
    expect(one.text).toContain('Saved: 1 school is in upper marsh.');
    if (count > 1) {
      const rest = await sayWhich();
      expect(rest.text).toContain('On record: ');
      const others = await chat.submit(rest.card, { authority: 'Upper Marsh', all: 'true' });
      expect(others.text).toContain(`Saved: ${count - 1} school`);
    }
    expect((await chat.say('set up')).text).not.toContain('without a local authority');
    expect(await service.database.prisma.school.count({ where: { localAuthority: 'upper marsh' } })).toBe(count);
    const member = await service.chat('head-of-corley');
    const forged = await member.submit(lacking.card, { authority: 'Elsewhere', schools: schools[1] ?? '' });
    expect(forged.text).toContain('Only the partnership’s administrators can set it up.');
  });

  it.each([
    ['people', 'Give somebody a role'],
    ['hours', 'Working hours'],
    ['hours', 'Add a holiday'],
    ['notice', 'Fill it in'],
    ['notice', 'Safeguarding contact'],
    ['event', 'Create an event'],
  ])('is one tap away from the form of %s: %s', async (step, label) => {
    const chat = await service.chat('first-of-all');
    const form = await chat.click(await stepOf(chat, step), label);
    expect((await chat.click(form.card, 'Back to set-up')).text).toContain('of 10 steps are done');
  });

  it('is one tap away after what was saved, whether that finished the step or not', async () => {
    const chat = await service.chat('first-of-all');
    const contact = await chat.submit((await chat.click(await stepOf(chat, 'notice'), 'Safeguarding contact')).card, {
      contact: 'The hub, 01234 567890',
    });
    expect(contact.text).toContain('Saved. I name it from now on.');
    expect(contact.text).toContain('of 10 steps are done');
    const partly = await chat.submit((await chat.click(await stepOf(chat, 'notice'), 'Fill it in')).card, {
      contact: '',
    });
    expect(partly.text).toContain('The privacy notice is not complete.');
    expect((await chat.click(partly.card, 'Back to set-up')).text).toContain('of 10 steps are done');
    const found = await chat.submit((await chat.click(await stepOf(chat, 'people'), 'Give somebody a role')).card, {
      name: 'Rosa',
      role: 'board',
    });
    const scope = await chat.click(found.card, 'Choose', 'Rosa Lindqvist');
    const given = await chat.click((await chat.submit(scope.card, {})).card, 'Yes, give the role');
    expect(given.text).toContain('Rosa Lindqvist is now a board member.');
    expect((await chat.click(given.card, 'Back to set-up')).text).toContain('of 10 steps are done');
    const hours = await chat.submit((await chat.click(await stepOf(chat, 'hours'), 'Working hours')).card, {});
    expect(hours.text).toContain('✓ Working hours');
  });

  it('is for administrators, and a newcomer is told so', async () => {
    const chat = await service.chat('somebody-new');
    for (const words of ['set up', 'settings'])
      expect((await chat.say(words)).text).toContain('Only the partnership’s administrators can set it up.');
  });

  it('has a digest that reproaches nobody with staying away from nothing', async () => {
    expect((await (await service.chat('first-of-all')).say('digest now')).text).not.toContain('Not seen this year');
  });

  it('counts its own names as the partnership: no figure is asked of them', async () => {
    const chat = await service.chat('first-of-all');
    const plain = await chat.say('how many primary schools are in the partnership?');
    expect(plain.text).toContain(String(own));
    expect((await chat.say(`how many primary schools are in ${partnership.alsoCalled}?`)).text).toBe(plain.text);
  });
});

describe('in the playground without the demonstration’s data', () => {
  beforeAll(begin);
  afterAll(end);

  it('anybody can act in each role, and nobody is an invented person', async () => {
    const chat = await service.chat('tries-roles');
    const card = await chat.say('act as');
    for (const [key, title] of [
      ['organiser', 'an organiser'],
      ['board', 'a board member'],
      ['headteacher', 'a headteacher'],
      ['newcomer', 'a newcomer'],
      ['administrator', 'an administrator'],
    ]) {
      expect(card.text).toContain(title?.slice(2));
      expect((await chat.say(`act as ${key}`)).text).toContain(`You are now ${title}`);
    }
  });
});
