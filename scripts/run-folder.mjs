import { chmodSync, globSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long a PostgreSQL that is told to go may take. */
const endMs = 5_000;

/**
 * The folder that a test run has for its temporary files. Everything that the run starts gets it as TMPDIR, so that even of a run that was
 * broken off in the middle nothing remains: neither a file nor a process.
 */
export function runFolder() {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'interlock-run-')));
  // As root, PostgreSQL runs under another account, which must find its way to its own folder below this one.
  chmodSync(path, 0o711);
  return {
    path,
    /** Ends what still runs there, and deletes it. Resolves with the number of processes that had to be ended. */
    remove: async () => {
      const servers = serversIn(path);
      const programs = programsOf(path);
      // At once and without a farewell, which a stopped process could not hear.
      for (const pid of programs) signal(pid, 'SIGKILL');
      // PostgreSQL's immediate shutdown; a plain kill would leave its shared memory behind.
      for (const pid of servers) signal(pid, 'SIGQUIT');
      const deadlineMs = performance.now() + endMs;
      while (servers.some((pid) => signal(pid, 0)) && performance.now() < deadlineMs)
        await new Promise((resolve) => setTimeout(resolve, 25));
      rmSync(path, { recursive: true, force: true });
      return servers.length + programs.length;
    },
  };
}

/** PostgreSQL gets an environment of its own, and a session of its own, but it writes its process id down in its data directory. */
function serversIn(/** @type {string} */ path) {
  const files = globSync('**/postmaster.pid', { cwd: path });
  return files.map((file) => Number.parseInt(readFileSync(join(path, file), 'utf8'), 10)).filter((pid) => signal(pid, 0));
}

/** Programs that tests started (gateways, workers, browsers), by the environment they inherited. Only Linux tells it. */
function programsOf(/** @type {string} */ path) {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid);
  return pids.map(Number).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`TMPDIR=${path}`);
    } catch {
      return false; // it ended meanwhile, or it is someone else's
    }
  });
}

/** @param {number} pid @param {NodeJS.Signals | 0} name @returns {boolean} whether there was such a process */
function signal(pid, name) {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
