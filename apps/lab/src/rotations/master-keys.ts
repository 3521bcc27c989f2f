import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileIn = (dataDir: string): string => join(dataDir, 'master-keys');

/** A further master key, in the form in which the ring is written: `kid:key`. */
export const newMasterKey = (kid: string): string => `${kid}:${randomBytes(32).toString('base64url')}`;

/** The one key of a data directory in which nobody has changed it yet. */
export async function firstMasterKey(dataDir: string): Promise<string> {
  return (await readFile(fileIn(dataDir), 'utf8')).trim();
}

/** What a process that starts from now on has for its ring, oldest first. */
export async function putMasterKeys(dataDir: string, keys: readonly string[]): Promise<void> {
  const file = fileIn(dataDir);
  await writeFile(`${file}.new`, `${keys.join(',')}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
