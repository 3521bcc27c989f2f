import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isSignedBy, readPrivateKey, readPublicKey, readSignatureHeader, signatureHeader } from './wallet.signing.js';

// Published test keys and vectors of the protocol reference for the wallet OpenAPI (/v1/payments); they protect nothing.
const privateKey = readPrivateKey(
  'MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQCvGc4hG737xGZVsI3gGx6+b6rinTtYApX6qzWOSlWIZHaRJ5DNwDRZ5RKUp3tOxwKA23t94rP+tWoGtMsLHfjeLCsygzo1OplmUMOdSOujc6yjHC5UpUfMnH8beGxJq5sPgOQSHBu3/wlTulOHOY1DwXvJUsQ02dkDouMvc9EFUy8Y/4oFHNLukd2VZkTX0ThRobVdyB8EPlA1nYJZkiaXAoENDBnauOjm4DXVhc/mGA9UbMhiB6H3ZyFnhq8OmCZdklYO9G0xkA4Sxawmu9yHTU9CDuXAQ2bhi5XEsGLiHlTBkktCZvxvlY8iglZJBAv9P3D4KXKtiPjyL8P/orNFAgMBAAECggEANAOqY9Nl4EA7VgEYZBYqT8/EJ4Uld8Ns4gWx5w7V0apmPkBOl5Ac/Qc7OcV2r7QWXkjUqlSJu4QQduWF20uP/g+I1Xx98gnyP56GPVbICMn34owghyyB45opd/OR12COs1BKb8bBxSqRjrmuzmCeQh5bszZO6pQ8DwR4EESLNtU8gBMvc/A8kRmNvysMD1bfCN5sdZSkw4WvIv6rxZMiUN4Oy8Zxzc0ww6a9GqgLnux8n32AvppCW67xtSj9kX9vVr7OC8hq1YjgGB4acqS/e1YCfiMrI3F6DodF4k+XvD0g7SSE8X6oHpf7Khmg6Bm2sbYCDBjwXVfIzN9TbpeiEQKBgQDsVG2c6RYy3casHjO9yAd3iwzYxoOVtGP80sCZm7RIs/nQwxn/AsnFrNz4sMpRp6Y00iyVoNgYE8LVcQuBuPGyfX5Z668944o3t+468LcAK8YYk2OW1G/2f9sLb/yliOfW7QID127/qIuK650779hG/7oqYmEMPT/Xq+zi8NW9lwKBgQC9rL8q7MvCmwyJWWpzW7PkpthUM4Z3AVe9XVD1hSBn9aYsxFPdqt6xZBk3IPuU4Acix8JF2MNh1fLqBZgfks9PqI7LIkqD9rZJN+MIbHg8PqGzE8uj1Z76WVyIu2inXUBq3WGYmrvl4WPVKdcE+Ggd1nuZxOzK7PGTqz/7b/apgwKBgDJsZSLIfKsHtJ7+pq2EY0t3SJtr56FmZrsHwH5FwXaNp+yJ5B8L2j8p/c+18MTxTz4P5eFa+yBP/w8JWpon+rHJos7OwYoj5Va0EMlUmMcZj9+oeuQwmV7vsq3DDBXJmyW5Vee57H3x2Swfz2F9cBjd8Tuf1/MDkn6SuS1Gk2QrAoGAScK5/OllO+Kr92XMXdwVkx/HFMeMzQ66niuB5ljFB2iiHNqkepmOTJHOtH+hFn4giEgCpsLrCEr5UkSmqfCfqiy0iw5kx/jTXpnbMlVsVJFOtKNIGAhk8Jp7v7iRtDQxbt10rLHPzE/gUO8abRZk9uWH336TTz7hmzmHgjJCTB0CgYAlzujBFEDNV/5luVsHyBtwZM8EioNemZ4FX4A4Mw6hYA+npqSAIaDLel6W9RHUM8q2ezpsr6AMOhX7/4uawQRBIWKqOp95MI6iACSCGYSZxwqZBzW7i/Oda+J2nZ0RVHHIgdLr8nq7VEEzU21SuYldm2Gwugt5QOb2UAg3DCFaVQ==',
);
const publicKey = readPublicKey(
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArxnOIRu9+8RmVbCN4Bsevm+q4p07WAKV+qs1jkpViGR2kSeQzcA0WeUSlKd7TscCgNt7feKz/rVqBrTLCx343iwrMoM6NTqZZlDDnUjro3OsoxwuVKVHzJx/G3hsSaubD4DkEhwbt/8JU7pThzmNQ8F7yVLENNnZA6LjL3PRBVMvGP+KBRzS7pHdlWZE19E4UaG1XcgfBD5QNZ2CWZImlwKBDQwZ2rjo5uA11YXP5hgPVGzIYgeh92chZ4avDpgmXZJWDvRtMZAOEsWsJrvch01PQg7lwENm4YuVxLBi4h5UwZJLQmb8b5WPIoJWSQQL/T9w+ClyrYj48i/D/6KzRQIDAQAB',
);
const clientId = 'TEST_5X00000000000001';

const vectors = [
  {
    name: 'request of the merchant',
    message: {
      method: 'POST',
      uri: '/v1/payments/pay',
      clientId,
      time: '2024-05-06T07:08:09+08:00',
      body: '{"productCode":"51051000101000000011","paymentRequestId":"PR-0001","paymentAmount":{"currency":"CLP","value":"2000"},"order":{"referenceOrderId":"ORD-0001","orderDescription":"Café Ñuñoa"},"paymentNotifyUrl":"https://merchant.example/hooks/wallet/notify"}',
    },
    signature:
      'ip2Wn9yrv9jAB47EO3KGpoFm8cJKeCeVFRyrooQ+Np6Js+ktGWS0+lWtuG2baoM7L9jzfhc0/VpOfxCgoOJ8lnPpjiVqmNPYmV9TabHRJUo5JwvNzwqs1SZwJDhVqsMzp5mE9QTjtKycHRR5SzMiQ3Wjw7VOAv2/VEYfP0pIzCf8f2NCORfSP+8T/ZFZ05NV4BGE35RqKYi5qX0yeWNpkh0H9vgY9KYhoGGWyZf/2W0WTbKFjBEJV9DsQOShKhQMO4NZx++5Gh+uEllhyb8VQO+hlaoFh9GwyLVt6ZFKNPUAGCHmHr+HHs9c6esaIfTbrX6eD6TjVudjbC7ZaEhKkw==',
  },
  {
    name: 'response of the wallet',
    message: {
      method: 'POST',
      uri: '/v1/payments/pay',
      clientId,
      time: '2024-05-06T07:08:10+08:00',
      body: '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"Success"},"paymentId":"WP-0001","redirectActionForm":{"method":"POST","redirectionUrl":"https://wallet.example/cashier?orderId=WP-0001"}}',
    },
    signature:
      'j/DN0dZLMa+dtT0KY+wzcyXKlUDjygsytEbi60RR0zseyfH1m5wu25gGL6Sru481/7p4iqXhA/6+NN4h59p0WTTjNTArnrv4KPw9VVfzrkNNuQm5SQ7etM/P0eJSCYpLbRsgaZ6SMcuRhQAvqVFEDx8eCLmDxB07wYG/BKZ/7400xG7rERo7omgKW12uhJZora5PXfNCb/+jYjkezCnJ3mJcDxt+U+YNyfw4VqfNdVqFsfI0oqoRSQKP9FOebXvmrtO0NeYfuNXMV7BoroNsMdtzNY2urohado1/ges1V+OFdOfdGOdKX/GiWGMNRwEl77TYjlSto8d1LO6dqJsO5Q==',
  },
  {
    name: 'notification of the wallet',
    message: {
      method: 'POST',
      uri: '/hooks/wallet/notify',
      clientId,
      time: '2024-05-06T07:10:00.123+08:00',
      body: '{"paymentId":"WP-0001","paymentRequestId":"PR-0001","paymentAmount":{"currency":"CLP","value":"2000"},"paymentStatus":"SUCCESS","paymentTime":"2024-05-06T07:09:58+08:00"}',
    },
    signature:
      'B0E4jExLSM5ED1eLvQoWpEQm7SWBAPn55GP3kd69MwVHhwdobRhrjONLquViWTiPCziKVxGfdrM5/iKKmqzDpoLEIjzOQO0b/eh2PpDQXZRGv2PkTV6bthYcCvQRG+sdxX7bRCMn3QQlfjaA29nLiebgpw57ll/Mu125A6jm45dKvc+Ywj998LdGKYQoWSKzq5gSNy7eDXg5PEgLnYEqZrdfIGq4RES5ifq5151JR6Gt37dAnsWyS27TGkR+2MLUmAWul+iMVX5Yjq84h4OnhcL7ktxzsqZOlQo0+qWEttV8nHqMXwpN9Sb7O1kpsJHH6tU+gD9ayhgHlNqFCKRFzA==',
  },
] as const;
const [request] = vectors;
/** The header that the document prints for the first vector. */
const requestHeader =
  'algorithm=RSA256, keyVersion=1, signature=ip2Wn9yrv9jAB47EO3KGpoFm8cJKeCeVFRyrooQ%2BNp6Js%2BktGWS0%2BlWtuG2baoM7L9jzfhc0%2FVpOfxCgoOJ8lnPpjiVqmNPYmV9TabHRJUo5JwvNzwqs1SZwJDhVqsMzp5mE9QTjtKycHRR5SzMiQ3Wjw7VOAv2%2FVEYfP0pIzCf8f2NCORfSP%2B8T%2FZFZ05NV4BGE35RqKYi5qX0yeWNpkh0H9vgY9KYhoGGWyZf%2F2W0WTbKFjBEJV9DsQOShKhQMO4NZx%2B%2B5Gh%2BuEllhyb8VQO%2BhlaoFh9GwyLVt6ZFKNPUAGCHmHr%2BHHs9c6esaIfTbrX6eD6TjVudjbC7ZaEhKkw%3D%3D';

describe('wallet signature', () => {
  it.each(vectors)('signs the $name as published', ({ message, signature }) => {
    expect(signatureHeader(message, privateKey, 1)).toBe(`algorithm=RSA256, keyVersion=1, signature=${encodeURIComponent(signature)}`);
  });

  it('prints the header as published', () => {
    expect(signatureHeader(request.message, privateKey, 1)).toBe(requestHeader);
  });

  it.each(vectors)('verifies the $name in all three encodings', ({ message, signature }) => {
    expect(isSignedBy(message, encodeURIComponent(signature), publicKey)).toBe(true);
    expect(isSignedBy(message, signature, publicKey)).toBe(true);
    expect(isSignedBy(message, signature.replaceAll('+', '-').replaceAll('/', '_'), publicKey)).toBe(true);
  });

  it.each([
    ['a changed body byte', { ...request.message, body: request.message.body.replace('2000', '2001') }, request.signature],
    ['a rewritten time', { ...request.message, time: '2024-05-05T23:08:09Z' }, request.signature],
    ['another path', { ...request.message, uri: '/wallet/v1/payments/pay' }, request.signature],
    ['another client', { ...request.message, clientId: 'TEST_5X00000000000002' }, request.signature],
    ['a truncated signature', request.message, request.signature.slice(0, -8)],
    ['blanks in place of +', request.message, request.signature.replaceAll('+', ' ')],
    ['a broken percent escape', request.message, '%E0%A4%A'],
  ])('refuses %s', (_name, message, signature) => {
    expect(isSignedBy(message, signature, publicKey)).toBe(false);
  });

  it('refuses the signature of another key', () => {
    expect(isSignedBy(request.message, request.signature, generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)).toBe(false);
  });

  it('reads the header with and without blanks and splits at the first equals sign', () => {
    expect(readSignatureHeader('algorithm=RSA256,keyVersion=2,signature=ab+/==')).toEqual({
      algorithm: 'RSA256',
      keyVersion: 2,
      signature: 'ab+/==',
    });
    expect(readSignatureHeader('algorithm=SHA256withRSA, signature=ab')).toEqual({ algorithm: 'SHA256withRSA', signature: 'ab' });
  });

  it.each(['', 'algorithm=RSA256', 'algorithm=ECC224, keyVersion=1, signature=ab', 'algorithm=RSA256, keyVersion=one, signature=ab'])(
    'refuses the header %j',
    (header) => {
      expect(readSignatureHeader(header)).toBeUndefined();
    },
  );
});
