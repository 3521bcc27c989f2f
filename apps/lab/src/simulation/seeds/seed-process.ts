import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import type { SimulationResult } from '../simulate.js';
import type { SeedRequest, SeedWord } from './messages.js';

/** Nearly all that a run makes is soon forgotten: with room for it, it is not looked through again and again. */
const MEMORY = ['--max-semi-space-size=64', '--min-semi-space-size=32'];

/** A process that runs seeds, one at a time, on a PostgreSQL of its own. */
export class SeedProcess {
  private readonly child: ChildProcess;

  constructor() {
    const entry = join(import.meta.dirname, `seed.main${extname(import.meta.filename)}`);
    this.child = fork(entry, { execArgv: [...process.execArgv, ...MEMORY], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  }

  /** `onOrder` hears each order whose story is told. Throws what the run threw, or that the process has ended. */
  run(request: SeedRequest, onOrder: () => void): Promise<SimulationResult> {
    return new Promise((resolve, reject) => {
      const forget = (): void => void this.child.off('message', hear).off('exit', ended);
      const hear = (word: SeedWord): void => {
        if ('told' in word) {
          onOrder();
          return;
        }
        forget();
        if ('result' in word) resolve(word.result);
        else reject(new Error(`seed ${String(request.seed)}: ${word.failed}`));
      };
      const ended = (): void => {
        forget();
        reject(new Error(`seed ${String(request.seed)}: its process has ended`));
      };
      this.child.on('message', hear).once('exit', ended);
      this.child.send({ request });
    });
  }

  /** When its PostgreSQL has stopped, too. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    if (this.child.connected) this.child.disconnect();
    await ended;
  }
}
