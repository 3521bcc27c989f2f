import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSign, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';

import { SandboxScenario } from '../testing/sandbox-scenario.js';
import { WalletMerchant, type WalletAnswer } from '../testing/wallet-merchant.js';

const PATH = '/v1/payments/inquiryPayment';
const BODY = '{"paymentRequestId":"NOBODY"}';
const PREFIXED = 'TEST_5X00000000000003';

const pairs = [1, 2, 3].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
const privateKey = (version: number): KeyObject => pairs[version - 1]?.privateKey as KeyObject;
const publicText = (version: number): string =>
  (pairs[version - 1]?.publicKey as KeyObject).export({ format: 'der', type: 'spki' }).toString('base64');

let sandbox: SandboxScenario;
let merchant: WalletMerchant;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({
    wallet: [
      WalletMerchant.account(undefined, {
        merchantPublicKey: publicText(2),
        keyVersion: '2',
        previousKey: { keyVersion: '1', merchantPublicKey: publicText(1) },
        signatureEncoding: 'plain',
      }),
      WalletMerchant.account(PREFIXED, { merchantPublicKey: publicText(1), signedPathPrefix: '' }),
    ],
  });
  merchant = new WalletMerchant(sandbox.url);
});
afterAll(() => sandbox.close());

/** An inquiry signed by hand. */
async function inquire(
  key: KeyObject,
  version: number | undefined,
  clientId = merchant.clientId,
  signedPath = `/wallet${PATH}`,
): Promise<Response> {
  const time = new Date().toISOString();
  const signature = createSign('RSA-SHA256').update(`POST ${signedPath}\n${clientId}.${time}.${BODY}`).sign(key, 'base64');
  return merchant.post(PATH, BODY, {
    'client-id': clientId,
    'request-time': time,
    signature: `algorithm=RSA256, ${version === undefined ? '' : `keyVersion=${String(version)}, `}signature=${encodeURIComponent(signature)}`,
    'content-type': 'application/json',
  });
}

const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as WalletAnswer).result.resultCode;

describe('two key versions', () => {
  it('are live side by side, each with its own key; none named means the newest', async () => {
    expect(await codeOf(await inquire(privateKey(1), 1))).toBe('ORDER_NOT_EXIST');
    expect(await codeOf(await inquire(privateKey(2), 2))).toBe('ORDER_NOT_EXIST');
    expect(await codeOf(await inquire(privateKey(2), undefined))).toBe('ORDER_NOT_EXIST');
    expect(await codeOf(await inquire(privateKey(1), undefined))).toBe('INVALID_SIGNATURE');
    expect(await codeOf(await inquire(privateKey(1), 2))).toBe('INVALID_SIGNATURE');
    expect(await codeOf(await inquire(privateKey(3), 3))).toBe('INVALID_SIGNATURE');
  });

  it('a third drops the first', async () => {
    const registered = { clientId: merchant.clientId, keyVersion: '3', publicKey: publicText(3) };
    expect(await sandbox.control('POST', '/wallet/merchant-keys', registered)).toEqual({ status: 201, json: { keyVersions: ['3', '2'] } });
    expect(await codeOf(await inquire(privateKey(3), 3))).toBe('ORDER_NOT_EXIST');
    expect(await codeOf(await inquire(privateKey(2), 2))).toBe('ORDER_NOT_EXIST');
    expect(await codeOf(await inquire(privateKey(1), 1))).toBe('INVALID_SIGNATURE');
  });

  it("of the wallet: the answers after a rotation are signed by the new one, and say so; plain where the client's contract says so", async () => {
    const before = (await inquire(privateKey(2), 2)).headers.get('signature') ?? '';
    expect(before).toMatch(/^algorithm=RSA256, keyVersion=2, signature=[A-Za-z0-9+/]+={0,2}$/);
    const { json } = await sandbox.control('POST', '/wallet/wallet-keys', { clientId: merchant.clientId, keyVersion: '9' });
    const { keyVersion, publicKey } = json as { keyVersion: string; publicKey: string };
    expect(keyVersion).toBe('9');
    const answer = await inquire(privateKey(2), 2);
    const value = /^algorithm=RSA256, keyVersion=9, signature=(.*)$/.exec(answer.headers.get('signature') ?? '')?.[1] ?? '';
    const signed = `POST /wallet${PATH}\n${merchant.clientId}.${answer.headers.get('response-time') ?? ''}.${await answer.text()}`;
    const pem = `-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----`;
    expect(createVerify('RSA-SHA256').update(signed).verify(pem, value, 'base64')).toBe(true);
  });

  it.each([
    ['/wallet/merchant-keys', { clientId: 'TEST_5X00000000000001', keyVersion: 'x', publicKey: 'p' }, 400],
    ['/wallet/merchant-keys', { clientId: 'TEST_5X00000000000001', keyVersion: '4', publicKey: 'no key' }, 400],
    ['/wallet/merchant-keys', { clientId: 'NOBODY', keyVersion: '4', publicKey: 'p' }, 404],
    ['/wallet/wallet-keys', { clientId: 'NOBODY', keyVersion: '4' }, 404],
    ['/wallet/wallet-keys', { clientId: 'TEST_5X00000000000001' }, 400],
  ])('%s refuses %j with %s', async (path, body, status) => {
    expect((await sandbox.control('POST', path, body)).status).toBe(status);
  });
});

describe('a gateway that strips a part of the path', () => {
  it('makes both sides sign the rest', async () => {
    const answer = await inquire(privateKey(1), 1, PREFIXED, PATH);
    expect(await codeOf(answer.clone())).toBe('ORDER_NOT_EXIST');
    const pretend = `/wallet${PATH}`;
    expect(await codeOf(await inquire(privateKey(1), 1, PREFIXED, pretend))).toBe('INVALID_SIGNATURE');
    const [time, header, body] = [answer.headers.get('response-time') ?? '', answer.headers.get('signature') ?? '', await answer.text()];
    const prefixed = new WalletMerchant(sandbox.url, PREFIXED);
    expect([prefixed.verifies(PATH, time, body, header), prefixed.verifies(pretend, time, body, header)]).toEqual([true, false]);
  });
});
