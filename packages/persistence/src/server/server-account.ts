import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedServerFailed } from './startup-error.js';

const run = promisify(execFile);

/** The system account that PostgreSQL runs as; undefined: our own. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root. Root starts it as the owner of the cluster, or for a new one as `postgres`, which is made where it is missing. */
export async function serverAccount(clusterDir: string): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(clusterDir).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp('postgres')) ?? (await create('postgres'));
}

/**
 * How to start a program as that account. A clone below /root, or in a private temporary directory, cannot be entered by any other account;
 * there the program keeps, of all that root may do, only the right to pass such directories.
 */
export async function launchAs(
  account: ServerAccount | undefined,
  command: string,
  args: readonly string[],
  paths: readonly string[],
): Promise<Launch> {
  if (account === undefined) return { command, args };
  const reachable = await Promise.all([command, ...paths].map((path) => canReach(account, path)));
  if (reachable.every(Boolean)) return { command, args, ...account };
  const { uid, gid } = account;
  const keep = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return {
    command: 'setpriv',
    args: [`--reuid=${String(uid)}`, `--regid=${String(gid)}`, '--clear-groups', ...keep, '--', command, ...args],
  };
}

/** Whether every directory above the path may be entered by the account. */
async function canReach(account: ServerAccount, path: string): Promise<boolean> {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const { mode, uid, gid } = await stat(directory);
    const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & enter) === 0) return false;
    if (directory === dirname(directory)) return true;
  }
}

async function lookUp(name: string): Promise<ServerAccount | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined; // `id` fails for an unknown name
  }
}

async function create(name: string): Promise<ServerAccount> {
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  const created = await run('useradd', [...options, name]).then(
    () => lookUp(name),
    () => undefined,
  );
  if (created !== undefined) return created;
  throw new EmbeddedServerFailed(
    `PostgreSQL cannot run as root, and no account "${name}" could be made for it. Start as another user, or set DATABASE_URL.`,
  );
}
