import type { Pool } from 'pg';
import type { OperationRecord } from './records.js';

/**
 * The request under which an operation was begun: that of its own first transition, or, where a finish began it along with its change, that
 * of the newest one by then. Undefined where the order is gone. Who carries the operation on later works under the same id.
 */
export async function requestThatBegan(
  pool: Pool,
  operation: Pick<OperationRecord, 'id' | 'orderId' | 'createdAt'>,
): Promise<string | undefined> {
  const answer = await pool.query<{ request_id: string }>({
    name: 'request_that_began',
    text: `select request_id from transition where order_id = $1 and (operation_id = $2 or at <= $3)
      order by (operation_id = $2) is true desc, case when operation_id = $2 then version else -version end limit 1`,
    values: [operation.orderId, operation.id, new Date(operation.createdAt)],
  });
  return answer.rows[0]?.request_id;
}
