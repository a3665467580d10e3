/**
 * Process tree: what a process and all that it started have used, from Linux's `/proc`. A
 * build runs in several processes (Astro, Pagefind, esbuild), so its own account is not the
 * whole; children that have ended are in their parent's account once it has waited for them.
 */
import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of a second in `/proc/<pid>/stat`: 100 on every Linux that Node runs on. */
const TICKS = 100;

/** One line of `/proc/<pid>/stat`. */
interface Stat { pid: number; parent: number; cpuTicks: number; residentPages: number }

/** What a tree of processes uses: CPU seconds since its start, memory now. */
export interface TreeUse { cpuSeconds: number; residentBytes: number }

/** Returns what a line of `/proc/<pid>/stat` says; the program's name in it may hold spaces and brackets. */
export function readStat(line: string): Stat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ').map(Number);
  return { pid: Number.parseInt(line, 10), parent: fields[1]!, cpuTicks: fields[11]! + fields[12]! + fields[13]! + fields[14]!, residentPages: fields[21]! };
}

/** Returns what the tree below (and with) a process uses, `null` where there is no `/proc`. */
export function treeUse(root: number): TreeUse | null {
  const stats = allStats();
  if (stats === null) return null;
  const tree = new Set([root]);
  let size = 0;
  while (size !== tree.size) {
    size = tree.size;
    for (const { pid, parent } of stats) if (tree.has(parent)) tree.add(pid);
  }
  const own = stats.filter(({ pid }) => tree.has(pid));
  const sum = (of: (stat: Stat) => number): number => own.reduce((total, stat) => total + of(stat), 0);
  return { cpuSeconds: sum(({ cpuTicks }) => cpuTicks) / TICKS, residentBytes: sum(({ residentPages }) => residentPages) * 4096 };
}

function allStats(): Stat[] | null {
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return null;
  }
  return names.filter((name) => /^\d+$/.test(name)).flatMap((pid) => statOf(pid));
}

/** None, if the process has ended between the listing and the reading. */
function statOf(pid: string): Stat[] {
  try {
    return [readStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))];
  } catch {
    return [];
  }
}
