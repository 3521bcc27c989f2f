import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';

import { CodepayApp, type CodepayAnswer } from '../testing/codepay-app.js';
import { SandboxScenario } from '../testing/sandbox-scenario.js';

const RECALL = '/api/payments/recall';
const paths = {
  capture: '/api/payments/capture',
  incremental_authorization: '/api/payments/incremental',
  cancel_payment: '/api/payments/cancel',
  refund_payment: '/api/payments/refund',
  tip_adjustment: '/api/payments/tip',
  recall: RECALL,
  batch_close: '/api/batch/close',
  open_batch: '/api/batch/open',
};

let sandbox: SandboxScenario;
let app: CodepayApp;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ codepay: [CodepayApp.account()] });
  app = new CodepayApp(sandbox.url);
});
afterAll(() => sandbox.close());

async function answerTo(body: string, path = RECALL, headers: Record<string, string> = {}): Promise<CodepayAnswer> {
  const answer = await app.post(body, headers, path);
  expect(answer.status).toBe(200);
  return (await answer.json()) as CodepayAnswer;
}

const lookup = { app_id: 'wz0000000000000001', merchant_order_no: 'NOBODY' };

describe('calls by path', () => {
  it('need only the app and its signature, and sign their answers', async () => {
    const answer = await answerTo(app.signed(lookup));
    expect(answer).toMatchObject({ code: 'E04111' });
    expect(app.verifies({ ...answer })).toBe(true);
  });

  it.each(Object.entries(paths))('%s refuses a missing, a foreign and a spoiled signature', async (_name, path) => {
    const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const spoiled = app.signed(lookup).replace('NOBODY', 'ANYBODY');
    for (const body of [JSON.stringify(lookup), app.signed(lookup, foreign), spoiled])
      expect((await answerTo(body, path)).code).toBe('SYS002');
  });

  it('know no Basic Auth', async () => {
    const authorization = `Basic ${Buffer.from(`${app.basicAuth.username}:${app.basicAuth.password}`).toString('base64')}`;
    expect((await answerTo(JSON.stringify({ ...lookup, sign_type: 'NONE' }), RECALL, { authorization })).code).toBe('SYS002');
  });

  it('refuse an unknown app, a missing one and what is no JSON', async () => {
    expect((await answerTo(app.signed({ ...lookup, app_id: 'wz00000000000000ff' }))).code).toBe('SBX004');
    expect((await answerTo(app.signed({ merchant_order_no: 'NOBODY' }))).code).toBe('SYS011');
    expect((await answerTo('[]')).code).toBe('SYS011');
  });

  it('tolerate the common fields, and look at a timestamp where it is sent', async () => {
    const common = app.envelope('anything', lookup);
    expect((await answerTo(app.signed(common))).code).toBe('E04111');
    expect((await answerTo(app.signed({ ...common, timestamp: String(Date.now() - 16 * 60_000) }))).code).toBe('SBX003');
    expect((await answerTo(app.signed({ ...common, timestamp: 'yesterday' }))).code).toBe('SBX006');
  });

  it('are no methods, and have no other path', async () => {
    expect(await app.code('recall', { merchant_order_no: 'NOBODY' })).toBe('E07303');
    expect((await app.post(app.signed(lookup), {}, '/api/payments/other')).status).toBe(404);
  });
});

describe("the merchant's portal", () => {
  const portal = (path: string, body: unknown, appId = app.appId): ReturnType<SandboxScenario['control']> =>
    sandbox.control('PUT', `/codepay/apps/${appId}/${path}`, body);

  it('takes a new key: from then on the old one does not sign', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    expect((await portal('key', { publicKey: spki })).status).toBe(204);
    expect((await answerTo(app.signed(lookup, privateKey))).code).toBe('E04111');
    expect((await answerTo(app.signed(lookup))).code).toBe('SYS002');
    await portal('key', { publicKey: CodepayApp.account().appPublicKey });
    expect((await answerTo(app.signed(lookup))).code).toBe('E04111');
  });

  it('enables calls and methods one by one', async () => {
    await portal('profile', { disabled: ['recall', 'order.query'] });
    expect([(await answerTo(app.signed(lookup))).code, await app.code('order.query', lookup)]).toEqual(['E07303', 'E07303']);
    await portal('profile', {});
    expect([(await answerTo(app.signed(lookup))).code, await app.code('order.query', lookup)]).toEqual(['E04111', 'E04111']);
  });

  it('sends data as an object where the profile says so, and signs its text', async () => {
    const no = await app.push(5);
    await portal('profile', { dataAs: 'object' });
    const answer = await answerTo(app.signed(app.envelope('order.query', { merchant_order_no: no })), '/api/entry');
    await portal('profile', {});
    expect(answer.data).toMatchObject({ merchant_order_no: no });
    expect(app.verifies({ ...answer })).toBe(true);
  });

  it('takes the samples of the document, without expires and api_version, where it is lenient', async () => {
    const sample = app.order(5, { expires: undefined, api_version: undefined });
    expect(await app.code('wisehub.cloud.pay.order', sample)).toBe('SBX006');
    await portal('profile', { lenient: true });
    expect(await app.code('wisehub.cloud.pay.order', sample)).toBe('0');
    await portal('profile', {});
  });

  it('refuses what is no key, no profile and no app', async () => {
    expect((await portal('key', { publicKey: 'bm8=' })).status).toBe(400);
    expect((await portal('profile', { dataAs: 'xml' })).status).toBe(400);
    expect((await portal('profile', {}, 'nobody')).status).toBe(404);
  });
});
