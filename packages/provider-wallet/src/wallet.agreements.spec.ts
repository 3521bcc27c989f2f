import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCESS_TOKEN, answers, ScriptedWallet } from './testing/scripted-wallet.js';
import { walletAdapter } from './wallet.adapter.js';

const { prepare, confirm, refresh, end } = walletAdapter.agreements;

let wallet: ScriptedWallet;
beforeAll(async () => {
  wallet = await ScriptedWallet.start();
});
afterAll(() => wallet.close());
beforeEach(() => {
  wallet.received.length = 0;
});

const CODE = '0000000000AUTHCODE123456';
const REFRESH = '281010033REFRESH0001';
const NEXT = '281010033REFRESH0002';
const input = { agreementId: '0192f0c0', language: 'es-CL', description: 'Suscripción mensual' };
const tokens = {
  accessToken: ACCESS_TOKEN,
  accessTokenExpiryTime: '2024-06-05T07:08:09+00:00',
  refreshToken: NEXT,
  refreshTokenExpiryTime: '2025-05-06T07:08:09Z',
  customerId: 'U-0001',
};
const given = {
  outcome: 'approved',
  tokens: {
    accessToken: ACCESS_TOKEN,
    expiresAt: Date.UTC(2024, 5, 5, 7, 8, 9),
    refreshToken: NEXT,
    refreshExpiresAt: Date.UTC(2025, 4, 6, 7, 8, 9),
    payerId: 'U-0001',
  },
};

describe('preparing an agreement', () => {
  const authUrl = 'https://wallet.example/sign?id=1';

  it('asks for the scope with its language and text, and gives what the mini program opens', async () => {
    wallet.script = answers('S', 'SUCCESS', { authUrl });
    const options = { referenceClientId: 'RC-1', extendInfo: { plan: 'gold' } };
    expect(await prepare({ ...input, options }, wallet.call())).toEqual({
      outcome: 'approved',
      nextAction: { type: 'sdk', payload: authUrl },
    });
    expect(wallet.received[0]).toMatchObject({ path: '/v1/authorizations/prepare', signature: 'valid' });
    expect(wallet.received[0]?.json).toEqual({
      scopes: 'AGREEMENT_PAY',
      extendInfo: '{"contractDesc":"Suscripción mensual","language":"es-CL","plan":"gold"}',
      referenceClientId: 'RC-1',
    });
  });

  it('gives a page to visit where the account asks for one and the wallet has one', async () => {
    const settings = wallet.settings({ agreementPage: 'redirect' });
    wallet.script = answers('S', 'SUCCESS', { authUrl });
    expect(await prepare(input, wallet.call({ settings }))).toEqual({
      outcome: 'approved',
      nextAction: { type: 'redirect', url: authUrl, httpMethod: 'GET' },
    });
    wallet.script = answers('S', 'SUCCESS', { authUrl: 'mini://sign?id=1' });
    expect(await prepare(input, wallet.call({ settings }))).toMatchObject({ nextAction: { type: 'sdk', payload: 'mini://sign?id=1' } });
  });

  it('is not approved without a page', async () => {
    for (const nothing of [{}, { authUrl: null }, { authUrl: '' }]) {
      wallet.script = answers('S', 'SUCCESS', nothing);
      expect(await prepare(input, wallet.call())).toEqual({ outcome: 'unknown', cause: 'unreadable_answer' });
    }
  });

  it('is not sent with more text than the wallet takes, or with options that it has not', async () => {
    wallet.script = answers('S', 'SUCCESS', { authUrl });
    for (const wrong of [
      { description: 'x'.repeat(2048) },
      { options: { referenceClientId: 'x'.repeat(17) } },
      { options: { scopes: 'USER_INFO' } },
    ])
      expect(await prepare({ ...input, ...wrong }, wallet.call())).toMatchObject({ outcome: 'declined', providerCode: 'NOT_SENT' });
    expect(wallet.received).toEqual([]);
  });
});

describe('a payer’s token', () => {
  it('is given for a code, once', async () => {
    wallet.script = answers('S', 'SUCCESS', tokens);
    expect(await confirm({ code: CODE }, wallet.call())).toEqual(given);
    expect(wallet.received[0]).toMatchObject({ path: '/v1/authorizations/applyToken', signature: 'valid' });
    expect(wallet.received[0]?.json).toEqual({ grantType: 'AUTHORIZATION_CODE', authCode: CODE });
  });

  it('is given anew for a refresh token, in the older dialect with the client’s names', async () => {
    wallet.script = answers('S', 'SUCCESS', tokens);
    const olderDialect = { partnerId: 'P-1', appId: 'A-1', authClientId: 'AC-1', customerBelongsTo: 'WALLET' };
    expect(await refresh({ refreshToken: REFRESH }, wallet.call({ settings: wallet.settings({ olderDialect }) }))).toEqual(given);
    const { partnerId: _partner, ...names } = olderDialect;
    expect(wallet.received[0]?.json).toEqual({ grantType: 'REFRESH_TOKEN', refreshToken: REFRESH, ...names });
  });

  it('may come without times, without a next refresh token, without a name', async () => {
    wallet.script = answers('S', 'SUCCESS', {
      accessToken: ACCESS_TOKEN,
      accessTokenExpiryTime: 'soon',
      refreshToken: null,
      customerId: 7,
    });
    expect(await confirm({ code: CODE }, wallet.call())).toEqual({
      outcome: 'approved',
      tokens: { accessToken: ACCESS_TOKEN, payerId: '7' },
    });
  });

  it('is never approved where there is none, or none that could be charged', async () => {
    for (const wrong of [{}, { accessToken: '' }, { accessToken: 'x'.repeat(129) }]) {
      wallet.script = answers('S', 'SUCCESS', wrong);
      expect(await confirm({ code: CODE }, wallet.call())).toEqual({ outcome: 'unknown', cause: 'unreadable_answer' });
    }
    expect(await confirm({ code: 'x'.repeat(65) }, wallet.call())).toMatchObject({ outcome: 'declined', providerCode: 'NOT_SENT' });
  });

  it.each([
    ['F', 'AUTH_CODE_ALREADY_USED', 1, { outcome: 'declined', providerCode: 'AUTH_CODE_ALREADY_USED', message: 'as scripted' }],
    ['F', 'AUTH_CODE_ALREADY_USED', 2, { outcome: 'unknown', cause: 'resend_refused' }],
    ['F', 'USED_REFRESH_TOKEN', 1, { outcome: 'declined', providerCode: 'USED_REFRESH_TOKEN', message: 'as scripted' }],
    ['F', 'REQUEST_TRAFFIC_EXCEED_LIMIT', 1, { outcome: 'unknown', cause: 'busy' }],
    ['U', 'UNKNOWN_EXCEPTION', 1, { outcome: 'unknown', cause: 'provider_error' }],
    ['S', 'SOMETHING_NEW', 1, { outcome: 'unknown', cause: 'unknown_code' }],
    ['F', 'SOMETHING_NEW', 1, { outcome: 'unknown', cause: 'unknown_code' }],
  ])('answered %s %s at send %i', async (status, code, attempt, expected) => {
    wallet.script = answers(status, code, tokens);
    expect(await confirm({ code: CODE }, wallet.call({ attempt }))).toEqual(expected);
  });

  it('is believed only in an answer that the wallet signed', async () => {
    const body = { result: { resultStatus: 'S', resultCode: 'SUCCESS' }, ...tokens };
    wallet.script = { body, signWith: wallet.merchant.privateKey };
    expect(await confirm({ code: CODE }, wallet.call())).toEqual({ outcome: 'unknown', cause: 'bad_signature' });
    wallet.script = (_request, response) => response.socket?.destroy();
    expect(await confirm({ code: CODE }, wallet.call())).toEqual({ outcome: 'unknown', cause: 'connection_lost' });
  });
});

describe('the end of an agreement', () => {
  it('ends the token', async () => {
    wallet.script = answers('S', 'SUCCESS');
    expect(await end({ accessToken: ACCESS_TOKEN }, wallet.call())).toEqual({ outcome: 'approved' });
    expect(wallet.received[0]).toMatchObject({ path: '/v1/authorizations/cancelToken', json: { accessToken: ACCESS_TOKEN } });
  });

  it.each([1, 2])('is reached where the wallet knows the token no more, at send %i', async (attempt) => {
    wallet.script = answers('F', 'INVALID_ACCESS_TOKEN');
    expect(await end({ accessToken: ACCESS_TOKEN }, wallet.call({ attempt }))).toEqual({ outcome: 'approved' });
  });

  it('is not reached by an access token’s own expiry, for its refresh token may live on', async () => {
    wallet.script = answers('F', 'EXPIRED_ACCESS_TOKEN');
    expect(await end({ accessToken: ACCESS_TOKEN }, wallet.call())).toMatchObject({
      outcome: 'declined',
      providerCode: 'EXPIRED_ACCESS_TOKEN',
    });
  });
});

describe('codes and tokens', () => {
  it('stand in no transcript and in no message, wherever the wallet repeats them', async () => {
    const echo = { ...tokens, note: `code ${CODE}, refresh ${REFRESH}, access ${ACCESS_TOKEN}, next ${NEXT}` };
    const texts: string[] = [];
    for (const [status, code] of [
      ['S', 'SUCCESS'],
      ['F', 'INVALID_CODE'],
    ] as const) {
      const result = { resultStatus: status, resultCode: code, resultMessage: `${CODE} ${REFRESH} ${ACCESS_TOKEN} is no good` };
      wallet.script = { body: { result, ...echo } };
      const asks = [
        (call: ReturnType<typeof wallet.call>) => confirm({ code: CODE }, call),
        (call: ReturnType<typeof wallet.call>) => refresh({ refreshToken: REFRESH }, call),
        (call: ReturnType<typeof wallet.call>) => end({ accessToken: ACCESS_TOKEN }, call),
      ];
      for (const ask of asks) {
        const call = wallet.call();
        const answer = await ask(call);
        texts.push(JSON.stringify(call.http.exchanges));
        if (answer.outcome === 'declined') texts.push(answer.message);
      }
    }
    expect(texts.length).toBeGreaterThan(6);
    for (const [index, own] of [CODE, REFRESH, ACCESS_TOKEN].entries()) {
      expect(texts[index]).not.toContain(own);
      expect(texts[index]).not.toContain(NEXT);
    }
    for (const text of texts) expect(text).not.toContain(ACCESS_TOKEN);
  });

  it('are not taken from an account whose keys are unusable', async () => {
    const call = wallet.call({ secrets: { merchantPrivateKey: 'none', walletPublicKeys: {} } });
    expect(await confirm({ code: CODE }, call)).toMatchObject({ outcome: 'declined', providerCode: 'NOT_SENT' });
    expect(wallet.received).toEqual([]);
  });
});
