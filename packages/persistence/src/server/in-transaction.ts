import type { Pool, PoolClient } from 'pg';

/** Runs the work between `begin` and `commit` on one connection; where it throws, nothing of it is kept. Nothing outside is called meanwhile. */
export async function inTransaction<Result>(pool: Pool, work: (transaction: PoolClient) => Promise<Result>): Promise<Result> {
  const transaction = await pool.connect();
  let broken: Error | undefined;
  // A connection that ends between two statements, or under one, says so here too; without a listener that would end the process.
  const onLost = (error: Error): void => {
    broken = error;
  };
  transaction.on('error', onLost);
  try {
    await transaction.query('begin');
    const result = await work(transaction);
    await transaction.query('commit');
    return result;
  } catch (error) {
    // A connection on which not even this works is not given back to the others.
    await transaction.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    transaction.off('error', onLost);
    transaction.release(broken);
  }
}
