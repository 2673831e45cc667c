import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

/** Names a process so that it is never taken for another, whatever machine or container it runs in. */
export const processIdentity = z.object({
  /** Within it, process ids mean the same processes: on Linux one boot and one PID namespace, elsewhere one host. */
  realm: z.string(),
  pid: z.number().int(),
  /** On Linux, clock ticks from boot to its start: process ids are used again. */
  started: z.string().optional(),
});
export type ProcessIdentity = z.infer<typeof processIdentity>;

export function thisProcess(): ProcessIdentity {
  return { realm: realm(), pid: process.pid, started: lookUp(process.pid)?.started };
}

/** Unknown when it ran where this process cannot look. */
export function isAlive(identity: ProcessIdentity): boolean | undefined {
  if (identity.realm !== realm()) return undefined;
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = lookUp(identity.pid);
  if (now?.dead) return false;
  return now === undefined || identity.started === undefined ? undefined : now.started === identity.started;
}

function realm(): string {
  if (process.platform !== 'linux') return `${process.platform} ${hostname()}`;
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `linux ${boot} ${readlinkSync('/proc/self/ns/pid')}`;
}

/** Fields 3 and 22 of /proc/PID/stat (see proc_pid_stat(5)); the name in field 2 may hold spaces and brackets. */
function lookUp(pid: number): { readonly started: string | undefined; readonly dead: boolean } | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie was killed and waits for its parent to ask: it writes no more.
    return { started: fields[19], dead: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return undefined;
  }
}
