import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProviderCall, QueriedOperation, QueryResult } from '@interlock/provider-kit';
import fc from 'fast-check';
import { cannedCall } from '../testing/canned-call.js';
import {
  card,
  cardMethod,
  charge,
  held,
  KEY,
  NOTIFY_URL,
  online,
  REFUND_KEY,
  saleRequest,
  transaction,
  TRANS_NO,
  USD,
  verdict,
} from '../testing/fixtures.js';
import { accepted, ScriptedGateway, signedByGateway } from '../testing/scripted-gateway.js';
import { codepayAdapter } from './index.js';

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

const { operations, query, batches } = codepayAdapter;
const RUNS = { numRuns: 300 };
/** Of each of the two ways to authenticate. */
const BODIES = { numRuns: 3_000 };

const amount = { currency: USD, minor: 100n };
const after = { providerKey: REFUND_KEY, notifyUrl: NOTIFY_URL };
const onTerminal = { providerTerminalSn: 'WPYB000000000009', terminalSn: 'T-9' };
const numbered = charge({ providerRef: TRANS_NO });
const ask = (operation: QueriedOperation, call: ProviderCall) => query({ kind: 'query', operation, charge: held() }, call);

type Asked = (call: ProviderCall) => Promise<{ readonly outcome: string }> | undefined;
const sales: readonly Asked[] = [
  (call) => operations.sale.execute(saleRequest(), call),
  (call) => operations.sale.execute(saleRequest({ method: { type: 'redirect' } }), call),
  (call) => operations.sale.execute(saleRequest({ method: cardMethod }), call),
  (call) => operations.authorize?.execute(saleRequest({ kind: 'authorize' }), call),
];
const followings: readonly Asked[] = [
  (call) => operations.capture?.execute({ ...after, kind: 'capture', charge: held(), amount }, call),
  (call) => operations.capture?.execute({ ...after, kind: 'capture', charge: held(), amount, onTerminal }, call),
  (call) => operations.increment?.execute({ ...after, kind: 'increment', charge: held(), amount }, call),
  (call) => operations.adjust_tip?.execute({ ...after, kind: 'adjust_tip', charge: numbered, amount }, call),
  (call) => operations.adjust_tip?.execute({ ...after, kind: 'adjust_tip', charge: charge(), amount }, call),
  (call) => operations.cancel?.execute({ ...after, kind: 'cancel', charge: charge() }, call),
  (call) => operations.cancel?.execute({ ...after, kind: 'cancel', charge: online }, call),
  (call) => operations.void?.execute({ ...after, kind: 'void', charge: held() }, call),
  (call) => operations.void?.execute({ ...after, kind: 'void', charge: charge() }, call),
  (call) => operations.refund?.execute({ ...after, kind: 'refund', charge: charge(), amount }, call),
  (call) => operations.refund?.execute({ ...after, kind: 'refund', charge: numbered, amount, parts: { order: 100n } }, call),
];
const kinds = ['refund', 'capture', 'increment', 'adjust_tip', 'void'] as const;
const queries: readonly Asked[] = [
  (call) => ask({ kind: 'sale' }, call),
  (call) => ask({ kind: 'authorize' }, call),
  ...kinds.flatMap((kind) =>
    [true, false].map(
      (there): Asked =>
        (call) =>
          ask({ kind, providerKey: REFUND_KEY, amount, onTerminal: there }, call),
    ),
  ),
];
const closes: readonly Asked[] = [
  (call) => batches?.close({ type: 'all' }, call),
  (call) => batches?.close({ type: 'terminals', providerTerminalSns: ['A'] }, call),
  (call) => batches?.open({ type: 'all' }, call),
];
const anyCall = fc.constantFrom(...sales, ...followings, ...queries, ...closes);

const json = fc.oneof(fc.constant(undefined), fc.jsonValue());
const anyData = fc.oneof(
  json,
  fc.constantFrom(transaction(), verdict(), { trans_no: TRANS_NO }).map((data) => JSON.stringify(data)),
);
const anyEnvelope = fc.record({
  code: fc.oneof(fc.constantFrom('0', 0, 'E04111', 'E07303', 'SYS002', 'ET007'), json),
  msg: json,
  psn: json,
  data: anyData,
  sign: json,
});
const anyBody = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.json(),
  anyEnvelope.map((envelope) => JSON.stringify(envelope)),
);
const anyStatus = fc.constantFrom(200, 200, 200, 201, 302, 400, 401, 500, 503);
/** Nothing was verified, so nothing is said; under Basic Auth some calls are not even made. */
const silent = ['unknown', 'no_answer', 'not_sent'];

describe('whatever the gateway says', () => {
  it('nothing unsigned is an outcome under RSA2, and nothing throws', async () => {
    await fc.assert(
      fc.asyncProperty(anyCall, anyBody, anyStatus, async (execute, body, status) => {
        expect(['unknown', 'no_answer']).toContain((await execute(cannedCall({ status, body })))?.outcome);
      }),
      BODIES,
    );
  });

  it('nothing throws under Basic Auth, and no garbage is a yes', async () => {
    await fc.assert(
      fc.asyncProperty(anyCall, fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.json()), anyStatus, async (execute, body, status) => {
        expect(silent).toContain((await execute(cannedCall({ status, body }, 'NONE')))?.outcome);
      }),
      BODIES,
    );
  });

  it('keeps to a socket as to canned bytes', async () => {
    await fc.assert(
      fc.asyncProperty(anyCall, anyBody, anyStatus, async (execute, body, status) => {
        const reply = { status, body };
        gateway.says(reply, reply, reply);
        expect(await execute(gateway.call({ settings: { cardEntry: true } }))).toEqual(await execute(cannedCall(reply)));
      }),
      { numRuns: 100 },
    );
  });

  /** Members of an answer, some of them wrong. */
  const text = fc.oneof(
    fc.constantFrom(
      '0',
      '1',
      '2',
      '3',
      '4',
      '9',
      '000',
      '144.3',
      '30',
      '174.3',
      '1',
      'USD',
      'JPY',
      KEY,
      REFUND_KEY,
      '',
      '1e2',
      '-1',
      '0.001',
    ),
    fc.string({ maxLength: 8 }),
  );
  const names = [...Object.keys(transaction()), ...Object.keys(verdict()), 'cashback_amount', 'surcharge_amount', 'trans_error_code'];
  const changes = fc.dictionary(fc.constantFrom(...names), fc.oneof(text, fc.integer(), json), { maxKeys: 5 });
  const signed = (data: object): string => signedByGateway({ code: '0', msg: 'success', psn: '1', data: JSON.stringify(data) });

  it('a sale, an authorization or what follows is approved by a signed, documented yes alone', async () => {
    const base = fc.constantFrom(transaction({ tip_amount: '', trans_amount: '144.3' }), verdict());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sales, ...followings), base, changes, async (execute, data, change) => {
        const shown: Readonly<Record<string, unknown>> = { ...data, ...change };
        const result = await execute(cannedCall({ status: 200, body: signed(shown) }));
        // A cancel that found nothing left to cancel, and the bare answer about a tip, need no verdict.
        if (result?.outcome !== 'approved' || ['1', '3'].includes(String(shown.trans_status))) return;
        expect(result).toMatchObject({ stated: 'not_stated' });
      }),
      { numRuns: 1_500 },
    );
  });

  it('a query is approved only for status 2 or 4 of the number asked after, with amounts that add up', async () => {
    const operation = fc.constantFrom<QueriedOperation>(
      { kind: 'sale' },
      { kind: 'authorize' },
      { kind: 'capture', providerKey: KEY, amount, onTerminal: true },
      { kind: 'refund', providerKey: KEY, amount, onTerminal: true },
      { kind: 'increment', providerKey: REFUND_KEY, amount, onTerminal: false },
      { kind: 'adjust_tip', providerKey: REFUND_KEY, amount, onTerminal: false },
    );
    await fc.assert(
      fc.asyncProperty(operation, fc.constantFrom(1, 3, 4, 6), changes, async (asked, transType, change) => {
        const shown: Readonly<Record<string, unknown>> = transaction({ trans_type: transType, ...change });
        const result: QueryResult = await query(
          { kind: 'query', operation: asked, charge: held() },
          cannedCall({ status: 200, body: signed(shown) }),
        );
        if (result.outcome !== 'approved') return;
        expect(['2', '4']).toContain(String(shown.trans_status));
        expect(shown.merchant_order_no).toBe(KEY);
        if (result.stated === 'not_stated' || 'trans_amount' in change || 'price_currency' in change) return;
        const { base, tip = 0n, cashback = 0n, surcharge = 0n, authorizedTotal } = result.stated;
        // A hold may have grown beyond its parts.
        if (authorizedTotal === undefined) expect(base + tip + cashback + surcharge).toBe(17430n);
        else expect(authorizedTotal + tip + cashback + surcharge).toBe(17430n);
      }),
      { numRuns: 1_500 },
    );
  });

  it('no card is kept, whatever is said after one was sent', async () => {
    const words = fc.constantFrom(card.number, card.cvv, `[E1] ${card.number} ${card.cvv}`, `${card.number}=3109`);
    const members = fc.dictionary(
      fc.constantFrom('code', 'msg', 'psn', 'note', 'pan', 'cvv', 'trans_no', 'ref_no'),
      fc.oneof(words, json),
      { maxKeys: 5 },
    );
    await fc.assert(
      fc.asyncProperty(members, members, fc.boolean(), async (top, inner, isSigned) => {
        const fields = { code: '0', msg: 'success', psn: '1', ...top, data: JSON.stringify({ ...verdict(), ...inner }) };
        const call = cannedCall({ status: 200, body: isSigned ? signedByGateway(fields) : JSON.stringify(fields) });
        const result = await operations.sale.execute(saleRequest({ method: cardMethod }), call);
        const kept = JSON.stringify([result, call.kept], (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
        for (const secret of [card.number, card.holder, card.expiryMonth + card.expiryYear.slice(2)]) expect(kept).not.toContain(secret);
      }),
      { numRuns: 500 },
    );
  });

  it('one changed byte never makes a true answer say anything else', async () => {
    const body = Buffer.from(signed(transaction()));
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

  it('a true answer is read the same with or without blanks, as text or as an object', async () => {
    gateway.says(accepted(transaction()));
    const truth = await query({ kind: 'query', operation: { kind: 'sale' }, charge: charge() }, gateway.call());
    expect(truth.outcome).toBe('approved');
    const blanks = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
    await fc.assert(
      fc.asyncProperty(blanks, blanks, fc.boolean(), async (before, between, asText) => {
        const data = JSON.stringify(transaction());
        const { sign } = JSON.parse(signedByGateway({ code: '0', msg: 'success', psn: '1', data })) as { readonly sign: string };
        const members = [
          `"psn":${between}"1"`,
          `"data":${between}${asText ? JSON.stringify(data) : data}`,
          '"code":"0"',
          '"msg":"success"',
          `"sign":"${sign}"`,
        ];
        const body = `${before}{${between}${members.join(`${between},${before}`)}${before}}${between}`;
        const call = cannedCall({ status: 200, body });
        expect(await query({ kind: 'query', operation: { kind: 'sale' }, charge: charge() }, call)).toEqual(truth);
      }),
      { numRuns: 200 },
    );
  });
});
