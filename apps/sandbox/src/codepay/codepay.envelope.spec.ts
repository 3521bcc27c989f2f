import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';

import { CodepayApp, type CodepayAnswer } from '../testing/codepay-app.js';
import { SandboxScenario } from '../testing/sandbox-scenario.js';

const OTHER_APP = 'wz0000000000000002';

let sandbox: SandboxScenario;
let app: CodepayApp;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ codepay: [CodepayApp.account(), CodepayApp.account(OTHER_APP, '302300000002')] });
  app = new CodepayApp(sandbox.url);
});
afterAll(() => sandbox.close());

async function answerTo(body: string, headers: Record<string, string> = {}, path = '/api/entry'): Promise<CodepayAnswer> {
  const answer = await app.post(body, headers, path);
  expect(answer.status).toBe(200);
  return (await answer.json()) as CodepayAnswer;
}

const lookup = (fields: Record<string, unknown> = {}): Record<string, unknown> =>
  app.envelope('order.query', { merchant_order_no: 'NOBODY', ...fields });

describe('the envelope of CodePay calls', () => {
  it('takes a signed call and signs its refusal, which names the code', async () => {
    const answer = await answerTo(app.signed(lookup()));
    expect(answer).toMatchObject({ code: 'E04111', msg: expect.stringMatching(/^\[E04111\]/) });
    expect(answer.psn).toMatch(/^[0-9]{20}$/);
    expect(answer.data).toBeUndefined();
    expect(app.verifies({ ...answer })).toBe(true);
  });

  it('looks only at the method, on the entry and on any path below it', async () => {
    for (const path of ['/api/entry/orderquery', '/api/entry/refund'])
      expect((await answerTo(app.signed(lookup()), {}, path)).code).toBe('E04111');
  });

  it.each(['', 'x', '[]', '{"app_id":', '{"app_id":"wz0000000000000001","app_id":"wz0000000000000001"}'])(
    'refuses %j as no JSON object',
    async (body) => {
      expect((await answerTo(body)).code).toBe('SYS011');
    },
  );

  it.each(['app_id', 'format', 'charset', 'sign_type', 'version', 'timestamp', 'method', 'merchant_no'])(
    'refuses a call without %s',
    async (name) => {
      for (const empty of [undefined, null, '']) expect((await answerTo(app.signed(lookup({ [name]: empty })))).code).toBe('SYS011');
    },
  );

  it.each([
    ['format', 'XML'],
    ['charset', 'GBK'],
    ['sign_type', 'RSA'],
    ['version', '2.0'],
    ['version', 1],
    ['timestamp', 'yesterday'],
    ['timestamp', 1_700_000_000],
    ['method', 'm'.repeat(33)],
  ])('refuses %s %j', async (name, value) => {
    const { code, msg } = await answerTo(app.signed(lookup({ [name]: value })));
    expect([code, msg]).toEqual(['SBX006', expect.stringContaining(name)]);
  });

  it('takes the timestamp as a number too, and refuses one more than 15 minutes away', async () => {
    expect((await answerTo(app.signed(lookup({ timestamp: Date.now() })))).code).toBe('E04111');
    for (const apartMs of [-16 * 60_000, 16 * 60_000])
      expect((await answerTo(app.signed(lookup({ timestamp: String(Date.now() + apartMs) })))).code).toBe('SBX003');
  });

  it('does not shut out a caller in real time when its own clock was moved', async () => {
    const own = await SandboxScenario.start({ codepay: [CodepayApp.account()] });
    await own.advance(86_400_000);
    expect(await new CodepayApp(own.url).code('order.query', { merchant_order_no: 'NOBODY' })).toBe('E04111');
    await own.close();
  });

  it('refuses an unknown app without a signature, for it knows no key', async () => {
    const answer = await answerTo(app.signed(lookup({ app_id: 'wz00000000000000ff' })));
    expect(answer.code).toBe('SBX004');
    expect(answer.sign).toBeUndefined();
  });

  it("refuses another merchant's number", async () => {
    expect((await answerTo(app.signed(lookup({ merchant_no: '302300000002' })))).code).toBe('SBX004');
  });

  it.each(['bscanc.pay.submit', 'cscanb.pay.getQRCode', 'pay.unifiedorder', 'toString', '__proto__'])(
    'refuses the method %s, which is not authorized',
    async (method) => {
      expect((await answerTo(app.signed(app.envelope(method)))).code).toBe('E07303');
    },
  );
});

describe('RSA2 over HTTP', () => {
  const order = (fields: Record<string, unknown> = {}): Record<string, unknown> =>
    app.envelope('wisehub.cloud.pay.order', app.order(5, fields));

  it.each([
    ['no sign', (): string => JSON.stringify(order())],
    ['a changed amount', (): string => app.signed(order()).replace('"order_amount":5', '"order_amount":50')],
    ['an added field', (): string => app.signed(order()).replace('"order_amount":5', '"tip_amount":1,"order_amount":5')],
    ['a number printed anew', (): string => app.signed(order()).replace('"order_amount":5', '"order_amount":5.0')],
    ['another key', (): string => app.signed(order(), generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)],
  ])('refuses %s and does nothing', async (_name, body) => {
    const before = (await sandbox.truth('codepay')).length;
    expect((await answerTo(body())).code).toBe('SYS002');
    expect((await sandbox.truth('codepay')).length).toBe(before);
  });

  it('verifies text outside ASCII, nested values and fields that it does not know', async () => {
    const body = app.signed(
      order({ description: 'Café & Ñandú = 2', order_detail: { z: [1, 'a b'], a: null }, whatever: true, store_no: '' }),
    );
    expect((await answerTo(body)).code).toBe('0');
    const spaced = JSON.stringify(JSON.parse(app.signed(order({ extra: { z: [1, 'a b'] } }))), null, 2);
    expect((await answerTo(spaced)).code).toBe('0');
  });

  it('ignores Basic credentials beside RSA2', async () => {
    expect((await answerTo(app.signed(lookup()), { authorization: 'Basic bm9ib2R5Om5vdGhpbmc=' })).code).toBe('E04111');
  });
});

describe('Basic Auth', () => {
  const basic = (username: string, password: string): Record<string, string> => ({
    authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
  });
  const unsigned = (): string => JSON.stringify(lookup({ sign_type: 'NONE' }));

  it('takes an unsigned call with the right credentials and still signs the answer', async () => {
    const answer = await answerTo(unsigned(), basic(app.basicAuth.username, app.basicAuth.password));
    expect(answer.code).toBe('E04111');
    expect(app.verifies({ ...answer })).toBe(true);
  });

  it.each([
    ['tip.adjustment', { merchant_order_no: 'NOBODY', tip_adjustment_amount: 1 }, 'E04111'],
    ['batch.close', { terminal_sn: 'WPYB002248000866' }, 'ET007'],
  ])('is enough for %s', async (method, fields, code) => {
    const body = JSON.stringify(app.envelope(method, { sign_type: 'NONE', ...fields }));
    expect((await answerTo(body, basic(app.basicAuth.username, app.basicAuth.password))).code).toBe(code);
  });

  it.each([
    ['a wrong password', basic('shop', 'guess')],
    ['another scheme', { authorization: 'Bearer shop' }],
    ['no header', {}],
  ])('refuses %s', async (_name, headers) => {
    expect((await answerTo(unsigned(), headers)).code).toBe('SBX004');
  });
});
