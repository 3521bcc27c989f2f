import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../system/index.js';
import { DEMO_STORE_NO, DEMO_TERMINAL_SN } from '../demo-merchant/ids.js';
import { accountIds, CODEPAY, UPAY } from './accounts.js';
import { accepted, OperationsLab, usd } from './operations-lab.js';

/** Seed 003, its three sections on batches. In a system of their own: a close takes whatever is open. */

let lab: OperationsLab;
beforeAll(async () => {
  lab = await OperationsLab.start();
});
afterAll(() => lab.stop());

interface Batch {
  readonly id: string;
  readonly state: string;
  readonly stated?: { readonly count: number; readonly total: { readonly value: string } };
  readonly own?: Batch['stated'];
  readonly difference?: Batch['stated'];
  readonly code?: string;
}

const close = (providerAccountId: string, scope: object) =>
  lab.api.ask<Batch>('POST', '/v1/batches', { providerAccountId, scope }, { 'idempotency-key': randomUUID() });
const open = (query: string) => lab.api.ask<Batch>('GET', `/v1/batches/open?providerAccountId=${CODEPAY}&${query}`);
const figures = (count: number, value: string) => ({ count, total: { currency: 'USD', value } });

/** What a closed batch ends, and what it does not. */
async function isHandedIn(id: string, batchId: string): Promise<void> {
  const before = await lab.api.order(id);
  expect(before.operations[0]).toMatchObject({ batchId });
  for (const [path, body] of [
    ['void', {}],
    ['tip', { amount: usd('100') }],
  ] as const) {
    const refused = await lab.api.change(id, path, body);
    const detail = `the batch of this payment is closed: a ${path} is no longer possible; use a refund`;
    expect(refused).toMatchObject({ status: 409, body: { code: 'batch_closed', detail } });
  }
  expect((await lab.api.order(id)).version).toBe(before.version);
  accepted(await lab.api.refund(id, { refundNo: 'R1' }));
  expect(await lab.seen(await lab.reaches(before, 'refunded'))).toMatchObject({ twin: { net: '0' } });
}

describe('003 CodePay, batches', () => {
  it('Get Open Batch: the provider’s figures beside ours', async () => {
    const order = await lab.paidAtTerminal('1250');
    accepted(await lab.api.change(order.id, 'tip', { amount: usd('250') }));
    await lab.settled(order);
    for (const scope of ['all=true', `storeNo=${DEMO_STORE_NO}`, `terminalSns=${DEMO_TERMINAL_SN}`])
      expect(await open(scope)).toMatchObject({
        status: 200,
        body: { outcome: 'approved', stated: figures(1, '1500'), own: figures(1, '1500'), difference: figures(0, '0') },
      });
  });

  it('Batch close of one terminal (batch.close): its payments can be refunded, not voided or tipped', async () => {
    const order = await lab.paidAtTerminal('800');
    const closed = await close(CODEPAY, { terminalSns: [DEMO_TERMINAL_SN] });
    expect(closed).toMatchObject({ status: 201, body: { state: 'closed', own: figures(2, '2300') } });
    await isHandedIn(order.id, closed.body.id);
    // What is paid now is in the next one.
    const next = await lab.paidAtTerminal('900');
    accepted(await lab.api.change(next.id, 'void'));
    expect(await lab.seen(await lab.reaches(next, 'reversed'))).toMatchObject({ twin: { net: '0' } });
  });

  it.each([
    ['everything', { all: true }],
    ['a store', { storeNo: DEMO_STORE_NO }],
  ])('Batch Close of %s: with the figures that the provider states', async (_, scope) => {
    const order = await lab.paidAtTerminal('700');
    const closed = await close(CODEPAY, scope);
    expect(closed).toMatchObject({ status: 201, body: { state: 'closed' } });
    expect(closed.body.stated).toEqual(closed.body.own);
    await isHandedIn(order.id, closed.body.id);
    expect(await lab.api.ask('GET', `/v1/batches/${closed.body.id}`)).toMatchObject({
      status: 200,
      body: { id: closed.body.id, state: 'closed' },
    });
  });

  it('Batch Close of which the answer is lost: closed, and never said to be so before that is known', async () => {
    const order = await lab.paidAtTerminal('600');
    await lab.door.arm('codepay', { operation: 'batch_close', fault: 'drop_after' });
    const lost = await close(CODEPAY, { all: true });
    expect(lost).toMatchObject({ status: 202, body: { state: 'closing' } });
    // A worker asks again, and hears that nothing is open any more.
    await eventually(
      'the batch is closed',
      async () => (await lab.api.ask<Batch>('GET', `/v1/batches/${lost.body.id}`)).body.state === 'closed',
    );
    await isHandedIn(order.id, lost.body.id);
  });

  it('Batch close under Basic Auth: of one terminal alone', async () => {
    expect(await close(accountIds.codepayBasic, { all: true })).toMatchObject({ status: 422, body: { code: 'operation_not_supported' } });
    const order = await lab.paidAtTerminal('500', { route: { providerAccountId: accountIds.codepayBasic } });
    const closed = await close(accountIds.codepayBasic, { terminalSns: [DEMO_TERMINAL_SN] });
    expect(closed).toMatchObject({ status: 201, body: { state: 'closed' } });
    await isHandedIn(order.id, closed.body.id);
  });

  it('are refused where a provider has none', async () => {
    expect(await close(UPAY, { all: true })).toMatchObject({ status: 422, body: { code: 'operation_not_supported' } });
  });
});

describe('our books', () => {
  it('say of every charge what the payers’ accounts saw', async () => {
    expect(await lab.differences()).toEqual([]);
  });
});
