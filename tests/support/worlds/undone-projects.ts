import { startTestService, type TestService } from '../service.js';
import { type FilesInTeams, filesInTeams } from '../teams/files-in-teams.js';
import { personalChatOf, type TeamsChat } from '../teams/teams.js';
import { makeActors, makeSchool, makeSession } from './programme.js';
import { makeCohort } from './projects.js';

/** What organisers do and may undo, to a reader of whom each test has another one. */
export class UndoneWorld {
  made = 0;
  reader = { personId: '', user: '', urn: 0 };

  constructor(
    readonly service: TestService,
    readonly chat: TeamsChat,
    readonly files: FilesInTeams,
  ) {}

  get prisma() {
    return this.service.database.prisma;
  }

  async stop(): Promise<void> {
    this.files.close();
    await this.service.stop();
  }

  /** All that was posted to somebody's own chat. */
  postedTo(user: string): string {
    const own = personalChatOf(user);
    return JSON.stringify(this.service.connector.posted.filter(({ conversationId }) => conversationId === own));
  }

  /** How many messages of a kind wait for the reader, or went to them. */
  ledger(kind: string): Promise<number> {
    return this.prisma.delivery.count({ where: { kind, personId: this.reader.personId } });
  }

  /** Everything of a project, as the database has it. */
  async recordOf(slug: string): Promise<string> {
    const project = await this.prisma.project.findUniqueOrThrow({
      where: { slug },
      include: {
        cohorts: {
          include: {
            enrolments: { include: { leads: true, strands: true }, orderBy: { id: 'asc' } },
            applications: { orderBy: { id: 'asc' } },
            nominations: { orderBy: { id: 'asc' } },
          },
        },
      },
    });
    return JSON.stringify(project, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  }

  /** Somebody with a chat, who is head of a school. */
  async anotherReader(): Promise<void> {
    this.made += 1;
    const user = `p-head-${this.made}`;
    const urn = await makeSchool(this.prisma, { name: `Larch School ${this.made}` });
    await (await this.service.chat(user, { name: `Lin Larch ${this.made}` })).say('hello');
    const person = await this.prisma.person.create({
      data: { name: `Lin Larch ${this.made}`, posts: { create: { urn, position: 'headteacher', proof: 'organiser' } } },
    });
    await this.prisma.account.updateMany({ where: { user }, data: { personId: person.id } });
    this.reader = { personId: person.id, user, urn };
  }
  async anApplication(enrolled?: 'interested'): Promise<{ readonly slug: string; readonly cohortId: string }> {
    const { id: cohortId, slug } = await makeCohort(this.prisma, {
      name: `Larch fund ${this.made}`,
      joinBy: 'application',
    });
    const answers = { title: `Do larches help ${this.made}?`, amount: 900, plan: 'We plant.', judged: 'We look.' };
    await this.prisma.application.create({
      data: { cohortId, urn: this.reader.urn, askedById: this.reader.personId, state: 'asked', answers },
    });
    if (enrolled)
      await this.prisma.enrolment.create({
        data: { cohortId, urn: this.reader.urn, state: enrolled, askedById: this.reader.personId },
      });
    return { slug, cohortId };
  }

  async decide(answer: 'Approve' | 'Decline', reason = '') {
    const opened = await this.chat.click(
      (await this.chat.say('applications')).card,
      'Open',
      `Do larches help ${this.made}?`,
    );
    return this.chat.submit((await this.chat.click(opened.card, answer)).card, { reason });
  }

  async aNomination(): Promise<string> {
    const { id: cohortId, slug } = await makeCohort(this.prisma, {
      name: `Larch leads ${this.made}`,
      joinBy: 'nomination',
    });
    await this.prisma.nomination.create({
      data: { cohortId, nomineeId: this.reader.personId, state: 'asked', answers: { why: 'Yes' } },
    });
    return slug;
  }

  async approveNomination() {
    const opened = await this.chat.click((await this.chat.say('nominations')).card, 'Open', `Lin Larch ${this.made}`);
    return this.chat.submit((await this.chat.click(opened.card, 'Approve')).card, {});
  }

  /** A project with a year in which a school takes part, one has applied and got a grant, and somebody is put forward. */
  async aBusyProject() {
    const { slug, cohortId } = await this.anApplication();
    const [other] = [await makeSchool(this.prisma, { name: `Other ${this.made}` })];
    const lead = { create: { personId: this.reader.personId } };
    const urns = { registered: this.reader.urn, waiting: other } as const;
    for (const state of ['registered', 'waiting'] as const)
      await this.prisma.enrolment.create({ data: { cohortId, urn: urns[state], state, leads: lead } });
    const decidedAt = new Date('2026-11-02T09:00:00Z');
    await this.prisma.application.create({
      data: { ...{ cohortId, urn: other, state: 'approved', decidedAt }, answers: {}, reason: 'A good plan' },
    });
    await this.prisma.nomination.create({
      data: {
        ...{ cohortId, nomineeId: this.reader.personId, state: 'approved', decidedAt },
        answers: {},
        reason: 'Ready',
      },
    });
    return { slug, name: `Larch fund ${this.made}` };
  }

  /** A published year with one school in it, one that waits, and two milestones, of which the first school has done the first. */
  async aYear(places: number) {
    const {
      id: cohortId,
      slug,
      milestones,
    } = await makeCohort(this.prisma, {
      ...{ name: `Larch year ${this.made}`, places },
      milestones: ['First visit', 'Second visit'],
    });
    const lead = { create: { personId: this.reader.personId } };
    const registeredAt = new Date('2026-11-02T09:00:00Z');
    const other = await makeSchool(this.prisma, { name: `Registered ${this.made}` });
    const { id: enrolmentId } = await this.prisma.enrolment.create({
      data: { cohortId, urn: other, state: 'registered', registeredAt, leads: lead },
    });
    await this.prisma.enrolment.create({ data: { cohortId, urn: this.reader.urn, state: 'waiting', leads: lead } });
    await this.prisma.milestoneTick.create({ data: { enrolmentId, milestoneId: milestones[0] ?? '' } });
    const shown = await this.chat.click(
      (await this.chat.say('manage projects')).card,
      'Open',
      `Larch year ${this.made}`,
    );
    return { slug, cohortId, year: await this.chat.click(shown.card, 'Open', '2026/27') };
  }

  /** A year with a strand for one school, which has it, and another that waits for it. */
  async aFullStrand() {
    const name = `Larch strand ${this.made}`;
    const { id: cohortId, slug, strands } = await makeCohort(this.prisma, { name, strands: { Poetry: 1 } });
    const lead = { create: { personId: this.reader.personId } };
    const strand = { create: { strandId: strands[0] ?? '' } };
    const other = await makeSchool(this.prisma, { name: `Registered ${this.made}` });
    const registeredAt = new Date('2026-11-02T09:00:00Z');
    await this.prisma.enrolment.create({
      data: { cohortId, urn: other, state: 'registered', registeredAt, leads: lead, strands: strand },
    });
    await this.prisma.enrolment.create({
      data: { cohortId, urn: this.reader.urn, state: 'waiting', leads: lead, strands: strand },
    });
    const shown = await this.chat.click((await this.chat.say('manage projects')).card, 'Open', name);
    const year = await this.chat.click(shown.card, 'Open', '2026/27');
    return { slug, form: await this.chat.click(year.card, 'Places', 'Poetry') };
  }

  /** One place, which somebody has, and the reader waits. */
  async aFullSession() {
    const title = `Larch day ${this.made}`;
    const sessionId = await makeSession(this.prisma, this.service.clock.now(), { capacity: 1, title });
    const [holder] = await makeActors(this.prisma, 1);
    const at = this.service.clock.now();
    await this.prisma.registration.create({
      data: { sessionId, personId: holder?.personId ?? '', state: 'confirmed', confirmedAt: at },
    });
    await this.prisma.registration.create({
      data: { sessionId, personId: this.reader.personId, urn: this.reader.urn, state: 'waiting' },
    });
    const event = await this.chat.click((await this.chat.say('manage events')).card, 'Open', title);
    const session = await this.chat.click(event.card, 'Open');
    return { sessionId, form: await this.chat.click(session.card, 'Places') };
  }
}

/** On a Monday at ten, with an organiser in a chat. */
export async function openUndoneWorld(): Promise<UndoneWorld> {
  const service = await startTestService('2026-11-23T10:00:00Z');
  return new UndoneWorld(service, await service.chatAs('organiser', 'undoes-projects'), await filesInTeams());
}
