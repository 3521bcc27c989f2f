import { currencyCode, exponentOf, moneyFromDecimalText, toDecimalText } from '@interlock/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clp } from './testing/scripted-wallet.js';
import { inquiryPaymentAnswer, parseAmount, payAnswer, readJson, redact, redirectFrom, toWireAmount } from './wallet.wire.js';

const bytes = (text: string) => Buffer.from(text);
const amountOf = (value: string) =>
  inquiryPaymentAnswer.safeParse(
    readJson(bytes(`{"result":{"resultStatus":"S","resultCode":"SUCCESS"},"paymentAmount":{"currency":"CLP","value":${value}}}`)),
  );

describe('amounts', () => {
  it('are written as text in minor units', () => {
    expect(toWireAmount(clp(2000n))).toEqual({ currency: 'CLP', value: '2000' });
  });

  it.each([
    ['"2000"', 2000n],
    ['2000', 2000n],
    ['"1"', 1n],
    ['9007199254740993', 9_007_199_254_740_993n], // 2^53 + 1: a float would say ...992
    ['"9999999999999999"', 9_999_999_999_999_999n],
  ])('are read from %s', (value, minor) => {
    expect(amountOf(value).data?.paymentAmount).toEqual(clp(minor));
  });

  it.each([
    '"0"',
    '0',
    '"-1"',
    '-1',
    '"+1"',
    '"01"',
    '"1.0"',
    '1.0',
    '1.5',
    '1e3',
    '"1e3"',
    '" 1"',
    '"1 "',
    '""',
    '"1,000"',
    '"0x10"',
    '"12345678901234567"',
    '12345678901234567',
    'true',
    '[]',
  ])('are not read from %s', (value) => {
    expect(amountOf(value).success).toBe(false);
  });

  it('need a currency of ISO 4217', () => {
    expect(parseAmount({ currency: 'IQD', value: '150000' })).toEqual({ currency: 'IQD', minor: 150_000n });
    for (const currency of ['clp', 'XQZ', '', 'CLPX', '152']) expect(parseAmount({ currency, value: '1' })).toBeUndefined();
  });

  it.each([
    ['CLP', 0, '2000', '2000'],
    ['USD', 2, '1', '100'],
    ['BHD', 3, '1', '1000'],
    ['IQD', 3, '150', '150000'],
    ['CLF', 4, '1', '10000'],
  ])('of %s have %i decimals: %s is written %s', (code, exponent, major, value) => {
    const currency = currencyCode(code);
    expect(exponentOf(currency)).toBe(exponent);
    expect(toWireAmount(moneyFromDecimalText(currency, major))).toEqual({ currency: code, value });
  });

  it('come back as they were sent, in a currency of every exponent', () => {
    const currency = fc.constantFrom('CLP', 'JPY', 'XOF', 'USD', 'EUR', 'IDR', 'BHD', 'IQD', 'TND', 'CLF', 'UYW').map(currencyCode);
    fc.assert(
      fc.property(currency, fc.bigInt({ min: 1n, max: 9_999_999_999_999_999n }), (code, minor) => {
        const money = { currency: code, minor };
        expect(parseAmount(toWireAmount(money))).toEqual(money);
        const wire = JSON.stringify({ result: { resultStatus: 'S', resultCode: 'SUCCESS' }, paymentAmount: toWireAmount(money) });
        expect(payAnswer.parse(readJson(bytes(wire))).paymentAmount).toEqual(money);
        expect(moneyFromDecimalText(code, toDecimalText(money))).toEqual(money);
      }),
      { numRuns: 500 },
    );
  });

  it('are read from their own digits alone', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.stringMatching(/^[-+ .0-9eE,]{0,20}$/)), (value) => {
        const read = parseAmount({ currency: 'CLP', value });
        if (read !== undefined) expect(read.minor.toString()).toBe(value);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('JSON', () => {
  it('is nothing where the bytes are none', () => {
    for (const text of ['', '{', '<html>', 'NaN', '{"a":1}x', '['.repeat(200_000)]) expect(readJson(bytes(text))).toBeUndefined();
    expect(readJson(Uint8Array.from([0x22, 0xff, 0x22]))).toBeUndefined();
  });

  it('never throws, and keeps numbers as they were written', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (noise) => {
        expect(() => readJson(noise)).not.toThrow();
      }),
      { numRuns: 300 },
    );
    expect(readJson(bytes('{"a":[1,2.50,1e3],"b":"1"}'))).toEqual({ a: ['1', '2.50', '1e3'], b: '1' });
  });
});

describe('answers', () => {
  it('may carry null for what they leave out, and members that nobody documented', () => {
    const read = payAnswer.safeParse({
      result: { resultStatus: 'S', resultCode: 'SUCCESS' },
      paymentId: null,
      redirectActionForm: null,
      more: { things: 1 },
    });
    expect(read.data).toEqual({
      result: { resultStatus: 'S', resultCode: 'SUCCESS' },
      paymentId: undefined,
      paymentRequestId: undefined,
      paymentAmount: undefined,
      redirectActionForm: null,
    });
  });
});

describe('redirect form', () => {
  const url = 'https://wallet.example/cashier?orderId=WP-0001';

  it('reads the document’s form and its siblings’', () => {
    expect(redirectFrom({ method: 'POST', redirectionUrl: url })).toEqual({ type: 'redirect', url, httpMethod: 'POST' });
    expect(redirectFrom({ method: 'get', redirectUrl: url, redirectionUrl: null, parameters: null })).toEqual({
      type: 'redirect',
      url,
      httpMethod: 'GET',
    });
    expect(redirectFrom({ redirectionUrl: url })).toEqual({ type: 'redirect', url, httpMethod: 'GET' });
    expect(redirectFrom({ method: 'POST', redirectionUrl: url, parameters: { token: 'a' } })).toEqual({
      type: 'redirect',
      url,
      httpMethod: 'POST',
      form: { token: 'a' },
    });
    expect(redirectFrom({ method: 'POST', redirectionUrl: url, parameters: '{"token":"a","n":1}' })).toEqual({
      type: 'redirect',
      url,
      httpMethod: 'POST',
      form: { token: 'a', n: '1' },
    });
  });

  it('is nothing where a browser could not, or must not, follow', () => {
    const forms = [
      undefined,
      null,
      'https://wallet.example/',
      { method: 'POST' },
      { redirectionUrl: 'javascript:alert(1)' },
      { redirectionUrl: '/cashier' },
      { redirectionUrl: `https://wallet.example/${'x'.repeat(4096)}` },
      { method: 'DELETE', redirectionUrl: url },
      { method: 'POST', redirectionUrl: url, parameters: 'token=a' },
      { method: 'POST', redirectionUrl: url, parameters: { token: { nested: 1 } } },
    ];
    for (const form of forms) expect(redirectFrom(form)).toBeUndefined();
  });
});

describe('redaction', () => {
  it('hides tokens by name, a token of this call wherever it stands, and the payer’s particulars', () => {
    const stored = redact(
      {
        paymentAuthCode: 'token-1234',
        result: { resultMessage: 'token-1234 has expired' },
        order: {
          buyer: { buyerName: 'Ana' },
          shipping: { shippingName: { fullName: 'Ana' } },
          env: { cookieId: 'cookie-Ana', clientIp: '203.0.113.7', osType: 'IOS' },
          orderDescription: 'Shoes',
        },
        extendInfo: '{"a":1}',
      },
      ['token-1234'],
    );
    expect(JSON.stringify(stored)).not.toMatch(/token-1234|Ana|203\.0/);
    expect(stored).toMatchObject({
      paymentAuthCode: '***',
      order: { orderDescription: 'Shoes', env: { osType: 'IOS' } },
      extendInfo: '***',
    });
  });
});
