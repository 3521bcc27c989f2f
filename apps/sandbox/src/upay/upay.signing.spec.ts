import { describe, expect, it } from '@jest/globals';

import { authorization, credentials, signature } from './upay.signing.js';

const K1 = '68d499beda5f72116592f5c527465656';
const K2 = '9d8d241c9912f0b7d7b45d93d7d81e40';
const KV = 'vendor_key_test_123456';

const pay =
  '{"terminal_sn":"10298371039","client_sn":"MEX202605220001","total_amount":"1000","dynamic_id":"130818341921441147","subject":"MUWE test order","operator":"cashier01"}';
const query = '{"terminal_sn":"10298371039","client_sn":"MEX202605220001"}';
const utf8 =
  '{"terminal_sn":"10298371039","client_sn":"MEX202605220003","total_amount":"150","dynamic_id":"280818341921441147","subject":"Café de olla ñ 墨西哥","operator":"José"}';

/**
 * Computed from the published algorithm, MD5(body + key), for the body printed by the Upay Web API's Pay page (T4) and its like;
 * T18 is published with its signature by LIT Merchant, a deployment of the same API.
 */
const vectors: readonly (readonly [name: string, body: string, key: string, expected: string])[] = [
  ['T1 an empty body', '', K1, '6bc37a6c623eae90c5c5464b52ce4632'],
  ['T3 pay', pay, K1, '525b9339b1697424f5c4e3527ac7ee19'],
  [
    'T4 pay with notify_url',
    `${pay.slice(0, -1)},"notify_url":"https://partner.example.mx/muwe/notify"}`,
    K1,
    'f78f8a8b6697a3df06f43da5307412f8',
  ],
  [
    'T5 pre-create',
    '{"terminal_sn":"10298371039","client_sn":"MEX202605220002","total_amount":"2500","payway":"3","sub_payway":"2","subject":"QR test order","operator":"cashier01"}',
    K1,
    '1ffe35219f79f6f49e4277219d6094ab',
  ],
  ['T6 query', query, K1, '6f019623b51f46d9ece0c3404643a3b8'],
  ['T7 query with spaces', '{ "terminal_sn": "10298371039", "client_sn": "MEX202605220001" }', K1, '58cd3eaedcb8d2a20dfb3eb96aaf24e1'],
  [
    'T8 refund',
    '{"terminal_sn":"10298371039","client_sn":"MEX202605220001","refund_request_no":"RF202605220001","refund_amount":"500","operator":"cashier01"}',
    K1,
    '28a4f2ed51736cde72d66f463dfea850',
  ],
  ['T9 UTF-8', utf8, K1, '0cff23225ea37858032f91c39cf8ad90'],
  [
    'T10 the same text escaped',
    utf8.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
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
  ['T13 query after rotation', query, K2, 'ae765cc47c9738d7f5d474bd0235a8cb'],
  [
    'T14 notification',
    '{"sn":"7893259247405832","client_sn":"MEX202605220001","order_status":"PAID","total_amount":"1000","finish_time":"1779436800000"}',
    K1,
    '4b5084ffe0e292dcd42fe7575748a7bb',
  ],
  ['T17 cancel', '{"terminal_sn":"10298371039","sn":"7893259247405832"}', K1, '2947d4f2a871e645c776dc3a9f783f51'],
  [
    'T18 pre-create of another deployment',
    '{"terminal_sn":"LITVN00000001","client_sn":"LIT202605150001","total_amount":"100000","payway":"2001","sub_payway":"2","subject":"LIT Merchant order","operator":"cashier01","extended":{"sqb_cent_flag":"1"}}',
    'terminal_key_test_123456',
    '496e5b24a6cc9a6c52142223d40b5bb3',
  ],
];

describe('the signature of Upay', () => {
  it.each(vectors)('%s', (_name, body, key, expected) => {
    expect(signature(Buffer.from(body), Buffer.from(key))).toBe(expected);
  });

  it('T15, T16: covers bytes, not decoded text', () => {
    const body = Buffer.from('1f8b00ff', 'hex');
    expect(signature(body, Buffer.from(K1))).toBe('e9819cd16d33d3cf5e554f7aca20eeac');
    expect(signature(Buffer.from(body.toString('utf8')), Buffer.from(K1))).toBe('7bb1245e8a9cfec186438b4665eae48d');
  });

  it('is sent after the serial number and one space', () => {
    const body = Buffer.from(`${pay.slice(0, -1)},"notify_url":"https://partner.example.mx/muwe/notify"}`);
    expect(authorization('10298371039', body, Buffer.from(K1))).toBe('10298371039 f78f8a8b6697a3df06f43da5307412f8');
  });
});

describe('the Authorization header', () => {
  it('is read in either case of its hexadecimal digits', () => {
    expect(credentials('10298371039 F78F8A8B6697A3DF06F43DA5307412F8')).toEqual({
      sn: '10298371039',
      signature: 'f78f8a8b6697a3df06f43da5307412f8',
    });
  });

  it.each([
    undefined,
    '',
    '10298371039',
    '10298371039  f78f8a8b6697a3df06f43da5307412f8',
    '10298371039 f78f8a8b',
    ' f78f8a8b6697a3df06f43da5307412f8',
    '1 2 f78f8a8b6697a3df06f43da5307412f8',
  ])('is refused as %p', (header) => {
    expect(credentials(header)).toBeUndefined();
  });
});
