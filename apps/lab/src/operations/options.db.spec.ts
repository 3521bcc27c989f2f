import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { press } from '../system/index.js';
import { CODEPAY_APP_ID } from '../demo-merchant/ids.js';
import { accountIds, CODEPAY, POS_SN, UPAY } from './accounts.js';
import { accepted, clp, keyOf, mxn, OperationsLab, usd } from './operations-lab.js';

/** Every member of `providerOptions`, all at once, before a provider's stand-in that refuses what its document does not know. */

let lab: OperationsLab;
beforeAll(async () => {
  lab = await OperationsLab.start();
});
afterAll(() => lab.stop());

const device = { ip: '203.0.113.9', id: 'POS-1', latitude: '19.43', longitude: '-99.13' };
const back = { returnUrl: 'https://shop.example/back?cart=1' };
const words = { subject: 'Café de olla ☕', description: 'Dos cafés, "para llevar" \\ 50 %', operator: 'cashier 01' };

describe('003 CodePay, with every field that its document knows', () => {
  const everywhere = {
    attach: '{"table":"7"}',
    orderQueueMode: 'FILO',
    rejectTradeWhenTerminalOffline: true,
    onScreenSignature: false,
    receiptPrintMode: 'both',
    confirmOnTerminal: true,
  };
  const means = { payMethodId: 'Visa', cardType: 'credit' };
  const managed = { ...everywhere, requiredTerminalAuthentication: true };
  const codepay = (options: object) => ({ providerOptions: { codepay: options } });

  it('Create Order: a sale, its refund and its void on the terminal', async () => {
    const sale = { ...words, tip: usd('100'), ...codepay({ ...everywhere, ...means }) };
    const order = await lab.paidAtTerminal('1250', sale);
    accepted(await lab.api.refund(order.id, { refundNo: 'R1', amount: usd('250'), reason: 'cold', onTerminal: true, ...codepay(managed) }));
    expect(await lab.seen(await lab.reaches(order, 'partially_refunded'))).toMatchObject({ twin: { net: '1100' } });
    const other = await lab.paidAtTerminal('1250', sale);
    accepted(await lab.api.change(other.id, 'void', { reason: 'mistyped', onTerminal: true, ...codepay(managed) }));
    expect(await lab.seen(await lab.reaches(other, 'reversed'))).toMatchObject({ twin: { net: '0' } });
  });

  it('Create Order: an authorization and its completion on the terminal', async () => {
    const order = await lab.heldAtTerminal('5000', { ...words, ...codepay({ ...everywhere, ...means }) });
    accepted(await lab.api.change(order.id, 'captures', { amount: usd('4000'), operator: 'x', onTerminal: true, ...codepay(everywhere) }));
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { net: '4000' } });
  });

  it('Hosted Checkout: how its page looks and what it offers', async () => {
    const order = await lab.order(
      'USD',
      '1250',
      { type: 'redirect' },
      {
        ...back,
        ...words,
        device,
        expiresInSeconds: 600,
        route: { providerAccountId: CODEPAY },
        goods: [{ id: 'C1', name: 'Café "grande"', quantity: 2, unitAmount: usd('625') }],
        ...codepay({
          attach: 'x',
          extParams: '{}',
          orderDetail: {
            images: { C1: 'https://shop.example/c1.png' },
            shippingRegions: ['US'],
            billingRegions: ['US', 'CA'],
            allowPayments: ['Card', 'ApplePay'],
            disallowPayments: ['GooglePay'],
            palette: { primary: { main: 'rgb(255,0,0)' }, text: 'black' },
          },
        }),
      },
    );
    await press(order, 'pay');
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { net: '1250' } });
  });

  it('Merchant Hosted Checkout: a card with its whole billing address', async () => {
    const card = { number: '5555555555554444', holder: 'ANA Ñ. PAYER', expiryMonth: '01', expiryYear: '2031', cvv: '123' };
    const street = { address1: '1 First St', address2: 'Apt "2"', zip: '95616', phone: '+1 555 0100' };
    const billingAddress = { name: 'Ana Payer', country: 'US', province: 'CA', city: 'Davis', ...street };
    const rest = { ...back, ...words, device, route: { providerAccountId: CODEPAY }, ...codepay({ attach: 'x', cardType: 'debit' }) };
    const order = await lab.order('USD', '1250', { type: 'card', card, billingAddress }, rest);
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { net: '1250' } });
  });

  it('an answer whose data is an object, and a captured hold that is shown by trans_status 4', async () => {
    await lab.door.ask('PUT', `codepay/apps/${CODEPAY_APP_ID}/profile`, { dataAs: 'object', capturedStatus: 4 });
    const order = await lab.heldAtTerminal('5000');
    accepted(await lab.api.change(order.id, 'increments', { amount: usd('500') }));
    accepted(await lab.api.change(order.id, 'captures'));
    await lab.reaches(order, 'paid');
    accepted(await lab.api.change(order.id, 'tip', { amount: usd('700') }));
    const refreshed = accepted(await lab.refresh(await lab.settled(order)));
    expect(refreshed.cases).toEqual([]);
    accepted(await lab.api.refund(order.id, { refundNo: 'R1' }));
    expect(await lab.seen(await lab.reaches(order, 'refunded'))).toMatchObject({
      amounts: { captured: '5500', tip: '700' },
      twin: { net: '0' },
    });
    await lab.door.ask('PUT', `codepay/apps/${CODEPAY_APP_ID}/profile`, {});
  });

  it('a refund before settlement, where the processor takes none: declined, and void is named', async () => {
    await lab.door.ask('PUT', `codepay/apps/${CODEPAY_APP_ID}/profile`, { unsettledRefunds: 'refused' });
    const order = await lab.paidAtTerminal('1250');
    accepted(await lab.api.refund(order.id, { refundNo: 'R1' }));
    const declined = await lab.settled(order);
    expect(declined.operations[1]).toMatchObject({
      kind: 'refund',
      outcome: 'declined',
      declineCode: 'not_settled',
      providerCode: 'D0005',
    });
    expect(JSON.stringify(declined.operations[1])).toContain('void it instead');
    accepted(await lab.api.change(order.id, 'void'));
    expect(await lab.seen(await lab.reaches(order, 'reversed'))).toMatchObject({ twin: { net: '0' } });
    await lab.door.ask('PUT', `codepay/apps/${CODEPAY_APP_ID}/profile`, {});
  });
});

describe('001 Upay, with every field that its documents know', () => {
  const extended = { table: '7', note: 'café' };
  const goodsDetails = [{ goodsId: 'C1', goodsName: 'Café', quantity: 2, price: '500', promotionType: 1 }];
  const upay = { extended, goodsDetails, reflect: 'row 7 ☕', longitude: '-99.1332', latitude: '19.4326' };
  const first = { route: { providerAccountId: UPAY }, ...words, device };

  it('Pay, and Refund with its own', async () => {
    const order = await lab.order(
      'MXN',
      '1000',
      { type: 'payer_code', code: '130818341921441147' },
      {
        ...first,
        providerOptions: { upay: { ...upay, payway: '1' } },
      },
    );
    expect(order.state).toBe('paid');
    const after = { operator: 'cashier 02', reason: 'cold', providerOptions: { upay: { extended, goodsDetails } } };
    accepted(await lab.api.refund(order.id, { refundNo: 'R1', amount: mxn('400'), ...after }));
    expect(await lab.seen(order)).toMatchObject({ state: 'partially_refunded', twin: { net: '600' } });
  });

  it.each(['2', '3', '4', '5', '6'])('Pre-create, sub_payway %s', async (subPayway) => {
    const options = { providerOptions: { upay: { ...upay, payway: '3', subPayway, payerUid: 'oWx1234567890' } } };
    const order = await lab.order('MXN', '1000', { type: 'merchant_qr' }, { ...first, ...options });
    await lab.door.act('upay', keyOf(order), 'pay');
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { net: '1000' } });
  });

  it('MIS-to-POS Order Push', async () => {
    const options = { route: { providerAccountId: accountIds.upayMis }, terminalSn: POS_SN, providerOptions: { upay } };
    const order = await lab.order('MXN', '1000', { type: 'terminal' }, { ...first, ...options });
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { net: '1000' } });
  });
});

describe('004 Wallet, with every field that its document knows', () => {
  const extendInfo = { campaign: 'spring', nested: { a: [1, '2', null], ñ: true } };
  const address = { region: 'CL', state: 'RM', city: 'Santiago', address1: 'Uno 1', address2: 'Piso 2', zipCode: '8320000' };
  const store = {
    referenceStoreId: 'S1',
    storeName: 'Tienda',
    storeMCC: '5814',
    storeDisplayName: 'Tienda',
    storeTerminalId: 'T1',
    storeOperatorId: 'O1',
  };
  const name = { firstName: 'Ana', middleName: 'B.', lastName: 'Pagadora', fullName: 'Ana B. Pagadora' };
  const wallet = {
    env: { terminalType: 'WEB', osType: 'ANDROID', userAgent: 'Mozilla/5.0', cookieId: 'c-1', storeTerminalId: 'T1' },
    merchant: {
      referenceMerchantId: 'M1',
      merchantMCC: '5814',
      merchantName: 'Cafetería',
      merchantDisplayName: 'Café',
      merchantAddress: address,
      store: { ...store, storeAddress: address, storePhoneNo: '+56 2 5550100' },
    },
    goods: [{ referenceGoodsId: 'C1', goodsCategory: 'drinks', goodsBrand: 'House' }],
    shipping: { shippingName: name, shippingAddress: address, shippingCarrier: 'Correos', shippingPhoneNo: '+56 9 5550100' },
    extendInfo,
  };
  const rest = {
    ...back,
    ...words,
    device,
    expiresInSeconds: 900,
    buyer: { id: 'B-1', name: 'Ana', phone: '+56 9 5550100', email: 'ana@shop.example' },
    goods: [{ id: 'C1', name: 'Café', quantity: 2, unitAmount: clp('5000') }],
    providerOptions: { wallet },
  };
  const after = { reason: 'cold', providerOptions: { wallet: { extendInfo } } };

  it('pay and cancel', async () => {
    const order = await lab.order('CLP', '10000', { type: 'redirect' }, rest);
    accepted(await lab.api.cancel(order.id, after));
    expect(await lab.seen(await lab.reaches(order, 'canceled'))).toMatchObject({ twin: { net: '0' } });
  });

  it('authorize, capture and refund; authorize and void', async () => {
    const hold = async () => {
      const order = await lab.order('CLP', '10000', { type: 'redirect' }, { ...rest, capture: 'manual' });
      await press(order, 'pay');
      return lab.reaches(order, 'authorized');
    };
    const [captured, voided] = await Promise.all([hold(), hold()]);
    accepted(await lab.api.change(captured.id, 'captures', { amount: clp('9000'), ...after }));
    accepted(await lab.api.refund(captured.id, { refundNo: 'R1', amount: clp('1000'), ...after }));
    expect(await lab.seen(await lab.reaches(captured, 'partially_refunded'))).toMatchObject({ twin: { net: '8000' } });
    accepted(await lab.api.change(voided.id, 'void', after));
    expect(await lab.seen(await lab.reaches(voided, 'canceled'))).toMatchObject({ twin: { net: '0', held: '0' } });
  });

  it('agreement pay, and what the wallet refuses to take', async () => {
    const { env, merchant, extendInfo: more } = wallet;
    const agreement = { type: 'agreement', agreementId: lab.agreementId };
    const order = await lab.order('CLP', '10000', agreement, {
      ...words,
      providerOptions: { wallet: { env, merchant, extendInfo: more } },
    });
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { net: '10000' } });
    // Ends in 903: the payer's balance is too low.
    const declined = await lab.order('CLP', '10903', agreement);
    expect(declined).toMatchObject({
      state: 'failed',
      operations: [{ declineCode: 'insufficient_funds', providerCode: 'USER_BALANCE_NOT_ENOUGH' }],
    });
    expect(await lab.seen(declined)).toMatchObject({ twin: { net: '0' } });
  });
});

describe('our books', () => {
  it('say of every charge what the payers’ accounts saw', async () => {
    expect(await lab.differences()).toEqual([]);
  });
});
