import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoIds } from '../demo-merchant/ids.js';
import { eventually, told, type Till, type TillAnswer } from '../system/index.js';
import { keyOf, OperationsLab } from './operations-lab.js';

/** Seeds 000 to 002 are the payment flow, the Pay page and the business processes of the protocol that tills speak; here with each provider behind. */

let lab: OperationsLab;
beforeAll(async () => {
  lab = await OperationsLab.start();
});
afterAll(() => lab.stop());

const REACHED = { withinMs: 60_000 };

/** As a till does: asks until the order has an end, or what is looked for. */
const asked = (till: Till, clientSn: string, orderStatus: string): Promise<TillAnswer> =>
  eventually(
    `${clientSn} is ${orderStatus}`,
    async () => {
      const answer = await till.query(clientSn);
      return told(answer)[2] === orderStatus && answer;
    },
    REACHED,
  );
/** A reversal goes on until it is known to be done, by this call or by an earlier one. */
const undone = (what: string, ask: () => Promise<TillAnswer>): Promise<unknown> =>
  eventually(what, async () => ['CANCEL_SUCCESS', 'FAIL'].includes(told(await ask())[0] ?? ''), REACHED);
const kindsOf = async (clientSn: string) => (await lab.orderOf(clientSn)).operations.map(({ kind }) => kind);
/** What the payer's account really saw. */
const twinOf = async (clientSn: string) => (await lab.seen(await lab.orderOf(clientSn))).twin;

describe('a till over Upay', () => {
  let till: Till;
  beforeAll(async () => {
    till = await lab.till('MXN');
  });

  it('000 Merchant-Initiated Payment: paid, refunded in part and whole', async () => {
    const sn = till.newSn();
    expect(told(await till.pay(sn, '1000'))).toEqual(['PAY_SUCCESS', 'SUCCESS', 'PAID', undefined]);
    expect(told(await till.pay(sn, '1000'))[3]).toBe('CLIENT_SN_CONFLICT');
    expect(told(await till.refund(sn, 'RF-1', '400'))).toEqual(['REFUND_SUCCESS', 'SUCCESS', 'PARTIAL_REFUNDED', undefined]);
    expect(told(await till.refund(sn, 'RF-1', '400'))[3]).toBe('UPAY_REFUND_ORDER_NOOP');
    expect(told(await till.refund(sn, 'RF-2', '601'))[3]).toBe('REFUNDABLE_AMOUNT_NOT_ENOUGH');
    expect(told(await till.refund(sn, 'RF-3', '600'))[2]).toBe('REFUNDED');
    expect(told(await till.query(sn, { refund_request_no: 'RF-1' }))).toEqual(['SUCCESS', 'SUCCESS', 'REFUNDED', undefined]);
    expect(await twinOf(sn)).toMatchObject({ net: '0', moves: ['payment 1000', 'refund -400', 'refund -600'] });
  });

  it('rejected and closed: the payer lacks the money', async () => {
    const sn = till.newSn();
    // Ends in 903.
    expect(told(await till.pay(sn, '1903'))).toEqual(['PAY_FAIL', 'FAIL_CANCELED', 'PAY_CANCELED', 'INSUFFICIENT_FUND']);
    expect(told(await till.cancel(sn))[3]).toBe('UPAY_CANCEL_ORDER_NOOP');
  });

  it('the payer enters his PIN: in progress, then paid', async () => {
    const sn = till.newSn();
    // Ends in 901.
    expect(told(await till.pay(sn, '1901'))).toEqual(['PAY_IN_PROGRESS', 'IN_PROG', 'CREATED', undefined]);
    await lab.door.act('upay', keyOf(await lab.orderOf(sn)), 'pay');
    expect(told(await asked(till, sn, 'PAID'))).toEqual(['SUCCESS', 'SUCCESS', 'PAID', undefined]);
  });

  it('the provider’s answer is lost: in progress, never failed, and paid once it is known', async () => {
    const sn = till.newSn();
    await lab.door.arm('upay', { operation: 'pay', fault: 'drop_after' });
    expect(told(await till.pay(sn, '1000')).slice(0, 3)).toEqual(['PAY_IN_PROGRESS', 'IN_PROG', 'CREATED']);
    await asked(till, sn, 'PAID');
    expect(await twinOf(sn)).toMatchObject({ net: '1000', moves: ['payment 1000'] });
  });

  it('000 QR Pre-create: shown, paid, asked after', async () => {
    const sn = till.newSn();
    const answer = await till.precreate(sn, '2500');
    expect(told(answer)).toEqual(['PRECREATE_SUCCESS', 'IN_PROG', 'CREATED', undefined]);
    expect(answer.biz_response?.data?.['qr_code']?.length).toBeLessThanOrEqual(128);
    await lab.door.act('upay', keyOf(await lab.orderOf(sn)), 'pay');
    await asked(till, sn, 'PAID');
  });

  it('000 Cancel Recovery: what waits is closed, what is paid is given back whole', async () => {
    const [waiting, paid] = [till.newSn(), till.newSn()];
    await till.precreate(waiting, '2500');
    await undone('the order is closed', () => till.cancel(waiting));
    await asked(till, waiting, 'CANCELED');
    await till.pay(paid, '1000');
    await undone('the payment is given back', () => till.cancel(paid));
    expect((await asked(till, paid, 'CANCELED')).biz_response?.data?.['net_amount']).toBe('0');
    expect(await twinOf(paid)).toMatchObject({ net: '0' });
  });

  it.each([
    // Ends in 902.
    ['whose payer leaves the PIN alone', (till: Till, sn: string) => till.pay(sn, '1902')],
    ['that is shown and not paid', (till: Till, sn: string) => till.precreate(sn, '2500')],
  ])('closes by time a payment %s, and says so', async (_what, begin) => {
    const sn = till.newSn();
    expect(told(await begin(till, sn)).slice(1, 3)).toEqual(['IN_PROG', 'CREATED']);
    // Longer than Upay keeps a code, of either kind.
    await lab.door.advance(300_000);
    expect(told(await asked(till, sn, 'PAY_CANCELED'))).toEqual(['SUCCESS', 'FAIL_CANCELED', 'PAY_CANCELED', 'TRADE_TIMEOUT']);
    expect(told(await till.pay(sn, '1000'))[3]).toBe('CLIENT_SN_CONFLICT');
    expect(await twinOf(sn)).toMatchObject({ net: '0', moves: [] });
  });

  it('answers a refund that is in progress as such, and moves no money for a second try', async () => {
    const sn = till.newSn();
    await till.pay(sn, '1909');
    // Ends in 909.
    expect(told(await till.refund(sn, 'RF-1', '909'))).toEqual(['REFUND_IN_PROGRESS', 'IN_PROG', 'REFUND_INPROGRESS', undefined]);
    expect(told(await till.refund(sn, 'RF-1', '909')).slice(0, 3)).toEqual(['REFUND_IN_PROGRESS', 'IN_PROG', 'REFUND_INPROGRESS']);
    expect(told(await till.query(sn))).toEqual(['SUCCESS', 'IN_PROG', 'REFUND_INPROGRESS', undefined]);
    expect(told(await till.cancel(sn))[0]).not.toBe('CANCEL_SUCCESS');
    await lab.door.advance(11_000);
    await asked(till, sn, 'PARTIAL_REFUNDED');
    expect(told(await till.refund(sn, 'RF-1', '909'))[3]).toBe('UPAY_REFUND_ORDER_NOOP');
    expect(await twinOf(sn)).toMatchObject({ net: '1000', moves: ['payment 1909', 'refund -909'] });
  });

  it('says of a refund whose answer was lost that it does not know, until it does', async () => {
    const sn = till.newSn();
    await till.pay(sn, '1000');
    await lab.door.arm('upay', { operation: 'refund', fault: 'drop_after' });
    expect(told(await till.refund(sn, 'RF-1', '400')).slice(0, 3)).toEqual(['REFUND_ERROR', 'REFUND_ERROR', 'REFUND_ERROR']);
    await asked(till, sn, 'PARTIAL_REFUNDED');
    expect(told(await till.query(sn, { refund_request_no: 'RF-1' })).slice(0, 2)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(await twinOf(sn)).toMatchObject({ net: '600', moves: ['payment 1000', 'refund -400'] });
  });

  it('takes a cancel while the payment is on its way: it waits for what becomes of that, and gives it back', async () => {
    const sn = till.newSn();
    const before = (await lab.door.faults('upay')).fired.length;
    await lab.door.arm('upay', { operation: 'pay', fault: 'delay', delayMs: 3_000 });
    const paying = till.pay(sn, '1000');
    await eventually('the provider has it', async () => (await lab.door.faults('upay')).fired.length > before, REACHED);
    expect(told(await till.cancel(sn))).toEqual(['CANCEL_SUCCESS', 'SUCCESS', 'CANCELED', undefined]);
    expect(told(await paying)[0]).toMatch(/^PAY_/);
    expect(told(await till.query(sn))).toEqual(['SUCCESS', 'SUCCESS', 'CANCELED', undefined]);
    expect(await twinOf(sn)).toMatchObject({ net: '0', moves: ['payment 1000', 'refund -1000'] });
  });

  it('002 Revoke: undone where the account has it, and never refunded', async () => {
    const sn = till.newSn();
    await till.pay(sn, '1000');
    expect(told(await till.revoke(sn))[3]).toBe('UPAY_CANCEL_INVALID_ORDER_STATE');
    expect(told(await till.query(sn))[2]).toBe('PAID');
    const { merchant, upayFirst, upaySecond } = demoIds;
    const switched = async (enabled: boolean): Promise<void> => {
      for (const [priority, id] of [upayFirst, upaySecond].entries())
        expect((await lab.platform.ask('PUT', `/v1/provider-accounts/${id}/merchants/${merchant}`, { priority, enabled })).status).toBe(
          200,
        );
    };
    // What is left in MXN is an account that may revoke.
    await switched(false);
    try {
      const revocable = till.newSn();
      expect(told(await till.pay(revocable, '1000'))[0]).toBe('PAY_SUCCESS');
      await undone('the payment is undone', () => till.revoke(revocable));
      expect((await asked(till, revocable, 'CANCELED')).biz_response?.data?.['net_amount']).toBe('0');
      expect(told(await till.revoke(revocable))[3]).toBe('UPAY_CANCEL_ORDER_NOOP');
      expect(await kindsOf(revocable)).toEqual(['sale', 'void']);
      expect(await twinOf(revocable)).toMatchObject({ net: '0' });
    } finally {
      await switched(true);
    }
  });

  it('notifies in the flat form, and what it sends cannot be sent back to the door', async () => {
    const received: { readonly authorization: string; readonly body: string }[] = [];
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        received.push({ authorization: request.headers.authorization ?? '', body });
        response.end('success');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const sn = till.newSn();
      const notifyUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/muwe/notify`;
      await till.pay(sn, '1000', { notify_url: notifyUrl, reflect: 'till 4' });
      const message = await eventually('the notification', async () => received[0] ?? false, REACHED);
      expect(JSON.parse(message.body)).toMatchObject({ client_sn: sn, order_status: 'PAID', total_amount: '1000', reflect: 'till 4' });
      for (const path of [
        '/upay/v2/pay',
        '/upay/v2/query',
        '/upay/v2/refund',
        '/upay/v2/cancel',
        '/upay/v2/revoke',
        '/terminal/checkin',
        '/terminal/uploadLog',
      ]) {
        const answer = await till.sendAs(path, message.body, message.authorization);
        expect([path, answer.result_code, answer.error_code]).toEqual([path, '400', 'ILLEGAL_SIGN']);
      }
      expect(told(await till.query(sn))[2]).toBe('PAID');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('a till over CodePay', () => {
  it('pushes the payment to its POS, where the cashier scans the payer', async () => {
    const till = await lab.till('USD', true);
    const sn = till.newSn();
    expect(told(await till.pay(sn, '1250'))).toEqual(['PAY_IN_PROGRESS', 'IN_PROG', 'CREATED', undefined]);
    await asked(till, sn, 'PAID');
    expect(await twinOf(sn)).toMatchObject({ net: '1250' });
    expect((await lab.orderOf(sn)).method).toMatchObject({ type: 'terminal', scenario: 'scan_payer' });
    await undone('the payment is undone', () => till.cancel(sn));
    await asked(till, sn, 'CANCELED');
    expect(await twinOf(sn)).toMatchObject({ net: '0' });
  });

  it('002 Revoke: undone on the POS, never refunded', async () => {
    const till = await lab.till('USD', true);
    const sn = till.newSn();
    await till.pay(sn, '1250');
    await asked(till, sn, 'PAID');
    await undone('the payment is undone', () => till.revoke(sn));
    await asked(till, sn, 'CANCELED');
    expect(told(await till.revoke(sn))).toEqual(['FAIL', 'SUCCESS', 'CANCELED', 'UPAY_CANCEL_ORDER_NOOP']);
    expect(await kindsOf(sn)).not.toContain('refund');
    expect(await twinOf(sn)).toMatchObject({ net: '0' });
  });

  it('that is bound to no POS cannot pay', async () => {
    const till = await lab.till('USD');
    const sn = till.newSn();
    expect(told(await till.pay(sn, '1250'))).toEqual(['PAY_FAIL', undefined, undefined, 'UNEXPECTED_PROVIDER_ERROR']);
    expect(told(await till.query(sn))[3]).toBe('UPAY_ORDER_NOT_EXISTS');
  });

  it('shows a short link of ours to the page', async () => {
    const till = await lab.till('USD');
    const answer = await till.precreate(till.newSn(), '1250');
    expect(told(answer)).toEqual(['PRECREATE_SUCCESS', 'IN_PROG', 'CREATED', undefined]);
    expect(answer.biz_response?.data?.['qr_code']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/p\/[A-Za-z0-9_-]{22}$/);
  });
});

describe('a till over the wallet', () => {
  it('pays by the reference of a stored agreement, and by nothing else', async () => {
    const till = await lab.till('CLP');
    const sn = till.newSn();
    const reference = lab.agreementId.replaceAll('-', '');
    expect(reference).toHaveLength(32);
    expect(told(await till.pay(sn, '10000', { dynamic_id: reference })).slice(0, 1)).not.toEqual(['PAY_FAIL']);
    await asked(till, sn, 'PAID');
    expect(await twinOf(sn)).toMatchObject({ net: '10000' });
    for (const code of ['130818341921441147', '0'.repeat(32)])
      expect(told(await till.pay(till.newSn(), '10000', { dynamic_id: code }))).toEqual([
        'PAY_FAIL',
        undefined,
        undefined,
        'INVALID_BARCODE',
      ]);
    expect(told(await till.refund(sn, 'RF-1', '4000')).slice(0, 1)).not.toEqual(['FAIL']);
    await asked(till, sn, 'PARTIAL_REFUNDED');
    expect(await twinOf(sn)).toMatchObject({ net: '6000' });
  });

  it('has a payment undone by the wallet’s own cancel', async () => {
    const till = await lab.till('CLP');
    const sn = till.newSn();
    await till.pay(sn, '10000', { dynamic_id: lab.agreementId.replaceAll('-', '') });
    await asked(till, sn, 'PAID');
    await undone('the payment is undone', () => till.cancel(sn));
    expect((await asked(till, sn, 'CANCELED')).biz_response?.data?.['net_amount']).toBe('0');
    expect(await twinOf(sn)).toMatchObject({ net: '0' });
  });

  it('002 Revoke: undone by the wallet’s own cancel, and never refunded', async () => {
    const till = await lab.till('CLP');
    const sn = till.newSn();
    await till.pay(sn, '10000', { dynamic_id: lab.agreementId.replaceAll('-', '') });
    await asked(till, sn, 'PAID');
    await undone('the payment is undone', () => till.revoke(sn));
    await asked(till, sn, 'CANCELED');
    expect(await kindsOf(sn)).toEqual(['sale', 'void']);
    expect(await twinOf(sn)).toMatchObject({ net: '0' });
  });

  it('refuses options for the payer’s wallet that nobody would hear, before anything is begun', async () => {
    const till = await lab.till('CLP');
    const sn = till.newSn();
    const extended = { limit_pay: 'no_credit' };
    const answer = await till.precreate(sn, '10000', { extended });
    expect([answer.error_code, answer.error_message?.split(' ')[0]]).toEqual(['INVALID_PARAMS', 'extended']);
    expect(told(await till.query(sn))[3]).toBe('UPAY_ORDER_NOT_EXISTS');
    expect(told(await till.precreate(sn, '10000', { extended: {} }))[0]).toBe('PRECREATE_SUCCESS');
  });

  it('shows a short link of ours to the cashier page', async () => {
    const till = await lab.till('CLP');
    const sn = till.newSn();
    const answer = await till.precreate(sn, '10000');
    expect(told(answer)).toEqual(['PRECREATE_SUCCESS', 'IN_PROG', 'CREATED', undefined]);
    const { qr_code: qr = '' } = answer.biz_response?.data ?? {};
    expect(qr.length).toBeLessThanOrEqual(128);
    expect(await (await fetch(qr)).text()).toMatch(/<form method="post"/);
    await lab.door.act('wallet', keyOf(await lab.orderOf(sn)), 'pay');
    await asked(till, sn, 'PAID');
  });
});

describe('the books', () => {
  it('are what the payers’ accounts say', async () => {
    expect(await lab.differences()).toEqual([]);
  });
});
