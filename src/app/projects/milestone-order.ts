import type { Tx } from '../../db/database.js';

/** Milestones by date, those without one last; of the same day they stay as they are. */
export async function putInOrder(tx: Tx, cohortId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Milestone" m SET "order" = -n.place FROM (
      SELECT id, row_number() OVER (ORDER BY "dueOn" NULLS LAST, "order") AS place
        FROM "Milestone" WHERE "cohortId" = ${cohortId}::uuid) n WHERE m.id = n.id`;
  await turnRound(tx, cohortId);
}

/** Puts one of them before the others in that place, counted from 0, and all of them in order. */
export async function putBackAt(tx: Tx, cohortId: string, id: string, place: number): Promise<void> {
  const others = await tx.milestone.findMany({
    where: { cohortId, id: { not: id } },
    orderBy: { order: 'asc' },
    select: { id: true },
  });
  const ids = others.map((other) => other.id).toSpliced(place, 0, id);
  await tx.$executeRaw`
    UPDATE "Milestone" m SET "order" = -n.place FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS n(id, place) WHERE m.id = n.id`;
  await turnRound(tx, cohortId);
  await putInOrder(tx, cohortId);
}

/** The second of two steps, because the order is unique within a cohort at any moment. */
async function turnRound(tx: Tx, cohortId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Milestone" SET "order" = -"order" - 1 WHERE "cohortId" = ${cohortId}::uuid`;
}
