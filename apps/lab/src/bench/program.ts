import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

type Answer<Result> = { readonly id: number; readonly result: Result } | { readonly id: number; readonly error: string };

/** In the child: answers each request of the parent; ends with it. The first request is usually one that sets the program up. */
export function answerRequests<Request, Result>(answer: (request: Request) => Promise<Result>): void {
  process.on('message', ({ id, request }: { readonly id: number; readonly request: Request }) => {
    answer(request).then(
      (result) => process.send?.({ id, result }),
      (error: unknown) => process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
}

/** One of the benchmark's own programs as a process, always as it was built. */
export class Program<Request, Result> {
  readonly #child: ChildProcess;
  #asked = 0;

  /** `name` is the file's path below `bench/`, without its ending. */
  constructor(private readonly name: string) {
    this.#child = fork(join(import.meta.dirname, '..', '..', 'dist', 'bench', `${name}.main.js`), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child.setMaxListeners(0);
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error(`${this.name} does not run`);
    return this.#child.pid;
  }

  /** Throws what the program threw, or that it has ended. */
  ask(request: Request): Promise<Result> {
    const id = (this.#asked += 1);
    return new Promise((resolve, reject) => {
      const take = (answer: Answer<Result>): void => {
        if (answer.id !== id) return;
        forget();
        if ('error' in answer) reject(new Error(`${this.name}: ${answer.error}`));
        else resolve(answer.result);
      };
      const ended = (): void => {
        forget();
        reject(new Error(`${this.name} has ended`));
      };
      const forget = (): void => void this.#child.off('message', take).off('exit', ended);
      this.#child.on('message', take).once('exit', ended);
      this.#child.send({ id, request });
    });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
