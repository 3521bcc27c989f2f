import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueryRequest } from '@interlock/provider-kit';
import fc from 'fast-check';
import { orderStatus, transactionStatus } from './upay.mapping.js';
import { query } from './upay.query.js';
import { CLIENT_SN, MXN, REFUND_NO, ScriptedUpay, SN, business, chargeOf, view } from '../testing/scripted-upay.js';
import { answersLike } from '../testing/arbitrary-answers.js';

const upay = new ScriptedUpay();
beforeAll(() => upay.start());
afterAll(() => upay.stop());

const charge: QueryRequest = { kind: 'query', operation: { kind: 'sale' }, charge: chargeOf() };
const refund: QueryRequest = {
  kind: 'query',
  operation: { kind: 'refund', providerKey: REFUND_NO, amount: { currency: MXN, minor: 400n }, onTerminal: false },
  charge: chargeOf({ providerRef: SN }),
};

describe('query of a charge', () => {
  it('asks by our number, and by theirs once it is known', async () => {
    upay.answers(business('SUCCESS', view()), business('SUCCESS', view()));
    await query(charge, upay.call());
    expect(upay.last.path).toBe('/upay/v2/query');
    expect(upay.last.raw.toString()).toBe(`{"terminal_sn":"10298371039","client_sn":"${CLIENT_SN}"}`);
    await query({ ...charge, charge: chargeOf({ providerRef: SN }) }, upay.call());
    expect(upay.last.raw.toString()).toBe(`{"terminal_sn":"10298371039","sn":"${SN}","client_sn":"${CLIENT_SN}"}`);
  });

  it.each(Object.entries(orderStatus))('%s shows it as %s', async (status, shown) => {
    upay.answers(business('SUCCESS', { sn: SN, client_sn: CLIENT_SN, order_status: status, total_amount: '1000' }));
    const outcome = shown === 'canceled' ? 'declined' : shown;
    expect(await query(charge, upay.call())).toMatchObject({ outcome, providerRef: SN });
  });

  it('tells what was given back, but not while a refund is under way', async () => {
    upay.answers(
      business('SUCCESS', view({ order_status: 'PARTIAL_REFUNDED', net_amount: '600' })),
      business('SUCCESS', view({ order_status: 'REFUND_INPROGRESS', net_amount: '600' })),
      business('SUCCESS', view({ net_amount: '2000' })),
    );
    expect(await query(charge, upay.call())).toMatchObject({ outcome: 'approved', stated: { base: 1000n, refunded: 400n } });
    expect(await query(charge, upay.call())).toMatchObject({ outcome: 'approved', stated: { base: 1000n } });
    expect((await query(charge, upay.call())) as unknown).not.toHaveProperty('stated.refunded');
  });

  it('tells an expired payment from a failed one by the code beside it', async () => {
    const closed = view({ order_status: 'PAY_CANCELED', status: 'FAIL_CANCELED' });
    upay.answers(
      business('SUCCESS', closed, 'TRADE_TIMEOUT'),
      business('SUCCESS', closed),
      business('SUCCESS', closed, 'INSUFFICIENT_FUND'),
      business('SUCCESS', closed, 'SOMETHING_NEW'),
      business('SUCCESS', { ...closed, status: undefined }, 'SOMETHING_NEW'),
    );
    expect(await query(charge, upay.call())).toMatchObject({ outcome: 'declined', code: 'expired', providerCode: 'TRADE_TIMEOUT' });
    expect(await query(charge, upay.call())).toMatchObject({
      outcome: 'declined',
      code: 'declined_by_provider',
      providerCode: 'PAY_CANCELED',
    });
    expect(await query(charge, upay.call())).toMatchObject({ outcome: 'declined', code: 'insufficient_funds' });
    expect(await query(charge, upay.call())).toMatchObject({
      outcome: 'declined',
      code: 'declined_by_provider',
      providerCode: 'SOMETHING_NEW',
    });
    expect(await query(charge, upay.call())).toMatchObject({ outcome: 'unknown', cause: 'unknown_code', providerCode: 'SOMETHING_NEW' });
  });

  it.each([
    ['whose transaction is not agreed on', view({ order_status: 'PAY_CANCELED', status: 'FAIL_PROTOCOL_1' }), undefined],
    ['whose transaction says success', view({ order_status: 'PAY_CANCELED', status: 'SUCCESS' }), undefined],
    ['with a word that it was paid', view({ order_status: 'PAY_CANCELED', status: 'FAIL_CANCELED' }), 'TRADE_HAS_SUCCESS'],
  ])('a closed payment %s is unknown', async (_, data, error) => {
    upay.answers(business('SUCCESS', data, error));
    expect(await query(charge, upay.call())).toMatchObject({ outcome: 'unknown', cause: 'provider_error' });
  });

  it('tells an order canceled after payment (reversed) from one canceled before it', async () => {
    const canceled = { order_status: 'CANCELED', net_amount: '0' };
    upay.answers(
      business('SUCCESS', view(canceled)),
      business('SUCCESS', view({ ...canceled, trade_no: '4200001', channel_finish_time: '1779436800000' })),
    );
    expect(await query(charge, upay.call())).toEqual({ outcome: 'declined', code: 'canceled', providerCode: 'CANCELED', providerRef: SN });
    expect(await query(charge, upay.call())).toEqual({ outcome: 'reversed', stated: { base: 1000n }, providerRef: SN });
  });

  it.each(['UPAY_ORDER_NOT_EXISTS', 'UPAY_ORDER_NOT_EXIST'])('%s is not found', async (code) => {
    upay.answers(business('FAIL', undefined, code));
    expect(await query(charge, upay.call())).toEqual({ outcome: 'not_found', providerCode: code });
  });

  it('so is the simulator word', async () => {
    upay.answers(business('ORDER_NOT_FOUND'));
    expect(await query(charge, upay.call())).toEqual({ outcome: 'not_found', providerCode: 'UPAY_ORDER_NOT_EXISTS' });
  });

  it('an undocumented state is unknown, under its own word', async () => {
    upay.answers(business('SUCCESS', view({ order_status: 'PAID_MAYBE' })));
    expect(await query(charge, upay.call())).toEqual({
      outcome: 'unknown',
      cause: 'unknown_code',
      providerCode: 'PAID_MAYBE',
      providerRef: SN,
    });
  });

  it.each([
    ['a refusal for another reason', business('FAIL', undefined, 'EXTERNAL_SERVICE_EXCEPTION'), 'provider_error'],
    ['a refusal without a reason', business('FAIL'), 'unknown_code'],
    ['the answer of another request', business('PAY_SUCCESS', view()), 'unknown_code'],
    ['another order', business('SUCCESS', view({ client_sn: 'MEX202605220001' })), 'unreadable_answer'],
    ['no order', business('SUCCESS'), 'unreadable_answer'],
    ['an order without a state', business('SUCCESS', view({ order_status: undefined })), 'unreadable_answer'],
    ['a refused request', { result_code: '400', error_code: 'ILLEGAL_SIGN' }, 'provider_error'],
    ['a busy server', { result_code: '500', error_code: 'REQUEST_FAIL' }, 'busy'],
    ['a platform in maintenance', { result_code: '500', error_code: 'MAINTENANCE_INPROGRESS' }, 'busy'],
    ['maintenance, as a refusal', { result_code: '400', error_code: 'MAINTENANCE_INPROGRESS' }, 'busy'],
    ['no envelope', { status: 'up' }, 'unreadable_answer'],
  ])('%s is no answer and says nothing', async (_, answer, cause) => {
    upay.keepsAnswering(answer);
    expect(await query(charge, upay.call())).toEqual({ outcome: 'no_answer', cause });
  });

  it('too many requests, said by HTTP alone, is no answer and says nothing', async () => {
    upay.answers((response) => response.writeHead(429, { 'retry-after': '7' }).end('slow down'));
    const call = upay.call();
    expect(await query(charge, call)).toEqual({ outcome: 'no_answer', cause: 'busy' });
  });

  it('the answer about another order of theirs is no answer, and a dead connection neither', async () => {
    upay.answers(business('SUCCESS', view({ sn: '7893259247400000' })), (response) => response.destroy());
    expect(await query({ ...charge, charge: chargeOf({ providerRef: SN }) }, upay.call())).toEqual({
      outcome: 'no_answer',
      cause: 'unreadable_answer',
    });
    expect(await query(charge, upay.call())).toEqual({ outcome: 'no_answer', cause: 'connection_lost' });
  });
});

describe('query of a refund', () => {
  const refunded = { order_status: 'PARTIAL_REFUNDED', net_amount: '600', refund_request_no: REFUND_NO };

  it('asks with its number', async () => {
    upay.answers(business('SUCCESS', view(refunded)));
    await query(refund, upay.call());
    expect(upay.last.raw.toString()).toBe(
      `{"terminal_sn":"10298371039","sn":"${SN}","client_sn":"${CLIENT_SN}","refund_request_no":"${REFUND_NO}"}`,
    );
  });

  it.each(Object.entries(transactionStatus))('its transaction %s is a %s', async (status, kind) => {
    upay.answers(business('SUCCESS', view({ ...refunded, status })));
    const outcome = { success: 'approved', failure: 'declined', intermediate: 'pending', unknown: 'unknown' }[kind];
    expect(await query(refund, upay.call())).toMatchObject({ outcome, providerRef: SN });
  });

  it('is recognised by its transaction number as well', async () => {
    upay.answers(
      business(
        'SUCCESS',
        view({ ...refunded, refund_request_no: undefined, client_tsn: `${CLIENT_SN}-${REFUND_NO}`, settlement_amount: '400' }),
      ),
    );
    expect(await query(refund, upay.call())).toEqual({ outcome: 'approved', providerRef: SN, stated: { base: 400n } });
  });

  it('does not take the success of the payment for its own: an order with nothing given back shows no such refund', async () => {
    upay.answers(business('SUCCESS', view()), business('SUCCESS', view({ client_tsn: CLIENT_SN })));
    expect(await query(refund, upay.call())).toEqual({ outcome: 'not_found', providerCode: 'PAID' });
    expect(await query(refund, upay.call())).toEqual({ outcome: 'not_found', providerCode: 'PAID' });
  });

  it('states another amount for the engine, and holds none over another amount', async () => {
    upay.answers(
      business('SUCCESS', view({ ...refunded, settlement_amount: '399' })),
      business('SUCCESS', view({ ...refunded, status: 'IN_PROG', settlement_amount: '399' })),
      business('SUCCESS', view({ ...refunded, total_amount: '2000' })),
      business('SUCCESS', view({ ...refunded, net_amount: '601' })),
    );
    expect(await query(refund, upay.call())).toMatchObject({ outcome: 'approved', stated: { base: 399n } });
    for (let times = 0; times < 3; times += 1)
      expect(await query(refund, upay.call())).toMatchObject({ outcome: 'unknown', cause: 'amount_mismatch' });
  });

  it.each([
    ['another refund', view({ ...refunded, refund_request_no: 'R000000000000100000' })],
    ['some refund', view({ ...refunded, refund_request_no: undefined })],
    ['an order canceled whole', view({ ...refunded, order_status: 'CANCELED' })],
    ['a success on an order that is still whole', view({ ...refunded, order_status: 'PAID' })],
    ['an undocumented transaction state', view({ ...refunded, status: 'DONE' })],
  ])('%s is unknown', async (_, data) => {
    upay.answers(business('SUCCESS', data));
    expect(await query(refund, upay.call())).toMatchObject({ outcome: 'unknown', cause: 'unknown_code' });
  });

  it('is not found where the order or the number is not', async () => {
    upay.answers(business('FAIL', undefined, 'UPAY_ORDER_NOT_EXISTS'));
    expect(await query(refund, upay.call())).toMatchObject({ outcome: 'not_found' });
  });
});

it.each([
  ['charge', charge, view()],
  ['refund', refund, view({ order_status: 'PARTIAL_REFUNDED', refund_request_no: REFUND_NO })],
])('a query of a %s says approved for nothing but our own, whatever comes', async (kind, request, good) => {
  let approvals = 0;
  await fc.assert(
    fc.asyncProperty(answersLike(business('SUCCESS', good)), async (script) => {
      upay.answers(script);
      const result = await query(request, upay.call());
      if (result.outcome !== 'approved' && result.outcome !== 'reversed') return;
      approvals += 1;
      expect(script).toMatchObject({ result_code: '200', biz_response: { result_code: 'SUCCESS', data: { client_sn: CLIENT_SN } } });
      if (kind === 'refund') expect(script).toMatchObject({ biz_response: { data: { refund_request_no: REFUND_NO, status: 'SUCCESS' } } });
    }),
    { numRuns: 300 },
  );
  expect(approvals).toBeGreaterThan(0);
});
