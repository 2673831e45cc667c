import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

/** Identifies a process unambiguously, on any machine or in any container. */
export const processIdentity = z.object({
  /** The scope in which process ids are unique: on Linux one boot and one PID namespace, elsewhere one host. */
  realm: z.string(),
  pid: z.number().int(),
  /** On Linux, clock ticks from boot to its start, because process ids are reused. */
  started: z.string().optional(),
});
type ProcessIdentity = z.infer<typeof processIdentity>;

export function thisProcess(): ProcessIdentity {
  return { realm: realm(), pid: process.pid, started: lookUp(process.pid)?.started };
}

/** Undefined when the process ran where this one cannot look. */
export function isAlive(identity: ProcessIdentity): boolean | undefined {
  if (identity.realm !== realm()) return undefined;
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // EPERM: the process exists and belongs to another user.
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
    // A zombie has been killed and only waits for its parent; it writes nothing.
    return { started: fields[19], dead: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return undefined;
  }
}
