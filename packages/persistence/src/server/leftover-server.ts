import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedServerFailed } from './startup-error.js';

const FAST_SHUTDOWN_MS = 30_000;
const IMMEDIATE_SHUTDOWN_MS = 10_000;
const POLL_MS = 20;

/**
 * Stops the server that a killed process of ours left running in this cluster. The caller holds the data directory's lock, so nobody else
 * started it. The pid in postmaster.pid may have been given out again since: only a `postgres -D <this cluster>` is ours. Where that pid
 * is no PostgreSQL at all the file is removed, because PostgreSQL itself would take the stranger for its predecessor and refuse to start.
 */
export async function stopLeftoverServer(clusterDir: string): Promise<void> {
  const pidFile = join(clusterDir, 'postmaster.pid');
  const pid = Number.parseInt(readOrEmpty(pidFile), 10);
  if (!Number.isSafeInteger(pid)) return;
  if (!isPostgres(pid)) rmSync(pidFile, { force: true });
  else if (servesCluster(pid, clusterDir) && !(await stopServer(pid, clusterDir))) {
    throw new EmbeddedServerFailed(
      `A PostgreSQL left over from an earlier run (process ${String(pid)}) does not stop. End it and start again.`,
    );
  }
}

/** Orderly ("fast": open transactions are rolled back, a checkpoint is written), then, past its time, without the checkpoint. False when it still runs. */
export async function stopServer(pid: number, clusterDir: string): Promise<boolean> {
  const steps = [
    ['SIGINT', FAST_SHUTDOWN_MS],
    ['SIGQUIT', IMMEDIATE_SHUTDOWN_MS],
  ] as const;
  for (const [signal, waitMs] of steps) {
    if (!servesCluster(pid, clusterDir)) return true;
    signalTo(pid, signal);
    for (let waited = 0; waited < waitMs; waited += POLL_MS) {
      if (!servesCluster(pid, clusterDir)) return true;
      await sleep(POLL_MS);
    }
  }
  return !servesCluster(pid, clusterDir);
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended in between
  }
}

/** A process that has ended, also one that nobody has reaped yet, has no command line. */
export function servesCluster(pid: number, clusterDir: string): boolean {
  const args = commandLine(pid);
  return isPostgres(pid) && args[args.indexOf('-D') + 1] === clusterDir;
}

function isPostgres(pid: number): boolean {
  return basename(commandLine(pid)[0] ?? '') === 'postgres';
}

function commandLine(pid: number): readonly string[] {
  if (process.platform === 'linux') return readOrEmpty(`/proc/${String(pid)}/cmdline`).split('\0');
  try {
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).split(' ');
  } catch {
    return []; // `ps` fails where there is no such process
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // no such file, or no such process any more
  }
}
