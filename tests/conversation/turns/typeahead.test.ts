import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personas } from '../../../prisma/demo/personas.js';
import { type BothPlatforms, startBothPlatforms, teamsTenant } from '../../support/both-platforms.js';
import { blocksOf, type SlackChat } from '../../support/slack/slack.js';
import type { View } from '../../support/slack/slack-state.js';
import { memberOf } from '../../support/slack/slack-state.js';
import { team } from '../../support/slack/slack-workspace.js';
import type { TeamsChat } from '../../support/teams/teams.js';

let world: BothPlatforms;
let urn: number;
/** On record at the headteacher's school without a chat, after more colleagues than a list holds. */
const quiet = { id: randomUUID(), name: 'Zebedee Quill' };
/** At another school, of the same name. */
const elsewhere = { id: randomUUID(), name: 'Zebedee Quill' };
const spoken = { id: randomUUID(), name: 'Yolanda Thorn', slack: 'U0YOLANDA', teams: 'yolanda' };

beforeAll(async () => {
  world = await startBothPlatforms('2026-11-28T10:00:00Z');
  const { prisma } = world.database;
  const headteacher = personas.headteacher.personId;
  const post = await prisma.post.findFirstOrThrow({ where: { personId: headteacher, until: null } });
  urn = post.urn ?? 0;
  const other = await prisma.school.findFirstOrThrow({ where: { urn: { not: urn } } });
  const at = world.clock.now();
  const crowd = Array.from({ length: 90 }, (_, index) => ({
    id: randomUUID(),
    name: `Crowd ${String(index).padStart(2, '0')}`,
  }));
  const people = [...crowd, quiet, elsewhere, spoken];
  await prisma.person.createMany({ data: people.map(({ id, name }) => ({ id, name, createdAt: at })) });
  await prisma.post.createMany({
    data: people.map(({ id }) => ({
      personId: id,
      urn: id === elsewhere.id ? other.urn : urn,
      position: 'governor' as const,
      from: at,
      proof: 'organiser' as const,
      provenAt: at,
    })),
  });
  const slack = { platform: 'slack', tenant: team, seenAt: at } as const;
  const teams = { platform: 'teams', tenant: teamsTenant, seenAt: at } as const;
  await prisma.account.createMany({
    data: [
      { ...slack, user: 'U0HEAD', personId: headteacher },
      { ...teams, user: 'head', personId: headteacher },
      { ...slack, user: spoken.slack, personId: spoken.id },
      { ...teams, user: spoken.teams, personId: spoken.id },
      { ...slack, user: 'U0ADMIN' },
      { ...slack, user: 'U0RUNS' },
    ],
  });
  world.slack.state.users.set(spoken.slack, memberOf(spoken.slack, { profile: { real_name: spoken.name } }));
  world.slack.state.users.set('U0NOVICE', memberOf('U0NOVICE', { profile: { real_name: 'Nora Novice' } }));
  await world.grant({ platform: 'slack', user: 'U0ADMIN' }, 'administrator');
  await world.grant({ platform: 'slack', user: 'U0RUNS' }, 'organiser');
  await prisma.series.createMany({
    data: Array.from({ length: 120 }, (_, index) => ({
      id: randomUUID(),
      slug: `kiln-circle-${index}`,
      name: `Kiln circle ${String(index).padStart(3, '0')}`,
      summary: 'Kilns.',
      description: '',
      status: 'published' as const,
    })),
  });
});
afterAll(() => world.stop());

async function modalFor(chat: SlackChat, words: string): Promise<View> {
  const { modal } = await chat.click((await chat.say(words)).message, 'Fill it in');
  if (!modal) throw new Error(`No form for "${words}"`);
  return modal;
}

function elementIn(modal: View, field: string): Record<string, unknown> {
  const block = blocksOf(modal).find((one) => (one as { block_id?: string }).block_id === field);
  return (block as { element: Record<string, unknown> }).element;
}

async function typed(chat: TeamsChat, dataset: string, queryText: string) {
  const { body } = await chat.invoke('application/search', { queryText, queryOptions: { skip: 0, top: 15 }, dataset });
  return (body as { value: { results: Array<{ title: string; value: string }> } }).value.results;
}

describe('a colleague to choose', () => {
  it('is found while one types in Slack, also after more than a list holds, and without a chat', async () => {
    const chat = world.inSlack('U0HEAD');
    const modal = await modalFor(chat, 'put my deputy forward for LeadLincs');
    expect(elementIn(modal, 'nominee')).toMatchObject({ type: 'external_select', min_query_length: 0 });
    expect(elementIn(modal, 'nominee-chosen')).toMatchObject({ type: 'users_select' });
    expect((await chat.suggest(modal, 'nominee', '')).length).toBeGreaterThan(15);
    const found = await chat.suggest(modal, 'nominee', 'quill zeb');
    expect(found).toEqual([
      ['Zebedee Quill, Governor', quiet.id],
      ['Somebody else (name them below)', 'new'],
    ]);
    const sent = await chat.submit(modal, { nominee: quiet.id, why: 'She is ready.' });
    expect(sent.text).toContain('Sent. I will tell you here when it is decided.');
    expect(await world.database.prisma.nomination.count({ where: { nomineeId: quiet.id } })).toBe(1);
  });

  it('is found while one types in Teams, with the first ones in the list already', async () => {
    const chat = await world.inTeams('head');
    const { card } = await chat.say('put my deputy forward for LeadLincs');
    expect(JSON.stringify(card)).toContain('"choices.data":{"type":"Data.Query","dataset":"leads"}');
    expect(await typed(chat, 'leads', 'zebedee')).toEqual([
      { title: 'Zebedee Quill, Governor', value: quiet.id },
      { title: 'Somebody else (name them below)', value: 'new' },
    ]);
    expect((await typed(chat, 'leads', 'crowd')).length).toBeLessThanOrEqual(15);
  });

  it('is nobody for whoever is of no school, or only says so', async () => {
    const chat = await world.inTeams('passer-by');
    await chat.say('hello');
    expect(await typed(chat, 'leads', 'zebedee')).toEqual([{ title: 'Somebody else (name them below)', value: 'new' }]);
    expect(await typed(chat, 'colleagues', 'zebedee')).toEqual([]);
    expect(await typed(await world.inTeams('never-seen'), 'colleagues', 'zebedee')).toEqual([]);
  });

  it('of the directory is the person on record; a stranger is new, and Teams, which tells no name, is asked for it', async () => {
    const slack = world.inSlack('U0HEAD');
    const modal = await modalFor(slack, 'put my deputy forward for LeadLincs');
    const known = { 'nominee-chosen': spoken.slack, nominee: '', why: 'She leads well.' };
    expect((await slack.submit(modal, { ...known, nominee: 'new' })).text).toContain('Sent.');
    expect(await world.database.prisma.nomination.count({ where: { nomineeId: spoken.id } })).toBe(1);
    const again = await modalFor(slack, 'put my deputy forward for LeadLincs');
    await slack.submit(again, { 'nominee-chosen': 'U0NOVICE', nominee: 'new', why: 'Eager.' });
    const { nominee } = await world.database.prisma.nomination.findFirstOrThrow({
      where: { nominee: { name: 'Nora Novice' } },
      select: { nominee: { select: { posts: { select: { urn: true } } } } },
    });
    expect(nominee.posts).toEqual([{ urn }]);
    const teams = await world.inTeams('head');
    const { card } = await teams.say('put my deputy forward for LeadLincs');
    const back = await teams.submit(card, { nominee: 'new', 'nominee-chosen': randomUUID(), why: 'Eager.' });
    expect(back.text).toContain('I have no record at your school of whom you chose.');
    expect(JSON.stringify(back.card)).toContain('Eager.');
  });

  it('goes in one’s place: on record, of the directory, or by name, and never two at once', async () => {
    const chat = world.inSlack('U0HEAD');
    const booked = await chat.say('book me on the Grantham briefing');
    expect(booked.text).toContain('Grantham');
    const asked = await chat.say('name a substitute for the Grantham briefing');
    const { modal } = await chat.click(asked.message, 'Somebody else');
    if (!modal) throw new Error('No form');
    expect(elementIn(modal, 'person')).toMatchObject({ type: 'external_select' });
    expect(await chat.suggest(modal, 'person', 'zebedee')).toEqual([['Zebedee Quill, Governor', quiet.id]]);
    const both = await chat.submit(modal, { person: quiet.id, chosen: spoken.slack });
    expect(JSON.stringify(both.errors ?? both.text)).toContain('One person, please');
    const opened = await chat.click(
      (await chat.say('name a substitute for the Grantham briefing')).message,
      'Somebody else',
    );
    const done = await chat.submit(opened.modal, { chosen: spoken.slack });
    expect(done.text).toContain(`${spoken.name} now has the place`);
  });
});

describe('an event to write about', () => {
  it('is found while one types, among more than a list holds, and stays chosen when the form comes back', async () => {
    const { prisma } = world.database;
    await world.grant({ platform: 'teams', user: 'runs' }, 'organiser');
    const { id: seriesId } = await prisma.series.findFirstOrThrow();
    // The first to be made, so that it is the last of the list.
    const [rare] = await Promise.all(
      Array.from({ length: 45 }, (_, index) =>
        prisma.event.create({
          data: {
            ...{ slug: `rare-${index}`, seriesId, title: index === 0 ? 'Rare kilns' : `Kilns ${index}` },
            ...{ academicYear: 2026, term: 'autumn', status: 'published' },
            createdAt: new Date(index === 0 ? '2020-01-01T00:00:00Z' : world.clock.now()),
            sessions: {
              create: {
                ...{ label: '', town: 'Corley', capacity: 5 },
                ...{ startsAt: new Date('2027-03-01T10:00:00Z'), endsAt: new Date('2027-03-01T12:00:00Z') },
              },
            },
          },
        }),
      ),
    );
    await prisma.audience.create({ data: { name: 'Kiln keepers', positions: [], phases: [] } });
    const chat = await world.inTeams('runs');
    const { card } = await chat.say('write to the audience Kiln keepers');
    expect(JSON.stringify(card)).not.toContain('Rare kilns');
    expect((await typed(chat, 'eventsOrNone', 'rare')).map(({ value }) => value)).toContain(rare?.id);
    const back = await chat.submit(card, { event: rare?.id ?? '', words: 'Bring {glaze}.' });
    expect(back.text).toContain('glaze');
    expect(JSON.stringify(back.card)).toContain(`"value":"${rare?.id}"`);
    const preview = await chat.submit(back.card, { words: 'Bring {event}.' });
    expect(preview.text).toContain('Bring Rare kilns.');
  });
});

describe('a series to choose', () => {
  it('is found while one types, among more than a list holds, by those who run it', async () => {
    const chat = world.inSlack('U0RUNS');
    const modal = await modalFor(chat, 'new event');
    expect(elementIn(modal, 'series')).toMatchObject({ type: 'external_select' });
    const found = await chat.suggest(modal, 'series', 'circle 119');
    expect(found.map(([label]) => label)).toEqual(['Kiln circle 119']);
    expect(await world.inSlack('U0HEAD').suggest(modal, 'series', 'circle 119')).toEqual([]);
    const typedIn = { series: found[0]?.[1] ?? '', title: 'Kilns at night' };
    expect((await chat.submit(modal, typedIn)).text).toContain('Kilns at night');
  });

  it('for a role, and the account it is for, are found by administrators alone', async () => {
    const chat = world.inSlack('U0ADMIN');
    const modal = await modalFor(chat, 'give somebody a role');
    const found = await chat.suggest(modal, 'name', 'yolanda');
    expect(found[0]?.[0]).toContain(spoken.name);
    expect(await world.inSlack('U0RUNS').suggest(modal, 'name', 'yolanda')).toEqual([
      ['“yolanda”, as I typed it', 'yolanda'],
    ]);
    const shown = await chat.submit(modal, { name: found[0]?.[1] ?? '', role: 'organiser' });
    const scope = await chat.click(shown.message, 'Choose');
    expect((await chat.suggest(scope.modal, 'series', 'circle 118')).map(([label]) => label)).toEqual([
      'Everything',
      'Kiln circle 118',
    ]);
    expect(await world.inSlack('U0RUNS').suggest(scope.modal, 'series', 'circle')).toEqual([]);
  });
});
