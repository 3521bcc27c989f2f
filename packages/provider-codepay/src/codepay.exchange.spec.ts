import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { charge, KEY, saleRequest, transaction, TRANS_NO } from '../testing/fixtures.js';
import { accepted, refused, ScriptedGateway, unsigned, type Reply } from '../testing/scripted-gateway.js';
import { keys } from '../testing/vectors.js';
import { jsonTexts } from './codepay.json.js';
import { readPublicKey, verifyRsa2 } from './codepay.signing.js';
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

describe('a change of our own key', () => {
  const next = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const nextAppPrivateKey = next.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const changing = () => gateway.call({ secrets: { nextAppPrivateKey } });
  const verifiedBy = (key: KeyObject): readonly boolean[] =>
    gateway.received.map(({ body }) => verifyRsa2(jsonTexts(body) ?? new Map(), key));
  const present = readPublicKey(keys.appPublicKey);

  it('costs no payment: what the gateway does not read under the present key is signed once more with the next', async () => {
    gateway.says(refused('SYS002'), accepted({ trans_no: TRANS_NO }));
    const call = changing();
    expect(await sale.execute(saleRequest(), call)).toMatchObject({ outcome: 'pending', providerRef: TRANS_NO });
    expect(verifiedBy(present)).toEqual([true, false]);
    expect(verifiedBy(next.publicKey)).toEqual([false, true]);
    const [one, other] = gateway.received.map(({ fields: { sign: _, ...content } }) => content);
    expect(other).toEqual(one);
    expect(call.http.exchanges.map(({ verdict }) => verdict)).toEqual(['valid', 'valid']);
  });

  it('sends nothing twice that the gateway may have read', async () => {
    for (const reply of [accepted({ trans_no: TRANS_NO }), refused('E04112'), refused('SYS011'), unsigned({ code: 'SYS002' })]) {
      gateway.says(reply);
      await sale.execute(saleRequest(), changing());
      expect(gateway.received).toHaveLength(1);
    }
  });

  it('says no more than before where the next key is not known either, or there is none', async () => {
    gateway.says(refused('SYS002'), refused('SYS002'));
    expect(await sale.execute(saleRequest(), changing())).toMatchObject({ outcome: 'unknown' });
    expect(gateway.received).toHaveLength(2);
    gateway.says(refused('SYS002'));
    expect(await sale.execute(saleRequest(), gateway.call())).toMatchObject({ outcome: 'unknown' });
    expect(gateway.received).toHaveLength(1);
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
