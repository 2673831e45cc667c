import { afterEach, expect, it } from 'vitest';
import { openFirstAdministrator } from '../../../src/app/people/first-administrator.js';
import { type BothPlatforms, startBothPlatforms } from '../../support/both-platforms.js';

let service: BothPlatforms;
afterEach(() => service.stop());

/** The code as the service printed it. */
function printedCode(): string {
  const [code] = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(service.printed.join('')) ?? [];
  if (!code) throw new Error('No code was printed');
  return code;
}

const administrators = () =>
  service.database.prisma.grant.findMany({
    where: { role: 'administrator', revokedAt: null },
    select: { account: { select: { platform: true, user: true } } },
  });

it.each(['teams', 'slack'] as const)(
  'whoever has the printed code becomes the first administrator, in %s, and nobody after them',
  async (platform) => {
    service = await startBothPlatforms();
    const code = printedCode();
    const say = async (user: string, words: string) =>
      platform === 'teams'
        ? (await (await service.inTeams(user)).say(words)).text
        : (await service.inSlack(user).say(words)).text;
    const [first, second] = platform === 'teams' ? ['first-admin', 'second-admin'] : ['UFIRST1', 'USECOND1'];
    expect(await say(first ?? '', `administrator code ${code.toLowerCase()}`)).toContain(
      'You are now the first administrator.',
    );
    expect(await say(second ?? '', code)).toContain('There is an administrator already.');
    expect(await say(first ?? '', 'set up')).toContain('Setting up');
    expect(await administrators()).toEqual([{ account: { platform, user: first } }]);
    const acts = await service.database.prisma.auditEntry.findMany({ where: { act: 'first-administrator' } });
    expect(acts.map(({ outcome }) => outcome)).toEqual(['granted', 'not-allowed']);
    // Neither the database nor the log has the code.
    const settings = await service.database.prisma.setting.findMany();
    expect(JSON.stringify(settings)).not.toContain(code.slice(0, 4));
    expect(await openFirstAdministrator(service.database.prisma)).toBeUndefined();
  },
);

it('a wrong code is refused and noted, and the limit on turns stops whoever goes on guessing', async () => {
  service = await startBothPlatforms(undefined, 10);
  const code = printedCode();
  const chat = await service.inTeams('guesser');
  const wrong = code.startsWith('Z') ? `A${code.slice(1)}` : `Z${code.slice(1)}`;
  expect((await chat.say(`administrator code ${wrong}`)).text).toContain('That is not the code');
  for (let guess = 0; guess < 4; guess += 1) await chat.say(`administrator code ${wrong}`);
  expect((await chat.say(`administrator code ${code}`)).text).toContain('That is a lot at once.');
  expect(await administrators()).toEqual([]);
  const refusals = await service.database.prisma.auditEntry.count({
    where: { act: 'first-administrator', outcome: 'not-allowed' },
  });
  expect(refusals).toBe(5);
  expect(service.logged.join('\n')).not.toContain(code);
});

it('the code ends when somebody becomes an administrator in another way', async () => {
  service = await startBothPlatforms();
  const code = printedCode();
  await service.grant({ platform: 'slack', user: 'UCHIEF1' }, 'administrator');
  expect((await (await service.inTeams('too-late')).say(code)).text).toContain('There is an administrator already.');
});

it('every copy that starts prints a code of its own, and any of them works', async () => {
  service = await startBothPlatforms();
  const first = printedCode();
  expect(await openFirstAdministrator(service.database.prisma)).not.toBe(first);
  expect((await (await service.inTeams('reads-the-first')).say(`setup code: ${first}`)).text).toContain(
    'You are now the first administrator.',
  );
});
