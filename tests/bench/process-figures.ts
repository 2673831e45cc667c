import { readFileSync } from 'node:fs';

/** `sysconf(_SC_CLK_TCK)`: 100 on every Linux that Node.js runs on. */
const ticksPerSecond = 100;

/** Processor time of a process so far, including threads, in milliseconds (proc(5): utime and stime). */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in brackets, may contain spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond;
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
