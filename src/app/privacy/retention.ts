import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { dayMs, hourMs } from '../../domain/durations.js';
import { recordAct } from '../audit/audit.js';
import { commit } from '../commit.js';
import type { Core } from '../core.js';
import { beganKey } from './anonymise-inactive.js';
import { type HeldKindName, heldKind } from './register-of-held-data.js';
import { type End, ends } from './retention-rules.js';

/** Runs once per calendar day, after 02:00 local time, when hardly anybody uses the bot. */
const beginsAtHour = 2;
/**
 * Applies the retention periods, each kind once a night however many processes run: claiming the night and deleting are
 * one transaction, which a second process waits for. A kind that fails does not stop the others, and is tried again at
 * the next call. Runs every minute, so a missed night is made up for.
 * @returns how many of each kind ended now; empty when the night's work is done
 * @throws AggregateError of what failed, after everything was tried
 */
export async function retainNightly(core: Core): Promise<Partial<Record<HeldKindName, number>>> {
  const night = nightOf(core);
  const rows = await core.prisma.setting.findMany({ where: { key: { startsWith: keyOf('') } } });
  const done = new Map(rows.map(({ key, value }) => [key, String(value)]));
  const ended: Partial<Record<HeldKindName, number>> = {};
  const faults: unknown[] = [];
  for (const [kind, end] of Object.entries(ends) as Array<[HeldKindName, End]>) {
    if ((done.get(keyOf(kind)) ?? '') >= night) continue;
    try {
      const count = await endKind(core, kind, end, night);
      if (count !== undefined) ended[kind] = count;
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, 'Some of what is to be deleted could not be');
  return ended;
}

function nightOf({ clock, timeZone }: Core): string {
  return format(new TZDate(clock.now().getTime() - beginsAtHour * hourMs, timeZone), 'yyyy-MM-dd');
}

/** Stores the date of the first start, by the service's clock. */
export async function noteRecordsBegan({ prisma, clock }: Core): Promise<void> {
  await prisma.setting.createMany({
    data: [{ key: beganKey, value: clock.now().toISOString() }],
    skipDuplicates: true,
  });
}

function keyOf(kind: string): string {
  return `retention:${kind}`;
}

async function endKind(core: Core, kind: HeldKindName, end: End, night: string): Promise<number | undefined> {
  const { until } = heldKind(kind);
  const now = core.clock.now();
  return commit(core, async (tx) => {
    const mine = await tx.$executeRaw`
      INSERT INTO "Setting" (key, value) VALUES (${keyOf(kind)}, to_jsonb(${night}::text))
      ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value WHERE "Setting".value #>> '{}' < EXCLUDED.value #>> '{}'`;
    if (mine === 0) return undefined;
    const count = await end(core, tx, new Date(now.getTime() - (until.days ?? 0) * dayMs));
    const detail = { kind, count };
    if (count > 0)
      await recordAct(tx, undefined, { act: 'retention', subject: 'records', outcome: 'ended', detail }, now);
    return count;
  });
}
