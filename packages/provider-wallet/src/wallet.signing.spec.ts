import { generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { rsaPrivateKey, rsaPublicKey } from '@interlock/provider-kit';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkSignature, decodeSignature, signatureHeader, signMessage, stringToSign, type SignedMessage } from './wallet.signing.js';

// Test vectors of the wallet's protocol document (V1 to V3). The pair is public and protects nothing.
const PRIVATE_KEY =
  'MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQCvGc4hG737xGZVsI3gGx6+b6rinTtYApX6qzWOSlWIZHaRJ5DNwDRZ5RKUp3tOxwKA23t94rP+tWoGtMsLHfjeLCsygzo1OplmUMOdSOujc6yjHC5UpUfMnH8beGxJq5sPgOQSHBu3/wlTulOHOY1DwXvJUsQ02dkDouMvc9EFUy8Y/4oFHNLukd2VZkTX0ThRobVdyB8EPlA1nYJZkiaXAoENDBnauOjm4DXVhc/mGA9UbMhiB6H3ZyFnhq8OmCZdklYO9G0xkA4Sxawmu9yHTU9CDuXAQ2bhi5XEsGLiHlTBkktCZvxvlY8iglZJBAv9P3D4KXKtiPjyL8P/orNFAgMBAAECggEANAOqY9Nl4EA7VgEYZBYqT8/EJ4Uld8Ns4gWx5w7V0apmPkBOl5Ac/Qc7OcV2r7QWXkjUqlSJu4QQduWF20uP/g+I1Xx98gnyP56GPVbICMn34owghyyB45opd/OR12COs1BKb8bBxSqRjrmuzmCeQh5bszZO6pQ8DwR4EESLNtU8gBMvc/A8kRmNvysMD1bfCN5sdZSkw4WvIv6rxZMiUN4Oy8Zxzc0ww6a9GqgLnux8n32AvppCW67xtSj9kX9vVr7OC8hq1YjgGB4acqS/e1YCfiMrI3F6DodF4k+XvD0g7SSE8X6oHpf7Khmg6Bm2sbYCDBjwXVfIzN9TbpeiEQKBgQDsVG2c6RYy3casHjO9yAd3iwzYxoOVtGP80sCZm7RIs/nQwxn/AsnFrNz4sMpRp6Y00iyVoNgYE8LVcQuBuPGyfX5Z668944o3t+468LcAK8YYk2OW1G/2f9sLb/yliOfW7QID127/qIuK650779hG/7oqYmEMPT/Xq+zi8NW9lwKBgQC9rL8q7MvCmwyJWWpzW7PkpthUM4Z3AVe9XVD1hSBn9aYsxFPdqt6xZBk3IPuU4Acix8JF2MNh1fLqBZgfks9PqI7LIkqD9rZJN+MIbHg8PqGzE8uj1Z76WVyIu2inXUBq3WGYmrvl4WPVKdcE+Ggd1nuZxOzK7PGTqz/7b/apgwKBgDJsZSLIfKsHtJ7+pq2EY0t3SJtr56FmZrsHwH5FwXaNp+yJ5B8L2j8p/c+18MTxTz4P5eFa+yBP/w8JWpon+rHJos7OwYoj5Va0EMlUmMcZj9+oeuQwmV7vsq3DDBXJmyW5Vee57H3x2Swfz2F9cBjd8Tuf1/MDkn6SuS1Gk2QrAoGAScK5/OllO+Kr92XMXdwVkx/HFMeMzQ66niuB5ljFB2iiHNqkepmOTJHOtH+hFn4giEgCpsLrCEr5UkSmqfCfqiy0iw5kx/jTXpnbMlVsVJFOtKNIGAhk8Jp7v7iRtDQxbt10rLHPzE/gUO8abRZk9uWH336TTz7hmzmHgjJCTB0CgYAlzujBFEDNV/5luVsHyBtwZM8EioNemZ4FX4A4Mw6hYA+npqSAIaDLel6W9RHUM8q2ezpsr6AMOhX7/4uawQRBIWKqOp95MI6iACSCGYSZxwqZBzW7i/Oda+J2nZ0RVHHIgdLr8nq7VEEzU21SuYldm2Gwugt5QOb2UAg3DCFaVQ==';
const PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArxnOIRu9+8RmVbCN4Bsevm+q4p07WAKV+qs1jkpViGR2kSeQzcA0WeUSlKd7TscCgNt7feKz/rVqBrTLCx343iwrMoM6NTqZZlDDnUjro3OsoxwuVKVHzJx/G3hsSaubD4DkEhwbt/8JU7pThzmNQ8F7yVLENNnZA6LjL3PRBVMvGP+KBRzS7pHdlWZE19E4UaG1XcgfBD5QNZ2CWZImlwKBDQwZ2rjo5uA11YXP5hgPVGzIYgeh92chZ4avDpgmXZJWDvRtMZAOEsWsJrvch01PQg7lwENm4YuVxLBi4h5UwZJLQmb8b5WPIoJWSQQL/T9w+ClyrYj48i/D/6KzRQIDAQAB';
const CLIENT_ID = 'TEST_5X00000000000001';

const v1: SignedMessage = {
  method: 'POST',
  uri: '/v1/payments/pay',
  clientId: CLIENT_ID,
  time: '2024-05-06T07:08:09+08:00',
  body: Buffer.from(
    '{"productCode":"51051000101000000011","paymentRequestId":"PR-0001","paymentAmount":{"currency":"CLP","value":"2000"},"order":{"referenceOrderId":"ORD-0001","orderDescription":"Café Ñuñoa"},"paymentNotifyUrl":"https://merchant.example/hooks/wallet/notify"}',
  ),
};
const v2: SignedMessage = {
  ...v1,
  time: '2024-05-06T07:08:10+08:00',
  body: Buffer.from(
    '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"Success"},"paymentId":"WP-0001","redirectActionForm":{"method":"POST","redirectionUrl":"https://wallet.example/cashier?orderId=WP-0001"}}',
  ),
};
const v3: SignedMessage = {
  ...v1,
  uri: '/hooks/wallet/notify',
  time: '2024-05-06T07:10:00.123+08:00',
  body: Buffer.from(
    '{"paymentId":"WP-0001","paymentRequestId":"PR-0001","paymentAmount":{"currency":"CLP","value":"2000"},"paymentStatus":"SUCCESS","paymentTime":"2024-05-06T07:09:58+08:00"}',
  ),
};
const V1_BASE64 =
  'ip2Wn9yrv9jAB47EO3KGpoFm8cJKeCeVFRyrooQ+Np6Js+ktGWS0+lWtuG2baoM7L9jzfhc0/VpOfxCgoOJ8lnPpjiVqmNPYmV9TabHRJUo5JwvNzwqs1SZwJDhVqsMzp5mE9QTjtKycHRR5SzMiQ3Wjw7VOAv2/VEYfP0pIzCf8f2NCORfSP+8T/ZFZ05NV4BGE35RqKYi5qX0yeWNpkh0H9vgY9KYhoGGWyZf/2W0WTbKFjBEJV9DsQOShKhQMO4NZx++5Gh+uEllhyb8VQO+hlaoFh9GwyLVt6ZFKNPUAGCHmHr+HHs9c6esaIfTbrX6eD6TjVudjbC7ZaEhKkw==';
const V1_HEADER =
  'algorithm=RSA256, keyVersion=1, signature=ip2Wn9yrv9jAB47EO3KGpoFm8cJKeCeVFRyrooQ%2BNp6Js%2BktGWS0%2BlWtuG2baoM7L9jzfhc0%2FVpOfxCgoOJ8lnPpjiVqmNPYmV9TabHRJUo5JwvNzwqs1SZwJDhVqsMzp5mE9QTjtKycHRR5SzMiQ3Wjw7VOAv2%2FVEYfP0pIzCf8f2NCORfSP%2B8T%2FZFZ05NV4BGE35RqKYi5qX0yeWNpkh0H9vgY9KYhoGGWyZf%2F2W0WTbKFjBEJV9DsQOShKhQMO4NZx%2B%2B5Gh%2BuEllhyb8VQO%2BhlaoFh9GwyLVt6ZFKNPUAGCHmHr%2BHHs9c6esaIfTbrX6eD6TjVudjbC7ZaEhKkw%3D%3D';
const V2_BASE64 =
  'j/DN0dZLMa+dtT0KY+wzcyXKlUDjygsytEbi60RR0zseyfH1m5wu25gGL6Sru481/7p4iqXhA/6+NN4h59p0WTTjNTArnrv4KPw9VVfzrkNNuQm5SQ7etM/P0eJSCYpLbRsgaZ6SMcuRhQAvqVFEDx8eCLmDxB07wYG/BKZ/7400xG7rERo7omgKW12uhJZora5PXfNCb/+jYjkezCnJ3mJcDxt+U+YNyfw4VqfNdVqFsfI0oqoRSQKP9FOebXvmrtO0NeYfuNXMV7BoroNsMdtzNY2urohado1/ges1V+OFdOfdGOdKX/GiWGMNRwEl77TYjlSto8d1LO6dqJsO5Q==';
const V3_BASE64 =
  'B0E4jExLSM5ED1eLvQoWpEQm7SWBAPn55GP3kd69MwVHhwdobRhrjONLquViWTiPCziKVxGfdrM5/iKKmqzDpoLEIjzOQO0b/eh2PpDQXZRGv2PkTV6bthYcCvQRG+sdxX7bRCMn3QQlfjaA29nLiebgpw57ll/Mu125A6jm45dKvc+Ywj998LdGKYQoWSKzq5gSNy7eDXg5PEgLnYEqZrdfIGq4RES5ifq5151JR6Gt37dAnsWyS27TGkR+2MLUmAWul+iMVX5Yjq84h4OnhcL7ktxzsqZOlQo0+qWEttV8nHqMXwpN9Sb7O1kpsJHH6tU+gD9ayhgHlNqFCKRFzA==';

const privateKey = rsaPrivateKey(PRIVATE_KEY) as KeyObject;
const publicKey = rsaPublicKey(PUBLIC_KEY) as KeyObject;
const keys = new Map([[1, publicKey]]);
const V1_SIGNATURE = V1_HEADER.slice(V1_HEADER.indexOf('signature=') + 'signature='.length);
const header = (value: string, keyVersion = '1', algorithm = 'RSA256') =>
  `algorithm=${algorithm}, keyVersion=${keyVersion}, signature=${value}`;

describe('string to sign', () => {
  it.each([
    ['V1', v1, 328, '9e6217911ec2bb74a6724fd299cfd7325695cc3f5bb6a705e4e857d97c0b50ff'],
    ['V2', v2, 277, 'a2cdbb4bae39ed8b3e4a5e8489357feac4cf3e66e390db400adf9fec815ed4b2'],
    ['V3', v3, 248, 'ba50c73eef0fc737b01360bbb3d9af26a265992ba71286eaa45c120869006bc9'],
  ])('of %s has the published length and hash', (_name, message, length, sha256) => {
    const text = stringToSign(message);
    expect(text.length).toBe(length);
    expect(hash('sha256', text)).toBe(sha256);
  });
});

describe('signing', () => {
  it.each([
    ['V1', v1, V1_BASE64],
    ['V2', v2, V2_BASE64],
    ['V3', v3, V3_BASE64],
  ])('reproduces %s byte for byte', (_name, message, base64) => {
    expect(signMessage(message, privateKey)).toBe(base64);
  });

  it('writes the published header, percent-encoded', () => {
    expect(signatureHeader(V1_BASE64, 1, 'percent')).toBe(V1_HEADER);
    expect(signatureHeader(V1_BASE64, 3, 'plain')).toBe(`algorithm=RSA256, keyVersion=3, signature=${V1_BASE64}`);
  });
});

describe('verification', () => {
  it.each([
    ['V1', v1, V1_BASE64],
    ['V2', v2, V2_BASE64],
    ['V3', v3, V3_BASE64],
  ])('accepts %s', (_name, message, base64) => {
    expect(checkSignature(signatureHeader(base64, 1, 'percent'), message, keys)).toBe('valid');
  });

  it.each([
    ['percent-encoded', header(V1_SIGNATURE)],
    ['plain Base64', header(V1_BASE64)],
    ['base64url', header(V1_BASE64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''))],
    ['without blanks after the commas', header(V1_BASE64).replaceAll(', ', ',')],
    ['under the other name of the algorithm', header(V1_BASE64, '1', 'SHA256withRSA')],
    ['with the algorithm in lower case', header(V1_BASE64, '1', 'rsa256')],
    ['without an algorithm, RSA256 being the default', `keyVersion=1, signature=${V1_BASE64}`],
    ['without a key version, the newest being meant', `algorithm=RSA256, signature=${V1_BASE64}`],
    ['with its pairs in another order', `signature=${V1_BASE64},keyVersion=1,algorithm=RSA256`],
  ])('reads V1 %s', (_form, value) => {
    expect(checkSignature(value, v1, keys)).toBe('valid');
  });

  it.each([
    [
      'a changed byte of the body',
      header(V1_BASE64),
      { ...v1, body: Buffer.from(Buffer.from(v1.body).toString().replace('"2000"', '"2001"')) },
    ],
    ['another offset in the time', header(V1_BASE64), { ...v1, time: v1.time.replace('+08:00', 'Z') }],
    ['the path with a prefix that was not signed', header(V1_BASE64), { ...v1, uri: '/aps/api/v1/payments/pay' }],
    ['the path without its version', header(V1_BASE64), { ...v1, uri: '/payments/pay' }],
    ["another merchant's Client-Id", header(V1_BASE64), { ...v1, clientId: 'TEST_5X00000000000002' }],
    ['a response offered as the request', header(V2_BASE64), v1],
    ['a key version that nobody announced', header(V1_BASE64, '2'), v1],
    ['a key version that is no number', header(V1_BASE64, 'one'), v1],
    ['a truncated signature', header(V1_BASE64.slice(0, -8)), v1],
    ['an empty signature', header(''), v1],
    ['blanks in place of "+"', header(V1_BASE64.replaceAll('+', ' ')), v1],
    ['a broken percent escape', header(V1_SIGNATURE.replace('%2B', '%2')), v1],
    ['an algorithm that we do not speak', header(V1_BASE64, '1', 'ECC224'), v1],
    ['no signature member', 'algorithm=RSA256, keyVersion=1', v1],
    ['two signatures', `${header(V1_BASE64)}, signature=${V1_BASE64}`, v1],
    ['no pairs at all', 'garbage', v1],
  ])('refuses %s', (_case, value, message) => {
    expect(checkSignature(value, message, keys)).toBe('invalid');
  });

  it('tells a missing signature from a bad one', () => {
    expect(checkSignature(undefined, v1, keys)).toBe('missing');
    expect(checkSignature(' ', v1, keys)).toBe('missing');
  });

  it('keeps two key versions apart while the wallet changes its key, and takes the newest where none is named', () => {
    const next = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const rotating = new Map([
      [1, publicKey],
      [2, next.publicKey],
    ]);
    const signedAnew = signMessage(v1, next.privateKey);
    expect(checkSignature(header(V1_BASE64, '1'), v1, rotating)).toBe('valid');
    expect(checkSignature(header(signedAnew, '2'), v1, rotating)).toBe('valid');
    expect(checkSignature(header(signedAnew, '1'), v1, rotating)).toBe('invalid');
    expect(checkSignature(`signature=${signedAnew}`, v1, rotating)).toBe('valid');
    expect(checkSignature(`signature=${V1_BASE64}`, v1, rotating)).toBe('invalid');
  });

  it('asks for exactly one modulus of bytes', () => {
    expect(decodeSignature(V1_BASE64, 256)?.length).toBe(256);
    expect(decodeSignature(V1_BASE64, 512)).toBeUndefined();
    expect(decodeSignature('AA==', 256)).toBeUndefined();
  });
});

describe('any message', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 });
  /** Bodies as other programs write them: number texts that no float holds, nested values, any Unicode, blanks anywhere. */
  const json = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
    fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value, null, 2)),
    fc.tuple(text, fc.bigInt()).map(([name, number]) => `{${JSON.stringify(name)}: ${String(number)}.0, "b" :{"c":[1e3,2.50, null]}}`),
    text,
  );
  const message = fc.record({
    method: fc.constantFrom('POST', 'GET'),
    uri: fc.webPath().map((path) => `/${path.replace(/^\/+/, '')}`),
    clientId: fc.stringMatching(/^[A-Za-z0-9_]{1,32}$/),
    time: fc.constantFrom('2024-05-06T07:08:09+08:00', '2024-05-06T07:08:09.123Z', '1714979289000'),
    body: json.map((body) => Buffer.from(body, 'utf8')),
  });

  it('is signed over its bytes as they are, between its other parts', () => {
    fc.assert(
      fc.property(message, ({ method, uri, clientId, time, body }) => {
        const head = Buffer.from(`${method} ${uri}\n${clientId}.${time}.`);
        const toSign = stringToSign({ method, uri, clientId, time, body });
        expect(toSign.subarray(0, head.length).equals(head)).toBe(true);
        expect(toSign.subarray(head.length).equals(body)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('verifies as it was signed, in each encoding, and in no other form', () => {
    fc.assert(
      fc.property(message, fc.nat(), (signed, at) => {
        const base64 = signMessage(signed, privateKey);
        for (const encoding of ['percent', 'plain'] as const)
          expect(checkSignature(signatureHeader(base64, 1, encoding), signed, keys)).toBe('valid');
        const body = Buffer.from([...signed.body, 0x20]);
        body[at % body.length] = (body[at % body.length] ?? 0) ^ 1;
        for (const other of [{ body }, { uri: `${signed.uri}?` }, { time: `${signed.time} ` }, { clientId: `${signed.clientId}x` }])
          expect(checkSignature(header(base64), { ...signed, ...other }, keys)).toBe('invalid');
      }),
      { numRuns: 100 },
    );
  });
});

describe('any header', () => {
  it('never throws, and is valid only where it carries the signature', () => {
    const piece = fc.constantFrom(
      'algorithm',
      'keyVersion',
      'signature',
      '=',
      ',',
      ', ',
      'RSA256',
      '1',
      '%',
      '%2B',
      V1_BASE64,
      V1_SIGNATURE,
    );
    const value = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 12 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(value, (text) => {
        if (checkSignature(text, v1, keys) === 'valid') expect(decodeURIComponent(text)).toContain(V1_BASE64);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is read whatever order its members have, in whatever case and with whatever blanks', () => {
    const members = [`keyVersion=1`, 'algorithm=RSA256', `signature=${V1_SIGNATURE}`, 'more=things'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(members, { minLength: 4 }),
        fc.constantFrom(',', ', ', ' ,  '),
        fc.boolean(),
        (order, comma, upper) => {
          const named = order.map((pair) => (upper ? pair.replace(/^[a-z]+/i, (name) => name.toUpperCase()) : pair));
          expect(checkSignature(named.join(comma), v1, keys)).toBe('valid');
        },
      ),
    );
  });
});
