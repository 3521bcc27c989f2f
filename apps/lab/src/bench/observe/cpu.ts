import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

/** Processor time that a process has used so far, in milliseconds; undefined where the system does not tell (no /proc). */
export function cpuMsOf(pid: number): number | undefined {
  const fields = statOf(pid);
  return fields === undefined ? undefined : ticks(fields, 13, 14) * TICK_MS;
}

/** The same of a process with all that it has started: PostgreSQL's one process per connection. */
export function cpuMsOfFamily(pid: number): number | undefined {
  const own = statOf(pid);
  if (own === undefined) return undefined;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((fields) => fields?.[3] === String(pid));
  // Fields 15 and 16: children that have ended.
  return (ticks(own, 13, 14, 15, 16) + children.reduce((sum, fields) => sum + ticks(fields ?? [], 13, 14), 0)) * TICK_MS;
}

export function parentOf(pid: number): number | undefined {
  const parent = statOf(pid)?.[3];
  return parent === undefined ? undefined : Number(parent);
}

function ticks(fields: readonly string[], ...indexes: readonly number[]): number {
  return indexes.reduce((sum, index) => sum + Number(fields[index] ?? 0), 0);
}

/** Fields as proc(5) counts them, from 0. The name, which may hold anything, is cut out. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const line = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return ['', '', ...line.slice(line.lastIndexOf(')') + 2).split(' ')];
  } catch {
    return undefined;
  }
}
