import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotRun } from '../failure.js';
import type { Terminal } from '../terminal.js';

/**
 * The key of `--key-file`, INTERLOCK_API_KEY or INTERLOCK_API_KEY_FILE, in this order; for a gateway of this machine also the demo key. There is no
 * option that takes the key itself: whoever may list the processes of a machine reads their arguments, and a shell keeps them in its history.
 * Throws `CannotRun`, which never holds a key.
 */
export async function apiKeyOf(keyFile: string | undefined, isLocal: boolean, terminal: Terminal): Promise<string> {
  const { env } = terminal;
  const key =
    keyFile === undefined
      ? env['INTERLOCK_API_KEY'] || (await ofFile(env['INTERLOCK_API_KEY_FILE'] || undefined, 'INTERLOCK_API_KEY_FILE', terminal))
      : await ofFile(keyFile, '--key-file', terminal);
  const known = key ?? (isLocal ? await demoKey(env) : undefined);
  if (known === undefined) {
    throw new CannotRun(
      'No API key is known: set INTERLOCK_API_KEY, or name a file that holds it by --key-file or INTERLOCK_API_KEY_FILE (npm start has a demo key, in the data directory that INTERLOCK_DATA_DIR names).',
    );
  }
  return known;
}

async function ofFile(path: string | undefined, named: string, { input }: Terminal): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const text = await (path === '-' ? input() : readFile(path, 'utf8')).catch((error: NodeJS.ErrnoException) => {
    throw new CannotRun(`${named}: ${path} cannot be read (${error.code ?? 'no reason given'}).`);
  });
  const key = text.trim();
  // A header takes no other character, and what refuses it would show it.
  if (!/^[\x21-\x7E]+$/.test(key))
    throw new CannotRun(`${named}: ${path === '-' ? 'standard input' : path} must hold an API key and nothing else.`);
  return key;
}

/** The one that `npm start` was given, or has made in its data directory; undefined where there is none. */
async function demoKey(env: Terminal['env']): Promise<string | undefined> {
  if (env['INTERLOCK_DEMO_API_KEY']) return env['INTERLOCK_DEMO_API_KEY'];
  const text = await readFile(join(env['INTERLOCK_DATA_DIR'] || '.interlock', 'demo-merchant.json'), 'utf8').catch(() => '{}');
  try {
    const { apiKey } = JSON.parse(text) as { readonly apiKey?: unknown };
    return typeof apiKey === 'string' ? apiKey : undefined;
  } catch {
    return undefined; // Its own start says what is wrong with it.
  }
}
