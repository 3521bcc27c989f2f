import { UUID } from '@interlock/accounts';
import { OperationInProgress } from '@interlock/domain';
import type { CaseRepository, CaseRow, OrderWithOperations } from '@interlock/persistence';
import type { Pool } from 'pg';
import { orderOf } from '../orders/command-answer.js';
import { CaseNotFound } from './errors.js';

/** How often both are read for them to be of one version. */
const READS = 10;

/**
 * A case and its order at one version, which every change of either raises. What is written is guarded by the order's version: were the case older
 * than that, a proposal that was rejected meanwhile would be carried out, and one that was made meanwhile passed over. Throws `CaseNotFound`.
 */
export async function caseWithOrder(
  pool: Pool,
  cases: CaseRepository,
  { merchantId, caseId }: { readonly merchantId: string; readonly caseId: string },
): Promise<{ readonly row: CaseRow; readonly read: OrderWithOperations }> {
  for (let count = 0; count < READS; count += 1) {
    const row = UUID.test(caseId) ? await cases.find(merchantId, caseId) : undefined;
    if (row === undefined) throw new CaseNotFound();
    const read = await orderOf(pool, merchantId, row.orderId);
    if (row.orderVersion === read.order.version) return { row, read };
  }
  throw new OperationInProgress('change');
}
