import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Receiver, SandboxScenario, until } from '../testing/sandbox-scenario.js';
import { md5, told, UpayTerminal } from '../testing/upay-terminal.js';

const KEY = '68d499beda5f72116592f5c527465656';

let sandbox: SandboxScenario;
let terminal: UpayTerminal;
let merchant: Receiver;

beforeEach(async () => {
  merchant = await Receiver.start();
  sandbox = await SandboxScenario.start({
    upay: [
      { terminalSn: '10298371039', terminalKey: KEY, currency: 'MXN' },
      { terminalSn: '10298371040', terminalKey: KEY, currency: 'MXN', notifyReversals: true },
    ],
  });
  terminal = new UpayTerminal(sandbox.url, '10298371039', KEY);
});
afterEach(async () => {
  await sandbox.close();
  await merchant.close();
});

async function pay(amount: string, clientSn = 'N1', by = terminal): Promise<string> {
  return told(await by.pay(amount, { client_sn: clientSn, notify_url: `${merchant.url}/hooks/upay` }));
}

function states(): unknown[] {
  return merchant.received.map(({ body }) => (JSON.parse(body) as Record<string, unknown>)['order_status']);
}

describe("Upay's notification", () => {
  it('is the flat order view, signed by MD5 with the terminal key, a second after the payment', async () => {
    await pay('1000');
    await sandbox.advance(0);
    expect(merchant.received).toHaveLength(0);
    await sandbox.advance(1_000);
    const [notification] = merchant.received;
    expect(notification?.path).toBe('/hooks/upay');
    expect(notification?.headers['content-type']).toBe('application/json');
    expect(notification?.headers.authorization).toBe(`10298371039 ${md5(notification?.body ?? '', KEY)}`);
    expect(JSON.parse(notification?.body ?? '')).toMatchObject({
      client_sn: 'N1',
      status: 'SUCCESS',
      order_status: 'PAID',
      total_amount: '1000',
      net_amount: '1000',
    });
  });

  it('is sent four times, 1 s, 5 s, 30 s and 600 s apart, until the answer is "success"', async () => {
    merchant.answer = { status: 200, body: 'ok' };
    await pay('1000');
    const seen: number[] = [];
    for (const ms of [1_000, 2_000, 3_000, 25_000, 5_000, 590_000, 10_000, 86_400_000]) {
      await sandbox.advance(ms);
      seen.push(merchant.received.length);
    }
    expect(seen).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
    expect(new Set(merchant.received.map(({ body }) => body)).size).toBe(1);
  });

  it('takes neither another status nor a dead receiver for an acknowledgement', async () => {
    merchant.answer = { status: 500, body: 'success' };
    await pay('1000');
    await sandbox.advance(1_000);
    merchant.answer = { status: 200, body: 'success' };
    await sandbox.advance(86_400_000);
    expect(merchant.received).toHaveLength(2);
    await terminal.pay('1000', { client_sn: 'N2', notify_url: 'http://127.0.0.1:1/' });
    await sandbox.advance(86_400_000);
    expect(merchant.received).toHaveLength(2);
  });

  it('is signed with the key that is current when it is sent', async () => {
    await pay('1000');
    const key = (await terminal.call('/terminal/checkin', { device_id: 'd' })).biz_response?.terminal_key ?? '';
    await sandbox.advance(1_000);
    const [notification] = merchant.received;
    expect(notification?.headers.authorization).toBe(`10298371039 ${md5(notification?.body ?? '', key)}`);
  });

  it('tells of payments only, unless the account has reversals switched on', async () => {
    await pay('1903');
    await pay('1000', 'N2');
    await terminal.refund('N2', 'R1', '1');
    await sandbox.advance(10_000);
    expect(states()).toEqual(['PAID']);
    const telling = new UpayTerminal(sandbox.url, '10298371040', KEY);
    await pay('1000', 'N3', telling);
    await telling.refund('N3', 'R1', '1');
    await pay('1000', 'N4', telling);
    await telling.cancel('N4');
    await sandbox.advance(10_000);
    expect(states()).toEqual(['PAID', 'PAID', 'PARTIAL_REFUNDED', 'PAID', 'CANCELED']);
  });

  it('follows when the payer pays a QR code, and once only', async () => {
    await terminal.precreate('1000', { client_sn: 'N5', notify_url: `${merchant.url}/x` });
    await sandbox.advance(10_000);
    await sandbox.act('upay', 'N5', 'pay');
    await sandbox.advance(700_000);
    expect(states()).toEqual(['PAID']);
  });

  it('comes by real time too', async () => {
    await pay('1000');
    await until(() => merchant.received.length === 1);
  });
});

describe('what goes wrong with notifications', () => {
  it.each([
    ['911', '1911', 2],
    ['912', '1912', 0],
  ])('magic amount %s', async (_ending, amount, times) => {
    await pay(amount);
    await sandbox.advance(86_400_000);
    expect(merchant.received).toHaveLength(times);
  });

  it.each([
    ['notify_twice', 2],
    ['notify_never', 0],
  ])('%s', async (fault, times) => {
    await sandbox.arm('upay', { operation: 'pay', fault });
    await pay('1000');
    await sandbox.advance(86_400_000);
    expect(merchant.received).toHaveLength(times);
    expect(await sandbox.fired('upay')).toMatchObject([{ operation: 'pay', fault, key: 'N1' }]);
  });

  it('notify_late', async () => {
    await sandbox.arm('upay', { operation: '*', fault: 'notify_late', delayMs: 20_000 });
    await pay('1000');
    await sandbox.advance(18_000);
    expect(merchant.received).toHaveLength(0);
    await sandbox.advance(3_000);
    expect(merchant.received).toHaveLength(1);
  });

  it('notify_forged: a stranger says that an unpaid order is paid; the genuine one follows', async () => {
    await sandbox.arm('upay', { operation: 'precreate', fault: 'notify_forged' });
    await terminal.precreate('1000', { client_sn: 'N6', notify_url: `${merchant.url}/x` });
    await sandbox.advance(0);
    const [forgery] = merchant.received;
    expect(states()).toEqual(['PAID']);
    expect(forgery?.headers.authorization).toMatch(/^10298371039 [0-9a-f]{32}$/);
    expect(forgery?.headers.authorization).not.toBe(`10298371039 ${md5(forgery?.body ?? '', KEY)}`);
    expect((await sandbox.truthOf('upay', 'N6')).charged).toBe('0');
    await sandbox.act('upay', 'N6', 'pay');
    await sandbox.advance(1_000);
    expect(merchant.received).toHaveLength(2);
    expect(merchant.received[1]?.headers.authorization).toBe(`10298371039 ${md5(merchant.received[1]?.body ?? '', KEY)}`);
  });
});
