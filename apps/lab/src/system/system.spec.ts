import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { createPool } from '@interlock/persistence';
import { v7 as uuid } from 'uuid';
import { compareBooks, totals } from '../demo/books.js';
import { ApiClient, ControlDoor, eventually, startThrowAwaySystem, type ThrowAwaySystem } from './index.js';

let system: ThrowAwaySystem;
let api: ApiClient;
let door: ControlDoor;
beforeAll(async () => {
  system = await startThrowAwaySystem();
  api = new ApiClient(system.urls.gateway, system.demo?.apiKey ?? '');
  door = new ControlDoor(system.urls.sandbox);
});
afterAll(() => system.stop());

let orders = 0;
function sale() {
  orders += 1;
  const method = { type: 'payer_code', code: '130818341921441147' };
  return { merchantOrderNo: `SYS-${String(orders)}`, amount: { currency: 'MXN', value: '12000' }, method, description: 'Two coffees' };
}

describe('a system of processes', () => {
  it('has the operation of a killed gateway finished by its worker', async () => {
    await door.arm('upay', { operation: 'pay', fault: 'delay', delayMs: 60_000 });
    const body = sale();
    const lost = api.createOrder(body, { 'x-request-id': 'request-that-was-lost' }).catch((error: unknown) => error);
    await eventually('the provider holds the call', async () => (await door.faults('upay')).fired.length === 1);
    await system.gateway.kill();
    expect(String(await lost)).toMatch(/fetch failed/);
    await system.gateway.ready();
    const found = await api.ask<{ orders: { id: string; state: string }[] }>('GET', `/v1/orders?merchantOrderNo=${body.merchantOrderNo}`);
    expect(found.body.orders).toHaveLength(1);
    await eventually('the worker has found out that it was paid', async () => {
      const { body: page } = await api.ask<{ orders: { state: string }[] }>('GET', `/v1/orders?merchantOrderNo=${body.merchantOrderNo}`);
      return page.orders[0]?.state === 'paid';
    });
    // One id runs through the gateway that began it and the worker that ended it, in the history and in the log.
    const { id = '' } = found.body.orders[0] ?? {};
    const { body: history } = await api.ask<{ transitions: { requestId: string }[] }>('GET', `/v1/orders/${id}/timeline`);
    expect(new Set(history.transitions.map(({ requestId }) => requestId))).toEqual(new Set(['request-that-was-lost']));
    const told = system.log.filter((line) => line.startsWith('worker: ') && line.includes('request-that-was-lost'));
    expect(told.map((line) => JSON.parse(line.slice('worker: '.length)) as unknown)).toMatchObject([
      { level: 'info', msg: 'order changed', orderId: id, to: 'paid', outcome: 'approved', turnId: expect.any(String) as unknown },
    ]);
  });

  it.each([
    ['a code without a payway', { method: { type: 'merchant_qr' } }, 'show_qr'],
    ['a page for a payer whom the order names', { method: { type: 'redirect' }, buyer: { payerUid: 'oWx1234567890' } }, 'redirect'],
  ])('shows the payer, through Upay, %s, where he pays', async (_, members, action) => {
    const { body: order } = await api.createOrder({ ...sale(), ...members });
    expect(order).toMatchObject({ state: 'pending', provider: { name: 'upay' }, nextAction: { type: action } });
    const { qr, url } = order.nextAction as { readonly qr?: string; readonly url?: string };
    expect((await fetch(url ?? qr ?? '')).status).toBe(200);
    await door.act('upay', order.operations[0]?.providerKey ?? '', 'pay');
    await eventually('it is paid', async () => (await api.order(order.id)).state === 'paid');
  });

  it('may have more workers than one', async () => {
    const another = await system.addWorker();
    expect(another.pid).not.toBe(system.worker.pid);
    await another.stop(5_000);
    expect(another.pid).toBeUndefined();
  });

  it('is compared with the payers’ accounts line by line', async () => {
    const { body: order } = await api.createOrder(sale());
    const equal = await compareBooks(system.databaseUrl, door);
    expect(equal.violations).toEqual([]);
    expect(equal.lines.filter((line) => !line.equal)).toEqual([]);
    expect(totals(equal.lines).map(({ account, order: count }) => [account, count])).toEqual([['Upay 1', `all ${String(orders)}`]]);

    // A movement that no payer ever saw, as a bug would write it.
    const pool = createPool(system.databaseUrl, { max: 1 });
    await pool.query(
      `insert into entry (id, movement_id, order_id, operation_id, merchant_id, provider_account_id, account, currency, amount_minor, at)
      select case account when 'provider_receivable' then $1::uuid else $2::uuid end, $3, order_id, operation_id, merchant_id,
        provider_account_id, account, currency, amount_minor, at from entry where order_id = $4`,
      [uuid(), uuid(), uuid(), order.id],
    );
    const differs = await compareBooks(system.databaseUrl, door);
    await pool.end();
    expect(differs.lines.filter((line) => !line.equal)).toMatchObject([
      { order: order.merchantOrderNo, ours: { taken: 24_000n, returned: 0n }, theirs: { taken: 12_000n, returned: 0n } },
    ]);
    expect(differs.violations).toMatchObject([{ name: 'ledger_says_what_charges_say', rows: [{ orderId: order.id }] }]);
  });

  it('stops in order although its gateway sleeps, which is ended in time, and deletes its data directory', async () => {
    system.gateway.freeze();
    await system.stop();
    expect([system.gateway.pid, system.worker.pid, system.sandbox?.pid]).toEqual([undefined, undefined, undefined]);
    expect(existsSync(system.settings.dataDir)).toBe(false);
    expect(system.log).toContain('the gateway did not stop within 8.7 s and was ended');
  });
});
