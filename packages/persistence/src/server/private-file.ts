import { randomUUID } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';

/**
 * Reads a file that only our own account may read, and makes it the first time. It appears whole or not at all (written beside its place,
 * synced, linked): data sealed under a key that a power cut tore could never be read again. Of two processes that make it at once, one wins.
 */
export async function readOrMakePrivateFile(path: string, make: () => string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const building = `${path}.${randomUUID()}`;
  const file = await open(building, 'wx', 0o600);
  try {
    await file.writeFile(make());
    await file.sync();
    await link(building, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await file.close();
    await rm(building, { force: true });
  }
  return readFile(path, 'utf8');
}
