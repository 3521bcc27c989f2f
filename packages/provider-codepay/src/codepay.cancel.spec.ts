import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChargeReference } from '@interlock/provider-kit';
import { broken, charge, KEY, NOTIFY_URL, online, REFUND_KEY, TERMINAL, transaction, TRANS_NO } from '../testing/fixtures.js';
import { accepted, refused, ScriptedGateway, type Reply } from '../testing/scripted-gateway.js';
import { codepayAdapter } from './index.js';

const { cancel } = codepayAdapter.operations;

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

describe('cancel', () => {
  const run = (reference: ChargeReference, replies: readonly Reply[], attempt = 1) => {
    gateway.says(...replies);
    const execute = cancel?.execute;
    return execute?.({ kind: 'cancel', providerKey: REFUND_KEY, charge: reference, notifyUrl: NOTIFY_URL }, gateway.call({ attempt }));
  };
  const status = (transStatus: number, payScenario = 'SWIPE_CARD') =>
    accepted(transaction({ trans_status: transStatus, pay_scenario: payScenario }));
  const qr = charge({ scenario: 'show_qr' });
  const done = { outcome: 'approved', providerRef: TRANS_NO, stated: 'not_stated' };

  it.each<[string, ChargeReference, Reply, string]>([
    ['a card order not taken up', charge(), status(9), 'wisehub.cloud.pay.close'],
    ['a QR order not taken up', qr, status(9, 'SCANQR_PAY'), 'wisehub.cloud.pay.close'],
    ['a QR order in process', qr, status(0, 'SCANQR_PAY'), 'order.revoker'],
    ['an order that became a QR payment on the terminal', charge(), status(0, 'BSCANQR_PAY'), 'order.revoker'],
    ['a page nobody has paid on', online, status(9, 'WEB_PAY'), 'order.revoker'],
    ['a page in process, with a card', online, status(0), 'order.revoker'],
    ['a terminal order that is not found', charge(), refused('E04111'), 'wisehub.cloud.pay.close'],
    ['a terminal order nobody tells about', qr, { body: 'garbage' }, 'wisehub.cloud.pay.close'],
    ['a page that is not found', online, refused('E04111'), 'order.revoker'],
  ])('%s: asks, then calls once', async (_name, reference, first, method) => {
    expect(await run(reference, [first, accepted({ trans_no: TRANS_NO })])).toEqual(done);
    expect(gateway.called).toEqual(['order.query', method]);
    expect(gateway.received[1]?.fields).toMatchObject({ merchant_order_no: KEY });
  });

  it('closes with the terminal, the application and a reason', async () => {
    await run(charge(), [status(9), accepted()]);
    expect(gateway.received[1]?.fields).toMatchObject({
      terminal_sn: TERMINAL,
      message_receiving_application: 'CodePay Register',
      description: 'Canceled by the merchant',
    });
  });

  it.each<[string, ChargeReference, number]>([
    ['a card in process', charge(), 0],
    ['a paid card', charge(), 2],
    ['a captured card', charge(), 4],
    ['a page known to be paid', online, 2],
    ['a QR order known to be paid', qr, 2],
  ])('%s: calls nothing and says no', async (_name, reference, transStatus) => {
    for (const attempt of [1, 2]) {
      const payScenario = reference === qr ? 'SCANQR_PAY' : 'SWIPE_CARD';
      expect(await run(reference, [status(transStatus, payScenario)], attempt)).toEqual({
        outcome: 'declined',
        code: 'invalid_state',
        providerCode: String(transStatus),
      });
      expect(gateway.called).toEqual(['order.query']);
    }
  });

  it.each([1, 3])('a closed order (%d): nothing is left to cancel', async (transStatus) => {
    expect(await run(charge(), [status(transStatus)])).toEqual(done);
    expect(gateway.called).toEqual(['order.query']);
  });

  it('an undocumented status: nothing is chosen', async () => {
    expect(await run(charge(), [status(8)])).toEqual({ outcome: 'unknown', cause: 'unknown_code', providerCode: '8' });
    expect(gateway.called).toEqual(['order.query']);
  });

  it("does not take another order's status for its own", async () => {
    await run(charge(), [accepted(transaction({ trans_status: 1, merchant_order_no: REFUND_KEY })), accepted()]);
    expect(gateway.called).toEqual(['order.query', 'wisehub.cloud.pay.close']);
  });

  it.each(broken)('is unknown when the call itself ends in %s', async (_name, reply, cause) => {
    expect(await run(online, [status(9, 'WEB_PAY'), reply])).toMatchObject({ outcome: 'unknown', cause });
  });

  it('is declined by a verified no, which says nothing after a resend', async () => {
    expect(await run(online, [status(9, 'WEB_PAY'), refused('ET008')])).toEqual({
      outcome: 'declined',
      code: 'already_settled',
      providerCode: 'ET008',
    });
    expect(await run(online, [status(9, 'WEB_PAY'), refused('ET008')], 2)).toEqual({
      outcome: 'unknown',
      cause: 'resend_refused',
      providerCode: 'ET008',
    });
  });

  it('is not sent where not even the question was', async () => {
    const call = gateway.call({ baseUrl: 'http://127.0.0.1:1' });
    expect(await cancel?.execute({ kind: 'cancel', providerKey: REFUND_KEY, charge: charge(), notifyUrl: NOTIFY_URL }, call)).toMatchObject(
      {
        outcome: 'not_sent',
        cause: 'connection_refused',
      },
    );
    const { providerTerminalSn: _none, ...nowhere } = charge();
    expect(await run(nowhere, [])).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    expect(gateway.received).toHaveLength(0);
  });

  it('is offered for everything but a card in process', () => {
    expect(cancel?.available(charge(), '0')).toBe(false);
    for (const [reference, last] of [
      [charge(), '9'],
      [charge(), undefined],
      [qr, '0'],
      [online, '0'],
    ] as const)
      expect(cancel?.available(reference, last)).toBe(true);
  });
});
