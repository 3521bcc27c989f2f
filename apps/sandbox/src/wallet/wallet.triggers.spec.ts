import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Receiver, SandboxScenario, until } from '../testing/sandbox-scenario.js';
import { WalletMerchant } from '../testing/wallet-merchant.js';

const ACCEPTED = '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}';

let sandbox: SandboxScenario;
let merchant: WalletMerchant;
let receiver: Receiver;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ wallet: [WalletMerchant.account(undefined, { notifies: ['agreement', 'refund', 'void'] })] });
  merchant = new WalletMerchant(sandbox.url);
  receiver = await Receiver.start();
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = { status: 200, body: ACCEPTED };
});

/** An id of this test whose prefix asks for something. */
const named = (prefix: string): string => `${prefix}${merchant.newId()}`;
const agreement = (paymentRequestId: string, more = {}): Record<string, unknown> =>
  merchant.agreementOrder('2000', { paymentRequestId, ...more });
const bodies = (): Record<string, unknown>[] => receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
const charged = async (id: string): Promise<string> => (await sandbox.truthOf('wallet', id)).charged;

/** A paid agreement, to refund. */
async function paid(): Promise<string> {
  const id = named('PAID-');
  await merchant.call('pay', agreement(id));
  return id;
}

describe('prefixes of request ids', () => {
  it('U- answers U, though the work is done; the repeat says so', async () => {
    const order = agreement(named('U-'));
    expect(await merchant.told('pay', order)).toBe('U/UNKNOWN_EXCEPTION');
    expect(await charged(String(order['paymentRequestId']))).toBe('2000');
    expect(await merchant.told('pay', order)).toBe('S/REPEAT_REQUEST');
    const request = merchant.refundRequest(await paid(), '500', { refundRequestId: named('U-') });
    expect([await merchant.told('refund', request), await merchant.told('refund', request)]).toEqual(['U/UNKNOWN_EXCEPTION', 'S/SUCCESS']);
  });

  it('UF- answers U and does nothing, every time', async () => {
    const order = agreement(named('UF-'));
    expect([await merchant.told('pay', order), await merchant.told('pay', order)]).toEqual(['U/UNKNOWN_EXCEPTION', 'U/UNKNOWN_EXCEPTION']);
    expect(await merchant.told('inquiryPayment', { paymentRequestId: order['paymentRequestId'] })).toBe('F/ORDER_NOT_EXIST');
    const id = await paid();
    const request = merchant.refundRequest(id, '500', { refundRequestId: named('UF-') });
    expect(await merchant.told('refund', request)).toBe('U/UNKNOWN_EXCEPTION');
    await sandbox.advance(1_000);
    expect((await sandbox.truthOf('wallet', id)).refunded).toBe('0');
  });

  it('T- does the work and never answers the first call', async () => {
    const order = agreement(named('T-'));
    const hangsUp = new AbortController();
    const silent = merchant.call('pay', order, hangsUp.signal).catch(() => 'nothing came');
    await until(async () =>
      (await sandbox.truth('wallet')).some(({ key, charged: sum }) => key === order['paymentRequestId'] && sum === '2000'),
    );
    await sandbox.advance(3_600_000);
    hangsUp.abort();
    expect(await silent).toBe('nothing came');
    expect(await merchant.told('pay', order)).toBe('S/REPEAT_REQUEST');
  });

  it('F-<CODE>- fails with the code, and nothing is taken', async () => {
    const order = agreement(named('F-RISK_REJECT-'));
    expect([await merchant.told('pay', order), await merchant.told('pay', order)]).toEqual(['F/RISK_REJECT', 'F/RISK_REJECT']);
    expect(await charged(String(order['paymentRequestId']))).toBe('0');
    const request = merchant.refundRequest(await paid(), '500', { refundRequestId: named('F-MERCHANT_BALANCE_NOT_ENOUGH-') });
    expect(await merchant.told('refund', request)).toBe('F/MERCHANT_BALANCE_NOT_ENOUGH');
  });

  it('SIG- spoils the signature of the answer, and of no other call', async () => {
    const order = agreement(named('SIG-'));
    await expect(merchant.call('pay', order)).rejects.toThrow('bad signature');
    expect(await merchant.status(String(order['paymentRequestId']))).toBe('SUCCESS');
  });

  it('do the same to captures and voids', async () => {
    const paymentId = await merchant.hold('2000');
    const request = merchant.captureRequest(paymentId, '100', { captureRequestId: named('U-') });
    expect([await merchant.told('capture', request), await merchant.told('capture', request)]).toEqual([
      'U/UNKNOWN_EXCEPTION',
      'S/SUCCESS',
    ]);
    const refused = merchant.voidRequest(await merchant.hold('2000'), undefined, { voidRequestId: named('F-PROCESS_FAIL-') });
    expect(await merchant.told('void', refused)).toBe('F/PROCESS_FAIL');
  });

  it('DUP- notifies twice, AMT- a wrong amount', async () => {
    const twice = agreement(named('DUP-'), { paymentNotifyUrl: `${receiver.url}/n` });
    await merchant.call('pay', twice);
    await sandbox.advance(1_000);
    expect(bodies().map(({ paymentRequestId }) => paymentRequestId)).toEqual([twice['paymentRequestId'], twice['paymentRequestId']]);
    receiver.received.length = 0;
    const wrong = agreement(named('AMT-'), { paymentNotifyUrl: `${receiver.url}/n` });
    await merchant.call('pay', wrong);
    await sandbox.advance(1_000);
    expect(bodies()).toMatchObject([{ paymentStatus: 'SUCCESS', paymentAmount: { value: '2001' } }]);
    expect(await merchant.inquire(String(wrong['paymentRequestId']))).toMatchObject({ paymentAmount: { value: '2000' } });
  });

  it('LATE- notifies a success only after the cancel; the payer was faster, and gets the money back', async () => {
    const [open, done] = [named('LATE-'), named('LATE-')];
    for (const id of [open, done]) await merchant.open('2000', { paymentRequestId: id, paymentNotifyUrl: `${receiver.url}/n` });
    await sandbox.act('wallet', done, 'pay');
    await sandbox.advance(3_600_000 / 6);
    expect(receiver.received).toHaveLength(0);
    for (const id of [open, done]) {
      expect(await merchant.cancel(id)).toBe('S/SUCCESS');
      await sandbox.advance(1_000);
      expect(bodies().at(-1)).toMatchObject({ paymentRequestId: id, paymentStatus: 'SUCCESS' });
      expect(await merchant.status(id)).toBe('CANCELLED');
      expect(await sandbox.truthOf('wallet', id)).toMatchObject({ charged: '2000', refunded: '2000' });
    }
  });
});

describe('what a contract may have notified', () => {
  it('refunds, where the call names a URL', async () => {
    const request = merchant.refundRequest(await paid(), '500', { refundNotifyUrl: `${receiver.url}/r` });
    await merchant.call('refund', request);
    await sandbox.advance(1_000);
    expect(bodies()).toEqual([
      {
        notifyType: 'REFUND_RESULT',
        refundRequestId: request['refundRequestId'],
        refundId: expect.any(String),
        refundStatus: 'SUCCESS',
        refundAmount: { currency: 'CLP', value: '500' },
        refundTime: expect.any(String),
        result: { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'Success' },
      },
    ]);
  });

  it('voids, to the URL of the payment', async () => {
    const paymentId = await merchant.hold('2000', { voidNotifyUrl: `${receiver.url}/v` });
    const request = merchant.voidRequest(paymentId);
    await sandbox.arm('wallet', { operation: 'void', fault: 'notify_twice' });
    await merchant.call('void', request);
    await sandbox.advance(1_000);
    const told = { voidRequestId: request['voidRequestId'], paymentId, voidResult: { resultStatus: 'S' }, voidAmount: { value: '2000' } };
    expect(bodies()).toMatchObject([told, told]);
  });

  it('neither, for a client without them', async () => {
    const own = await SandboxScenario.start({ wallet: [WalletMerchant.account()] });
    const shop = new WalletMerchant(own.url);
    const order = shop.agreementOrder('2000', { paymentNotifyUrl: `${receiver.url}/n` });
    await shop.call('pay', order);
    await shop.call('refund', shop.refundRequest(String(order['paymentRequestId']), '1', { refundNotifyUrl: `${receiver.url}/r` }));
    await shop.call('void', shop.voidRequest(await shop.hold('2000', { voidNotifyUrl: `${receiver.url}/v` })));
    await own.advance(3_600_000);
    expect(receiver.received).toHaveLength(0);
    await own.close();
  });
});

describe('faults of a cancel and of a notification', () => {
  it('unknown_then_paid leaves the payment, unknown_then_failed undoes it; the third inquiry tells', async () => {
    for (const [fault, status] of [
      ['unknown_then_paid', 'SUCCESS'],
      ['unknown_then_failed', 'CANCELLED'],
    ] as const) {
      const id = await paid();
      await sandbox.arm('wallet', { operation: 'cancel', fault });
      expect(await merchant.cancel(id)).toBe('U/UNKNOWN_EXCEPTION');
      for (let inquiry = 0; inquiry < 2; inquiry++)
        expect(await merchant.told('inquiryPayment', { paymentRequestId: id })).toBe('U/UNKNOWN_EXCEPTION');
      expect(await merchant.status(id)).toBe(status);
    }
  });

  it('wrong_amount of a pay is told by its notification', async () => {
    await sandbox.arm('wallet', { operation: 'pay', fault: 'wrong_amount' });
    await merchant.call('pay', agreement(named('PR-'), { paymentNotifyUrl: `${receiver.url}/n` }));
    await sandbox.advance(1_000);
    expect(bodies()).toMatchObject([{ paymentAmount: { value: '2001' } }]);
  });
});
