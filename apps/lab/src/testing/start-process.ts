import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from '../system/index.js';

/** Bounds a hang: with other systems beside it, on a slow machine, a start takes its time. */
const READY_WITHIN_MS = 300_000;

/** The lab as `npm start` runs it: a process, by its compiled entry, on free ports unless the test names some. */
export class StartProcess {
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;
  output = '';
  errors = '';

  constructor(env: Readonly<Record<string, string>>, args: readonly string[] = ['start']) {
    const ports = { INTERLOCK_PORT: '0', INTERLOCK_INTERNAL_PORT: '0', INTERLOCK_WORKER_PORT: '0', INTERLOCK_SANDBOX_PORT: '0' };
    const entry = join(import.meta.dirname, '..', '..', 'dist', 'main.js');
    this.#child = spawn(process.execPath, [entry, ...args], {
      env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], ...ports, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.ended = once(this.#child, 'close').then(([code]) => code as number | null);
  }

  get pid(): number {
    return this.#child.pid ?? Number.NaN;
  }

  /** Resolves once it has said how to pay a first order, or, in production, where it listens. */
  async ready(): Promise<this> {
    const said = async (): Promise<boolean> => /Interlock runs/.test(this.output) || this.#child.exitCode !== null;
    await eventually('the system is ready', said, { withinMs: READY_WITHIN_MS });
    if (this.#child.exitCode !== null) throw new Error(`it ended: ${this.errors}`);
    return this;
  }

  /** An address that it printed. */
  url(what: 'orders' | 'docs' | 'metrics' | 'sandbox'): string {
    return new RegExp(`^ +${what} +(http://127\\.0\\.0\\.1:\\d+)`, 'm').exec(this.output)?.[1] ?? 'not printed';
  }

  get apiKey(): string {
    return /demo API key +(\S+)/.exec(this.output)?.[1] ?? 'not printed';
  }

  /** The lines to paste, in the order in which they were printed. */
  get curls(): readonly string[] {
    return this.output.split('\n').flatMap((line) => /^ +(curl .*)$/.exec(line)?.[1] ?? []);
  }

  /** Those by which somebody is a till. */
  get tills(): readonly string[] {
    return this.output.split('\n').flatMap((line) => /^ +(TILL_URL=.*)$/.exec(line)?.[1] ?? []);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** SIGTERM, and the exit code. */
  async stop(): Promise<number | null> {
    this.signal('SIGTERM');
    return this.ended;
  }

  /** It, and every process that it or one of them started. */
  family(): readonly FamilyMember[] {
    const all = processes();
    const members = all.filter(({ pid }) => pid === this.pid);
    for (const member of members) members.push(...all.filter(({ parent }) => parent === member.pid));
    return members;
  }
}

export interface FamilyMember {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function processes(): readonly FamilyMember[] {
  const listed = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,command='], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [, pid, parent, state = '', command = ''] = /^ *(\d+) +(\d+) +(\S+) +(.*)$/.exec(line) ?? [];
    // What has ended and only waits to be taken note of is no process any more.
    return pid === undefined || state.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** Those that still run. A pid that was given out again since has another command. */
export function alive(family: readonly FamilyMember[]): readonly FamilyMember[] {
  const now = new Map(processes().map(({ pid, command }) => [pid, command]));
  return family.filter(({ pid, command }) => now.get(pid) === command);
}
