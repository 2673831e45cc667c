import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { firstUrn } from '../../../prisma/demo/schools/schools.js';
import { type BothPlatforms, startBothPlatforms, teamsTenant } from '../../support/both-platforms.js';
import type { SlackChat } from '../../support/slack/slack.js';
import { memberOf } from '../../support/slack/slack-state.js';
import { team } from '../../support/slack/slack-workspace.js';
import type { TeamsChat } from '../../support/teams/teams.js';

let world: BothPlatforms;
/** A colleague of the headteacher's, on record at the same school. */
let colleague: { readonly id: string; readonly name: string };
const named = { slack: 'U0COLLEAGUE', teams: '29:colleague' };
const stranger = { slack: 'U0STRANGER', teams: '29:stranger', name: 'Smith & Jones (Lincoln)' };

beforeAll(async () => {
  world = await startBothPlatforms('2026-11-28T10:00:00Z');
  const { prisma } = world.database;
  const headteacher = personas.headteacher.personId;
  const post = await prisma.post.findFirstOrThrow({ where: { personId: headteacher, until: null } });
  const { person } = await prisma.post.findFirstOrThrow({
    where: { urn: post.urn, until: null, proof: { not: null }, position: 'deputy_headteacher' },
    select: { person: { select: { id: true, name: true } } },
  });
  colleague = person;
  const seenAt = world.clock.now();
  const slack = { platform: 'slack', tenant: team, seenAt } as const;
  const teams = { platform: 'teams', tenant: teamsTenant, seenAt } as const;
  await prisma.account.createMany({
    data: [
      { ...slack, user: 'U0HEAD', personId: headteacher },
      { ...teams, user: 'head', personId: headteacher },
      { ...slack, user: named.slack, personId: person.id },
      { ...teams, user: 'colleague', transportId: named.teams, personId: person.id },
      { ...slack, user: 'U0ADMIN' },
    ],
  });
  const { users } = world.slack.state;
  users.set(named.slack, memberOf(named.slack, { profile: { real_name: person.name } }));
  users.set(stranger.slack, memberOf(stranger.slack, { profile: { real_name: stranger.name } }));
  await world.grant({ platform: 'slack', user: 'U0ADMIN' }, 'administrator');
});
afterAll(() => world.stop());

async function formInSlack(chat: SlackChat, words: string): Promise<string> {
  const seen = await chat.say(words);
  const opened = await chat.click(seen.message, 'Fill it in');
  return JSON.stringify(opened.modal?.shown.blocks);
}

/** Somebody mentioned, as Teams sends it: without `text` where the name has an ampersand. */
function mention(id: string, name: string): object {
  const shown = name.replace('&', '&amp;');
  return { type: 'mention', ...(shown === name ? { text: `<at>${name}</at>` } : {}), mentioned: { id, name } };
}

async function inTeams(chat: TeamsChat, text: string, entities: readonly object[], more: object = {}) {
  return chat.send({ type: 'message', textFormat: 'plain', text, entities, ...more });
}

describe('a mention of a person', () => {
  it('opens the form with them and the speaker, in Slack', async () => {
    const chat = world.inSlack('U0HEAD');
    const both = await formInSlack(chat, `book <@${named.slack}> and me on the Grantham briefing`);
    expect(both).toContain(`"initial_options":[{"text":{"type":"plain_text","text":"${colleague.name}`);
    expect(both.match(/"initial_options"/g)).toHaveLength(2);
    const alone = await formInSlack(chat, `book <@${named.slack}> on the Grantham briefing`);
    expect(alone.match(/"initial_options"/g)).toHaveLength(1);
  });

  it('opens it with them and the speaker, in Teams', async () => {
    const chat = await world.inTeams('head');
    const { card } = await inTeams(chat, `book <at>${colleague.name}</at> and me on the Grantham briefing`, [
      mention(named.teams, colleague.name),
    ]);
    const shown = JSON.stringify(card);
    expect(shown).toContain(`"value":"${colleague.id}"`);
    expect(shown.match(/"Input.Toggle"[^}]*"value":"true"/g)).toHaveLength(1);
  });

  it('who is not on record there is asked about, whatever the name holds', async () => {
    const form = await formInSlack(
      world.inSlack('U0HEAD'),
      `book <@${stranger.slack}> and me on the Grantham briefing`,
    );
    expect(form).toContain(`"initial_value":"${stranger.name}, "`);
    expect(form).toContain('Grantham');
    const chat = await world.inTeams('head');
    const seen = await inTeams(chat, 'book <at>Smith &amp; Jones (Lincoln)</at> on the Grantham briefing', [
      mention(stranger.teams, stranger.name),
    ]);
    expect(JSON.stringify(seen.card)).toContain(stranger.name);
    expect(seen.text).toContain('Grantham');
    expect(seen.text).not.toContain('<at>');
  });

  it('names who gets a role, and nobody else of that name', async () => {
    const chat = world.inSlack('U0ADMIN');
    const seen = await chat.say(`make <@${named.slack}> an organiser`);
    expect(seen.text).toContain(`Who should be an organiser?\n${colleague.name}`);
    expect(seen.text.match(/\[Choose\]/g)).toHaveLength(1);
    expect((await chat.say(`make <@${stranger.slack}> an organiser`)).text).toContain(
      `${stranger.name} has not spoken to me yet.`,
    );
  });

  it('says who is meant in a question for the team', async () => {
    const seen = await world.inSlack('U0HEAD').say(`why does <@${named.slack}> paint kilns`);
    expect(seen.text).not.toContain('@somebody');
    const asked = await world.inSlack('U0HEAD').say('yes');
    expect(asked.text).toContain(`why does ${colleague.name} paint kilns`);
  });
});

describe('a name in words', () => {
  it('of a colleague is ticked, though it is the name of a place, too', async () => {
    const chair = { urn: firstUrn, until: null, position: 'chair_of_governors' } as const;
    const { person } = await world.database.prisma.post.findFirstOrThrow({ where: chair, select: { person: true } });
    const form = await formInSlack(world.inSlack('U0HEAD'), `book ${person.name} on the Grantham briefing`);
    expect(form).toContain(`"initial_options":[{"text":{"type":"plain_text","text":"${person.name}`);
  });
});

describe('people who are chosen in a form', () => {
  const aboutGrantham = 'book a colleague on the Grantham briefing';
  const bookedFor = (personId: string) =>
    world.database.prisma.registration.count({ where: { personId, state: { in: ['confirmed', 'waiting'] } } });

  it('are booked in Slack where they are on record, and their role is asked for where they are not', async () => {
    const chat = world.inSlack('U0HEAD');
    const asked = await chat.say(aboutGrantham);
    const opened = await chat.click(asked.message, 'Fill it in');
    const back = await chat.submit(opened.modal, { me: 'false', people: [], chosen: [named.slack, stranger.slack] });
    expect(back.text).toContain('Add the role of each');
    const shown = JSON.stringify(back.modal?.shown.blocks);
    expect(shown).toContain(`${stranger.name}, `);
    const before = await bookedFor(colleague.id);
    const again = await chat.click((await chat.say(aboutGrantham)).message, 'Fill it in');
    await chat.submit(again.modal, { me: 'false', people: [], chosen: [named.slack] });
    expect(await bookedFor(colleague.id)).toBe(before + 1);
  });

  it('are chosen in Teams from its own directory, which tells their ids alone, and asked about beside another venue', async () => {
    const chat = await world.inTeams('head');
    const { card } = await chat.say('book a colleague on the Boston briefing');
    expect(JSON.stringify(card)).toContain('"dataset":"graph.microsoft.com/users"');
    const back = await chat.submit(card, { me: 'false', people: [], chosen: 'aaaaaaaa-0000-4000-8000-0000000000ff' });
    expect(back.text).toContain('Write the name and the role of each here.');
    const before = await bookedFor(colleague.id);
    const asked = await chat.submit(card, { me: 'false', people: [], chosen: 'colleague' });
    expect(asked.text).toContain('Nobody is booked yet.');
    await chat.submit(asked.card, { me: 'false', people: [], chosen: 'colleague' });
    expect(await bookedFor(colleague.id)).toBe(before + 1);
  });

  it('get a role, where they have spoken to the bot', async () => {
    const chat = world.inSlack('U0ADMIN');
    const asked = await chat.say('give somebody a role');
    const opened = await chat.click(asked.message, 'Fill it in');
    const strange = await chat.submit(opened.modal, { who: [stranger.slack], role: 'organiser' });
    expect(strange.text).toContain(`${stranger.name} has not spoken to me yet.`);
    const once = await chat.click((await chat.say('give somebody a role')).message, 'Fill it in');
    const found = await chat.submit(once.modal, { who: [named.slack], role: 'organiser' });
    expect(found.text).toContain('Who should be an organiser?');
    expect(found.text).toContain(colleague.name);
  });
});

describe('a field for a school', () => {
  it('offers schools while somebody types in Teams, and what they typed; in a group they type it', async () => {
    const chat = await world.inTeams('newcomer');
    const { card } = await chat.say('change my school');
    expect(JSON.stringify(card)).toContain('"choices.data":{"type":"Data.Query","dataset":"schools"}');
    const queryOptions = { skip: 0, top: 15 };
    const { body } = await chat.invoke('application/search', {
      queryText: 'marrowf',
      queryOptions,
      dataset: 'schools',
    });
    const { results } = (body as { value: { results: Array<{ title: string; value: string }> } }).value;
    expect(results[0]?.title).toContain('Marrowfen');
    expect(results[0]?.value).toMatch(/^\d{6}$/);
    expect(results.at(-1)).toEqual({ title: '“marrowf”, as I typed it', value: 'marrowf' });
    expect(results.length).toBeLessThanOrEqual(15);
    const found = await chat.submit(card, { school: results[0]?.value ?? '', position: 'governor' });
    expect(found.text).toContain('Marrowfen');
    expect((await chat.invoke('application/search', { queryText: 'x', dataset: 'people' })).status).toBe(400);
    const group = await world.inTeams('newcomer', { place: { kind: 'group', id: '19:g@thread.v2' } });
    const asked = await group.say('change my school');
    expect(JSON.stringify(asked.messages)).not.toContain('Data.Query');
  });
});

describe('what people type', () => {
  it.each([
    ['what`s on', "What's on"],
    ['what\u02bcs on', "What's on"],
    ['what\u00b4s on', "What's on, for you"],
    ["what's on<br>", "What's on"],
    ['<quoted messageId="1772050244572"/> what\'s on', "What's on"],
    ['my&#160;bookings', 'booking'],
    ['<p>my\u200b bookings</p>', 'booking'],
    ['`my bookings`', 'booking'],
    ['/help', 'What I can do'],
    ['??', 'What I can do'],
    ['testing, 1 2 3', 'What can I do for you?'],
    ['stop', 'Shall I stop sending you reminders?'],
    ['can I bring my deputy', ''],
    ['who else is coming', 'for the organisers'],
  ])('%s is understood in Teams', async (words, reads) => {
    const { text } = await inTeams(await world.inTeams('head'), words, []);
    expect(text).toContain(reads);
    expect(text).not.toContain('I don’t know that');
  });

  it('misspelt books what is meant', async () => {
    const seen = await world.inSlack('U0HEAD').say('book me on teh linclon breifing');
    expect(seen.text).toContain('Leadership briefing, autumn term 2026/27: Lincoln');
    expect(seen.text).toContain('Your place is booked.');
  });

  it.each(['yes 👍', 'yes please', 'yep'])('%s to “which one?”, or to nothing, is asked again', async (words) => {
    const chat = world.inSlack('U0HEAD');
    for (const event of ['Lincoln', 'Grantham']) await chat.say(`book me on the ${event} briefing`);
    expect((await chat.say('cancel my place')).text).toContain('Which one');
    expect((await chat.say(words)).text).toContain('Yes to which?');
    expect((await world.inSlack('U0HEAD').say('ok')).text).toBe('');
  });

  it.each(["what's on<br>", "what's on<br/>", "<p>what's on</p>"])('%s, raw in Slack, is what is on', async (words) => {
    expect((await world.inSlack('U0HEAD').say(words)).text).toContain("What's on");
  });

  it('“unsubscribe” asks what shall stop, and its words alone stop nothing; with the kind named it is done', async () => {
    const chat = world.inSlack('U0HEAD');
    const asked = await chat.say('unsubscribe');
    expect(asked.text).toContain('What shall I stop?');
    const person = () =>
      world.database.prisma.person.findUniqueOrThrow({ where: { id: personas.headteacher.personId } });
    expect(await person()).toMatchObject({ remindersMuted: false, mails: 'instead' });
    await chat.click(asked.message, 'No more reminders');
    expect(await person()).toMatchObject({ remindersMuted: true, mails: 'instead' });
    await chat.say('unsubscribe me from emails');
    expect((await person()).mails).toBe('none');
  });

  it('yes to a choice of several asks which', async () => {
    const chat = world.inSlack('U0HEAD');
    expect((await chat.say('who else has done this and did it work')).text).toContain('Did you mean one of these?');
    expect((await chat.say('yes')).text).toContain('Which of them?');
  });

  it('as a URN, when the school was asked for, finds the school', async () => {
    const chat = world.inSlack('U0NEWCOMER');
    expect((await chat.say('book me on the Boston briefing')).text).toContain('Which school are you from?');
    const asked = await chat.say('URN 199001');
    expect(asked.text).toMatch(/What is your role at .+\?/);
    const opened = await chat.click(asked.message, 'Fill it in');
    expect((await chat.submit(opened.modal, { position: 'governor' })).text).toContain('URN 199001');
  });
});

describe('a file', () => {
  const file = (more: object) => ({
    subtype: 'file_share',
    files: [{ id: 'F1', name: 'register.csv', mimetype: 'text/csv', mode: 'hosted', ...more }],
  });
  const url = 'https://files.slack.com/files-pri/T0-F1/download/register.csv';

  it('that is a picture, or kept elsewhere, or not for this person to send, is answered in a sentence', async () => {
    const chat = world.inSlack('U0HEAD');
    const picture = await chat.say('here is the register', file({ name: 'IMG_1.jpg', mimetype: 'image/jpeg' }));
    expect(picture.text).toBe(
      'I cannot read pictures. Please say it in words. Lists I can read as a CSV or an Excel file (XLSX), from the organisers.',
    );
    const drive = await chat.say('', file({ mode: 'external', is_external: true, external_type: 'gdrive' }));
    expect(drive.text).toContain('kept in a drive or another organisation');
    const connect = await chat.say('', {
      subtype: 'file_share',
      files: [{ id: 'F2', file_access: 'check_file_info' }],
    });
    expect(connect.text).toContain('kept in a drive or another organisation');
    const refused = await chat.say('', file({ url_private_download: url }));
    expect(refused.text).toContain('I have not read this file');
  });

  it('does not keep a question beside it from being answered', async () => {
    const seen = await world
      .inSlack('U0HEAD')
      .say('What is on in January?', file({ name: 'poster.png', mimetype: 'image/png' }));
    expect(seen.text).toContain('I cannot read pictures.');
    expect(seen.text).toContain('January 2027');
  });

  it('without words, of nothing that is known, is asked about', async () => {
    world.slack.state.files.set('notes.csv', 'colour,shape\nred,round\n');
    const sent = file({
      name: 'notes.csv',
      url_private_download: `${world.slack.state.origin}/files/notes.csv`,
    });
    const seen = await world.inSlack('U0ADMIN').say('', sent);
    expect(seen.text).toContain('What is in this file?');
  });
});
