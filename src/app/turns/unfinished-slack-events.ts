import { minuteMs } from '../../domain/durations.js';
import type { Core } from '../core.js';
import { leaseMs } from './turn-store.js';

/** A platform's event that takes longer than the time in which it must be acknowledged. */
interface KeptEvent {
  /** The key of its turn; see `turnKey`. */
  readonly key: string;
  readonly body: unknown;
}

/** After this, the process that was handling the event has died. */
const abandonedMs = 60_000;
/** After this, an event is given up. */
const givenUpMs = 30 * minuteMs;

/**
 * Stores an event so that it is not lost if this process dies after acknowledging it. Works whether or not its turn has
 * begun.
 */
export async function keepEvent(core: Core, event: KeptEvent): Promise<void> {
  const now = core.clock.now();
  const openToAll = new Date(now.getTime() - leaseMs - 1);
  const kept = JSON.stringify({ since: now.toISOString(), body: event.body });
  await core.prisma.$executeRaw`
    INSERT INTO "Inbound" (key, "receivedAt", body, "keptAt") VALUES (${event.key}, ${openToAll}, ${kept}::jsonb, ${now})
    ON CONFLICT (key) DO UPDATE SET "keptAt" = EXCLUDED."keptAt", body = COALESCE("Inbound".body, EXCLUDED.body)`;
}

/** The event has been handled completely. */
export async function dropEvent(core: Core, key: string): Promise<void> {
  const now = core.clock.now();
  await core.prisma.$executeRaw`
    UPDATE "Inbound" SET body = NULL, "keptAt" = NULL, "doneAt" = COALESCE("doneAt", ${now}) WHERE key = ${key}`;
}

/**
 * Takes over events of dead processes, each by one caller. They are handled again from the beginning, because the act
 * may be done and the answer not. Events older than half an hour are deleted.
 * @param underWay keys that this process is still handling
 */
export async function takeAbandonedEvents(core: Core, underWay: readonly string[]): Promise<KeptEvent[]> {
  const now = core.clock.now();
  const abandoned = new Date(now.getTime() - abandonedMs);
  const openToAll = new Date(now.getTime() - leaseMs - 1);
  const rows = await core.prisma.$queryRaw<Array<{ key: string; body: { since: string; body: unknown } }>>`
    UPDATE "Inbound" SET "keptAt" = ${now}, "doneAt" = NULL, "receivedAt" = ${openToAll}
     WHERE body IS NOT NULL AND "keptAt" < ${abandoned} AND key <> ALL(${[...underWay]})
    RETURNING key, body`;
  const hopeless = rows.filter(({ body }) => now.getTime() - Date.parse(body.since) > givenUpMs);
  for (const { key } of hopeless) await dropEvent(core, key);
  return rows.filter((row) => !hopeless.includes(row)).map(({ key, body }) => ({ key, body: body.body }));
}

/** Whether the turn has been answered; false while it is being answered, or when it never began. */
export async function isTurnDone(core: Core, key: string): Promise<boolean> {
  const found = await core.prisma.inbound.findUnique({ where: { key }, select: { doneAt: true } });
  return found?.doneAt != null;
}
