import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { SandboxScenario } from '../testing/sandbox-scenario.js';
import { told, UpayTerminal } from '../testing/upay-terminal.js';

let sandbox: SandboxScenario;
let terminal: UpayTerminal;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ upay: [{ terminalSn: '10298371039', terminalKey: 'k', currency: 'MXN' }] });
  terminal = new UpayTerminal(sandbox.url, '10298371039', 'k');
});
afterAll(() => sandbox.close());

const goods = { goods_id: 'g1', goods_name: 'tea', quantity: 1, price: 500, promotion_type: 0 };

describe('fields of a payment', () => {
  it.each([
    ['total_amount', { total_amount: '0' }],
    ['total_amount', { total_amount: '000' }],
    ['total_amount', { total_amount: 1000 }],
    ['total_amount', { total_amount: '10.5' }],
    ['total_amount', { total_amount: '-1' }],
    ['total_amount', { total_amount: '12345678901' }],
    ['client_sn', { client_sn: '' }],
    ['client_sn', { client_sn: 'x'.repeat(33) }],
    ['client_sn', { client_sn: undefined }],
    ['dynamic_id', { dynamic_id: '1'.repeat(33) }],
    ['subject', { subject: 'x'.repeat(65) }],
    ['operator', { operator: null }],
    ['description', { description: 'x'.repeat(256) }],
    ['payway', { payway: 'WX' }],
    ['reflect', { reflect: {} }],
    ['notify_url', { notify_url: 'ftp://example.com/x' }],
    ['notify_url', { notify_url: `https://example.com/${'x'.repeat(128)}` }],
    ['longitude and latitude', { longitude: '19.4' }],
    ['extended', { extended: [] }],
    ['extended', { extended: { a: 1 } }],
    ['extended', { extended: Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`k${String(at)}`, 'v'])) }],
    ['goods_details', { goods_details: [{ ...goods, price: '500' }] }],
    ['goods_details', { goods_details: [{ ...goods, promotion_type: 2 }] }],
    ['goods_details', { goods_details: goods }],
  ])('names %s at fault in %j', async (field, fields) => {
    const answer = await terminal.pay('1000', fields);
    expect(told(answer)).toBe('400 INVALID_PARAMS');
    expect(answer.error_message).toBe(`invalid: ${field}`);
  });

  it('names all of them at once, and makes no order', async () => {
    const answer = await terminal.pay('x', { client_sn: 'BAD1', subject: '' });
    expect(answer.error_message).toBe('invalid: total_amount, subject');
    expect(await terminal.look('BAD1')).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
  });

  it('counts characters, not bytes or UTF-16 units, and takes every optional field', async () => {
    const fields = {
      subject: '墨'.repeat(64),
      operator: '𝄞'.repeat(32),
      longitude: '-99.13',
      latitude: '19.43',
      device_id: 'd',
      extended: { k: 'v' },
      goods_details: [goods],
      reflect: 'back',
      description: 'd',
      client_tsn: 'ignored',
    };
    const answer = await terminal.pay('1000', fields);
    expect(told(answer)).toBe('PAY_SUCCESS SUCCESS PAID');
    expect(answer.biz_response?.data).toMatchObject({ subject: fields.subject, reflect: 'back', description: 'd' });
  });
});

describe('fields of the other operations', () => {
  it.each([
    ['sub_payway', { sub_payway: '9' }],
    ['payway', { payway: undefined }],
    ['payer_uid', { sub_payway: '3' }],
    ['payer_uid', { sub_payway: '4', payer_uid: '' }],
  ])('pre-create: names %s at fault in %j', async (field, fields) => {
    expect((await terminal.precreate('1000', fields)).error_message).toBe(`invalid: ${field}`);
  });

  it.each(['query', 'cancel', 'revoke'])('%s needs one of the order numbers', async (operation) => {
    expect((await terminal.call(`/upay/v2/${operation}`, {})).error_message).toBe('invalid: sn or client_sn');
    expect((await terminal.call(`/upay/v2/${operation}`, { sn: '1'.repeat(17) })).error_message).toBe('invalid: sn');
  });

  it('a refund needs its number, amount and operator', async () => {
    const answer = await terminal.call('/upay/v2/refund', { client_sn: 'x', refund_request_no: 'r'.repeat(21), refund_amount: '0' });
    expect(answer.error_message).toBe('invalid: refund_request_no, refund_amount, operator');
  });
});
