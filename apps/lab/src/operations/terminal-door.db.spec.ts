import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
    await eventually(
      'the order is closed',
      async () => ['CANCEL_SUCCESS', 'FAIL'].includes(told(await till.cancel(waiting))[0] ?? ''),
      REACHED,
    );
    await asked(till, waiting, 'CANCELED');
    await till.pay(paid, '1000');
    await eventually(
      'the payment is given back',
      async () => ['CANCEL_SUCCESS', 'FAIL'].includes(told(await till.cancel(paid))[0] ?? ''),
      REACHED,
    );
    expect((await asked(till, paid, 'CANCELED')).biz_response?.data?.['net_amount']).toBe('0');
    expect(await twinOf(paid)).toMatchObject({ net: '0' });
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
    await eventually(
      'the payment is undone',
      async () => ['CANCEL_SUCCESS', 'FAIL'].includes(told(await till.cancel(sn))[0] ?? ''),
      REACHED,
    );
    await asked(till, sn, 'CANCELED');
    expect(await twinOf(sn)).toMatchObject({ net: '0' });
  });

  it('002 Revoke: undone on the POS, never refunded', async () => {
    const till = await lab.till('USD', true);
    const sn = till.newSn();
    await till.pay(sn, '1250');
    await asked(till, sn, 'PAID');
    const revoke = () => till.send('/upay/v2/revoke', { client_sn: sn });
    await eventually('the payment is undone', async () => ['CANCEL_SUCCESS', 'FAIL'].includes(told(await revoke())[0] ?? ''), REACHED);
    await asked(till, sn, 'CANCELED');
    expect(told(await revoke())).toEqual(['FAIL', 'SUCCESS', 'CANCELED', 'UPAY_CANCEL_ORDER_NOOP']);
    expect((await lab.orderOf(sn)).operations.map(({ kind }) => kind)).not.toContain('refund');
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
    await eventually(
      'the payment is undone',
      async () => ['CANCEL_SUCCESS', 'FAIL'].includes(told(await till.cancel(sn))[0] ?? ''),
      REACHED,
    );
    expect((await asked(till, sn, 'CANCELED')).biz_response?.data?.['net_amount']).toBe('0');
    expect(await twinOf(sn)).toMatchObject({ net: '0' });
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
