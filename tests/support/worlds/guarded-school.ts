import { randomUUID } from 'node:crypto';
import type { Db } from '../../../src/db/database.js';
import { onFile } from './on-file.js';
import { makeSchool } from './programme.js';

/** A school with what only its own people may see and change. */
export interface GuardedSchool {
  readonly urn: number;
  /** Names and words that nobody else may read. */
  readonly secrets: readonly string[];
  /** Ids for buttons, under the names that verbs read. */
  readonly data: Readonly<Record<string, string>>;
}

/** A school with a head who is proven, in a cohort with its lead, with an application and a nomination to decide. */
export async function makeGuardedSchool(prisma: Db, cohortId: string): Promise<GuardedSchool> {
  const mark = randomUUID().slice(0, 8);
  const urn = await makeSchool(prisma, { name: `Guarded School ${mark}` });
  const name = `Greta Guarded ${mark}`;
  const head = await prisma.person.create({
    data: { name, posts: { create: { urn, position: 'headteacher', ...onFile } } },
  });
  const asker = { urn, askedById: head.id };
  const enrolment = await prisma.enrolment.create({
    data: { ...asker, cohortId, state: 'registered', leads: { create: { part: 'lead', personId: head.id } } },
  });
  const plan = `Plan ${mark}`;
  const answers = { title: plan, amount: 900, plan, judged: plan };
  const application = await prisma.application.create({ data: { ...asker, cohortId, answers } });
  const nomination = await prisma.nomination.create({
    data: { cohortId, urn, nomineeId: head.id, nominatorId: head.id, answers: { why: plan } },
  });
  const data = { enrolment: enrolment.id, application: application.id, nomination: nomination.id, urn: String(urn) };
  return { urn, secrets: [name, plan], data };
}
