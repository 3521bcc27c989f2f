import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { saleRequest } from './upay.sale-request.js';
import { upaySettings } from './upay.settings.js';
import { amountFrom, amountText, envelopeFrom, fitBytes, jsonFrom } from './upay.wire.js';
import { MXN, saleOf } from '../testing/scripted-upay.js';

describe('amounts', () => {
  it.each([
    [1n, '1'],
    [9_999_999_999n, '9999999999'],
    [0n, undefined],
    [-1n, undefined],
    [10_000_000_000n, undefined],
  ])('%s is written as %j', (minor, text) => {
    expect(amountText(minor)).toBe(text);
  });

  it.each([
    ['1000', 1000n],
    ['0', 0n],
    ['9999999999', 9_999_999_999n],
    ['10000000000', undefined],
    ['-1', undefined],
    ['+1', undefined],
    ['10.00', undefined],
    ['1e3', undefined],
    [' 1', undefined],
    ['', undefined],
    ['１０', undefined],
  ])('%j is read as %s', (text, minor) => {
    expect(amountFrom(text)).toBe(minor);
  });
});

describe('fitBytes', () => {
  it.each([
    ['Café de olla', 64, 'Café de olla'],
    ['墨西哥', 8, '墨西'],
    ['墨西哥', 9, '墨西哥'],
    ['a😀', 4, 'a'],
    ['a😀', 5, 'a😀'],
    ['x\uD83D', 64, 'x\uFFFD'],
    ['', 4, ''],
  ])('%j in %i bytes is %j', (text, bytes, fitted) => {
    expect(fitBytes(text, bytes)).toBe(fitted);
  });

  it('never exceeds the bytes, never breaks a code point, and only ever cuts the end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, bytes) => {
        const fitted = fitBytes(text, bytes);
        expect(Buffer.byteLength(fitted)).toBeLessThanOrEqual(bytes);
        expect(fitted.isWellFormed()).toBe(true);
        expect(text.toWellFormed().startsWith(fitted)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('an envelope', () => {
  it('is complete or none', () => {
    const business = { result_code: '200', biz_response: { result_code: 'FAIL', error_code: 'X', error_code_standard: 'Y', data: null } };
    expect(envelopeFrom(200, business)).toMatchObject({ biz_response: { result_code: 'FAIL', error_code: 'X', data: undefined } });
    for (const [status, json] of [
      [200, { result_code: '200' }],
      [200, { result_code: '200', biz_response: {} }],
      [200, { result_code: '201', biz_response: { result_code: 'FAIL' } }],
      [500, business],
      [302, business],
      [200, undefined],
      [200, null],
      [200, []],
    ] as const) {
      expect(envelopeFrom(status, json)).toBeUndefined();
    }
  });

  it('tolerates a member of another type as if it were absent', () => {
    const odd = {
      result_code: '200',
      biz_response: { result_code: 'SUCCESS', error_code: 7, data: { sn: 1, client_sn: 'a', payment_list: 'x' } },
    };
    expect(envelopeFrom(200, odd)).toMatchObject({
      biz_response: { error_code: undefined, data: { sn: undefined, client_sn: 'a', payment_list: undefined } },
    });
  });

  it('is no JSON, however broken or deep, without throwing', () => {
    expect(jsonFrom(Buffer.from('{'))).toBeUndefined();
    expect(jsonFrom(Buffer.from([0xc3, 0x28]))).toBeUndefined();
    expect(envelopeFrom(200, jsonFrom(Buffer.from('['.repeat(200_000))))).toBeUndefined();
    expect(envelopeFrom(200, jsonFrom(Buffer.from('['.repeat(100_000) + ']'.repeat(100_000))))).toBeUndefined();
  });
});

describe('the fields of a sale', () => {
  const settings = upaySettings.parse({
    baseUrl: 'https://vsi-api.shouqianba.com',
    terminalSn: '10298371039',
    deviceId: 'pos-1',
    operator: 'till',
  });
  const bodyOf = (overrides: Parameters<typeof saleOf>[0]): Readonly<Record<string, unknown>> => {
    const wire = saleRequest(saleOf(overrides), settings);
    if ('refused' in wire) throw new Error(wire.refused);
    return wire.body;
  };

  it('are cut to the bytes of their field, and required ones are never empty', () => {
    const body = bodyOf({ subject: 'é'.repeat(40), description: '墨'.repeat(90), operator: 'José'.repeat(10) });
    expect(body['subject']).toBe('é'.repeat(32));
    expect(body['description']).toBe('墨'.repeat(85));
    expect(Buffer.byteLength(body['operator'] as string)).toBeLessThanOrEqual(32);
    expect(bodyOf({ subject: '', description: '' })).toMatchObject({
      subject: 'ORDER-1',
      operator: 'till',
      description: undefined,
      device_id: 'pos-1',
    });
  });

  it('name a place by both coordinates or by none', () => {
    expect(bodyOf({ device: { latitude: '19.43' } })).toMatchObject({ latitude: undefined, longitude: undefined });
    expect(bodyOf({ device: { latitude: '19.43', longitude: '-99.13' } })).toMatchObject({ latitude: '19.43', longitude: '-99.13' });
  });

  it('leave out what would have the payment refused: a device, a callback or goods that do not fit', () => {
    const item = { id: '1', name: 'Café', quantity: 2, unitAmount: { currency: MXN, minor: 500n } };
    expect(bodyOf({ goods: [item] })['goods_details']).toEqual([
      { goods_id: '1', goods_name: 'Café', quantity: 2, price: 500, promotion_type: 0 },
    ]);
    expect(bodyOf({ goods: [{ ...item, quantity: 0.5 }] })['goods_details']).toBeUndefined();
    expect(bodyOf({ goods: [{ ...item, unitAmount: { currency: MXN, minor: 1_000_000_000n } }] })['goods_details']).toBeUndefined();
    expect(bodyOf({ device: { id: 'x'.repeat(33) } })['device_id']).toBeUndefined();
    expect(bodyOf({ notifyUrl: `https://pay.example.mx/${'x'.repeat(128)}` })['notify_url']).toBeUndefined();
  });
});
