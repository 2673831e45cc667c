import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from '../../support/service.js';
import type { TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { onFile } from '../../support/worlds/on-file.js';
import { makeSchool, makeSession } from '../../support/worlds/programme.js';

describe.each(journeyWorlds)('in $title', ({ start }) => {
  let service: TestService;
  let organiser: TeamsChat;
  beforeAll(async () => {
    service = await start();
    organiser = await service.chatAs('organiser', 'acts-for-others');
  });
  afterAll(() => service.stop());

  async function onRecord(name: string, email: string | null = null) {
    const { prisma } = service.database;
    const urn = await makeSchool(prisma);
    const post = { create: { urn, position: 'governor' as const, ...onFile } };
    return prisma.person.create({ data: { name, email, posts: post } });
  }

  const acts = async (personId: string) => {
    const rows = await service.database.prisma.auditEntry.findMany({
      where: { subjectId: personId },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ act }) => act);
  };

  it('corrects what is held about somebody without a chat, mending the address, and notes it', async () => {
    const person = await onRecord('Petra Wrongname', 'old@made.example');
    const found = await organiser.say('what do you hold about Petra Wrongname?');
    expect(found.text).toContain('old@made.example');
    const form = await organiser.click(found.card, 'Correct it');
    const bad = await organiser.submit(form.card, { email: 'nonsense', name: 'Petra Rightname' });
    expect(bad.text).toContain('Give one e-mail address');
    const saved = await organiser.submit(bad.card, {
      email: 'mailto:Petra@Made.example.',
      name: 'Petra Rightname',
      position: 'clerk',
    });
    expect(saved.text).toContain('Corrected.');
    const after = await service.database.prisma.person.findUniqueOrThrow({
      where: { id: person.id },
      include: { posts: { where: { until: null } } },
    });
    expect([after.name, after.email, after.posts[0]?.position]).toEqual([
      'Petra Rightname',
      'petra@made.example',
      'clerk',
    ]);
    expect(await acts(person.id)).toEqual(['correct-person']);
  });

  it('gives all that is held as a file, for as long as they are an organiser of everything', async () => {
    const person = await onRecord('Quentin Exported', 'quentin@made.example');
    const found = await organiser.say('what do you hold about Quentin Exported?');
    const url = JSON.stringify(found.card).match(/\/person-data\/[^"]+\.json/)?.[0] ?? '';
    const file = await fetch(service.baseUrl + url, { method: 'POST' });
    expect(await file.json()).toMatchObject({ person: { name: 'Quentin Exported', email: 'quentin@made.example' } });
    expect(await acts(person.id)).toEqual(['export-person']);
    await service.database.prisma.account.create({
      data: { platform: 'teams', tenant: 't', user: person.id, personId: person.id },
    });
    expect((await fetch(service.baseUrl + url, { method: 'POST' })).status).toBe(404);
  });

  it('erases them with a receipt, as they would do it themselves', async () => {
    const { prisma } = service.database;
    const person = await onRecord('Rosalind Erased');
    const sessionId = await makeSession(prisma, service.clock.now(), { capacity: 3 });
    const place = await prisma.registration.create({ data: { sessionId, personId: person.id, state: 'confirmed' } });
    const found = await organiser.say('erase Rosalind Erased');
    const asked = await organiser.click(found.card, 'Erase them');
    const done = await organiser.click(asked.card, 'Yes, erase them');
    expect(done.text).toContain('Reference');
    const after = await prisma.person.findUniqueOrThrow({ where: { id: person.id } });
    expect([after.name, after.erasedAt !== null]).toEqual(['Erased person', true]);
    expect((await prisma.registration.findUniqueOrThrow({ where: { id: place.id } })).state).toBe('cancelled');
    expect(await acts(person.id)).toEqual(['erase-person']);
    expect((await organiser.click(asked.card, 'Yes, erase them')).text).toContain('not on record any more');
  });

  it('is not for people with a chat, who do it themselves, nor for anybody but an organiser', async () => {
    const person = await onRecord('Simon Chatting');
    await service.database.prisma.account.create({
      data: { platform: 'teams', tenant: 't', user: person.id, personId: person.id },
    });
    expect((await organiser.say('what do you hold about Simon Chatting?')).text).toContain(
      'Nobody without a chat has that name',
    );
    await onRecord('Thea Private', 'thea@made.example');
    const member = await service.chatAs('headteacher', 'asks-for-others');
    expect((await member.say('what do you hold about Thea Private?')).text).not.toContain('thea@made.example');
  });
});
