import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { TestDatabase } from '../src/testing/index.js';
import type { Call, Instruction, Reply } from './race-child.js';

/** Real processes that race on one database: released together, or one made to wait for the other's row locks. */
export interface Racers {
  /** Each list of calls in a process of its own, all at once when the last of them is ready. Answers as asked. */
  race(...calls: readonly (readonly Call[])[]): Promise<readonly (readonly unknown[])[]>;
  /**
   * The first call runs in a transaction that stays open until PostgreSQL shows that the second, in another process, waits for its locks;
   * then it ends, by commit unless said otherwise. Returns both answers. Throws where the second does not wait.
   */
  inOrder(first: Call, second: Call, end?: 'commit' | 'rollback'): Promise<readonly [unknown, unknown]>;
  /** The first call's transaction stays open until the second, in another process, has answered. Throws where the second waits. */
  beside(first: Call, second: Call): Promise<readonly [unknown, unknown]>;
  /** The same with work of the test's own, on a connection of this process, before the call. */
  afterWork(work: (client: pg.PoolClient) => Promise<unknown>, call: Call): Promise<unknown>;
  /** One call in the process of that number, from 0, with nobody beside it. */
  run(process: number, call: Call): Promise<unknown>;
  stop(): Promise<void>;
}

/** Who neither waits nor has answered by then hangs elsewhere; a busy machine is given its time. */
const WAIT_MS = 60_000;

export async function startRacers(database: TestDatabase, count: number): Promise<Racers> {
  const racers = await Promise.all(Array.from({ length: count }, (_, index) => Racer.start(database.url, `racer-${String(index + 1)}`)));
  const racer = (index: number): Racer => {
    const found = racers[index];
    if (found === undefined) throw new RangeError(`there are only ${String(count)} racers`);
    return found;
  };

  /** Runs the call beside an open transaction, which ends when the call waits for it or has answered; the call must do what is expected of it. */
  async function against(other: Racer, call: Call, expected: 'waits' | 'answers', end: () => Promise<unknown>): Promise<unknown> {
    let answered = false;
    const answer = other.run(call).finally(() => (answered = true));
    try {
      const seen = await waitsOrAnswers(database.pool, other.name, () => answered);
      if (seen !== expected) throw new Error(`${other.name} ${seen}, where the other's transaction is open`);
    } finally {
      await end();
      await answer;
    }
    return answer;
  }

  return {
    async race(...calls) {
      const running = calls.map((list, index) => ({ list, racer: racer(index) }));
      await Promise.all(running.map((one) => one.racer.ask({ do: 'line up', calls: one.list })));
      const answers = running.map((one) => one.racer.ask({ do: 'go' }));
      await Promise.allSettled(answers); // One that fails leaves no other behind that is still running.
      return Promise.all(answers);
    },
    async inOrder(first, second, end = 'commit') {
      const [answer] = await racer(0).ask({ do: 'hold', call: first });
      return [answer, await against(racer(1), second, 'waits', () => racer(0).ask({ do: end }))];
    },
    async beside(first, second) {
      const [answer] = await racer(0).ask({ do: 'hold', call: first });
      return [answer, await against(racer(1), second, 'answers', () => racer(0).ask({ do: 'commit' }))];
    },
    async afterWork(work, call) {
      const client = await database.pool.connect();
      try {
        await client.query('begin');
        await work(client);
        return await against(racer(0), call, 'waits', () => client.query('commit'));
      } finally {
        client.release();
      }
    },
    run: (process, call) => racer(process).run(call),
    async stop() {
      await Promise.all(racers.map((one) => one.stop()));
    },
  };
}

class Racer {
  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
    private readonly gone: Promise<never>,
  ) {}

  static async start(url: string, name: string): Promise<Racer> {
    const child = fork(new URL('race-child.ts', import.meta.url), [url, name], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { PATH: process.env['PATH'] },
      execArgv: ['--import', '@interlock/persistence/testing/register-source'],
      serialization: 'advanced', // amounts are bigint
    });
    const gone = once(child, 'exit').then(([code, signal]) => {
      throw new Error(`${name} is gone: ${String(code ?? signal)}`);
    });
    gone.catch(() => undefined); // Expected when it is stopped; whoever waits for an answer hears of it.
    const racer = new Racer(name, child, gone);
    await racer.reply();
    return racer;
  }

  async run(call: Call): Promise<unknown> {
    await this.ask({ do: 'line up', calls: [call] });
    return (await this.ask({ do: 'go' }))[0];
  }

  async ask(instruction: Instruction): Promise<readonly unknown[]> {
    const answered = this.reply();
    this.child.send(instruction);
    return answered;
  }

  /** One question is open at a time, so the next message is its answer. */
  private async reply(): Promise<readonly unknown[]> {
    const [reply] = (await Promise.race([once(this.child, 'message'), this.gone])) as [Reply];
    if ('failed' in reply) throw new Error(`${this.name}: ${reply.failed}`);
    return reply.answers;
  }

  async stop(): Promise<void> {
    if (this.child.connected) this.child.disconnect();
    await this.gone.catch(() => undefined);
  }
}

/** Looks, as often as PostgreSQL answers, whether a connection of that name waits for a lock that another one holds. */
async function waitsOrAnswers(pool: pg.Pool, applicationName: string, answered: () => boolean): Promise<'waits' | 'answers'> {
  const until = performance.now() + WAIT_MS;
  while (performance.now() < until) {
    if (answered()) return 'answers';
    const { rowCount } = await pool.query(
      `select from pg_stat_activity where datname = current_database() and application_name = $1 and wait_event_type = 'Lock'`,
      [applicationName],
    );
    if (rowCount !== 0) return 'waits';
  }
  throw new Error(`${applicationName} neither waits nor answers`);
}
