import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { readOrMakePrivateFile } from './private-file.js';
import { launchAs, type ServerAccount } from './server-account.js';
import { EmbeddedServerFailed } from './startup-error.js';

const run = promisify(execFile);

export const DATABASE_USER = 'interlock';
export const DATABASE = 'interlock';
/** In the data directory, beside the cluster. */
export const PASSWORD_FILE = 'postgres-password';

/** What the programs see of our environment: none of our settings, no PG* variable of the person's shell, messages in English. */
export const serverEnvironment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes the cluster once. It is built beside its place and renamed, so that a kill in between leaves nothing that looks whole.
 * Collation is PostgreSQL's own (builtin C.UTF-8): the order of a list never depends on the machine.
 */
export async function initialiseCluster(
  initdb: string,
  clusterDir: string,
  account: ServerAccount | undefined,
  password: string,
): Promise<void> {
  if (existsSync(join(clusterDir, 'PG_VERSION'))) return;
  const building = `${clusterDir}.new`;
  const passwordFile = `${clusterDir}.new-password`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) {
    await chown(building, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  const options = [`--pgdata=${building}`, `--username=${DATABASE_USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  try {
    const { command, args, ...as } = await launchAs(account, initdb, [...options, ...locale], [building]);
    await run(command, args, { ...as, cwd: dirname(initdb), env: serverEnvironment });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new EmbeddedServerFailed(`PostgreSQL could not make its cluster in ${clusterDir}: ${lastLine(stderr || message)}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(building, clusterDir);
}

/** The superuser's password: made once, readable by our own account alone. */
export function readOrMakePassword(file: string): Promise<string> {
  return readOrMakePrivateFile(file, () => randomBytes(32).toString('base64url'));
}

/** The line that says why: the last FATAL or error of a log, else its last line. */
export function lastLine(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.findLast((line) => /(FATAL|PANIC|error): /.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  return telling.replace(/^.*?(FATAL|PANIC|error): +/, '').slice(0, 300);
}
