import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { SandboxScenario } from '../testing/sandbox-scenario.js';
import { WalletMerchant, type WalletAnswer } from '../testing/wallet-merchant.js';

const DAY_MS = 86_400_000;
const OTHER = 'TEST_5X00000000000002';
const PREPARE = { scopes: 'AGREEMENT_PAY', extendInfo: JSON.stringify({ language: 'en-US', contractDesc: 'Rides & <more>' }) };

let sandbox: SandboxScenario;
let merchant: WalletMerchant;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ wallet: [WalletMerchant.account(), WalletMerchant.account(OTHER)] });
  merchant = new WalletMerchant(sandbox.url);
});
afterAll(() => sandbox.close());

async function contract(shop = merchant): Promise<string> {
  const { authUrl } = await shop.call('authorizations/prepare', PREPARE);
  return String(authUrl).slice(String(authUrl).lastIndexOf('/') + 1);
}

/** The code that a payer's consent leads to. */
async function code(own = sandbox, shop = merchant): Promise<string> {
  const { json } = await own.control('POST', `/wallet/contracts/${await contract(shop)}/agree`);
  return (json as { authCode: string }).authCode;
}

const apply = (authCode: string, shop = merchant): Promise<WalletAnswer> =>
  shop.call('authorizations/applyToken', { grantType: 'AUTHORIZATION_CODE', authCode });
const refresh = (refreshToken: unknown, shop = merchant): Promise<WalletAnswer> =>
  shop.call('authorizations/applyToken', { grantType: 'REFRESH_TOKEN', refreshToken });
const payWith = (paymentAuthCode: unknown, shop = merchant): Promise<string> =>
  shop.told('pay', shop.agreementOrder('2000', { paymentAuthCode }));
const codeOf = ({ result }: WalletAnswer): string => `${result.resultStatus}/${result.resultCode}`;

describe('prepare', () => {
  it('gives a page on which the payer agrees, once', async () => {
    const { authUrl } = await merchant.call('authorizations/prepare', PREPARE);
    expect(String(authUrl).length).toBeLessThanOrEqual(256);
    const page = await (await fetch(String(authUrl))).text();
    expect(page).toContain('Rides &#38; &#60;more&#62;');
    const agreed = await (await fetch(`${String(authUrl)}/agree`, { method: 'POST' })).text();
    const authCode = /id="auth-code">([0-9a-f]{32})</.exec(agreed)?.[1] ?? '';
    expect(codeOf(await apply(authCode))).toBe('S/SUCCESS');
    const again = await (await fetch(`${String(authUrl)}/agree`, { method: 'POST' })).text();
    expect(again).not.toContain('auth-code');
    expect(again).toContain('AGREED');
  });

  it('gives no code to a payer who declines, or comes too late', async () => {
    const declined = await contract();
    expect((await sandbox.control('POST', `/wallet/contracts/${declined}/decline`)).json).toEqual({ state: 'DECLINED' });
    expect((await sandbox.control('POST', `/wallet/contracts/${declined}/agree`)).status).toBe(409);
    const late = await contract();
    await sandbox.advance(15 * 60_000);
    expect((await sandbox.control('POST', `/wallet/contracts/${late}/agree`)).status).toBe(409);
    expect(await (await fetch(`${sandbox.url}/wallet/contracts/${late}`)).text()).toContain('EXPIRED');
    expect((await sandbox.control('POST', `/wallet/contracts/${late}/dance`)).status).toBe(404);
    expect((await sandbox.control('POST', '/wallet/contracts/none/agree')).status).toBe(404);
    expect((await fetch(`${sandbox.url}/wallet/contracts/none`)).status).toBe(404);
  });

  it.each([
    [{ scopes: 'USER_INFO' }, 'F/INVALID_SCOPE'],
    [{ scopes: undefined }, 'F/PARAM_ILLEGAL'],
    [{ extendInfo: undefined }, 'F/PARAM_ILLEGAL'],
    [{ extendInfo: 'no json' }, 'F/PARAM_ILLEGAL'],
    [{ extendInfo: '[]' }, 'F/PARAM_ILLEGAL'],
    [{ extendInfo: JSON.stringify({ contractDesc: 'x'.repeat(4096) }) }, 'F/PARAM_ILLEGAL'],
  ])('refuses %j: %s', async (change, told) => {
    expect(await merchant.told('authorizations/prepare', { ...PREPARE, ...change })).toBe(told);
  });
});

describe('applyToken', () => {
  it('gives tokens for a code, which serves once', async () => {
    const authCode = await code();
    const tokens = await apply(authCode);
    expect(tokens).toEqual({
      result: { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'Success' },
      accessToken: expect.any(String),
      accessTokenExpiryTime: expect.any(String),
      refreshToken: expect.any(String),
      refreshTokenExpiryTime: expect.any(String),
      customerId: expect.stringMatching(/^2088[0-9]{12}$/),
    });
    const livesMs = (member: string): number => Date.parse(String(tokens[member])) - sandboxNow;
    const sandboxNow = Date.parse(((await sandbox.control('POST', '/clock/advance', { ms: 0 })).json as { now: string }).now);
    expect(Math.round(livesMs('accessTokenExpiryTime') / DAY_MS)).toBe(30);
    expect(Math.round(livesMs('refreshTokenExpiryTime') / DAY_MS)).toBe(365);
    expect(await payWith(tokens['accessToken'])).toBe('S/SUCCESS');
    expect(codeOf(await apply(authCode))).toBe('F/AUTH_CODE_ALREADY_USED');
  });

  it("refuses an unknown code, another client's, and one of eleven minutes", async () => {
    expect(codeOf(await apply('none'))).toBe('F/INVALID_CODE');
    expect(codeOf(await apply(await code(), new WalletMerchant(sandbox.url, OTHER)))).toBe('F/INVALID_CODE');
    const old = await code();
    await sandbox.advance(11 * 60_000);
    expect(codeOf(await apply(old))).toBe('F/EXPIRED_CODE');
  });

  it('gives new tokens for a refresh token, which serves once; the access token before stays good', async () => {
    const first = await apply(await code());
    const second = await refresh(first['refreshToken']);
    expect(second).toMatchObject({ customerId: first['customerId'] });
    expect(second['accessToken']).not.toBe(first['accessToken']);
    expect([await payWith(first['accessToken']), await payWith(second['accessToken'])]).toEqual(['S/SUCCESS', 'S/SUCCESS']);
    expect(codeOf(await refresh(first['refreshToken']))).toBe('F/USED_REFRESH_TOKEN');
    expect(codeOf(await refresh(second['refreshToken']))).toBe('S/SUCCESS');
    expect(codeOf(await refresh('none'))).toBe('F/INVALID_CODE');
  });

  it.each([
    [{}],
    [{ grantType: 'PASSWORD', authCode: 'x' }],
    [{ grantType: 'AUTHORIZATION_CODE', refreshToken: 'x' }],
    [{ grantType: 'REFRESH_TOKEN', authCode: 'x' }],
    [{ grantType: 'AUTHORIZATION_CODE', authCode: 'x'.repeat(65) }],
  ])('refuses %j', async (body) => {
    expect(await merchant.told('authorizations/applyToken', body)).toBe('F/PARAM_ILLEGAL');
  });

  it('tokens end in time: the access token after 30 days, the refresh token after a year', async () => {
    const own = await SandboxScenario.start({ wallet: [WalletMerchant.account()] });
    const shop = new WalletMerchant(own.url);
    const tokens = await apply(await code(own, shop), shop);
    await own.advance(30 * DAY_MS);
    expect(await payWith(tokens['accessToken'], shop)).toBe('F/EXPIRED_ACCESS_TOKEN');
    const next = await refresh(tokens['refreshToken'], shop);
    expect(await payWith(next['accessToken'], shop)).toBe('S/SUCCESS');
    await own.advance(365 * DAY_MS);
    expect(codeOf(await refresh(next['refreshToken'], shop))).toBe('F/EXPIRED_CODE');
    await own.close();
  });

  it('whose answer is lost has used the code; decline has not', async () => {
    const authCode = await code();
    await sandbox.arm('wallet', { operation: 'applyToken', fault: 'decline:INVALID_AUTH_CLIENT' });
    expect(codeOf(await apply(authCode))).toBe('F/INVALID_AUTH_CLIENT');
    await sandbox.arm('wallet', { operation: 'applyToken', fault: 'drop_after' });
    await expect(apply(authCode)).rejects.toThrow();
    expect(codeOf(await apply(authCode))).toBe('F/AUTH_CODE_ALREADY_USED');
  });

  it('shows neither code nor token to who looks at the faults that fired', async () => {
    await sandbox.arm('wallet', { operation: '*', fault: 'delay', delayMs: 0, times: 3 });
    const authCode = await code();
    const tokens = await apply(authCode);
    await merchant.call('authorizations/cancelToken', { accessToken: tokens['accessToken'] });
    const shown = JSON.stringify((await sandbox.control('GET', '/wallet/faults')).json);
    for (const secret of [authCode, tokens['accessToken'], tokens['refreshToken']]) expect(shown).not.toContain(String(secret));
    await sandbox.control('DELETE', '/wallet/faults');
  });
});

describe('cancelToken', () => {
  it('ends access and refresh token of one consent, and says so again', async () => {
    const [ended, other] = [await apply(await code()), await apply(await code())];
    const renewed = await refresh(ended['refreshToken']);
    const cancel = (accessToken: unknown): Promise<string> => merchant.told('authorizations/cancelToken', { accessToken });
    expect([await cancel(ended['accessToken']), await cancel(ended['accessToken'])]).toEqual(['S/SUCCESS', 'S/SUCCESS']);
    expect(await payWith(ended['accessToken'])).toBe('F/INVALID_ACCESS_TOKEN');
    expect(await payWith(renewed['accessToken'])).toBe('F/INVALID_ACCESS_TOKEN');
    expect(codeOf(await refresh(renewed['refreshToken']))).toBe('F/INVALID_CODE');
    expect(await payWith(other['accessToken'])).toBe('S/SUCCESS');
  });

  it("refuses a token that is none, another client's, and a call without one", async () => {
    const { accessToken } = await apply(await code());
    expect(await merchant.told('authorizations/cancelToken', { accessToken: 'none' })).toBe('F/INVALID_ACCESS_TOKEN');
    const stranger = new WalletMerchant(sandbox.url, OTHER);
    expect(await stranger.told('authorizations/cancelToken', { accessToken })).toBe('F/INVALID_ACCESS_TOKEN');
    expect(await merchant.told('authorizations/cancelToken', {})).toBe('F/PARAM_ILLEGAL');
    expect(await payWith(accessToken)).toBe('S/SUCCESS');
  });
});

describe('inquiryUserInfo', () => {
  it('tells who agreed, and nothing else', async () => {
    const tokens = await apply(await code());
    const answer = await merchant.call('users/inquiryUserInfo', { accessToken: tokens['accessToken'] });
    expect(answer['userInfo']).toEqual({ userId: tokens['customerId'] });
    expect(await merchant.told('users/inquiryUserInfo', { accessToken: 'none' })).toBe('F/INVALID_ACCESS_TOKEN');
    expect(await merchant.told('users/inquiryUserInfo', { accessToken: 'an-old-token' })).toBe('F/EXPIRED_ACCESS_TOKEN');
    expect(await merchant.told('users/inquiryUserInfo', {})).toBe('F/PARAM_ILLEGAL');
  });
});
