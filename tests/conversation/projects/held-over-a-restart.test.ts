import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageKind } from '../../../src/app/messages/message-kinds.js';
import { eventually } from '../../support/eventually.js';
import { buttonsOf } from '../../support/teams/adaptive-card.js';
import type { Seen } from '../../support/teams/teams.js';
import { makeSession } from '../../support/worlds/programme.js';
import { makeCohort } from '../../support/worlds/projects.js';
import { openUndoneWorld, type UndoneWorld } from '../../support/worlds/undone-projects.js';

let world: UndoneWorld;
beforeAll(async () => {
  world = await openUndoneWorld();
});
afterAll(() => world.stop());

describe('what waits to be told', () => {
  const cancelling = async (label: string) => {
    const { name } = await world.aBusyProject();
    let shown = await world.chat.click((await world.chat.say('manage projects')).card, 'Open', name);
    if (label === 'Cancel this year') shown = await world.chat.click(shown.card, 'Open', '2026/27');
    return world.chat.submit((await world.chat.click(shown.card, label)).card, { reason: 'The money has gone.' });
  };
  const moving = async (open: (year: Seen) => Promise<Seen>, typed: Readonly<Record<string, string>>) => {
    const { year } = await world.aYear(1);
    const ask = await world.chat.submit((await open(year)).card, typed);
    return world.chat.click(ask.card, 'Yes, change it and tell them');
  };
  const guests = async () => {
    const title = `Larch evening ${world.made}`;
    await makeSession(world.prisma, world.service.clock.now(), { capacity: 3, title });
    const email = `lin.larch.${world.made}@guests.example`;
    await world.prisma.person.update({ where: { id: world.reader.personId }, data: { email } });
    const list = `name,email\nLin Larch ${world.made},${email}`;
    const shown = await world.files.attach(world.chat, `guests for the ${title}`, `guests-${world.made}.csv`, list);
    return world.chat.click(shown.card, 'Apply');
  };
  const invited = async () => {
    await makeCohort(world.prisma, { name: `Larch invitation ${world.made}` });
    const shown = await world.chat.click(
      (await world.chat.say('manage projects')).card,
      'Open',
      `Larch invitation ${world.made}`,
    );
    const form = await world.chat.click((await world.chat.click(shown.card, 'Open', '2026/27')).card, 'Invite schools');
    const preview = await world.chat.submit(form.card, {});
    return world.chat.click(preview.card, buttonsOf(preview.card).find((label) => label.startsWith('Invite')) ?? '');
  };

  /** Each act of an organiser whose messages wait, and what the reader is sent. */
  const acts: ReadonlyArray<readonly [string, MessageKind, () => Promise<Seen>]> = [
    ['an application decided', 'application-decided', () => world.anApplication().then(() => world.decide('Approve'))],
    ['a nomination decided', 'nomination-decided', () => world.aNomination().then(() => world.approveNomination())],
    ['a project cancelled', 'project-cancelled', () => cancelling('Cancel the project')],
    ['a year cancelled', 'project-cancelled', () => cancelling('Cancel this year')],
    [
      'a year moved',
      'project-moved',
      () => moving((year) => world.chat.click(year.card, 'Change the days'), { venue: 'Elsewhere' }),
    ],
    [
      'a milestone moved',
      'project-moved',
      () => moving((year) => world.chat.click(year.card, 'Change', 'First visit'), { due: '2027-03-01' }),
    ],
    [
      'places of a year',
      'enrolment-passed',
      async () =>
        world.chat.submit((await world.chat.click((await world.aYear(1)).year.card, 'Places')).card, { capacity: '3' }),
    ],
    [
      'places of a strand',
      'enrolment-passed',
      async () => world.chat.submit((await world.aFullStrand()).form.card, { offered: 'true', capacity: '2' }),
    ],
    [
      'places of a session',
      'place-offered',
      async () => world.chat.submit((await world.aFullSession()).form.card, { capacity: '2' }),
    ],
    ['guests added', 'booked-for-you', guests],
    ['schools invited', 'project-invitation', invited],
  ];

  it('is told once after a restart in the half minute, and can still be undone until then', async () => {
    const told: Array<readonly [act: string, kind: MessageKind, personId: string]> = [];
    for (const [act, kind, run] of acts) {
      await world.anotherReader();
      const done = await run();
      expect([act, done.text]).toEqual([act, expect.stringContaining('until then it can be undone')]);
      told.push([act, kind, world.reader.personId]);
    }
    await world.anotherReader();
    await world.anApplication();
    const undone = await world.decide('Approve');
    await world.service.restart();
    const states = async () => {
      const all = told.map(async ([act, kind, personId]) => {
        const rows = await world.prisma.delivery.findMany({ where: { kind, personId, heldById: { not: null } } });
        return [act, rows.map(({ state }) => state)];
      });
      return Promise.all(all);
    };
    const each = (state: string) => told.map(([act]) => [act, [state]]);
    expect(await states()).toEqual(each('scheduled'));
    expect((await world.chat.click(undone.card, 'Undo')).text).toContain('Nobody was told.');
    world.service.clock.advance(31_000);
    await eventually(async () => expect(await states()).toEqual(each('sent')));
    expect(await world.ledger('application-decided')).toBe(0);
  });
});
