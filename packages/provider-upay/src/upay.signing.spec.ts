import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, sign } from 'node:crypto';
import { authorization, md5Signature, md5Verifies, rsaVerifies, signatureToken } from './upay.signing.js';

const K1 = '68d499beda5f72116592f5c527465656';
const K2 = '9d8d241c9912f0b7d7b45d93d7d81e40';
const KV = 'vendor_key_test_123456';

const T4 =
  '{"terminal_sn":"10298371039","client_sn":"MEX202605220001","total_amount":"1000","dynamic_id":"130818341921441147","subject":"MUWE test order","operator":"cashier01","notify_url":"https://partner.example.mx/muwe/notify"}';
const T6 = '{"terminal_sn":"10298371039","client_sn":"MEX202605220001"}';
const T14 =
  '{"sn":"7893259247405832","client_sn":"MEX202605220001","order_status":"PAID","total_amount":"1000","finish_time":"1779436800000"}';

/** Upay Web API reference (docs/providers/upay.md), test vectors; T4 has the body of MUWE's published Pay example, T18 is LIT's published vector. */
const vectors: readonly (readonly [string, string | Buffer, string, string])[] = [
  ['T1 empty', '', K1, '6bc37a6c623eae90c5c5464b52ce4632'],
  [
    'T3 pay',
    '{"terminal_sn":"10298371039","client_sn":"MEX202605220001","total_amount":"1000","dynamic_id":"130818341921441147","subject":"MUWE test order","operator":"cashier01"}',
    K1,
    '525b9339b1697424f5c4e3527ac7ee19',
  ],
  ['T4 pay with notify_url', T4, K1, 'f78f8a8b6697a3df06f43da5307412f8'],
  [
    'T5 precreate',
    '{"terminal_sn":"10298371039","client_sn":"MEX202605220002","total_amount":"2500","payway":"3","sub_payway":"2","subject":"QR test order","operator":"cashier01"}',
    K1,
    '1ffe35219f79f6f49e4277219d6094ab',
  ],
  ['T6 query', T6, K1, '6f019623b51f46d9ece0c3404643a3b8'],
  ['T7 the same with spaces', '{ "terminal_sn": "10298371039", "client_sn": "MEX202605220001" }', K1, '58cd3eaedcb8d2a20dfb3eb96aaf24e1'],
  [
    'T8 refund',
    '{"terminal_sn":"10298371039","client_sn":"MEX202605220001","refund_request_no":"RF202605220001","refund_amount":"500","operator":"cashier01"}',
    K1,
    '28a4f2ed51736cde72d66f463dfea850',
  ],
  [
    'T9 UTF-8',
    '{"terminal_sn":"10298371039","client_sn":"MEX202605220003","total_amount":"150","dynamic_id":"280818341921441147","subject":"Café de olla ñ 墨西哥","operator":"José"}',
    K1,
    '0cff23225ea37858032f91c39cf8ad90',
  ],
  [
    'T10 the same escaped',
    String.raw`{"terminal_sn":"10298371039","client_sn":"MEX202605220003","total_amount":"150","dynamic_id":"280818341921441147","subject":"Caf\u00e9 de olla \u00f1 \u58a8\u897f\u54e5","operator":"Jos\u00e9"}`,
    K1,
    '6483c24383e98aec24a4d3e6ceab87df',
  ],
  [
    'T11 activate',
    '{"app_id":"muwe-mx","code":"A1B2C3D4","client_sn":"POS-MX-001","name":"Store 01 POS 01","device_id":"android-imei-001","os_info":"Android 14"}',
    KV,
    '59505b308d8f950de17e58425a7e17b7',
  ],
  [
    'T12 check-in',
    '{"terminal_sn":"10298371039","device_id":"android-imei-001","os_info":"Android 14","sdk_version":"muwe-openapi-1.0.0"}',
    K1,
    'e8079b1214d402febc306616a2c014e7',
  ],
  ['T13 query after rotation', T6, K2, 'ae765cc47c9738d7f5d474bd0235a8cb'],
  ['T14 notification', T14, K1, '4b5084ffe0e292dcd42fe7575748a7bb'],
  ['T15 binary', Buffer.from('1f8b00ff', 'hex'), K1, 'e9819cd16d33d3cf5e554f7aca20eeac'],
  ['T17 cancel', '{"terminal_sn":"10298371039","sn":"7893259247405832"}', K1, '2947d4f2a871e645c776dc3a9f783f51'],
  [
    'T18 published by LIT',
    '{"terminal_sn":"LITVN00000001","client_sn":"LIT202605150001","total_amount":"100000","payway":"2001","sub_payway":"2","subject":"LIT Merchant order","operator":"cashier01","extended":{"sqb_cent_flag":"1"}}',
    'terminal_key_test_123456',
    '496e5b24a6cc9a6c52142223d40b5bb3',
  ],
];

describe('md5Signature', () => {
  it.each(vectors)('gives vector %s', (_, body, key, signature) => {
    expect(md5Signature(Buffer.from(body as string), key)).toBe(signature);
  });

  it('hashes bytes, never a decoded text (T16: T15 decoded as UTF-8)', () => {
    const binary = Buffer.from('1f8b00ff', 'hex');
    expect(md5Signature(Buffer.from(binary.toString('utf8')), K1)).toBe('7bb1245e8a9cfec186438b4665eae48d');
    expect(md5Signature(binary, K1)).not.toBe('7bb1245e8a9cfec186438b4665eae48d');
  });

  it('is carried after the serial and one space', () => {
    expect(authorization('10298371039', Buffer.from(T4), K1)).toBe('10298371039 f78f8a8b6697a3df06f43da5307412f8');
  });
});

describe('md5Verifies', () => {
  const body = Buffer.from(T14);

  it('takes any of the live keys and either case of hex', () => {
    expect(md5Verifies(body, '4b5084ffe0e292dcd42fe7575748a7bb', [K2, K1])).toBe(true);
    expect(md5Verifies(body, '4B5084FFE0E292DCD42FE7575748A7BB', [K1])).toBe(true);
  });

  it.each([
    ['another key', '4b5084ffe0e292dcd42fe7575748a7bb', [K2]],
    ['no key', '4b5084ffe0e292dcd42fe7575748a7bb', []],
    ['a shortened signature', '4b5084ff', [K1]],
    ['nothing', '', [K1]],
  ])('refuses %s', (_, signature, keys) => {
    expect(md5Verifies(body, signature, keys)).toBe(false);
  });

  it('refuses a body that changed by one byte', () => {
    expect(md5Verifies(Buffer.from(T14.replace('1000', '1001')), '4b5084ffe0e292dcd42fe7575748a7bb', [K1])).toBe(false);
  });
});

describe('rsaVerifies', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const signature = sign('RSA-SHA256', Buffer.from(T14), privateKey).toString('base64');

  it('takes the platform signature of these bytes alone', () => {
    expect(rsaVerifies(Buffer.from(T14), signature, pem)).toBe(true);
    expect(rsaVerifies(Buffer.from(`${T14} `), signature, pem)).toBe(false);
  });

  it.each(['', '%%%', 'AAAA', 'a b'])('refuses %j without throwing', (text) => {
    expect(rsaVerifies(Buffer.from(T14), text, pem)).toBe(false);
  });
});

describe('signatureToken', () => {
  it.each([
    ['10298371039 abc', 'abc'],
    ['abc', 'abc'],
    [' 1  abc ', 'abc'],
    ['', undefined],
    [undefined, undefined],
  ])('of %j is %j', (header, token) => {
    expect(signatureToken(header)).toBe(token);
  });
});
