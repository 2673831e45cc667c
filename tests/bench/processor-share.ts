import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
