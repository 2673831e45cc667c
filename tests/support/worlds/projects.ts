import { randomUUID } from 'node:crypto';
import type { Db } from '../../../src/db/database.js';
import type { Actor, Role } from '../../../src/domain/actor.js';
import type { Position } from '../../../src/domain/person.js';
import { onFile } from './on-file.js';

/** Open primary schools of the partnership with these URNs. */
export async function makeSchools(prisma: Db, urns: readonly number[]): Promise<void> {
  await prisma.school.createMany({
    data: urns.map((urn) => ({
      urn,
      name: `School ${urn}`,
      phase: 'primary' as const,
      type: 'community' as const,
      district: 'Boston',
      locality: 'East',
      town: 'Boston',
      postcode: 'PE21 1AA',
    })),
  });
}

/** An actor at a school (or none), with an account unless told otherwise. */
export async function makeStaff(
  prisma: Db,
  given: { urn?: number; position?: Position; name?: string; account?: false; role?: Role },
): Promise<Actor & { readonly personId: string }> {
  const position = given.position ?? 'headteacher';
  const name = given.name ?? `Somebody ${randomUUID().slice(0, 8)}`;
  const urn = given.urn ?? null;
  const person = await prisma.person.create({ data: { name, posts: { create: { urn, position, ...onFile } } } });
  const accountId = given.account === false ? '' : await makeAccount(prisma, person.id, given.role);
  return {
    accountId,
    personId: person.id,
    name,
    post: { position, urn, school: urn ? `School ${urn}` : null, phase: 'primary', locality: 'East', proven: true },
    grants: given.role ? [{ role: given.role, seriesId: null }] : [],
  };
}

async function makeAccount(prisma: Db, personId: string, role: Role | undefined): Promise<string> {
  const account = await prisma.account.create({
    data: {
      platform: 'teams',
      tenant: 'tenant',
      user: randomUUID(),
      personId,
      ...(role ? { grants: { create: { role } } } : {}),
    },
  });
  return account.id;
}

export interface MadeCohort {
  readonly id: string;
  readonly slug: string;
  /** Ids in the order of `strands`. */
  readonly strands: readonly string[];
  /** Ids in order. */
  readonly milestones: readonly string[];
}

/** A published project with one cohort of 2026/27. */
export async function makeCohort(
  prisma: Db,
  given: {
    name?: string;
    joinBy?: 'registration' | 'application' | 'nomination' | 'none';
    places?: number;
    /** Places of each strand, by name. */
    strands?: Readonly<Record<string, number | null>>;
    strandsEach?: number;
    milestones?: readonly string[];
    opensAt?: Date;
    closesAt?: Date;
    phases?: readonly 'secondary'[];
  } = {},
): Promise<MadeCohort> {
  const slug = `made-${randomUUID()}`;
  const words = { summary: 'A project', description: 'A project', forWhom: 'All schools', runBy: 'Us' };
  const project = await prisma.project.create({
    data: {
      slug,
      name: given.name ?? 'Reading aloud',
      ...words,
      joinBy: given.joinBy ?? 'registration',
      phases: [...(given.phases ?? [])],
    },
  });
  const strands = Object.entries(given.strands ?? {});
  const rows = [];
  for (const [name, places] of strands) {
    const row = await prisma.strand.create({ data: { projectId: project.id, slug: name.toLowerCase(), name } });
    rows.push({ id: row.id, places });
  }
  const cohort = await prisma.cohort.create({
    data: {
      projectId: project.id,
      academicYear: 2026,
      places: given.places ?? null,
      strandsEach: given.strandsEach ?? null,
      opensAt: given.opensAt ?? null,
      closesAt: given.closesAt ?? null,
      endsOn: new Date('2027-08-31'),
      strands: { create: rows.map(({ id, places }) => ({ strandId: id, places })) },
      milestones: { create: (given.milestones ?? []).map((title, order) => ({ title, order })) },
    },
    include: { milestones: { orderBy: { order: 'asc' } } },
  });
  return { id: cohort.id, slug, strands: rows.map(({ id }) => id), milestones: cohort.milestones.map(({ id }) => id) };
}

/** What an organiser writes in the form of a project, but for its name. */
export const readingProject = {
  summary: 'Reading to each other every day.',
  forWhom: 'All primary schools',
  runBy: 'The reading team',
  joinBy: 'Schools register',
} as const;
