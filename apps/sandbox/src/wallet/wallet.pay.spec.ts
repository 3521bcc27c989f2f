import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { isPending, SandboxScenario, until } from '../testing/sandbox-scenario.js';
import { WalletMerchant } from '../testing/wallet-merchant.js';

const OTHER = 'TEST_5X00000000000002';

let sandbox: SandboxScenario;
let merchant: WalletMerchant;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ wallet: [WalletMerchant.account(), WalletMerchant.account(OTHER)] });
  merchant = new WalletMerchant(sandbox.url);
});
afterAll(() => sandbox.close());

const idOf = (order: Record<string, unknown>): string => String(order['paymentRequestId']);

describe('pay on the cashier page', () => {
  it('accepts the order, moves no money, and waits for the payer', async () => {
    const order = merchant.cashierOrder('2000', { paymentRedirectUrl: 'https://shop.example/back' });
    const accepted = await merchant.call('pay', order);
    expect(accepted).toEqual({
      result: { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'Success' },
      paymentId: expect.stringMatching(/^[0-9]{32}$/),
      paymentRequestId: idOf(order),
      paymentTime: expect.any(String),
      redirectActionForm: { method: 'POST', redirectionUrl: `${sandbox.url}/cashier/wallet/${String(accepted['paymentId'])}` },
    });
    expect(await sandbox.truthOf('wallet', idOf(order))).toMatchObject({ charged: '0', currency: 'CLP', account: merchant.clientId });
    const waiting = await merchant.inquire(idOf(order));
    expect(waiting).toMatchObject({ paymentStatus: 'PROCESSING', paymentAmount: { currency: 'CLP', value: '2000' } });
    expect(waiting).not.toHaveProperty('paymentTime');

    const { redirectionUrl } = accepted['redirectActionForm'] as { redirectionUrl: string };
    expect(await (await fetch(redirectionUrl, { method: 'POST' })).text()).toContain('Café Ñuñoa');
    const paid = await fetch(`${redirectionUrl}/pay`, { method: 'POST', redirect: 'manual' });
    expect(paid.headers.get('location')).toBe('https://shop.example/back');
    expect(await merchant.call('inquiryPayment', { paymentId: accepted['paymentId'] })).toMatchObject({
      result: { resultStatus: 'S' },
      paymentRequestId: idOf(order),
      paymentStatus: 'SUCCESS',
      paymentTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/),
      transactions: [{ transactionType: 'PAYMENT', transactionStatus: 'SUCCESS', transactionAmount: { currency: 'CLP', value: '2000' } }],
    });
    expect(await sandbox.truthOf('wallet', idOf(order))).toMatchObject({
      charged: '2000',
      state: 'SUCCESS',
      charges: [{ amount: '2000', kind: 'payment', key: idOf(order) }],
    });
    expect((await sandbox.act('wallet', idOf(order), 'pay')).status).toBe(409);
  });

  it('fails when the payer declines, and stays open when the payer walks away', async () => {
    const [declined, left] = [await merchant.open('2000'), await merchant.open('2000')];
    await sandbox.act('wallet', declined, 'decline');
    await sandbox.act('wallet', left, 'abandon');
    expect(await merchant.inquire(declined)).toMatchObject({ paymentStatus: 'FAIL', paymentFailReason: 'PROCESS_FAIL' });
    expect(await merchant.status(left)).toBe('PROCESSING');
    expect((await sandbox.act('wallet', left, 'tip', { amount: '1' })).status).toBe(409);
  });

  it('closes at its expiry, or after 15 minutes', async () => {
    const own = await SandboxScenario.start({ wallet: [WalletMerchant.account()] });
    const shop = new WalletMerchant(own.url);
    const short = await shop.open('2000', { paymentExpiryTime: new Date(Date.now() + 120_000).toISOString() });
    const usual = await shop.open('2000');
    await own.advance(121_000);
    expect([await shop.status(short), await shop.status(usual)]).toEqual(['CANCELLED', 'PROCESSING']);
    await own.advance(13 * 60_000);
    expect(await shop.status(usual)).toBe('CANCELLED');
    expect((await own.act('wallet', usual, 'pay')).status).toBe(409);
    await own.close();
  });

  it.each([
    ['productCode', undefined],
    ['productCode', '51051000101000100008'],
    ['paymentRequestId', undefined],
    ['paymentRequestId', ''],
    ['paymentRequestId', 'x'.repeat(65)],
    ['paymentRequestId', 'PR#1'],
    ['paymentRequestId', 'PR 1'],
    ['paymentAmount', undefined],
    ['paymentAmount', { currency: 'CLP', value: '0' }],
    ['paymentAmount', { currency: 'CLP', value: '-1' }],
    ['paymentAmount', { currency: 'CLP', value: '20.00' }],
    ['paymentAmount', { currency: 'CLP', value: '01' }],
    ['paymentAmount', { currency: 'CLP', value: '1e3' }],
    ['paymentAmount', { currency: 'CLP', value: 1.5 }],
    ['paymentAmount', { currency: 'CLP', value: '1'.repeat(17) }],
    ['paymentAmount', { currency: 'clp', value: '1' }],
    ['order', undefined],
    ['order', 'shoes'],
    ['order', { orderDescription: 'd'.repeat(257) }],
    ['order', { referenceOrderId: 'o'.repeat(65) }],
    ['order', { env: { terminalType: 'FRIDGE' } }],
    ['order', { orderAmount: { currency: 'CLP' } }],
    ['paymentExpiryTime', '2026-05-06T07:08:09'],
    ['paymentExpiryTime', '2020-05-06T07:08:09+08:00'],
    ['paymentNotifyUrl', 'shop.example/hook'],
    ['paymentNotifyUrl', `https://shop.example/${'n'.repeat(1024)}`],
    ['paymentAuthCode', 'a'.repeat(129)],
    ['extendInfo', 'e'.repeat(4097)],
  ])('refuses %s %j, naming the member', async (name, value) => {
    const { result } = await merchant.call('pay', merchant.cashierOrder('2000', { [name]: value }));
    expect(result).toMatchObject({ resultStatus: 'F', resultCode: 'PARAM_ILLEGAL', resultMessage: expect.stringContaining(name) });
  });

  it('takes what siblings send: a list of goods, null for absent, an integer amount, members that it does not know', async () => {
    const order = { orderDescription: 'two', goods: [{ referenceGoodsId: 'g1', goodsName: 'one' }], buyer: null };
    const more = { order, paymentAmount: { currency: 'CLP', value: 2000 }, paymentExpiryTime: null, appId: '3333' };
    expect(await merchant.told('pay', merchant.cashierOrder('1', more))).toBe('S/SUCCESS');
  });

  it('refuses a currency that is none', async () => {
    expect(await merchant.told('pay', merchant.cashierOrder('1', { paymentAmount: { currency: 'ZZZ', value: '1' } }))).toBe(
      'F/CURRENCY_NOT_SUPPORT',
    );
  });
});

describe('agreement pay', () => {
  it('is a sale in the call, without a form', async () => {
    const order = merchant.agreementOrder('2000');
    expect(await merchant.call('pay', order)).toEqual({
      result: { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'Success' },
      paymentId: expect.any(String),
      paymentRequestId: idOf(order),
      paymentTime: expect.any(String),
    });
    expect(await merchant.status(idOf(order))).toBe('SUCCESS');
    expect(await sandbox.truthOf('wallet', idOf(order))).toMatchObject({ charged: '2000' });
  });

  it.each([
    ['another-token', 'F/INVALID_ACCESS_TOKEN'],
    ['an-old-token', 'F/EXPIRED_ACCESS_TOKEN'],
    [undefined, 'F/PARAM_ILLEGAL'],
  ])('with the token %j is refused: %s', async (paymentAuthCode, told) => {
    const order = merchant.agreementOrder('2000', { paymentAuthCode });
    expect(await merchant.told('pay', order)).toBe(told);
    expect((await sandbox.truth('wallet')).filter(({ key, charged }) => key === idOf(order) && charged !== '0')).toEqual([]);
  });
});

describe('the same paymentRequestId again', () => {
  it('makes no second order and gives the form again while it is unpaid', async () => {
    const order = merchant.cashierOrder('2000');
    const first = await merchant.call('pay', order);
    const { order: details, ...rest } = order;
    const again = await merchant.call('pay', { ...rest, order: details, paymentNotifyUrl: 'https://shop.example/other' });
    expect(again).toEqual({
      result: {
        resultStatus: 'S',
        resultCode: 'REPEAT_REQUEST',
        resultMessage: `repeat order create request, merchantTransId = ${idOf(order)}`,
      },
      paymentId: first['paymentId'],
      paymentRequestId: idOf(order),
      redirectActionForm: first['redirectActionForm'],
    });
    await sandbox.act('wallet', idOf(order), 'pay');
    expect(await merchant.call('pay', order)).not.toHaveProperty('redirectActionForm');
    expect(await sandbox.truthOf('wallet', idOf(order))).toMatchObject({ charged: '2000' });
  });

  it('charges an agreement once, also when both calls come at once', async () => {
    const order = merchant.agreementOrder('2000');
    const told = await Promise.all([merchant.told('pay', order), merchant.told('pay', order), merchant.told('pay', order)]);
    expect(told.sort()).toEqual(['S/REPEAT_REQUEST', 'S/REPEAT_REQUEST', 'S/SUCCESS']);
    expect(await sandbox.truthOf('wallet', idOf(order))).toMatchObject({ charged: '2000' });
  });

  it('is refused with other content, and the original stays untouched', async () => {
    const order = merchant.agreementOrder('2000');
    await merchant.call('pay', order);
    for (const other of [
      { paymentAmount: { currency: 'CLP', value: '2001' } },
      { paymentAmount: { currency: 'USD', value: '2000' } },
      { paymentAuthCode: 'another-token' },
      { productCode: '51051000101000000011' },
    ])
      expect(await merchant.told('pay', { ...order, ...other })).toBe('F/REPEAT_REQ_INCONSISTENT');
    expect(await merchant.told('pay', { ...order, paymentAmount: { value: 2000, currency: 'CLP' } })).toBe('S/REPEAT_REQUEST');
    expect(await sandbox.truthOf('wallet', idOf(order))).toMatchObject({ charged: '2000' });
  });

  it('hears the same failure again', async () => {
    const order = merchant.agreementOrder('1903');
    expect([await merchant.told('pay', order), await merchant.told('pay', order)]).toEqual([
      'F/USER_BALANCE_NOT_ENOUGH',
      'F/USER_BALANCE_NOT_ENOUGH',
    ]);
    expect(await merchant.inquire(idOf(order))).toMatchObject({ paymentStatus: 'FAIL', paymentFailReason: 'USER_BALANCE_NOT_ENOUGH' });
  });
});

describe('magic amounts of payments', () => {
  it('901: in process, paid after 6 s; 902: in process, closed after 45 s; the same on the page', async () => {
    const [paid, closed] = [merchant.agreementOrder('1901'), merchant.agreementOrder('1902')];
    for (const order of [paid, closed]) {
      expect(await merchant.told('pay', order)).toBe('U/PAYMENT_IN_PROCESS');
      expect(await merchant.told('pay', order)).toBe('U/PAYMENT_IN_PROCESS');
    }
    const onPage = await merchant.open('1901');
    await sandbox.act('wallet', onPage, 'pay');
    await sandbox.advance(3_000);
    expect([await merchant.status(idOf(paid)), await merchant.status(onPage)]).toEqual(['PROCESSING', 'PROCESSING']);
    await sandbox.advance(3_000);
    expect([await merchant.status(idOf(paid)), await merchant.status(onPage)]).toEqual(['SUCCESS', 'SUCCESS']);
    await sandbox.advance(39_000);
    expect(await merchant.status(idOf(closed))).toBe('CANCELLED');
    expect(await sandbox.truthOf('wallet', idOf(closed))).toMatchObject({ charged: '0' });
  });

  it('903 on the page: the payer pays, the wallet declines', async () => {
    const id = await merchant.open('1903');
    await sandbox.act('wallet', id, 'pay');
    expect(await merchant.inquire(id)).toMatchObject({ paymentStatus: 'FAIL', paymentFailReason: 'USER_BALANCE_NOT_ENOUGH' });
  });

  it('904: paid, but nobody says so until the third inquiry', async () => {
    const order = merchant.agreementOrder('1904');
    expect(await merchant.told('pay', order)).toBe('U/UNKNOWN_EXCEPTION');
    expect(await sandbox.truthOf('wallet', idOf(order))).toMatchObject({ charged: '1904' });
    const look = { paymentRequestId: idOf(order) };
    expect([await merchant.told('inquiryPayment', look), await merchant.told('inquiryPayment', look)]).toEqual([
      'U/UNKNOWN_EXCEPTION',
      'U/UNKNOWN_EXCEPTION',
    ]);
    expect(await merchant.status(idOf(order))).toBe('SUCCESS');
  });

  it('905: paid at once, the answer comes after 40 s', async () => {
    const order = merchant.agreementOrder('1905');
    const answer = merchant.told('pay', order);
    await until(async () => (await sandbox.truth('wallet')).some(({ key, charged }) => key === idOf(order) && charged === '1905'));
    expect(await isPending(answer)).toBe(true);
    await sandbox.advance(40_000);
    expect(await answer).toBe('S/SUCCESS');
  });

  it('906: the first call with a key errs and does nothing, the next one works', async () => {
    const order = merchant.agreementOrder('1906');
    expect(await merchant.told('pay', order)).toBe('U/UNKNOWN_EXCEPTION');
    expect(await merchant.told('inquiryPayment', { paymentRequestId: idOf(order) })).toBe('F/ORDER_NOT_EXIST');
    expect(await merchant.told('pay', order)).toBe('S/SUCCESS');
  });

  it('913: refused by the first account that is asked, taken by the next', async () => {
    const other = new WalletMerchant(sandbox.url, OTHER);
    const more = { order: { orderDescription: 'two routes' } };
    const order = merchant.agreementOrder('1913', more);
    expect(await merchant.told('pay', order)).toBe('F/PARTNER_STATUS_ABNORMAL');
    expect(await other.told('pay', other.agreementOrder('1913', more))).toBe('S/SUCCESS');
    expect(await merchant.told('pay', order)).toBe('F/PARTNER_STATUS_ABNORMAL');
  });
});

describe('faults of payments', () => {
  it.each(['hang', 'drop_before', 'http_500', 'decline:ACCESS_DENIED'])('%s does nothing', async (fault) => {
    const order = merchant.agreementOrder('2000');
    await sandbox.arm('wallet', { operation: 'pay', fault, key: idOf(order) });
    const stop = new AbortController();
    const answer = merchant.call('pay', order, stop.signal).then(
      ({ result }) => result.resultStatus,
      (error: unknown) => String(error),
    );
    await until(async () => (await sandbox.fired('wallet')).some(({ key }) => key === idOf(order)));
    if (fault === 'hang') {
      expect(await isPending(answer)).toBe(true);
      stop.abort();
    }
    expect(await answer).not.toBe('S');
    expect(await merchant.told('inquiryPayment', { paymentRequestId: idOf(order) })).toBe('F/ORDER_NOT_EXIST');
  });

  it.each(['drop_after', 'garbage', 'bad_signature'])('%s charges and spoils the answer', async (fault) => {
    const order = merchant.agreementOrder('2000');
    await sandbox.arm('wallet', { operation: 'pay', fault, key: idOf(order) });
    await expect(merchant.call('pay', order)).rejects.toThrow();
    expect(await merchant.status(idOf(order))).toBe('SUCCESS');
  });

  it('a decline of the payer uses the key up', async () => {
    const order = merchant.agreementOrder('2000');
    await sandbox.arm('wallet', { operation: 'pay', fault: 'decline:RISK_REJECT' });
    expect([await merchant.told('pay', order), await merchant.told('pay', order)]).toEqual(['F/RISK_REJECT', 'F/RISK_REJECT']);
    expect(await merchant.inquire(idOf(order))).toMatchObject({ paymentStatus: 'FAIL', paymentFailReason: 'RISK_REJECT' });
  });

  it.each([
    ['unknown_then_paid', 'SUCCESS', '2000'],
    ['unknown_then_failed', 'FAIL', '0'],
  ])('%s', async (fault, status, charged) => {
    for (const order of [merchant.agreementOrder('2000'), merchant.cashierOrder('2000')]) {
      await sandbox.arm('wallet', { operation: 'pay', fault });
      expect(await merchant.told('pay', order)).toBe('U/UNKNOWN_EXCEPTION');
      const look = { paymentRequestId: idOf(order) };
      for (let inquiry = 0; inquiry < 2; inquiry += 1) expect(await merchant.told('inquiryPayment', look)).toBe('U/UNKNOWN_EXCEPTION');
      expect(await merchant.status(idOf(order))).toBe(status);
      expect(await sandbox.truthOf('wallet', idOf(order))).toMatchObject({ charged });
    }
  });

  it('wrong_amount lets an inquiry state another amount', async () => {
    const id = await merchant.open('2000');
    await sandbox.arm('wallet', { operation: 'inquiryPayment', fault: 'wrong_amount' });
    expect(await merchant.inquire(id)).toMatchObject({ paymentAmount: { value: '2001' } });
    expect(await merchant.inquire(id)).toMatchObject({ paymentAmount: { value: '2000' } });
  });
});
