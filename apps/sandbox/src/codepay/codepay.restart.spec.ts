import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSandbox, type PaymentView, type Sandbox } from '../index.js';
import { CodepayApp } from '../testing/codepay-app.js';

const card = { pan: '4000000000000002', holder: 'TEST CARD', cvv: '987', expiry: '1299' };

let stateDirectory: string;
let sandbox: Sandbox | undefined;

beforeEach(() => {
  stateDirectory = mkdtempSync(join(tmpdir(), 'interlock-codepay-'));
});
afterEach(async () => {
  await sandbox?.close();
  rmSync(stateDirectory, { recursive: true });
});

/** Ends the sandbox, if one runs, and starts another on the same books. */
async function restarted(): Promise<CodepayApp> {
  await sandbox?.close();
  const seedAccounts = { upay: [], codepay: [CodepayApp.account()], wallet: [] };
  sandbox = await startSandbox({ port: 0, seedAccounts, stateDirectory, autoPay: false });
  return new CodepayApp(sandbox.url);
}

async function control(method: string, path: string, body: unknown = {}): Promise<unknown> {
  const answer = await fetch(`${sandbox?.url ?? ''}/control${path}`, {
    method,
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
  return answer.json();
}

async function truthOf(no: string): Promise<PaymentView | undefined> {
  const { payments } = (await control('GET', '/codepay/truth')) as { payments: PaymentView[] };
  return payments.find(({ key }) => key === no);
}

it('holds, captures, tips and refunds across restarts, each step after another one', async () => {
  let app = await restarted();
  const no = await app.push(100, { trans_type: 4 });
  await control('POST', `/codepay/orders/${no}/pay`);
  const { trans_no: transNo } = await app.query(no);
  app = await restarted();
  await app.pathData('/api/payments/incremental', { trans_no: transNo, trans_amount: 20 });
  app = await restarted();
  expect(await truthOf(no)).toMatchObject({ held: '12000' });
  const captureNo = app.newNo();
  await app.pathData('/api/payments/capture', { merchant_order_no: captureNo, trans_no: transNo, trans_amount: 110 });
  app = await restarted();
  expect(await app.code('tip.adjustment', { merchant_order_no: no, tip_adjustment_amount: 5 })).toBe('0');
  await app.data('order.refund.submit', app.refundRequest(captureNo, 115));
  app = await restarted();
  await control('POST', '/clock/advance', { ms: 1_000 });
  expect(await truthOf(no)).toMatchObject({ held: '0', charged: '11500', refunded: '11500' });
  expect(await app.code('order.refund.submit', app.refundRequest(captureNo, 0.01))).toBe('E04126');
});

it('remembers closed batches, waiting voids, expiries and authorizations that lapse', async () => {
  let app = await restarted();
  const settled = await app.push(10);
  await control('POST', `/codepay/orders/${settled}/pay`);
  await app.data('batch.close', { terminal_sn: app.terminal });
  const sale = await app.push(20);
  await control('POST', `/codepay/orders/${sale}/pay`);
  const waiting = await app.push(20, { trans_type: 2, orig_merchant_order_no: sale });
  const hold = await app.push(30, { trans_type: 4 });
  await control('POST', `/codepay/orders/${hold}/pay`);
  const unpaid = await app.push(40, { expires: 60 });

  app = await restarted();
  expect(await app.pathData('/api/batch/open', { merchant_no: app.merchantNo })).toEqual({ count: 1, total_amount: 20 });
  expect(await app.code('wisehub.cloud.pay.order', app.order(10, { trans_type: 2, orig_merchant_order_no: settled }))).toBe('ET008');
  await control('POST', `/codepay/orders/${waiting}/pay`);
  expect([await app.status(waiting), await app.status(sale)]).toEqual([2, 3]);
  await control('POST', '/clock/advance', { ms: 7 * 86_400_000 });
  expect([await app.status(unpaid), await app.status(hold)]).toEqual([1, 3]);
});

it('remembers what the portal changed, and a page of 3-D Secure, but nothing of the card', async () => {
  let app = await restarted();
  await control('PUT', `/codepay/apps/${app.appId}/profile`, { disabled: ['order.revoker'] });
  const order: Record<string, unknown> = { ...app.checkoutOrder(5), card: app.sealed(card), billing_address: '{}' };
  const { redirect_url_3dsecure: page } = await app.data('pay.merchant.checkout', order);
  const books = readFileSync(join(stateDirectory, 'books.jsonl'), 'utf8');
  for (const secret of [card.pan, `"${card.cvv}"`, order['card']]) expect(books).not.toContain(secret);

  app = await restarted();
  const no = String(order['merchant_order_no']);
  expect(await app.revoke(no)).toBe('E07303');
  const paid = await fetch(`${sandbox?.url ?? ''}${new URL(String(page)).pathname}/pay`, { method: 'POST' });
  expect(paid.status).toBe(200);
  expect(await app.query(no)).toMatchObject({ trans_status: 2, pay_user_account_id: '400000******0002' });
});
