import type { Pool } from 'pg';
import { bound } from '../engine/named.js';
import { stampStatement } from './batch-statements.js';

/** How many operations one statement marks at most: it holds their rows' locks. */
export const STAMP_CHUNK = 500;

export interface StampInput {
  readonly batchId: string;
  /** Of the batch, as its holder has it. */
  readonly lease: number;
  readonly operations: readonly { readonly id: string; readonly orderId: string }[];
  /** One for each order among them. */
  readonly eventIds: Readonly<Record<string, string>>;
  readonly at: number;
  readonly actor: string;
  readonly requestId: string;
}

/** Returns the ids of the operations that it marked; the others were marked before, or are no longer what is handed in, or the batch is somebody else's by now. */
export async function stampBatch(pool: Pool, input: StampInput): Promise<string[]> {
  const { operations, eventIds } = input;
  if (operations.length > STAMP_CHUNK) throw new RangeError(`at most ${String(STAMP_CHUNK)} operations are marked at once`);
  const answer = await pool.query<{ id: string }>(
    bound(stampStatement, {
      batch_id: input.batchId,
      lease: input.lease,
      operation_ids: operations.map(({ id }) => id),
      order_ids: Object.keys(eventIds),
      event_ids: Object.values(eventIds),
      at: new Date(input.at),
      actor: input.actor,
      request_id: input.requestId,
    }),
  );
  return answer.rows.map(({ id }) => id);
}
