import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChargeReference, ProviderCall } from '@interlock/provider-kit';
import fc from 'fast-check';
import { charge, KEY, NOTIFY_URL, online, REFUND_KEY, saleRequest, transaction, USD } from '../testing/fixtures.js';
import { accepted, ScriptedGateway, signedByGateway } from '../testing/scripted-gateway.js';
import { codepayAdapter } from './index.js';

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

const { operations, query } = codepayAdapter;
const RUNS = { numRuns: 300 };

const amount = { currency: USD, minor: 100n };
const cancelOf = (reference: ChargeReference, call: ProviderCall) =>
  operations.cancel?.execute({ kind: 'cancel', providerKey: REFUND_KEY, charge: reference, notifyUrl: NOTIFY_URL }, call);
const calls: readonly ((call: ProviderCall) => Promise<{ readonly outcome: string }> | undefined)[] = [
  (call) => operations.sale.execute(saleRequest(), call),
  (call) => operations.sale.execute(saleRequest({ method: { type: 'redirect' } }), call),
  (call) => cancelOf(charge(), call),
  (call) => cancelOf(online, call),
  (call) =>
    operations.refund?.execute(
      { kind: 'refund', providerKey: REFUND_KEY, charge: charge(), amount, notifyUrl: 'https://pay.example.test/h' },
      call,
    ),
  (call) => query({ kind: 'query', operation: { kind: 'sale' }, charge: charge() }, call),
  (call) =>
    query({ kind: 'query', operation: { kind: 'refund', providerKey: REFUND_KEY, amount, onTerminal: false }, charge: charge() }, call),
];
const anyCall = fc.constantFrom(...calls);

const json = fc.oneof(fc.constant(undefined), fc.jsonValue());
const anyEnvelope = fc.record({
  code: fc.oneof(fc.constantFrom('0', 0, 'E04111', 'E07303', 'SYS002'), json),
  msg: json,
  psn: json,
  data: json,
  sign: json,
});
const anyBody = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.json(),
  anyEnvelope.map((envelope) => JSON.stringify(envelope)),
);
const anyStatus = fc.constantFrom(200, 200, 200, 201, 302, 400, 401, 500, 503);

describe('whatever the gateway says', () => {
  it('nothing unsigned is an outcome under RSA2, and nothing throws', async () => {
    await fc.assert(
      fc.asyncProperty(anyCall, anyBody, anyStatus, async (execute, body, status) => {
        gateway.says({ status, body }, { status, body });
        expect(['unknown', 'no_answer']).toContain((await execute(gateway.call()))?.outcome);
      }),
      RUNS,
    );
  });

  it('nothing throws under Basic Auth, and no garbage is a yes', async () => {
    await fc.assert(
      fc.asyncProperty(anyCall, fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.json()), anyStatus, async (execute, body, status) => {
        gateway.says({ status, body }, { status, body });
        const call = gateway.call({ settings: { signType: 'NONE' }, secrets: { basicUser: 'u', basicPassword: 'p' } });
        expect(['unknown', 'no_answer']).toContain((await execute(call))?.outcome);
      }),
      RUNS,
    );
  });

  it('a signed transaction is approved only for status 2 or 4 of our own order with amounts that add up', async () => {
    const text = fc.oneof(
      fc.constantFrom('0', '1', '2', '144.3', '30', '174.3', 'USD', 'JPY', KEY, '', '1e2', '-1', '0.001'),
      fc.string({ maxLength: 8 }),
    );
    const changes = fc.dictionary(
      fc.constantFrom(...Object.keys(transaction()), 'cashback_amount', 'trans_error_code'),
      fc.oneof(text, fc.integer(), json),
      { maxKeys: 4 },
    );
    await fc.assert(
      fc.asyncProperty(changes, async (change) => {
        const shown: Readonly<Record<string, unknown>> = transaction(change);
        gateway.says(accepted(shown));
        const result = await query({ kind: 'query', operation: { kind: 'sale' }, charge: charge() }, gateway.call());
        if (result.outcome !== 'approved') return;
        expect(['2', '4']).toContain(String(shown.trans_status));
        expect(shown.merchant_order_no).toBe(KEY);
        if (result.stated === 'not_stated' || 'trans_amount' in change || 'price_currency' in change) return;
        expect(result.stated.base + (result.stated.tip ?? 0n) + (result.stated.cashback ?? 0n)).toBe(17430n);
      }),
      RUNS,
    );
  });

  it('one changed byte never makes a true answer say anything else', async () => {
    const body = Buffer.from(
      signedByGateway({ code: '0', msg: 'success', psn: '11142213200000000001', data: JSON.stringify(transaction()) }),
    );
    gateway.says({ body });
    const truth = await query({ kind: 'query', operation: { kind: 'sale' }, charge: charge() }, gateway.call());
    await fc.assert(
      fc.asyncProperty(fc.nat(body.length - 1), fc.nat(255), async (at, byte) => {
        const changed = Buffer.from(body);
        changed[at] = byte;
        gateway.says({ body: changed });
        const result = await query({ kind: 'query', operation: { kind: 'sale' }, charge: charge() }, gateway.call());
        // Equal where the byte is the same, or says the same in Base64; else the signature is broken.
        if (result.outcome === 'no_answer') return;
        expect(result).toEqual(truth);
      }),
      RUNS,
    );
  });
});
