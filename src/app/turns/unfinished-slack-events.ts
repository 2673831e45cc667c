import type { Core } from '../core.js';
import { leaseMs } from './turn-store.js';

/** A platform's event whose work outlasts the time in which it must be acknowledged. */
export interface KeptEvent {
  /** Of its turn; see `turnKey`. */
  readonly key: string;
  readonly body: unknown;
}

/** Nobody is at an event any more that was taken up this long ago. */
const abandonedMs = 60_000;
/** An event that could not be worked through in this time never will be. */
const hopelessMs = 30 * 60_000;

/**
 * Keeps an event so that it is not lost when this process dies after the platform was told that it arrived. Its turn may
 * have begun, or not yet: whoever opens it later is not hindered.
 */
export async function keepEvent(core: Core, event: KeptEvent): Promise<void> {
  const now = core.clock.now();
  const openToAll = new Date(now.getTime() - leaseMs - 1);
  const kept = JSON.stringify({ since: now.toISOString(), body: event.body });
  await core.prisma.$executeRaw`
    INSERT INTO "Inbound" (key, "receivedAt", body, "keptAt") VALUES (${event.key}, ${openToAll}, ${kept}::jsonb, ${now})
    ON CONFLICT (key) DO UPDATE SET "keptAt" = EXCLUDED."keptAt", body = COALESCE("Inbound".body, EXCLUDED.body)`;
}

/** The event has been worked through, answer and all. */
export async function dropEvent(core: Core, key: string): Promise<void> {
  const now = core.clock.now();
  await core.prisma.$executeRaw`
    UPDATE "Inbound" SET body = NULL, "keptAt" = NULL, "doneAt" = COALESCE("doneAt", ${now}) WHERE key = ${key}`;
}

/**
 * Events of dead processes, each given to one asker: to be worked through again from the beginning, for the act may be
 * done and the answer not. What has been hopeless for half an hour is let go.
 * @param underWay keys that this process is still at
 */
export async function takeAbandonedEvents(core: Core, underWay: readonly string[]): Promise<KeptEvent[]> {
  const now = core.clock.now();
  const abandoned = new Date(now.getTime() - abandonedMs);
  const openToAll = new Date(now.getTime() - leaseMs - 1);
  const rows = await core.prisma.$queryRaw<Array<{ key: string; body: { since: string; body: unknown } }>>`
    UPDATE "Inbound" SET "keptAt" = ${now}, "doneAt" = NULL, "receivedAt" = ${openToAll}
     WHERE body IS NOT NULL AND "keptAt" < ${abandoned} AND key <> ALL(${[...underWay]})
    RETURNING key, body`;
  const hopeless = rows.filter(({ body }) => now.getTime() - Date.parse(body.since) > hopelessMs);
  for (const { key } of hopeless) await dropEvent(core, key);
  return rows.filter((row) => !hopeless.includes(row)).map(({ key, body }) => ({ key, body: body.body }));
}

/** Whether the turn of this key has been answered; false while somebody is at it, or when it never began. */
export async function isTurnDone(core: Core, key: string): Promise<boolean> {
  const found = await core.prisma.inbound.findUnique({ where: { key }, select: { doneAt: true } });
  return found?.doneAt != null;
}
