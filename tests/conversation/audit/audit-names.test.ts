import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordActs } from '../../../src/app/audit/audit.js';
import type { AuditAct, AuditSubject } from '../../../src/app/audit/audit-acts.js';
import type { TestService } from '../../support/service.js';
import type { Seen, TeamsChat } from '../../support/teams/teams.js';
import { journeyWorlds } from '../../support/worlds/journey-worlds.js';
import { makeSchool } from '../../support/worlds/programme.js';
import { makeCohort } from '../../support/worlds/projects.js';

describe.each(journeyWorlds)('in $title', ({ start, head, round }) => {
  let service: TestService;
  let chat: TeamsChat;
  let known: Awaited<ReturnType<typeof noteActs>>;
  beforeAll(async () => {
    service = await start();
    known = await noteActs();
    chat = await service.chatAs('administrator', 'looks');
  });
  afterAll(() => service.stop());

  /** A school in a project, and somebody of the head's school with a place at an event of another series. */
  async function joinAndBook(seriesId: string) {
    const { prisma } = service.database;
    const { id: cohortId } = await makeCohort(prisma, { name: 'Heronry' });
    const enrolment = await prisma.enrolment.create({
      data: { cohortId, urn: await makeSchool(prisma, { name: 'Sandpiper Primary School' }), state: 'registered' },
      include: { cohort: true, school: true },
    });
    const elsewhere = await prisma.session.findFirstOrThrow({ where: { event: { seriesId: { not: seriesId } } } });
    const place = await prisma.registration.create({
      data: {
        session: { connect: { id: elsewhere.id } },
        person: { create: { name: 'Percival Tangle' } },
        school: { connect: { urn: head.urn } },
        state: 'confirmed',
      },
      include: { person: true },
    });
    return { enrolment, place };
  }

  /** Entries about things of each kind, each with an outcome of its own. */
  async function noteActs() {
    const { prisma } = service.database;
    const series = await prisma.series.findFirstOrThrow({ where: { name: round.title } });
    const event = await prisma.event.findFirstOrThrow({ where: { seriesId: series.id } });
    const { enrolment, place } = await joinAndBook(series.id);
    await makeCohort(prisma, { name: 'Ropewalk' });
    const other = await prisma.project.findFirstOrThrow({ where: { name: 'Ropewalk' } });
    const line = (act: AuditAct, subject: AuditSubject, subjectId: string, outcome: string) => ({
      act,
      subject,
      subjectId,
      outcome,
    });
    const lines = [
      line('edit-series', 'series', series.id, 'of-series'),
      line('write', 'event', event.id, 'of-its-event'),
      line('edit-project', 'project', enrolment.cohort.projectId, 'of-project'),
      line('edit-cohort', 'cohort', enrolment.cohortId, 'of-its-year'),
      line('register-school', 'enrolment', enrolment.id, 'of-its-school'),
      line('edit-project', 'project', other.id, 'of-another'),
      line('jump-queue', 'registration', place.id, 'of-a-place'),
      line('name-people', 'account', 'not-an-id', 'not-allowed'),
    ];
    await prisma.$transaction((tx) => recordActs(tx, undefined, lines, service.clock.now()));
    return { enrolment, place };
  }

  const outcomes = [
    'of series',
    'of its event',
    'of project',
    'of its year',
    'of its school',
    'of another',
    'of a place',
  ];
  const seenIn = ({ text }: Seen) => outcomes.filter((outcome) => text.includes(outcome));

  async function fileOf(seen: Seen): Promise<string> {
    const url = /"url":"([^"]+\/audit\/[^"]+)"/.exec(JSON.stringify(seen.card))?.[1] ?? '';
    expect(url.length).toBeLessThan(3_000);
    const response = await fetch(`${service.baseUrl}${new URL(url).pathname}`, { method: 'POST' });
    expect(response.status).toBe(200);
    return response.text();
  }

  describe('the audit trail by name', () => {
    it('finds what was done to a series and to its events', async () => {
      const seen = await chat.say(`audit trail for the ${round.series}`);
      expect(seenIn(seen)).toEqual(['of series', 'of its event']);
      expect(seen.text).toContain(`${round.series} (${round.found})`);
      expect(seen.text).toContain('The service changed the series');
      expect(seenIn(await chat.say(`who changed the ${round.series}?`))).toEqual(['of series']);
    });

    it('has what was done to a project, its years and the schools in it, in the chat and in the file', async () => {
      const seen = await chat.say('audit trail for the Heronry project');
      expect(seenIn(seen)).toEqual(['of project', 'of its year', 'of its school']);
      expect(seen.text).toContain(known.enrolment.school.name);
      const file = await fileOf(seen);
      expect(file).toContain('"changed the project"');
      expect(file).toContain('"registered a school"');
      expect(file.trim().split('\r\n')).toHaveLength(4);
      expect(seenIn(await chat.say('audit trail of projects'))).toEqual([
        ...['of project', 'of its year', 'of its school', 'of another'],
      ]);
    });

    it('finds what was done about a school, by its name or its URN', async () => {
      const { urn, school } = known.enrolment;
      for (const name of [school.name, String(urn)]) {
        expect(seenIn(await chat.say(`audit trail for ${name}`))).toEqual(['of its school']);
      }
      expect(await fileOf(await chat.say(`audit trail for ${urn}`))).toContain(`"${school.name}"`);
    });

    it('finds what was done to a person and by them; “what they did” only the latter', async () => {
      const { name } = known.place.person;
      expect(seenIn(await chat.say(`audit trail for ${name}`))).toEqual(['of a place']);
      expect(seenIn(await chat.say(`what did ${name} do?`))).toEqual([]);
      await service.database.prisma.person.update({
        where: { id: known.place.personId },
        data: { erasedAt: service.clock.now(), name: 'Erased', email: null },
      });
      expect((await chat.say(`audit trail for ${name}`)).text).not.toContain('of a place');
    });

    it('can be searched by act, and for refusals', async () => {
      expect(seenIn(await chat.say('audit trail of who jumped the waiting list'))).toEqual(['of a place']);
      expect(seenIn(await chat.say('audit trail: registered for Heronry'))).toEqual(['of its school']);
      const refused = await chat.say('what was refused today?');
      expect(refused.text).toContain('The service was refused: name people');
      expect(seenIn(refused)).toEqual([]);
    });

    it('shows all of it to one who says “show me”, and their own to one who says “my own”', async () => {
      expect(seenIn(await chat.say('show me the audit trail for Heronry'))).toHaveLength(3);
      expect((await chat.say('audit trail of my own')).text).toContain('looked at the audit trail');
    });

    it('says when a name matches more than can be searched, within the length of a link', async () => {
      const { urn: _urn, ...row } = await service.database.prisma.school.findUniqueOrThrow({
        where: { urn: head.urn },
      });
      const more = Array.from({ length: 45 }, (_, at) => ({
        ...row,
        urn: 890_000 + at,
        name: `Row ${at} Primary School`,
      }));
      await service.database.prisma.school.createMany({ data: more });
      const seen = await chat.say('audit trail for primary school');
      expect(seen.text).toMatch(/“primary school” may mean \d+ people and things, so I searched for 40 of them/);
      await fileOf(seen);
    });

    it('finds nothing for hostile text', async () => {
      for (const words of [`%' OR 1=1 --`, '\\_%', 'ſtraße \u{1F600}', 'x'.repeat(500)]) {
        expect((await chat.say(`audit trail for ${words}`)).text).toContain('Audit trail');
      }
    });
  });
});
