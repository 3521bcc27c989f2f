import type { ClientBase, Pool, PoolClient, QueryConfig, QueryResult } from 'pg';
import type { Chances } from '../core/chances.js';
import type { Scheduler } from '../core/scheduler.js';
import type { EngineProcess } from './engine-process.js';

/** A statement's time on the way and in the server. */
const STATEMENT_MS = [0, 4] as const;
const LABEL_LENGTH = 48;
/** Every write of the engine begins with its guard, or with what it writes. */
const READS_ONLY = /^\s*select\b/i;

export interface PoolWorld {
  readonly scheduler: Scheduler;
  readonly chances: Chances;
  /** The real PostgreSQL, on one connection, which a refused statement does not cost: one runs at a time. */
  readonly connection: ClientBase;
  /** Hears of each statement that may have written something. */
  readonly written: () => void;
}

/**
 * The pool of one process: every statement is an effect, done by the real PostgreSQL when the scheduler releases it. All writes on money are single
 * statements that commit by themselves, so a connection holds nothing between two of them. A transaction of several statements, by which a
 * setting is changed with its audit entry, is one effect as a whole, with nothing of anybody else's in between.
 */
export function simulatedPool(process: EngineProcess, { scheduler, chances, connection, written }: PoolWorld): Pool {
  const query = (given: string | QueryConfig, values?: unknown[]): Promise<QueryResult> =>
    new Promise((resolve, reject) => {
      const statement = typeof given === 'string' ? { text: given, ...(values === undefined ? {} : { values }) } : given;
      const label = `${process.name} sql ${labelOf(statement)}`;
      const act = async (): Promise<void> => {
        const loss = chances.strikes('disconnect') ? chances.pick(['before', 'after'] as const) : undefined;
        if (loss !== 'before' && !READS_ONLY.test(statement.text)) written();
        const done = loss === 'before' ? undefined : await connection.query(statement).catch(failureOf);
        if (loss !== undefined) reject(new Error('Connection terminated unexpectedly'));
        else if (done instanceof Error) reject(done);
        else if (done !== undefined) resolve(done);
      };
      scheduler.add(label, chances.between(...STATEMENT_MS), act, process);
    });
  const connect = (): Promise<PoolClient> =>
    new Promise((resolve, reject) => {
      const act = (): void => {
        if (chances.strikes('disconnect')) {
          reject(new Error('Connection terminated unexpectedly'));
          return;
        }
        const working = scheduler.begin();
        const release = (): void => {
          written();
          void scheduler.atEnd(working);
        };
        resolve(transactionOn(connection, release));
      };
      scheduler.add(`${process.name} transaction`, chances.between(...STATEMENT_MS), act, process);
    });
  return { query, connect } as unknown as Pool;
}

/** The one connection, for as long as a transaction has it. */
function transactionOn(connection: ClientBase, release: () => void): PoolClient {
  const query = (given: string | QueryConfig, values?: unknown[]): Promise<QueryResult> => connection.query(given, values);
  const nothing = (): void => undefined;
  return { query, release, on: nothing, off: nothing } as unknown as PoolClient;
}

function failureOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function labelOf(statement: QueryConfig): string {
  return statement.name ?? statement.text.replace(/\s+/g, ' ').trim().slice(0, LABEL_LENGTH);
}
