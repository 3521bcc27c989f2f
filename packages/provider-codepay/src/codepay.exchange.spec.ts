import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { charge, KEY, saleRequest, transaction, TRANS_NO } from '../testing/fixtures.js';
import { accepted, refused, ScriptedGateway, unsigned, type Reply } from '../testing/scripted-gateway.js';
import { keys } from '../testing/vectors.js';
import { codepayAdapter } from './index.js';

const { sale } = codepayAdapter.operations;

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

describe('Basic Auth', () => {
  const basic = () =>
    gateway.call({ settings: { signType: 'NONE' }, secrets: { appPrivateKey: undefined, basicUser: 'user', basicPassword: 'pass:word' } });

  it('sends the credentials in the header and no signature', async () => {
    gateway.says(unsigned({ code: '0', msg: 'success', psn: '1', data: { trans_no: TRANS_NO } }));
    const call = basic();
    expect(await sale.execute(saleRequest(), call)).toMatchObject({ outcome: 'pending', providerRef: TRANS_NO });
    const [request] = gateway.received;
    expect(request?.headers.authorization).toBe(`Basic ${Buffer.from('user:pass:word').toString('base64')}`);
    expect(request?.fields.sign_type).toBe('NONE');
    expect(request?.fields).not.toHaveProperty('sign');
    expect(call.http.exchanges[0]?.verdict).toBe('not_signed_by_protocol');
  });

  it('believes a complete envelope on its own connection', async () => {
    gateway.says(
      unsigned({ code: 'E07303', msg: '[E07303]', psn: '1' }),
      unsigned({ code: '0', msg: 'success', psn: '1', data: transaction() }),
    );
    expect(await sale.execute(saleRequest(), basic())).toEqual({
      outcome: 'declined',
      code: 'provider_configuration',
      providerCode: 'E07303',
    });
    expect(await codepayAdapter.query({ kind: 'query', operation: { kind: 'sale' }, charge: charge() }, basic())).toMatchObject({
      outcome: 'approved',
    });
  });

  it.each<[string, Reply, string]>([
    ['an envelope without psn', unsigned({ code: '0', msg: 'success', data: transaction() }), 'unreadable_answer'],
    ['an envelope without msg', unsigned({ code: '0', psn: '1', data: transaction() }), 'unreadable_answer'],
    [
      'HTTP 500 with an envelope',
      { status: 500, body: JSON.stringify({ code: '0', msg: 'success', psn: '1', data: transaction() }) },
      'provider_error',
    ],
    ['too many requests', { status: 429, body: 'slow down' }, 'busy'],
    [
      'too many requests with an envelope',
      { status: 429, body: JSON.stringify({ code: '0', msg: 'success', psn: '1', data: transaction() }) },
      'busy',
    ],
    ['garbage', { body: 'x' }, 'unreadable_answer'],
  ])('does not believe %s', async (_name, reply, cause) => {
    gateway.says(reply);
    expect(await codepayAdapter.query({ kind: 'query', operation: { kind: 'sale' }, charge: charge() }, basic())).toEqual({
      outcome: 'no_answer',
      cause,
    });
  });
});

describe('transcript', () => {
  it('keeps verdict and masked answer, and nothing secret', async () => {
    gateway.says(accepted({ ...transaction(), billing_address: { name: 'A Payer' }, electron_sign_url: 'https://x.example.test/sig.png' }));
    const call = gateway.call();
    await codepayAdapter.query({ kind: 'query', operation: { kind: 'sale' }, charge: charge() }, call);
    const [exchange] = call.http.exchanges;
    expect(exchange).toMatchObject({
      verdict: 'valid',
      request: { body: { method: 'order.query', merchant_order_no: KEY } },
      answer: { code: '0', data: { trans_status: '2' } },
    });
    const kept = JSON.stringify(call.http.exchanges, (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    for (const secret of ['4111111111111111', 'A Payer', 'sig.png', keys.appPrivateKey]) expect(kept).not.toContain(secret);
  });

  it('notes what could not be verified', async () => {
    const verdicts: unknown[] = [];
    for (const reply of [unsigned({ code: '0' }), { body: '{"code":"0","sign":"AAAA"}' }, { body: 'x' }, refused('SYS002')]) {
      gateway.says(reply);
      const call = gateway.call();
      await sale.execute(saleRequest(), call);
      verdicts.push(call.http.exchanges[0]?.verdict);
    }
    expect(verdicts).toEqual(['missing', 'invalid', 'missing', 'valid']);
  });
});
