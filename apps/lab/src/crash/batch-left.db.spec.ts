import type { OrderView } from '@interlock/orders';
import type { BatchView } from '@interlock/settlement';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_STORE_NO, DEMO_TERMINAL_SN, demoIds } from '../demo-merchant/ids.js';
import { eventually } from '../system/index.js';
import { startCrashLab, type CrashLab } from './crash-lab.js';
import { caught, inBackground, viewOf } from './sale.js';

/** A worker looks once the call's own time-out is over: 5 + 15 + 5 s. */
const TIMEOUT_MS = 600_000;

let lab: CrashLab;
beforeAll(async () => {
  lab = await startCrashLab();
}, TIMEOUT_MS);
afterAll(async () => {
  await lab.stop();
});

let orders = 0;
async function paidAtTerminal(): Promise<OrderView> {
  orders += 1;
  const order = viewOf(
    await lab.api.createOrder({
      merchantOrderNo: `BATCH-${String(orders)}`,
      amount: { currency: 'USD', value: '1250' },
      method: { type: 'terminal' },
      terminalSn: DEMO_TERMINAL_SN,
      description: 'Two coffees',
    }),
  );
  return eventually('the order is paid', async () => {
    const now = await lab.api.order(order.id);
    return now.state === 'paid' && now;
  });
}

const latest = async (): Promise<BatchView> => {
  const { body } = await lab.api.ask<{ readonly batches: readonly BatchView[] }>('GET', '/v1/batches?limit=1');
  const [batch] = body.batches;
  if (batch === undefined) throw new Error('there is no batch');
  return batch;
};

describe('a close whose gateway is killed', () => {
  it.each([
    // The provider has closed it, and was asked again: there is nothing left to close, so it states no figures.
    ['after the answer, before it was written', 'prove_batch', 2, undefined],
    // What the provider said stands in the row, and it is not asked again.
    ['after the answer was written, before its payments were marked', 'batch_candidates', 1, { count: 1 }],
  ])(
    '%s: the worker closes it, and marks each payment once',
    async (_, statement, attempts, stated) => {
      const order = await paidAtTerminal();
      const { process, api, database } = await lab.addGateway();
      const held = database.holdRequest(statement);
      const body = { providerAccountId: demoIds.codepay, scope: { storeNo: DEMO_STORE_NO } };
      inBackground(api.ask('POST', '/v1/batches', body, { 'idempotency-key': `close-${String(orders)}` }));
      await caught(held, statement);
      await process.kill();
      expect(await latest()).toMatchObject({ state: 'closing' });
      expect((await lab.api.order(order.id)).operations[0]).not.toHaveProperty('batchId');
      const closed = await eventually(
        'the batch is closed',
        async () => {
          const batch = await latest();
          return batch.state === 'closed' && batch;
        },
        { withinMs: TIMEOUT_MS },
      );
      expect(closed).toMatchObject({ attempts, own: { count: 1 }, exceptions: [], ...(stated === undefined ? {} : { stated }) });
      expect('stated' in closed).toBe(stated !== undefined);
      const after = await lab.api.order(order.id);
      expect(after).toMatchObject({ version: order.version + 1, operations: [{ batchId: closed.id }] });
    },
    TIMEOUT_MS,
  );
});
