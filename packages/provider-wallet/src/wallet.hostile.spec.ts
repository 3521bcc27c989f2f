import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { currencyCode } from '@interlock/domain';
import {
  MessageUnreadable,
  SignatureInvalid,
  type HttpOutcome,
  type HttpRequest,
  type ProviderCall,
  type RawMessage,
} from '@interlock/provider-kit';
import fc from 'fast-check';
import {
  agreementSale,
  cancelOf,
  captureOf,
  CLIENT_ID,
  hold,
  queryOf,
  queryOfEffect,
  queryOfRefund,
  refund,
  sale,
  voidOf,
} from './testing/scripted-wallet.js';
import { walletAdapter } from './wallet.adapter.js';
import { signatureHeader, signMessage } from './wallet.signing.js';

const merchant = generateKeyPairSync('rsa', { modulusLength: 2048 });
const wallet = generateKeyPairSync('rsa', { modulusLength: 2048 });
const der = (key: typeof merchant.publicKey) =>
  key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'der' }).toString('base64');
const account = {
  settings: { baseUrl: 'https://wallet.example', clientId: CLIENT_ID },
  secrets: { merchantPrivateKey: der(merchant.privateKey), walletPublicKeys: { '1': der(wallet.publicKey) } },
  currency: currencyCode('CLP'),
  now: () => 1_714_979_289_000,
  attempt: 1,
};
const TIME = '2024-05-06T07:08:10+08:00';
type Key = typeof merchant.privateKey;

function signed(uri: string, body: Uint8Array, key: Key): Readonly<Record<string, string>> {
  const signature = signMessage({ method: 'POST', uri, clientId: CLIENT_ID, time: TIME, body }, key);
  return { 'client-id': CLIENT_ID, 'response-time': TIME, 'request-time': TIME, signature: signatureHeader(signature, 1, 'percent') };
}

interface Answer {
  readonly body: Uint8Array;
  readonly status: number;
  readonly key: Key | undefined;
}
/** The transport's place is taken by a server's bytes: thousands of them. */
function answering({ body, status, key }: Answer): ProviderCall {
  const send = ({ path }: HttpRequest): Promise<HttpOutcome> =>
    Promise.resolve({ type: 'answered', status, headers: key === undefined ? {} : signed(path, body, key), body, bodySha256: '' });
  return { ...account, http: { send, note: () => undefined } };
}

const { operations, agreements, query } = walletAdapter;
type Ask = (call: ProviderCall) => Promise<{ readonly outcome: string }>;
/** By what a yes of each is proven: `resultStatus`/`resultCode`, and in an inquiry a documented state beside it. */
const everyCall: Readonly<Record<string, Ask>> = {
  cashier: (call) => operations.sale.execute(sale(), call),
  agreement: (call) => operations.sale.execute(agreementSale(), call),
  authorize: (call) => operations.authorize.execute(sale({ kind: 'authorize' }), call),
  capture: (call) => operations.capture.execute(captureOf(), call),
  cancel: (call) => operations.cancel.execute(cancelOf(), call),
  voidOfHold: (call) => operations.void.execute(voidOf(), call),
  refund: (call) => operations.refund.execute(refund(), call),
  payment: (call) => query(queryOf(), call),
  hold: (call) => query(queryOf(hold(), 'authorize'), call),
  captureShown: (call) => query(queryOfEffect('capture'), call),
  voidShown: (call) => query(queryOfEffect('void'), call),
  refundShown: (call) => query(queryOfRefund(), call),
  prepare: (call) => agreements.prepare({ agreementId: 'a', language: 'en-US', description: 'd' }, call),
  confirm: (call) => agreements.confirm({ code: 'code-0001' }, call),
  end: (call) => agreements.end({ accessToken: 'token-0001' }, call),
};
const names = Object.keys(everyCall);
const asked = (name: string, answer: Answer) => (everyCall[name] as Ask)(answering(answer));

const noise = fc.uint8Array({ maxLength: 200 });
const words = fc.constantFrom(
  ...['SUCCESS', 'FAIL', 'CANCELLED', 'PROCESSING', 'AUTH_SUCCESS', 'PENDING', 'REPEAT_REQUEST', 'PROCESS_FAIL'],
  ...['ORDER_NOT_EXIST', 'constructor', '__proto__', '', 'success', 'S', 'CLP', '2000'],
);
const odd = fc.oneof({ weight: 3, arbitrary: words }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
const amount = fc.oneof(
  fc.record({
    currency: fc.constantFrom('CLP', 'clp', 'XXX', 'USD'),
    value: fc.oneof(fc.constantFrom('2000', '1500', '500', '0', '-1'), odd),
  }),
  odd,
);
const result = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ resultStatus: 'S', resultCode: 'SUCCESS' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      resultStatus: fc.oneof(fc.constantFrom('S', 'A', 'U', 'F', 'R', 's', ''), odd),
      resultCode: odd,
      resultMessage: odd,
    }),
  },
  { weight: 1, arbitrary: odd },
);
const type = fc.oneof(fc.constantFrom('PAYMENT', 'REFUND', 'AUTHORIZATION', 'CAPTURE', 'CANCEL', 'VOID'), odd);
/** Answers made of the document's own members, with values that the document does not know. */
const almost = fc.record(
  {
    result,
    paymentId: odd,
    paymentRequestId: odd,
    paymentAmount: amount,
    paymentStatus: odd,
    paymentResult: result,
    authExpiryTime: odd,
    captureId: odd,
    captureAmount: amount,
    voidId: odd,
    refundId: odd,
    refundAmount: amount,
    refundStatus: odd,
    authUrl: odd,
    accessToken: odd,
    refreshToken: odd,
    accessTokenExpiryTime: odd,
    transactions: fc.oneof(
      fc.array(fc.record({ transactionId: odd, transactionType: type, transactionStatus: odd, transactionAmount: amount }), {
        maxLength: 3,
      }),
      odd,
    ),
    redirectActionForm: fc.oneof(fc.record({ method: odd, redirectionUrl: odd, parameters: odd }), odd),
  },
  { requiredKeys: [] },
);
type Almost = typeof almost extends fc.Arbitrary<infer Value> ? Value : never;
const bytesOf = (value: unknown) => (value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value)));

const member = (value: unknown, name: string): unknown => (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
const saidYes = (value: unknown) => member(value, 'resultStatus') === 'S' && member(value, 'resultCode') === 'SUCCESS';
/** States under which a yes to each inquiry can stand. */
const states: Readonly<Record<string, readonly unknown[]>> = {
  payment: ['SUCCESS', 'CANCELLED', 'FAIL'],
  hold: ['SUCCESS', 'AUTH_SUCCESS', 'CANCELLED', 'FAIL'],
  captureShown: ['SUCCESS', 'AUTH_SUCCESS', 'CANCELLED'],
  voidShown: ['CANCELLED'],
};
const yes = ['approved', 'reversed'];

function mayBeYes(name: string, body: Almost): boolean {
  if (name === 'cashier' || name === 'refund') return false;
  const over = member(body.result, 'resultStatus') === 'F' && member(body.result, 'resultCode') === 'INVALID_ACCESS_TOKEN';
  if (name === 'end') return saidYes(body.result) || over;
  if (!saidYes(body.result)) return false;
  if (name === 'refundShown') return body.refundStatus === 'SUCCESS';
  const allowed = states[name];
  if (allowed === undefined) return true;
  // Alipay+ has the result of the payment in place of its state, which the fuzz reaches too.
  return allowed.includes(body.paymentStatus) || ((body.paymentStatus ?? undefined) === undefined && body.paymentResult !== undefined);
}

describe('whatever a server answers', () => {
  it('unsigned bytes are never a yes nor a no, and never throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.oneof(noise, almost),
        fc.constantFrom(200, 200, 400, 500, 503),
        fc.constantFrom(undefined, merchant.privateKey),
        async (name, body, status, key) => {
          expect(['unknown', 'no_answer']).toContain((await asked(name, { body: bytesOf(body), status, key })).outcome);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('signed noise is never a yes nor a no, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), noise, async (name, body) => {
        expect(['unknown', 'no_answer']).toContain((await asked(name, { body, status: 200, key: wallet.privateKey })).outcome);
      }),
      { numRuns: 500 },
    );
  });

  it('a signed answer is a yes only by its explicit word, and in an inquiry by a documented state beside it', async () => {
    let approved = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), almost, async (name, body) => {
        const { outcome } = await asked(name, { body: bytesOf(body), status: 200, key: wallet.privateKey });
        if (!yes.includes(outcome)) return;
        approved += 1;
        expect([name, mayBeYes(name, body)]).toEqual([name, true]);
      }),
      { numRuns: 4_000 },
    );
    expect(approved).toBeGreaterThan(50); // the property was met, not missed
  });
});

describe('whatever is sent to our door', () => {
  it('is refused by its signature, or read, or called unreadable; and answered always', async () => {
    const path = '/hooks/wallet/account-1';
    await fc.assert(
      fc.asyncProperty(fc.oneof(noise, almost), fc.boolean(), async (said, byWallet) => {
        const body = bytesOf(said);
        const headers = signed(path, body, byWallet ? wallet.privateKey : merchant.privateKey);
        const message: RawMessage = { method: 'POST', path, headers, body };
        const read = await walletAdapter.notification.read(message, account).catch((error: unknown) => error);
        if (!byWallet) expect(read).toBeInstanceOf(SignatureInvalid);
        else if (read instanceof Error) expect(read).toBeInstanceOf(MessageUnreadable);
        expect(walletAdapter.notification.answer('failed', message, account).status).toBe(200);
      }),
      { numRuns: 300 },
    );
  });

  it('with any headers is refused', async () => {
    const header = fc.oneof(
      fc.string(),
      fc.constantFrom('algorithm=RSA256, keyVersion=1, signature=', 'signature=%', 'keyVersion=99999999999'),
    );
    await fc.assert(
      fc.asyncProperty(header, header, async (signature, time) => {
        const message: RawMessage = {
          method: 'POST',
          path: '/hooks',
          headers: { signature, 'request-time': time },
          body: Buffer.from('{}'),
        };
        await expect(walletAdapter.notification.read(message, account)).rejects.toThrow(SignatureInvalid);
      }),
      { numRuns: 300 },
    );
  });
});
