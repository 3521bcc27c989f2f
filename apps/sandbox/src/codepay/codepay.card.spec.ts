import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';

import { CodepayApp } from '../testing/codepay-app.js';
import { Receiver, SandboxScenario, until } from '../testing/sandbox-scenario.js';
import { readApp } from './apps.js';
import { readCard } from './card.js';
import { readTopLevel } from './top-level.js';

const METHOD = 'pay.merchant.checkout';
const card = { pan: '4111111111111111', holder: 'TEST CARD', cvv: '123', expiry: '1299' };
/** Its number is one of those that 3-D Secure is asked for. */
const challenged = { ...card, pan: '4000000000000002' };
const address = { name: 'A. Payer', country: 'US', province: 'CA', city: 'Davis', address1: '1 First St', zip: '95616', phone: '555' };

let sandbox: SandboxScenario;
let app: CodepayApp;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ codepay: [CodepayApp.account()] }, { autoPay: false });
  app = new CodepayApp(sandbox.url);
});
afterAll(() => sandbox.close());

function order(amount: number, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...app.checkoutOrder(amount), card: app.sealed(card), enc_type: 'RSA', billing_address: JSON.stringify(address), ...fields };
}

async function pay(amount: number, fields: Record<string, unknown> = {}): Promise<{ no: string; data: Readonly<Record<string, unknown>> }> {
  const request = order(amount, fields);
  return { no: String(request['merchant_order_no']), data: await app.data(METHOD, request) };
}

describe('Merchant Hosted Checkout', () => {
  it('takes the money at once, and shows the card masked only', async () => {
    const { no, data } = await pay(34.5, { attach: 'a=1' });
    expect(data).toEqual({
      trans_no: expect.stringMatching(/^[0-9]{23}$/),
      trans_status: 2,
      pay_channel_trans_no: expect.any(String),
      pay_user_account_id: '411111******1111',
      trans_end_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      ref_no: expect.stringMatching(/^[0-9]{12}$/),
      pay_method_id: 'Visa',
    });
    const seen = await app.query(no);
    expect(seen).toMatchObject({ trans_status: 2, pay_scenario: 'WEB_PAY', trans_amount: '34.5', entry_model: 4, attach: 'a=1' });
    expect(JSON.stringify(seen)).not.toContain(card.pan);
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '3450', charges: [{ kind: 'payment', key: no }] });
  });

  it('decrypts the published sample', () => {
    // Test key and vector of the protocol reference for CodePay Open API 1.0; they protect nothing.
    const gatewayPrivateKey =
      'MIIEugIBADANBgkqhkiG9w0BAQEFAASCBKQwggSgAgEAAoIBAQCLl78kReMTYwG4aAhVr631fhO1OFfnIqwVbLJLTRUQnOaQ/I2QoeJM8fmw0cO/gsE+tz0vVVaDj7AP8HJMNfP7b1QwDNTpkftkbmS+TtRmkaLZ7YHRsN+aPBSsh14NtvLer35SfRjKsB5Aeav62aSqYc+8CrR2NfsKKspdutmTmE0hAW86AjnKUUZgJLAkWFSekkivbAFvowtEpxAb/LVNmtfrHBBqQqiTl4cP983jguKWnQoRfNdlwSnZXFx9TmReGrHJAI8jN87h38eiI0Dkgo4b6/vs39MjD/5sFNK12i9InIJsCJmcoHE49FjK5RAM01jz3arHsm7m5O1VcWP7AgMBAAECgf8bc0lE34bcJ2zlEyRajNnytsQObGsSsTFOSJ8y3sZ01XNZUvJoyMsctMmvReGQEZjuwwxmz+7A1V8GmvffBL0XhYLm/YQJXOhPV5v+wwhtc/LO9ZuLBcqh/GSAKqU//7NJnehAJ/sqnTQtUTkpBvRu3c0rJoP3/mIi2lTIyO7lYSh6PcpEThXGD+ktvFg12cyLcLTt97+vDTYbKZ7gxR6Kkx6gww43gkCVNKogYaC97O9MnoxgXtODS2tUHIZiXUumXxzSXgtf5R51zTcdOaX5n2qdg2Css5ZZ7zIX/JOX3rmDwYzhb1OziIcnpftVKE606e+1sAobIQGs5YRmK5kCgYEAwMja+Ft+u0LTiiU7Mx6uS2MN671tXeh1TzFQ7q2fPyGOf9yRpI96A3i10HRxSS23dGhkTPmuFzW6ktBWrmu+MavNtN5f42JNvvHZiU9sc9xdHLoZFpd5+maLZtc67l9PnXJHsiZwGDba67099ZgnclJsi30TOCgZcJx+wGNSvQkCgYEAuV2/IbefjAvlCyobr+F50BZNbA9ZzQt48KsPysa1QxM916DfzYStXmIFQZBz0/mBEG7ZkEjMP4KDqBLE2kBtj6EgBwpx+oxc6d2xcgFAgZvYPoYt7iXBp30+f55ctNOrE9QnhOeYQL0Qf/nyLgiulbh5Nic0o5S0Y8kV1yKL3eMCgYBgqJQ5b85z34amvhIXiGuFOs3xA5IBQpsGsMhOU1kD0zRaYWHYq2NWuEAYmzltonFX+TtI6OrjkjnQgIrlevnqd6R06gYTwOcQNLyIPv02fidlTt1jWWF8Lcv5LTLL75fAblsKNIGBcoeDKOgW6knk5PStX3Gyd1CCCMT4exQx2QKBgHa+JPf2ZtARtpGmUcIjUCMKhmIYm1AMb1bMXftpuyfSpaUBuxwuR9jUNcXAQVKi3BioydnxqFVux+Pc0hl1eDmv35JjEIyNad+uUkNTpfzg1m+HCNkrephOVMDvszdq+IZlO0OaECA4fN9eP9NZYG0slQkpqEC5u6zIXaNI0Aw9AoGAPi6ikGd3GJCZJwayP6XUD3clMTu9KKHCYl8zKf8g6RjadxQlgkvu9qbfnmNB4ZMYwTJOF6Nr36eLVHNL5JzLafzBuGRaeF3It5pGFUQIoCOvKR/KEA1QYVqryXrFBYDORunOVztPsmmb2ODcC6hnBhRs3DNHoKrcf8FQSxEISTg=';
    const sealed =
      'OD1p8HChJ/bWS1NtVCdvz2kp87KEBsFKppy/jpyV+akJHT5pjQXdQU7UrU1JTaihMiHG3Jdii3aSqo2FCEBKtV580HvXHyamNMuhd0I+Qk7kxB7HosFSOMtOgjpTiJlLFcLnLsbB1KsqIaUHIVxcKSI/Hiyy1m3XVF0relOT/C++3h/UYJEHjvn5LzllkJVVBZv9UrKmjFDIk11wOgBUXSv8uAKmD4McStjZ2raobsCKEWjXq/2C9AoxyWr0tzSsy/jfpZj7lu9aQncfUiAUP6jDd9KMm7w4lDpgrf987EGK8KGDRfWixi9lnWDq8hegMIx1qgv/hUWeOsv0GLs/xQ==';
    const vectorApp = readApp({ ...CodepayApp.account(), gatewayPrivateKey });
    const fields = readTopLevel(JSON.stringify({ card: sealed }));
    expect(readCard(vectorApp, fields, { challengedCards: [] }, Date.UTC(2026, 0, 1))).toEqual({
      masked: '411111******1111',
      brand: 'Visa',
      cardType: '2',
      challenged: false,
      expired: false,
    });
  });

  it('decrypts a card of more than one block', async () => {
    const { data } = await pay(5, { card: app.sealed({ ...card, note: 'n'.repeat(300) }) });
    expect(data).toMatchObject({ trans_status: 2 });
  });

  it.each([
    ['5555555555554444', 'MasterCard'],
    ['378282246310005', 'Amex'],
    ['6011111111111117', 'Discover'],
    ['3530111333300000', 'JCB'],
    ['30569309025904', 'DinersClub'],
    ['6200000000000005', 'UnionPay'],
  ])('knows %s as %s', async (pan, brand) => {
    expect((await pay(5, { card: app.sealed({ ...card, pan }) })).data).toMatchObject({ pay_method_id: brand });
  });

  it.each([
    ['AES', { enc_type: 'AES' }, 'SBX005'],
    ['another scheme', { enc_type: 'DES' }, 'SBX006'],
    ['a plain object', { card }, 'SBX005'],
    ['plain text', { card: JSON.stringify(card) }, 'SBX005'],
    ['no card', { card: undefined }, 'SBX006'],
    ['no billing address', { billing_address: undefined }, 'SBX006'],
    ['an address that is no object', { billing_address: '[]' }, 'SBX006'],
    ['an address with a number in it', { billing_address: { ...address, zip: 95_616 } }, 'SBX006'],
    ['no expiry of the order', { expires: undefined }, 'SBX006'],
    ['no amount', { order_amount: 0 }, 'SBX006'],
    ['a return address that is none', { return_url: 'shop.example' }, 'SBX006'],
  ])('refuses %s', async (_name, fields, code) => {
    expect(await app.code(METHOD, order(5, fields))).toBe(code);
  });

  it.each([
    ['another key', (): string => app.sealed(card, { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey })],
    ['another hash', (): string => app.sealed(card, { hash: 'sha256' })],
    ['text that is no JSON', (): string => app.sealed('4111111111111111')],
    ['a list', (): string => app.sealed([card])],
    ['half a block', (): string => Buffer.from(app.sealed(card), 'base64').subarray(0, 128).toString('base64')],
  ])('cannot decrypt %s', async (_name, sealed) => {
    expect(await app.code(METHOD, order(5, { card: sealed() }))).toBe('SBX005');
  });

  it.each([
    ['pan', '4111111111111112'],
    ['pan', '4111 1111 1111 1111'],
    ['pan', undefined],
    ['holder', ''],
    ['cvv', '12'],
    ['cvv', '98765'],
    ['cvv', 321],
    ['expiry', '1330'],
    ['expiry', '012030'],
    ['card_type', 'PREPAID'],
  ])('refuses a card with %s %j, naming the member and never its value', async (name, value) => {
    const { code, msg } = await app.call(METHOD, order(5, { card: app.sealed({ ...card, [name]: value }) }));
    expect([code, msg]).toEqual(['SBX006', expect.stringContaining(`card.${name}`)]);
    if (value !== undefined && value !== '') expect(msg).not.toContain(String(value));
    expect(msg).not.toContain(card.pan);
  });

  it('takes a plain card and a plain address where the profile allows it', async () => {
    await sandbox.control('PUT', `/codepay/apps/${app.appId}/profile`, { plainCards: true });
    expect((await pay(5, { card, enc_type: undefined, billing_address: address })).data).toMatchObject({ trans_status: 2 });
    await sandbox.control('PUT', `/codepay/apps/${app.appId}/profile`, {});
  });

  it('takes an order number once', async () => {
    const { no } = await pay(5);
    expect(await app.code(METHOD, order(5, { merchant_order_no: no }))).toBe('E04112');
  });

  it('declines a card that has expired, and 903', async () => {
    const expired = await pay(5, { card: app.sealed({ ...card, expiry: '0120' }) });
    expect(expired.data).toMatchObject({ trans_status: 1 });
    const poor = await pay(9.03);
    expect(poor.data).toMatchObject({ trans_status: 1 });
    expect(await app.query(poor.no)).toMatchObject({ trans_error_code: 'TS-D2012' });
    for (const { no } of [expired, poor]) expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '0' });
  });

  it('901: is processing for 6 s; 904: nobody says that it is paid until the third query', async () => {
    const slow = await pay(9.01);
    expect(slow.data).toMatchObject({ trans_status: 0 });
    await sandbox.advance(6_000);
    expect(await app.status(slow.no)).toBe(2);

    const request = order(9.04);
    const look = { merchant_order_no: request['merchant_order_no'] };
    expect(await app.code(METHOD, request)).toBe('SYS999');
    expect(await sandbox.truthOf('codepay', String(look.merchant_order_no))).toMatchObject({ charged: '904' });
    expect([await app.code('order.query', look), await app.code('order.query', look), await app.code('order.query', look)]).toEqual([
      'SYS999',
      'SYS999',
      '0',
    ]);
  });

  it('is given back by a revoke', async () => {
    const { no } = await pay(5);
    expect(await app.revoke(no)).toBe('0');
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ refunded: '500', state: '3' });
  });
});

describe('3-D Secure', () => {
  const challenge = async (fields: Record<string, unknown> = {}): Promise<{ no: string; page: string }> => {
    const { no, data } = await pay(34.5, { card: app.sealed(challenged), ...fields });
    expect(data).toMatchObject({ trans_status: 0, pay_user_account_id: '400000******0002' });
    expect(data).not.toHaveProperty('ref_no');
    return { no, page: String(data['redirect_url_3dsecure']) };
  };

  it.each(['GET', 'POST'])('shows its page by %s, and sends the payer back after Pay', async (method) => {
    const { no, page } = await challenge({ return_url: 'https://shop.example/back' });
    expect(await (await fetch(page, { method })).text()).toContain('3-D Secure');
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '0' });
    const paid = await fetch(`${page}/pay`, { method: 'POST', redirect: 'manual' });
    expect(paid.headers.get('location')).toMatch(new RegExp(`^https://shop.example/back\\?merchant_order_no=${no}&trans_no=[0-9]+$`));
    expect(await app.status(no)).toBe(2);
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '3450' });
    expect((await fetch(`${page}/pay`, { method: 'POST' })).status).toBe(409);
  });

  it('ends unpaid after Decline, and tells the merchant', async () => {
    const receiver = await Receiver.start();
    try {
      const { no, page } = await challenge({ notify_url: `${receiver.url}/hooks` });
      await fetch(`${page}/decline`, { method: 'POST' });
      await until(() => receiver.received.length === 1);
      expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ merchant_order_no: no, trans_status: 1 });
      expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '0' });
    } finally {
      await receiver.close();
    }
  });

  it('expires when the payer leaves, and is closed by a revoke', async () => {
    const { no, page } = await challenge({ expires: 60 });
    await fetch(`${page}/abandon`, { method: 'POST' });
    await sandbox.advance(60_000);
    expect(await app.query(no)).toMatchObject({ trans_status: 1, trans_error_code: '112' });
    const other = await challenge();
    expect(await app.revoke(other.no)).toBe('0');
    expect(await app.status(other.no)).toBe(1);
    expect((await fetch(`${other.page}/pay`, { method: 'POST' })).status).toBe(409);
  });
});
