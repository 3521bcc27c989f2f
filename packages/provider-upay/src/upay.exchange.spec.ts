import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from './upay.query.js';
import { sale } from './upay.sale.js';
import { md5Signature } from './upay.signing.js';
import { PREVIOUS_KEY, ScriptedUpay, TERMINAL_KEY, business, chargeOf, saleOf, view } from '../testing/scripted-upay.js';

const upay = new ScriptedUpay();
beforeAll(() => upay.start());
afterAll(() => upay.stop());

const illegal = { result_code: '400', error_code: 'ILLEGAL_SIGN' };

describe('a request refused with ILLEGAL_SIGN', () => {
  it('is signed once more over the same bytes, with the other stored key', async () => {
    upay.answers(illegal, business('PAY_SUCCESS', view()));
    const call = upay.call();
    expect(await sale(saleOf(), call)).toMatchObject({ outcome: 'approved' });
    const [first, second] = upay.received.slice(-2);
    expect(second?.raw.equals(first?.raw ?? Buffer.alloc(0))).toBe(true);
    expect([first, second].map((sent) => sent?.headers.authorization)).toEqual(
      [TERMINAL_KEY, PREVIOUS_KEY].map((key) => `10298371039 ${md5Signature(second?.raw ?? Buffer.alloc(0), key)}`),
    );
    expect(call.http.exchanges).toHaveLength(2);
  });

  it('is not signed a third time, and not at all where there is one key', async () => {
    const before = upay.received.length;
    upay.keepsAnswering(illegal);
    expect(await sale(saleOf(), upay.call())).toMatchObject({ outcome: 'declined', providerCode: 'ILLEGAL_SIGN' });
    expect(upay.received).toHaveLength(before + 2);
    expect(await sale(saleOf(), upay.call({ secrets: { previousTerminalKey: undefined } }))).toMatchObject({ outcome: 'declined' });
    expect(upay.received).toHaveLength(before + 3);
  });

  it('is what a query is told, too', async () => {
    upay.answers(illegal, business('SUCCESS', view()));
    expect(await query({ kind: 'query', operation: { kind: 'sale' }, charge: chargeOf() }, upay.call())).toMatchObject({
      outcome: 'approved',
    });
  });

  it('stands, where the time to send was over before the second signature', async () => {
    let now = 1;
    upay.answers((response) => {
      now = 3;
      response.end(JSON.stringify(illegal));
    });
    const before = upay.received.length;
    const call = upay.call({ now: () => now, sendUntil: { wallMs: 2, monotonicMs: Number.MAX_SAFE_INTEGER } });
    expect(await sale(saleOf(), call)).toMatchObject({ outcome: 'declined', providerCode: 'ILLEGAL_SIGN' });
    expect(upay.received).toHaveLength(before + 1);
  });

  it('and then lost leaves everything open', async () => {
    upay.answers(illegal, (response) => response.destroy());
    expect(await sale(saleOf(), upay.call())).toEqual({ outcome: 'unknown', cause: 'connection_lost' });
  });
});

describe('any other refusal', () => {
  it.each(['INVALID_TERMINAL', 'INVALID_PARAMS'])('(%s) is not sent again', async (code) => {
    const before = upay.received.length;
    upay.answers({ result_code: '400', error_code: code });
    expect(await sale(saleOf(), upay.call())).toMatchObject({ outcome: 'declined', providerCode: code });
    expect(upay.received).toHaveLength(before + 1);
  });
});

it('nothing is sent for a terminal that was never activated', async () => {
  const before = upay.received.length;
  const call = upay.call({ settings: { terminalSn: undefined, vendorSn: '9', appId: 'muwe-mx' } });
  expect(await sale(saleOf(), call)).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
  expect(await query({ kind: 'query', operation: { kind: 'sale' }, charge: chargeOf() }, call)).toEqual({
    outcome: 'no_answer',
    cause: 'invalid_request',
  });
  expect(upay.received).toHaveLength(before);
});
