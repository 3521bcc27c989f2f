import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { CodepayApp, type CodepayAnswer } from '../testing/codepay-app.js';
import { isPending, SandboxScenario, until } from '../testing/sandbox-scenario.js';

const address = JSON.stringify({ country: 'US' });
const card = { pan: '4111111111111111', holder: 'TEST CARD', cvv: '123', expiry: '1299' };

let sandbox: SandboxScenario;
let app: CodepayApp;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ codepay: [CodepayApp.account()] }, { autoPay: false });
  app = new CodepayApp(sandbox.url);
});
afterAll(() => sandbox.close());
afterEach(() => sandbox.control('DELETE', '/codepay/faults'));

async function done(amount: number, fields: Record<string, unknown> = {}): Promise<{ merchant_order_no: string; trans_no: string }> {
  const no = await app.push(amount, fields);
  await sandbox.act('codepay', no, 'pay');
  return { merchant_order_no: no, trans_no: String((await app.query(no))['trans_no']) };
}
const paid = (fields?: Record<string, unknown>): ReturnType<typeof done> => done(10, fields);
const held = (): ReturnType<typeof done> => done(10, { trans_type: 4 });
/** Nothing expires while it is looked at. */
const expires = 604_800;
const fresh = (): { merchant_order_no: string } => ({ merchant_order_no: app.newNo() });

/** A call that works when nothing is armed: its fields (the path names family B), and whether it changes what can be looked up. */
interface Case {
  readonly path?: string;
  readonly changes: boolean;
  fields(): Promise<Record<string, unknown>>;
}

const cases: Readonly<Record<string, Case>> = {
  'wisehub.cloud.pay.order': { changes: true, fields: async () => app.order(5, { expires }) },
  'wisehub.cloud.pay.close': {
    changes: true,
    fields: async () => ({
      merchant_order_no: await app.push(5, { expires }),
      terminal_sn: app.terminal,
      message_receiving_application: 'CodePay Register',
    }),
  },
  'pay.checkout': { changes: true, fields: async () => app.checkoutOrder(5, { expires }) },
  'pay.merchant.checkout': {
    changes: true,
    fields: async () => ({ ...app.checkoutOrder(5, { expires }), card: app.sealed(card), billing_address: address }),
  },
  'tip.adjustment': {
    changes: true,
    fields: async () => ({ merchant_order_no: (await paid()).merchant_order_no, tip_adjustment_amount: 2 }),
  },
  'batch.close': { changes: true, fields: async () => (await paid(), { terminal_sn: app.terminal }) },
  'order.query': { changes: false, fields: paid },
  'order.revoker': {
    changes: true,
    fields: async () => ({ merchant_order_no: (await paid({ pay_scenario: 'SCANQR_PAY' })).merchant_order_no }),
  },
  'order.refund.submit': { changes: true, fields: async () => app.refundRequest((await paid()).merchant_order_no, 4) },
  'order.refund.query': {
    changes: false,
    fields: async () => {
      const request = app.refundRequest((await paid()).merchant_order_no, 4);
      await app.data('order.refund.submit', request);
      return { merchant_order_no: request['merchant_order_no'] };
    },
  },
  capture: {
    path: '/api/payments/capture',
    changes: true,
    fields: async () => ({ ...(await held()), ...fresh(), trans_amount: 8 }),
  },
  incremental_authorization: {
    path: '/api/payments/incremental',
    changes: true,
    fields: async () => ({ trans_no: (await held()).trans_no, trans_amount: 8 }),
  },
  cancel_payment: { path: '/api/payments/cancel', changes: true, fields: async () => ({ ...(await held()), ...fresh() }) },
  refund_payment: { path: '/api/payments/refund', changes: true, fields: async () => ({ ...(await paid()), ...fresh(), order_amount: 4 }) },
  tip_adjustment: {
    path: '/api/payments/tip',
    changes: true,
    fields: async () => ({ trans_no: (await paid()).trans_no, tip_amount: 2 }),
  },
  recall: { path: '/api/payments/recall', changes: false, fields: paid },
  batch_close: { path: '/api/batch/close', changes: true, fields: async () => (await paid(), { merchant_no: app.merchantNo }) },
  open_batch: { path: '/api/batch/open', changes: false, fields: async () => ({ merchant_no: app.merchantNo }) },
};

/** The answer's code, or `broken` where no answer came that can be read and verified. */
async function send(operation: string, fields: Record<string, unknown>, signal?: AbortSignal): Promise<string> {
  const path = cases[operation]?.path;
  const body = path === undefined ? app.envelope(operation, fields) : { app_id: app.appId, ...fields };
  try {
    const answer = await app.post(app.signed(body), {}, path ?? '/api/entry', signal);
    const json = (await answer.json()) as CodepayAnswer;
    return app.verifies({ ...json }) ? json.code : 'broken';
  } catch {
    return 'broken';
  }
}

/** All that can be seen of what the calls did. */
async function seen(): Promise<string> {
  await sandbox.advance(1_000);
  return JSON.stringify([await sandbox.truth('codepay'), await app.pathData('/api/batch/open', { merchant_no: app.merchantNo })]);
}

describe('faults of the connection and of the signature, for every operation', () => {
  it('are named by every operation that the twin has', async () => {
    const { json } = await sandbox.control('POST', '/codepay/faults', { operation: 'nothing', fault: 'hang' });
    const named = (json as { message: string }).message.replace('codepay knows ', '').replace(' and *', '').split(', ');
    expect(named.sort()).toEqual(Object.keys(cases).sort());
  });

  it.each(Object.keys(cases))('%s does nothing when it hangs, is cut off before, or fails', async (operation) => {
    for (const fault of ['hang', 'drop_before', 'http_500', 'decline:E07303']) {
      const fields = (await cases[operation]?.fields()) ?? {};
      const before = await seen();
      await sandbox.arm('codepay', { operation, fault });
      const stop = new AbortController();
      const answer = send(operation, fields, stop.signal);
      if (fault === 'hang') {
        await until(async () => (await sandbox.fired('codepay')).some((one) => one.fault === 'hang'));
        expect(await isPending(answer)).toBe(true);
        stop.abort();
      }
      expect(await answer).toBe(fault.startsWith('decline') ? 'E07303' : 'broken');
      expect(await seen()).toBe(before);
      expect(await send(operation, fields)).toBe('0');
    }
  });

  it.each(Object.keys(cases))('%s is done when its answer is cut off, unreadable, badly signed or late', async (operation) => {
    for (const fault of ['drop_after', 'garbage', 'bad_signature', 'delay']) {
      const fields = (await cases[operation]?.fields()) ?? {};
      const before = await seen();
      await sandbox.arm('codepay', { operation, fault, delayMs: 20 });
      expect(await send(operation, fields)).toBe(fault === 'delay' ? '0' : 'broken');
      expect((await seen()) !== before).toBe(cases[operation]?.changes);
    }
  });
});

describe('faults of what is stated', () => {
  it.each([
    ['wisehub.cloud.pay.order', '5.01'],
    ['pay.merchant.checkout', '5.01'],
    ['capture', '8.01'],
    ['refund_payment', '4.01'],
    ['order.refund.submit', '4.01'],
    ['tip.adjustment', '12.01'],
  ])('wrong_amount lets whatever is asked after %s state too much, and the books stay right', async (operation, stated) => {
    const fields = (await cases[operation]?.fields()) ?? {};
    await sandbox.arm('codepay', { operation, fault: 'wrong_amount' });
    expect(await send(operation, fields)).toBe('0');
    const told = await app.query(String(fields['merchant_order_no']));
    expect(told).toMatchObject({ trans_amount: stated });
    const right = (await sandbox.truth('codepay')).flatMap(({ charges }) => charges.map(({ amount }) => amount.at(-1)));
    expect(right.filter((digit) => digit !== '0')).toEqual([]);
  });

  it.each(['unknown_then_paid', 'unknown_then_failed'])('%s of a close and of a revoke', async (fault) => {
    for (const operation of ['wisehub.cloud.pay.close', 'order.revoker']) {
      const fields = (await cases[operation]?.fields()) ?? {};
      const look = { merchant_order_no: fields['merchant_order_no'] };
      const { state } = await sandbox.truthOf('codepay', String(look.merchant_order_no));
      await sandbox.arm('codepay', { operation, fault });
      expect(await send(operation, fields)).toBe('SYS999');
      expect([await app.code('order.query', look), await app.code('order.query', look)]).toEqual(['SYS999', 'SYS999']);
      expect(String(await app.status(String(look.merchant_order_no))) !== state).toBe(fault === 'unknown_then_paid');
    }
  });

  it.each(['wisehub.cloud.pay.close', 'order.revoker', 'tip.adjustment', 'tip_adjustment', 'batch.close', 'order.query', 'open_batch'])(
    "a processor's code is the answer of %s, which has no place for another, and nothing is done",
    async (operation) => {
      const fields = (await cases[operation]?.fields()) ?? {};
      const before = await seen();
      await sandbox.arm('codepay', { operation, fault: 'decline:TS-D2012' });
      expect(await send(operation, fields)).toBe('TS-D2012');
      expect(await seen()).toBe(before);
    },
  );

  it('are refused where an operation has nothing to state or to notify', async () => {
    for (const [operation, fault] of [
      ['recall', 'wrong_amount'],
      ['capture', 'notify_twice'],
      ['open_batch', 'unknown_then_paid'],
      ['order.query', 'unknown_then_failed'],
    ])
      expect((await sandbox.control('POST', '/codepay/faults', { operation, fault })).status).toBe(400);
  });
});
