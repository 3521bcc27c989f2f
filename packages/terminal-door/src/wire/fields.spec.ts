import { describe, expect, it } from '@jest/globals';
import { RequestRefused } from './envelope.js';
import { readFields } from './fields.js';
import type { Operation } from './fields.js';

const pay = {
  terminal_sn: '10298371039',
  client_sn: 'MEX202605220001',
  total_amount: '1000',
  dynamic_id: '130818341921441147',
  subject: 'MUWE test order',
  operator: 'cashier01',
};
const precreate = { ...pay, dynamic_id: undefined, payway: '3' };
const query = { terminal_sn: '10298371039', client_sn: 'MEX202605220001' };
const refund = { ...query, refund_request_no: 'RF202605220001', refund_amount: '500', operator: 'cashier01' };
const good = { goods_id: '1', goods_name: 'Café', quantity: 2, price: 500, promotion_type: 0 };

const read = (operation: Operation, body: unknown) => readFields(operation, Buffer.from(JSON.stringify(body)));
function faultOf(operation: Operation, body: Buffer | object): string {
  try {
    readFields(operation, Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)));
  } catch (error) {
    if (error instanceof RequestRefused) {
      expect(error.errorCode).toBe('INVALID_PARAMS');
      return error.message;
    }
    throw error;
  }
  return 'accepted';
}

describe('the members of an operation', () => {
  it('are those of the document, and no others', () => {
    expect(read('pay', pay)).toEqual({ ...pay, total_amount: 1000n });
    const all = {
      ...pay,
      payway: '3',
      description: 'd',
      longitude: '-99.13',
      latitude: '19.43',
      device_id: 'd-1',
      extended: { a: 'b', c: '' },
      goods_details: [good],
      reflect: 'r',
      notify_url: 'https://partner.example.mx/muwe/notify',
    };
    expect(read('pay', all)).toEqual({ ...all, total_amount: 1000n });
    expect(read('precreate', { ...precreate, sub_payway: '4', payer_uid: 'o-1' })).toMatchObject({ sub_payway: '4' });
    expect(read('query', { ...query, refund_request_no: 'RF-1' })).toMatchObject({ refund_request_no: 'RF-1' });
    expect(read('refund', { ...refund, goods_details: [good] })).toMatchObject({ refund_amount: 500n });
    expect(read('cancel', { terminal_sn: '1', sn: '7893259247405832' })).toEqual({ terminal_sn: '1', sn: '7893259247405832' });
  });

  it('may be empty where they may be left out', () => {
    expect(read('pay', { ...pay, description: '', reflect: '', notify_url: '', payway: '', longitude: '', latitude: '' })).toEqual({
      ...pay,
      total_amount: 1000n,
    });
  });

  it.each([
    ['pay', { ...pay, colour: 'red' }, 'colour is not a field of this operation'],
    ['query', { ...query, refund_amount: '1' }, 'refund_amount is not a field of this operation'],
    ['cancel', { ...query, refund_request_no: 'RF-1' }, 'refund_request_no is not a field of this operation'],
    ['revoke', { ...query, operator: 'x' }, 'operator is not a field of this operation'],
    ['precreate', { ...precreate, dynamic_id: '1' }, 'dynamic_id is not a field of this operation'],
    ['pay', { ...pay, sub_payway: '2' }, 'sub_payway is not a field of this operation'],
  ] as const)('of %s: another one is refused by its name', (operation, body, fault) => {
    expect(faultOf(operation, body)).toBe(fault);
  });

  it.each([
    ['client_sn', 'pay', { ...pay, client_sn: 'x'.repeat(33) }],
    ['client_sn', 'pay', { ...pay, client_sn: 'no spaces' }],
    ['client_sn', 'pay', { ...pay, client_sn: 7 }],
    ['total_amount', 'pay', { ...pay, total_amount: '0' }],
    ['total_amount', 'pay', { ...pay, total_amount: '10.00' }],
    ['total_amount', 'pay', { ...pay, total_amount: '-1' }],
    ['total_amount', 'pay', { ...pay, total_amount: '12345678901' }],
    ['total_amount', 'pay', { ...pay, total_amount: 1000 }],
    ['dynamic_id', 'pay', { ...pay, dynamic_id: '1'.repeat(33) }],
    ['subject', 'pay', { ...pay, subject: '墨'.repeat(65) }],
    ['subject', 'pay', { ...pay, subject: '' }],
    ['subject', 'pay', { ...pay, subject: 'a\u0000b' }],
    ['operator', 'pay', { ...pay, operator: undefined }],
    ['latitude', 'pay', { ...pay, longitude: '1.0' }],
    ['longitude', 'pay', { ...pay, latitude: '1.0' }],
    ['extended', 'pay', { ...pay, extended: Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`k${String(index)}`, 'v'])) }],
    ['extended.a', 'pay', { ...pay, extended: { a: 1 } }],
    ['goods_details.0.quantity', 'pay', { ...pay, goods_details: [{ ...good, quantity: '2' }] }],
    ['goods_details.0.colour', 'pay', { ...pay, goods_details: [{ ...good, colour: 'red' }] }],
    ['goods_details.0.price', 'pay', { ...pay, goods_details: [{ ...good, price: 1_000_000_000 }] }],
    ['reflect', 'pay', { ...pay, reflect: 'r'.repeat(65) }],
    ['notify_url', 'pay', { ...pay, notify_url: `https://a.test/${'x'.repeat(120)}` }],
    ['notify_url', 'pay', { ...pay, notify_url: 'ftp://a.test' }],
    ['payway', 'precreate', { ...precreate, payway: undefined }],
    ['payer_uid', 'precreate', { ...precreate, sub_payway: '3' }],
    ['sub_payway', 'precreate', { ...precreate, sub_payway: '1' }],
    ['sn', 'query', { terminal_sn: '1' }],
    ['sn', 'query', { terminal_sn: '1', sn: '12345678901234567' }],
    ['refund_request_no', 'refund', { ...refund, refund_request_no: 'x'.repeat(21) }],
    ['refund_amount', 'refund', { ...refund, refund_amount: '0' }],
    ['code', 'activate', { app_id: 'a', device_id: 'd' }],
    ['device_id', 'checkin', { terminal_sn: '1' }],
  ] as const)('%s of %s is named where it is at fault', (name, operation, body) => {
    expect(faultOf(operation, body).split('; ')[0]?.split(' ')[0]).toBe(name);
  });

  it('count characters, not bytes', () => {
    expect(faultOf('pay', { ...pay, subject: '墨'.repeat(64), operator: '🧾'.repeat(32) })).toBe('accepted');
  });

  it('name every fault at once, and never what was sent', () => {
    const fault = faultOf('pay', { ...pay, dynamic_id: 'secret code', total_amount: 'x', colour: 'secret red' });
    expect(fault).toContain('dynamic_id');
    expect(fault).toContain('total_amount');
    expect(fault).toContain('colour');
    expect(fault).not.toContain('secret');
  });
});

describe('a body', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['no JSON', Buffer.from('terminal_sn=1')],
    ['a list', Buffer.from('[]')],
    ['a text', Buffer.from('"pay"')],
    ['null', Buffer.from('null')],
    ['binary', Buffer.from('1f8b00ff', 'hex')],
    ['not UTF-8', Buffer.concat([Buffer.from('{"terminal_sn":"'), Buffer.from([0xff]), Buffer.from('"}')])],
    ['behind a byte order mark', Buffer.from('\ufeff{}')],
  ])('that is %s is no object', (_, body) => {
    expect(faultOf('query', body)).toBe('the body must be a JSON object in UTF-8');
  });

  it('may be deep and is refused all the same', () => {
    expect(faultOf('query', Buffer.from(`{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`))).toContain('a is not a field');
    expect(faultOf('query', Buffer.from('{"__proto__":{"terminal_sn":"1","client_sn":"2"}}'))).toContain('is not a field');
  });
});
