import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** Signals that ask us to end; each is handed to the child, and the child's own end is ours. */
const endings = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** npm repeats a terminal's Ctrl-C to its script, so the same key press arrives twice within milliseconds; only a later one is a second wish. */
const echoMs = 500;

/** How long the processes that a child leaves behind may take to end before they are ended. */
const lingerMs = 5_000;

/** The exit code that shells expect of a process ended by a signal. */
export function codeOf(/** @type {NodeJS.Signals | null} */ signal) {
  return 128 + (signal ? constants.signals[signal] : 0);
}

/**
 * Runs a program to its end in a process group of its own, so that Ctrl-C reaches it once, through us, and nothing of it outlives us.
 *
 * `forward: 'leader'` hands signals to the program alone, which ends its own children in the order that suits it; `'group'` hands them to
 * everything it started, for tools that have no such order.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, forward: 'leader' | 'group', onLine?: (line: string) => void }} options
 *   with `onLine`, output is read line by line instead of shown
 * @returns {Child}
 */
export function start(command, args, { cwd, env, forward, onLine }) {
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    detached: true,
    stdio: onLine ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  const stop = (/** @type {NodeJS.Signals} */ signal) => send(child.pid, forward, signal);

  let stopped = false;
  let lastMs = Number.NEGATIVE_INFINITY;
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    const echo = performance.now() - lastMs < echoMs;
    lastMs = performance.now();
    stopped = true;
    if (!echo) stop(signal);
  };
  const onExit = () => send(child.pid, 'group', 'SIGKILL');
  for (const signal of endings) process.on(signal, onSignal);
  process.on('exit', onExit);

  if (onLine) for (const stream of [child.stdout, child.stderr]) if (stream) readLines(stream, onLine);

  /** @type {Child['ended']} */
  const over = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      void groupEnded(child.pid).then(() => {
        resolve({ code: code ?? codeOf(signal), stopped });
      });
    });
  });
  const ended = over.finally(() => {
    for (const signal of endings) process.off(signal, onSignal);
    process.off('exit', onExit);
  });
  return { stop, ended };
}

/**
 * @typedef {object} Child
 * @property {(signal: NodeJS.Signals) => void} stop hands it a signal of ours
 * @property {Promise<{ code: number, stopped: boolean }>} ended its exit code, and whether a signal to us asked for the end; rejects when
 *   the program cannot be started
 */

/** @param {number | undefined} pid @param {'leader' | 'group'} to @param {NodeJS.Signals | 0} signal @returns {boolean} whether anyone was there to hear it */
function send(pid, to, signal) {
  if (pid === undefined) return false;
  try {
    return process.kill(to === 'group' ? -pid : pid, signal);
  } catch (error) {
    // Nobody is left; macOS says EPERM of a group whose last members only wait to be buried.
    if (error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM')) return false;
    throw error;
  }
}

/** Waits until nothing is left of the group, and ends what lingers. */
async function groupEnded(/** @type {number | undefined} */ pid) {
  if (!(await endsWithin(pid, lingerMs))) {
    send(pid, 'group', 'SIGKILL');
    await endsWithin(pid, lingerMs);
  }
}

/** @param {number | undefined} pid @param {number} ms */
async function endsWithin(pid, ms) {
  const deadlineMs = performance.now() + ms;
  while (send(pid, 'group', 0) && !onlyZombies(pid)) {
    if (performance.now() > deadlineMs) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

/**
 * Whether the group's last members have ended and only wait for the system's first process to take note, which in a container may take
 * a second or forever. Only Linux tells.
 */
function onlyZombies(/** @type {number | undefined} */ group) {
  if (process.platform !== 'linux') return false;
  return readdirSync('/proc').every((entry) => {
    if (!/^\d+$/.test(entry)) return true;
    try {
      // After the name, which is in parentheses and may hold anything: the state, the parent and the process group (man 5 proc).
      const [state, , itsGroup] = readFileSync(`/proc/${entry}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return Number(itsGroup) !== group || state === 'Z';
    } catch {
      return true; // it ended while we looked
    }
  });
}

/** @param {import('node:stream').Readable} stream @param {(line: string) => void} onLine */
function readLines(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  });
  stream.on('end', () => {
    if (rest) onLine(rest);
  });
}
