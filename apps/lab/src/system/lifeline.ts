import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import type { Writable } from 'node:stream';

/** A process that outlives a kill -9 of everything else, to stop the embedded PostgreSQL then. */
interface Lifeline {
  /** To be inherited by every process that writes to the database: the server is stopped once the last holder is gone. */
  readonly end: Writable;
  /** The server was stopped in order: nothing is left to do. */
  release(): Promise<void>;
}

/** `remove`: the data directory is a throw-away one, to be deleted as well. */
export function holdLifeline(dataDir: string, { remove }: { readonly remove: boolean }): Lifeline {
  const entry = join(import.meta.dirname, `lifeline.main${extname(import.meta.filename)}`);
  // A session of its own, so that no signal to our group reaches it.
  const child = spawn(process.execPath, [entry, dataDir, remove ? 'remove' : 'keep'], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env['PATH'] },
  });
  const ended = once(child, 'exit');
  child.unref();
  return {
    end: child.stdin,
    release: async () => {
      child.ref();
      child.kill('SIGKILL');
      await ended;
    },
  };
}
