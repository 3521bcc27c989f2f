import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { accountIds, ACTIVATION_CODE, POS_SN, UPAY } from './accounts.js';
import { accepted, keyOf, mxn, OperationsLab } from './operations-lab.js';

/** Seeds 000 (MUWE, Payment Flow), 001 (MUWE, Pay) and 002 (Upay Web API, Business Processes); each test is named by the section that it carries out. */

let lab: OperationsLab;
beforeAll(async () => {
  lab = await OperationsLab.start();
});
afterAll(() => lab.stop());

const payerCode = { type: 'payer_code', code: '130818341921441147' };
const first = { route: { providerAccountId: UPAY } };
const mis = { route: { providerAccountId: accountIds.upayMis } };

describe('000 Upay, Payment Flow', () => {
  it('Merchant-Initiated Payment: the payer’s code is scanned, and he pays at once', async () => {
    const order = await lab.order('MXN', '1000', payerCode, first);
    expect(order).toMatchObject({ state: 'paid', provider: { name: 'upay', reference: expect.stringMatching(/^\d+$/) } });
    expect(await lab.seen(order)).toEqual({
      state: 'paid',
      amounts: { captured: '1000' },
      twin: { net: '1000', held: '0', moves: ['payment 1000'] },
    });
  });

  it('MIS-to-POS Order Push: the order is paid at a bound POS', async () => {
    const order = await lab.order('MXN', '1000', { type: 'terminal' }, { ...mis, terminalSn: POS_SN });
    expect(order).toMatchObject({ state: 'pending', nextAction: { type: 'wait_for_terminal', terminalSn: POS_SN } });
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ amounts: { captured: '1000' }, twin: { net: '1000' } });
    accepted(await lab.api.refund(order.id, { refundNo: 'R1', amount: mxn('300') }));
    expect(await lab.seen(await lab.reaches(order, 'partially_refunded'))).toMatchObject({
      amounts: { refunded: '300' },
      twin: { net: '700' },
    });
  });

  it.each([
    ['a code', { type: 'merchant_qr', payway: '3' }, {}, 'show_qr'],
    ['a WAP page', { type: 'merchant_qr', form: 'wap', payway: '3' }, { buyer: { payerUid: 'oWx1234567890' } }, 'redirect'],
    ['a page', { type: 'redirect' }, { buyer: { payerUid: 'oWx1234567890' } }, 'redirect'],
    [
      'a mini program',
      { type: 'merchant_qr', form: 'mini_program', payway: '3' },
      { providerOptions: { upay: { payerUid: 'oWx1234567890' } } },
      'sdk',
    ],
  ])('QR Pre-create: %s is shown, and the payer pays', async (_, method, rest, action) => {
    const order = await lab.order('MXN', '1000', method, { ...first, ...rest });
    expect(order.nextAction?.['type']).toMatch(action === 'redirect' ? /redirect|show_qr/ : action);
    expect(await lab.seen(order)).toMatchObject({ state: 'pending', twin: { net: '0' } });
    await lab.door.act('upay', keyOf(order), 'pay');
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ amounts: { captured: '1000' }, twin: { net: '1000' } });
  });

  it('Refund: in parts, each under a refund_request_no of its own; the same number is the same refund', async () => {
    const order = await lab.order('MXN', '1000', payerCode, first);
    const part = { refundNo: 'R1', amount: mxn('400'), reason: 'one cup was cold' };
    accepted(await lab.api.refund(order.id, part));
    const again = await lab.api.refund(order.id, part);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    expect(await lab.seen(order)).toMatchObject({
      state: 'partially_refunded',
      amounts: { refunded: '400' },
      twin: { moves: ['payment 1000', 'refund -400'] },
    });
    accepted(await lab.api.refund(order.id, { refundNo: 'R2' }));
    expect(await lab.seen(order)).toMatchObject({ state: 'refunded', amounts: { refunded: '1000' }, twin: { net: '0' } });
  });

  it('Refund whose result is uncertain: queried by its refund_request_no, never replaced by another', async () => {
    const order = await lab.order('MXN', '1000', payerCode, first);
    await lab.door.arm('upay', { operation: 'refund', fault: 'drop_after' });
    expect((await lab.api.refund(order.id, { refundNo: 'R1', amount: mxn('400') })).status).toBe(202);
    await lab.refresh(order);
    expect(await lab.seen(await lab.reaches(order, 'partially_refunded'))).toMatchObject({
      twin: { moves: ['payment 1000', 'refund -400'] },
    });
  });

  it('Cancel Recovery: an order that nobody has paid is closed', async () => {
    const order = await lab.order('MXN', '1000', { type: 'merchant_qr', payway: '3' }, first);
    accepted(await lab.api.cancel(order.id));
    expect(await lab.seen(await lab.reaches(order, 'canceled'))).toMatchObject({ amounts: {}, twin: { net: '0', moves: [] } });
    await expect(lab.door.act('upay', keyOf(order), 'pay')).rejects.toThrow(/409/);
  });

  it('Cancel Recovery: CANCEL_ERROR is asked after, and the cancel asked for again', async () => {
    // Ends in 907: the first cancel meets an error.
    const order = await lab.order('MXN', '1907', { type: 'merchant_qr', payway: '3' }, first);
    await lab.api.cancel(order.id);
    expect(await lab.seen(await lab.reaches(order, 'canceled'))).toMatchObject({ twin: { net: '0' } });
  });

  it('Cancel Recovery: a cancel that aborts the payment under way', async () => {
    // Ends in 908.
    const order = await lab.order('MXN', '1908', { type: 'merchant_qr', payway: '3' }, first);
    accepted(await lab.api.cancel(order.id));
    expect(await lab.seen(await lab.reaches(order, 'canceled'))).toMatchObject({ twin: { net: '0' } });
  });

  it('Final Statuses: PAY_CANCELED, an order that the provider closes because nobody pays', async () => {
    // Ends in 902: closed after 45 seconds.
    const order = await lab.order('MXN', '1902', payerCode, first);
    expect(order.state).toBe('pending');
    await lab.door.advance(45_000);
    await lab.refresh(order);
    expect(await lab.seen(await lab.until(order, 'is closed', ({ state }) => /failed|canceled/.test(state)))).toMatchObject({
      amounts: {},
      twin: { net: '0' },
    });
  });

  it('Revoke: a paid order is given back whole on its day', async () => {
    const order = await lab.order('MXN', '1000', payerCode, mis);
    accepted(await lab.api.change(order.id, 'void'));
    expect(await lab.seen(await lab.reaches(order, 'reversed'))).toEqual({
      state: 'reversed',
      amounts: {},
      twin: { net: '0', held: '0', moves: ['payment 1000', 'void -1000'] },
    });
  });

  it('Revoke where the account has none: refused with what there is instead, and nothing is sent', async () => {
    const order = await lab.order('MXN', '1000', payerCode, first);
    expect(await lab.api.change(order.id, 'void')).toMatchObject({
      status: 422,
      body: {
        code: 'operation_not_supported',
        detail: 'upay: the Upay account has no revoke (settings.revoke): refund the payment instead',
      },
    });
    expect(await lab.seen(order)).toMatchObject({ state: 'paid', twin: { net: '1000' } });
  });
});

describe('001 Upay, Pay', () => {
  it('Request: every optional field', async () => {
    const order = await lab.order(
      'MXN',
      '1000',
      { ...payerCode, payway: '3' },
      {
        ...first,
        subject: 'Café de olla',
        operator: 'cashier01',
        device: { ip: '203.0.113.9', id: 'POS-1', latitude: '19.43', longitude: '-99.13' },
        goods: [{ id: 'C1', name: 'Café', quantity: 2, unitAmount: mxn('500') }],
        providerOptions: { upay: { extended: { table: '7' }, reflect: 'row 7' } },
      },
    );
    expect(await lab.seen(order)).toMatchObject({ state: 'paid', twin: { net: '1000' } });
  });

  it('PAY_FAIL: a decline ends the order', async () => {
    const order = await lab.order('MXN', '1903', payerCode, first);
    expect(order).toMatchObject({ state: 'failed', operations: [{ outcome: 'declined', declineCode: 'insufficient_funds' }] });
    expect(await lab.seen(order)).toMatchObject({ amounts: {}, twin: { net: '0' } });
  });

  it('In Progress: PAY_IN_PROGRESS is queried until it is paid', async () => {
    // Ends in 901: the payer takes six seconds.
    const order = await lab.order('MXN', '1901', payerCode, first);
    expect(order.state).toBe('pending');
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { net: '1901' } });
  });

  it('Recovery: a network time-out is queried by client_sn, and taken once', async () => {
    await lab.door.arm('upay', { operation: 'pay', fault: 'drop_after' });
    const order = await lab.order('MXN', '1000', payerCode, first);
    expect(order.state).toBe('uncertain');
    await lab.refresh(order);
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { moves: ['payment 1000'] } });
  });
});

describe('002 Upay, Business Processes', () => {
  const account = `/v1/provider-accounts/${accountIds.upayVendor}`;
  const vendor = { route: { providerAccountId: accountIds.upayVendor } };
  const ask = (action: 'activate' | 'checkin', body: object = {}, { by = lab.platform, key = randomUUID() } = {}) =>
    by.ask<{ readonly code?: string }>('POST', `${account}/${action}`, body, { 'idempotency-key': key });

  it('Terminal Activation: before it the account takes nothing', async () => {
    expect(await lab.create('MXN', '1000', payerCode, vendor)).toMatchObject({
      status: 422,
      body: {
        code: 'no_route',
        fields: expect.arrayContaining([
          { path: `candidates.${accountIds.upayVendor}`, message: 'upay: the account has no activated terminal' },
        ]) as unknown,
      },
    });
    const merchant = await ask('activate', { code: ACTIVATION_CODE, deviceId: 'DEV-1' }, { by: lab.api });
    expect([merchant.status, merchant.body.code]).toEqual([403, 'permission_denied']);
  });

  it('Terminal Activation: a code makes it a terminal, which pays', async () => {
    const wrong = await ask('activate', { code: 'NO-SUCH-CODE', deviceId: 'DEV-1' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'provider_account_refused']);
    const activated = await ask('activate', { code: ACTIVATION_CODE, deviceId: 'DEV-1' });
    expect(activated).toMatchObject({ status: 200, body: { provider: 'upay', keyIssuedAt: expect.any(String) as unknown } });
    const order = await lab.order('MXN', '1000', payerCode, vendor);
    expect(await lab.seen(order)).toMatchObject({ state: 'paid', twin: { net: '1000' } });
  });

  it('Terminal Check-in: the next key signs, also after an answer that was lost', async () => {
    for (const fault of [undefined, 'drop_after'] as const) {
      const key = randomUUID();
      if (fault !== undefined) {
        await lab.door.arm('upay', { operation: 'checkin', fault });
        const lost = await ask('checkin', {}, { key });
        expect([lost.status, lost.body.code]).toEqual([502, 'provider_silent']);
      }
      // Asked again under its key, as a caller does who has heard nothing.
      expect((await ask('checkin', {}, { key })).status).toBe(200);
      expect((await lab.order('MXN', '1000', payerCode, vendor)).state).toBe('paid');
    }
  });

  it('Transactions: refund of what was paid before the key changed', async () => {
    const order = await lab.order('MXN', '1000', payerCode, vendor);
    expect((await ask('checkin')).status).toBe(200);
    accepted(await lab.api.refund(order.id, { refundNo: 'R1' }));
    expect(await lab.seen(order)).toMatchObject({ state: 'refunded', twin: { net: '0' } });
  });

  it('Query: a refresh finds what the payer did while no notification came', async () => {
    // Ends in 912: no notification comes.
    const order = await lab.order('MXN', '1912', { type: 'merchant_qr', payway: '3' }, first);
    await lab.door.act('upay', keyOf(order), 'pay');
    expect(accepted(await lab.refresh(order)).state).toBe('paid');
    expect(await lab.seen(order)).toMatchObject({ twin: { net: '1912' } });
  });
});

describe('000 Upay, a change made outside us', () => {
  it.each([
    ['void', undefined, 'reversed', {}, '0'],
    ['refund', undefined, 'refunded', { refunded: '1000' }, '0'],
    ['refund', '300', 'partially_refunded', { refunded: '300' }, '700'],
  ] as const)('a %s of %s at the portal is taken over by a refresh, and a person is told', async (action, amount, state, amounts, net) => {
    const order = await lab.order('MXN', '1000', payerCode, first);
    await lab.door.act('upay', keyOf(order), action, amount);
    expect(await lab.takenOver(order)).toMatchObject({ state, cases: [{ kind: 'external_change', state: 'open' }] });
    expect(await lab.seen(order)).toMatchObject({ state, amounts, twin: { net } });
  });
});

describe('our books', () => {
  it('say of every charge what the payers’ accounts saw', async () => {
    expect(await lab.differences()).toEqual([]);
  });
});
