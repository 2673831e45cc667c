import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `sysconf(_SC_CLK_TCK)`: 100 on every Linux that Node.js runs on. */
const ticksPerSecond = 100;

/** Processor time of a process so far, including threads, in milliseconds (proc(5): utime and stime). */
export function cpuMs(pid: number): number {
  const fields = statOf(pid);
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond;
}

/** proc(5), from the third field on. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in brackets, may contain spaces.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/**
 * The same of a server of many processes: its first, those that it started, and those of them that have ended (proc(5): cutime and
 * cstime).
 */
export function familyCpuMs(first: number): number {
  const [own = 0, system = 0, ended = 0, endedSystem = 0] = statOf(first).slice(11, 15).map(Number);
  const children = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === first);
  return (
    ((own + system + ended + endedSystem) * 1_000) / ticksPerSecond + children.reduce((sum, pid) => sum + cpuMs(pid), 0)
  );
}

export function parentOf(pid: number): number | undefined {
  try {
    return Number(statOf(pid)[1]);
  } catch {
    // It has ended since.
    return undefined;
  }
}

/** Current resident memory, in MB (proc(5): VmRSS). */
export function residentMb(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  if (!found) throw new Error(`Process ${pid} tells no resident memory: it has ended`);
  return Number(found[1]) / 1024;
}

/** Peak resident memory while `act` ran, in MB, sampled every quarter of a second. */
export async function mostResidentMb(pid: number, act: () => Promise<unknown>): Promise<number> {
  let most = residentMb(pid);
  const timer = setInterval(() => {
    most = Math.max(most, residentMb(pid));
  }, 250);
  try {
    await act();
  } finally {
    clearInterval(timer);
  }
  return Math.max(most, residentMb(pid));
}

const periodUs = 100_000;

/**
 * Holds a process and its threads to a share of one processor, by a control group of Linux, as a small machine of its own would.
 * @param share such as 0.2 @returns takes the limit off again once the process has ended; undefined where that may not be done
 */
export function limitProcessor(pid: number, share: number): (() => void) | undefined {
  const quota = String(Math.round(share * periodUs));
  const name = `staffroom-bench-${pid}`;
  try {
    if (existsSync('/sys/fs/cgroup/cpu/cpu.cfs_quota_us') || existsSync('/sys/fs/cgroup/cpu/cgroup.procs')) {
      const group = join('/sys/fs/cgroup/cpu', name);
      mkdirSync(group);
      writeFileSync(join(group, 'cpu.cfs_period_us'), String(periodUs));
      writeFileSync(join(group, 'cpu.cfs_quota_us'), quota);
      writeFileSync(join(group, 'cgroup.procs'), String(pid));
      return () => rmdirSync(group);
    }
    const group = join('/sys/fs/cgroup', name);
    mkdirSync(group);
    writeFileSync(join(group, 'cpu.max'), `${quota} ${periodUs}`);
    writeFileSync(join(group, 'cgroup.procs'), String(pid));
    return () => rmdirSync(group);
  } catch {
    // Not root, or a container that may not.
    return undefined;
  }
}
