import { afterAll, beforeAll, expect, it } from 'vitest';
import { personas } from '../../prisma/demo/personas.js';
import { intents } from '../../src/conversation/intents.js';
import { sayExample } from '../../src/conversation/talk/intent.js';
import { type BothPlatforms, startBothPlatforms, teamsTenant } from '../support/both-platforms.js';
import { forge } from '../support/every-verb.js';
import type { TeamsChat } from '../support/teams/teams.js';

/** What the examples of the help name here. */
const named = { event: 'Lincoln briefing', past: 'October 2017 briefing', cluster: 'cluster' };

let service: BothPlatforms;
beforeAll(async () => {
  service = await startBothPlatforms('2026-11-22T10:00:00Z', 0, 'trace');
});
afterAll(() => service.stop());

/** Texts that people write, each with a word that occurs nowhere else. */
const said = [
  'book me on the lincoln briefing for Marksaid Oneperson',
  'my colleague Marksaid Twoperson at marksaid.two@school.example is coming too',
  'why did marksaidthree not get a place',
  'make Marksaid Fourperson an organiser',
  'audit trail for Marksaid Fiveperson',
  'check in 0000',
  'what do you hold about me',
  'who is coming to the lincoln briefing',
  'marksaidsix, which is a question that nobody can answer',
];
const typed = 'Marktyped, and what a person wrote to marktyped@school.example';
const displayName = 'Markname Displayperson';

async function someone(user: string, personId: string, role?: 'administrator'): Promise<TeamsChat> {
  await service.database.prisma.account.create({
    data: {
      platform: 'teams',
      tenant: teamsTenant,
      user,
      personId,
      ...(role ? { grants: { create: { role } } } : {}),
    },
  });
  return service.inTeams(user, { name: displayName });
}

/** Uses everything in words, buttons and forms, by two people on two platforms. */
async function wideConversation(): Promise<void> {
  const member = await someone('member-1', personas.headteacher.personId);
  const administrator = await someone('administrator-1', personas.organiser.personId, 'administrator');
  service.vouch({ teams: 'vouched-1', slack: 'UVOUCHED1' }, 'markvouched@school.example');
  const slack = service.inSlack('UVOUCHED1');
  for (const words of [
    ...said,
    ...intents.flatMap(({ help }) => (help ? [sayExample(help.example, named) ?? ''] : [])),
  ]) {
    await member.say(words);
    await administrator.say(words);
    await slack.say(words);
  }
  const fields = Object.fromEntries(
    'series title description words reason name school answer question position email quote mostUseful toChange find'
      .split(' ')
      .map((id) => [id, 'text']),
  );
  const values = Object.fromEntries(Object.keys(fields).map((id) => [id, typed]));
  for (const { verb } of intents.filter((intent) => intent.verb !== 'forget')) {
    for (const chat of [member, administrator])
      await forge(chat, verb, { event: typed, session: typed, ticket: typed }, { fields, typed: values });
  }
}

/** The database refuses an input, and its error contains it. */
async function faults(): Promise<void> {
  const member = await service.inTeams('member-1', { name: displayName });
  await service.database.pool.query(
    `ALTER TABLE "Unanswered" ADD CONSTRAINT "no_questions" CHECK (question = 'x') NOT VALID`,
  );
  await service.database.pool.query(`ALTER TABLE "Inbound" ADD CONSTRAINT "no_turns" CHECK (key = 'x') NOT VALID`);
  const failed = await member.say('marksaidseven, of which the database will hear nothing');
  expect(failed.text).toContain('something went wrong');
  await service.database.pool.query(`ALTER TABLE "Inbound" DROP CONSTRAINT "no_turns"`);
  expect((await member.say('marksaideight, which nobody can answer, said Zebedee')).text).toContain(
    'something went wrong',
  );
  await service.database.pool.query(`ALTER TABLE "Unanswered" DROP CONSTRAINT "no_questions"`);
}

it('the log contains no name, address or message text, whatever is said and whatever fails', async () => {
  await wideConversation();
  await faults();
  await service.tick();
  const log = service.logged.join('').toLowerCase();
  expect(service.logged.length).toBeGreaterThan(400);
  expect(log).toContain('turn failed');
  const people = await service.database.prisma.person.findMany({ select: { name: true, email: true } });
  const words = [
    'marksaid',
    'marktyped',
    'markname',
    'displayperson',
    'markvouched',
    'zebedee',
    '@school.example',
    'badger',
  ];
  const names = people.flatMap(({ name, email }) => [name, ...(email ? [email] : [])]).map((one) => one.toLowerCase());
  expect(names.length).toBeGreaterThan(1_000);
  expect([...words, ...names].filter((word) => log.includes(word))).toEqual([]);
}, 240_000);
