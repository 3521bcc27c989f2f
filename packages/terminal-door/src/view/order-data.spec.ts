import { describe, expect, it } from '@jest/globals';
import { anOrder } from '../testing/an-order.js';
import { orderData } from './order-data.js';
import { paywayOf } from './payways.js';
import { platformNumber, transactionSn } from './platform-number.js';
import { CANCEL_REFUND, toldOrder, toldRefund } from './told-order.js';

const shown = (read: ReturnType<typeof anOrder>) => orderData(read, toldOrder(read));

describe('the order as a till is shown it', () => {
  it('is the view of a payment (Upay Web API v2, Pay, Success), every scalar as text', () => {
    expect(shown(anOrder({ payment: { brand: 'WeChat Pay', maskedAccount: '13******89' } }))).toEqual({
      terminal_sn: '10298371039',
      sn: '7890000000000100',
      tsn: '7890000000000101',
      client_sn: 'MEX202605220001',
      client_tsn: 'MEX202605220001',
      trade_no: '4200001234',
      status: 'SUCCESS',
      order_status: 'PAID',
      payway: '3',
      sub_payway: '1',
      payway_name: 'WeChat Pay',
      payer_login: '13******89',
      total_amount: '1000',
      net_amount: '1000',
      subject: 'MUWE test order',
      operator: 'cashier01',
      reflect: 'till 4',
      ctime: '1779436800000',
      finish_time: '1779436801000',
    });
  });

  it('claims of an open order neither a net amount nor an end nor the channel’s number', () => {
    const data = shown(anOrder({ state: 'uncertain' }, { outcome: 'unknown', capturedMinor: 0n, finishedAt: null }));
    expect(data).toMatchObject({ order_status: 'CREATED', status: 'IN_PROG', total_amount: '1000' });
    for (const member of ['net_amount', 'finish_time', 'trade_no']) expect(data).not.toHaveProperty(member);
  });

  it('leaves what is left after refunds, and nothing of what was undone', () => {
    const refunds = [{ kind: 'refund', refundNo: 'RF-1', amountMinor: 300n }] as const;
    expect(shown(anOrder({ state: 'partially_refunded' }, { refundedMinor: 300n }, refunds))['net_amount']).toBe('700');
    expect(shown(anOrder({ state: 'refunded' }, { refundedMinor: 1200n, tipTakenMinor: 200n }))['net_amount']).toBe('0');
    expect(shown(anOrder({ state: 'reversed' }))['net_amount']).toBe('0');
  });

  it('leaves what was taken, where that is less than what was held or more by a tip', () => {
    expect(shown(anOrder({}, { kind: 'authorize', capturedMinor: 600n }))).toMatchObject({ total_amount: '1000', net_amount: '600' });
    const tipped = { tipTakenMinor: 200n };
    expect(shown(anOrder({}, tipped))['net_amount']).toBe('1000');
    expect(shown(anOrder({ state: 'partially_refunded' }, { ...tipped, refundedMinor: 200n }))['net_amount']).toBe('1000');
    expect(shown(anOrder({ state: 'partially_refunded' }, { ...tipped, refundedMinor: 500n }))['net_amount']).toBe('700');
  });

  it('names no refund by a number that no till could have given', () => {
    const refundNo = 'a-refund-of-the-unified-api-with-a-long-number';
    const data = shown(
      anOrder({ state: 'partially_refunded' }, { refundedMinor: 300n }, [{ kind: 'refund', refundNo, amountMinor: 300n }]),
    );
    expect(data).toMatchObject({ settlement_amount: '300' });
    for (const member of ['client_tsn', 'refund_request_no']) expect(data).not.toHaveProperty(member);
  });

  it('is about the refund where the latest transaction is one', () => {
    const read = anOrder({ state: 'partially_refunded' }, { refundedMinor: 300n }, [
      { kind: 'refund', refundNo: 'RF-1', amountMinor: 300n, operator: 'cashier02', finishedAt: 1_779_436_900_000 },
    ]);
    const [, refund] = read.operations;
    if (refund === undefined) throw new TypeError('the refund is missing');
    expect(orderData(read, toldRefund(read, refund))).toMatchObject({
      tsn: '7890000000000102',
      client_tsn: 'MEX202605220001-RF-1',
      refund_request_no: 'RF-1',
      settlement_amount: '300',
      operator: 'cashier02',
      finish_time: '1779436900000',
    });
  });

  it('shows the refund that a cancel had to be as no refund of the till’s', () => {
    const read = anOrder({ state: 'refunded' }, { refundedMinor: 1000n }, [{ kind: 'refund', refundNo: `${CANCEL_REFUND}1` }]);
    const data = shown(read);
    expect(data).toMatchObject({ order_status: 'CANCELED', net_amount: '0', client_tsn: 'MEX202605220001' });
    expect(data).not.toHaveProperty('refund_request_no');
  });

  it('holds the code or the page that the payer needs, while the order waits', () => {
    const waiting = { state: 'pending' } as const;
    const open = { outcome: 'pending', capturedMinor: 0n } as const;
    expect(shown(anOrder({ ...waiting, nextAction: { type: 'show_qr', qr: 'https://q.test/1' } }, open))['qr_code']).toBe(
      'https://q.test/1',
    );
    expect(shown(anOrder({ ...waiting, nextAction: { type: 'sdk', payload: '{"a":1}' } }, open))['wap_pay_request']).toBe('{"a":1}');
    const page = { type: 'redirect', url: 'https://w.test/1', httpMethod: 'GET' } as const;
    expect(shown(anOrder({ ...waiting, nextAction: page }, open))['wap_pay_request']).toBe('https://w.test/1');
    expect(shown(anOrder({ nextAction: { type: 'show_qr', qr: 'https://q.test/1' } }))).not.toHaveProperty('qr_code');
  });

  it('is complete enough for an order of another door', () => {
    const data = shown(anOrder({ content: { subject: 'Shoes', description: 'Shoes' }, terminalSn: null, operator: null }));
    expect(data).toMatchObject({ subject: 'Shoes', sn: '7890000000000100' });
    expect(data).not.toHaveProperty('terminal_sn');
  });
});

describe('the numbers of an order', () => {
  it('have sixteen digits, begin with 789, and no two orders or transactions share one', () => {
    expect(platformNumber(0n, 0n)).toBe(7_890_000_000_000_000n);
    expect(platformNumber(0n, 1n) - platformNumber(0n, 0n)).toBe(100n);
    expect(platformNumber(1n, 0n) - platformNumber(0n, 99n)).toBe(100n);
    expect(transactionSn(platformNumber(0n, 0n), 98)).toBe('7890000000000099');
    expect(transactionSn(platformNumber(0n, 0n), 99)).toBeUndefined();
    expect(() => platformNumber(10n ** 15n, 0n)).toThrow(RangeError);
  });
});

describe('whose code was scanned', () => {
  it.each([
    ['130818341921441147', '3'],
    ['280818341921441147', '1'],
    ['6212345678901234567', '17'],
    ['990818341921441147', undefined],
    ['13081834192144114', undefined],
  ])('%s', (code, payway) => {
    expect(paywayOf(code)).toBe(payway);
  });
});
