import { describe, expect, it } from '@jest/globals';
import { readAuthorization, writeAuthorization } from './authorization.js';
import { signatureOf, signerOf } from './signature.js';

const K1 = '68d499beda5f72116592f5c527465656';
const K2 = '9d8d241c9912f0b7d7b45d93d7d81e40';
const KV = 'vendor_key_test_123456';

const pay =
  '{"terminal_sn":"10298371039","client_sn":"MEX202605220001","total_amount":"1000","dynamic_id":"130818341921441147","subject":"MUWE test order","operator":"cashier01"}';
const query = '{"terminal_sn":"10298371039","client_sn":"MEX202605220001"}';
const utf8 =
  '{"terminal_sn":"10298371039","client_sn":"MEX202605220003","total_amount":"150","dynamic_id":"280818341921441147","subject":"Café de olla ñ 墨西哥","operator":"José"}';
const binary = Buffer.from('1f8b00ff', 'hex');

/**
 * By the published algorithm over the body that the Pay page of the Upay Web API v2 prints (T4) and over bodies like it; T18 was published with
 * its signature by LIT Merchant, another deployment of the same API. The numbers are those of the collection.
 */
const vectors: readonly (readonly [name: string, body: string | Buffer, key: string, signature: string])[] = [
  ['T1 an empty body', '', K1, '6bc37a6c623eae90c5c5464b52ce4632'],
  ['T3 pay', pay, K1, '525b9339b1697424f5c4e3527ac7ee19'],
  [
    'T4 pay with a notify_url',
    `${pay.slice(0, -1)},"notify_url":"https://partner.example.mx/muwe/notify"}`,
    K1,
    'f78f8a8b6697a3df06f43da5307412f8',
  ],
  [
    'T5 precreate',
    '{"terminal_sn":"10298371039","client_sn":"MEX202605220002","total_amount":"2500","payway":"3","sub_payway":"2","subject":"QR test order","operator":"cashier01"}',
    K1,
    '1ffe35219f79f6f49e4277219d6094ab',
  ],
  ['T6 query', query, K1, '6f019623b51f46d9ece0c3404643a3b8'],
  ['T7 the same with spaces', '{ "terminal_sn": "10298371039", "client_sn": "MEX202605220001" }', K1, '58cd3eaedcb8d2a20dfb3eb96aaf24e1'],
  [
    'T8 refund',
    '{"terminal_sn":"10298371039","client_sn":"MEX202605220001","refund_request_no":"RF202605220001","refund_amount":"500","operator":"cashier01"}',
    K1,
    '28a4f2ed51736cde72d66f463dfea850',
  ],
  ['T9 UTF-8', utf8, K1, '0cff23225ea37858032f91c39cf8ad90'],
  [
    'T10 the same with escapes',
    '{"terminal_sn":"10298371039","client_sn":"MEX202605220003","total_amount":"150","dynamic_id":"280818341921441147","subject":"Caf\\u00e9 de olla \\u00f1 \\u58a8\\u897f\\u54e5","operator":"Jos\\u00e9"}',
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
  ['T13 query after a rotation', query, K2, 'ae765cc47c9738d7f5d474bd0235a8cb'],
  [
    'T14 notification',
    '{"sn":"7893259247405832","client_sn":"MEX202605220001","order_status":"PAID","total_amount":"1000","finish_time":"1779436800000"}',
    K1,
    '4b5084ffe0e292dcd42fe7575748a7bb',
  ],
  ['T15 binary', binary, K1, 'e9819cd16d33d3cf5e554f7aca20eeac'],
  ['T17 cancel', '{"terminal_sn":"10298371039","sn":"7893259247405832"}', K1, '2947d4f2a871e645c776dc3a9f783f51'],
  [
    'T18 precreate at LIT Merchant',
    '{"terminal_sn":"LITVN00000001","client_sn":"LIT202605150001","total_amount":"100000","payway":"2001","sub_payway":"2","subject":"LIT Merchant order","operator":"cashier01","extended":{"sqb_cent_flag":"1"}}',
    'terminal_key_test_123456',
    '496e5b24a6cc9a6c52142223d40b5bb3',
  ],
];

describe('a signature', () => {
  it.each(vectors)('%s', (_, body, key, signature) => {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
    expect(signatureOf(bytes, key)).toBe(signature);
    expect(signerOf(bytes, signature, [key])).toBe(key);
  });

  it('T16 is not that of bytes which were read as text and written again', () => {
    const read = Buffer.from(binary.toString('utf8'), 'utf8');
    expect(signatureOf(read, K1)).toBe('7bb1245e8a9cfec186438b4665eae48d');
    expect(signerOf(binary, '7bb1245e8a9cfec186438b4665eae48d', [K1, K2])).toBeUndefined();
  });

  it('may be by any of the keys, in either case, and is no one else’s', () => {
    const signature = signatureOf(Buffer.from(query), K2);
    expect(signerOf(Buffer.from(query), signature, [K1, K2])).toBe(K2);
    expect(signerOf(Buffer.from(query), signature.toUpperCase(), [K1, K2])).toBe(K2);
    expect(signerOf(Buffer.from(query), signature, [K1])).toBeUndefined();
    expect(signerOf(Buffer.from(query), signature, [])).toBeUndefined();
  });
});

describe('the Authorization header', () => {
  const signature = 'f78f8a8b6697a3df06f43da5307412f8';

  it('is a serial number, one space and 32 hexadecimal digits (T4)', () => {
    const header = `10298371039 ${signature}`;
    expect(readAuthorization(header)).toEqual({ sn: '10298371039', signature });
    expect(writeAuthorization({ sn: '10298371039', signature })).toBe(header);
    expect(readAuthorization(`10298371039 ${signature.toUpperCase()}`)).toMatchObject({ sn: '10298371039' });
  });

  it.each([
    ['absent', undefined],
    ['empty', ''],
    ['a signature alone', signature],
    ['two spaces', `10298371039  ${signature}`],
    ['a tab', `10298371039\t${signature}`],
    ['a space at the end', `10298371039 ${signature} `],
    ['31 digits', `10298371039 ${signature.slice(1)}`],
    ['33 digits', `10298371039 ${signature}0`],
    ['no hexadecimal digit', `10298371039 ${signature.slice(1)}g`],
    ['a scheme', `Bearer 10298371039 ${signature}`],
    ['a serial number of 33 characters', `${'1'.repeat(33)} ${signature}`],
  ])('is nothing else: %s', (_, header) => {
    expect(readAuthorization(header)).toBeUndefined();
  });
});
