import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { PaymentView } from './index.js';
import { CodepayApp } from './testing/codepay-app.js';
import { SandboxProcess } from './testing/sandbox-process.js';
import { Receiver, until } from './testing/sandbox-scenario.js';
import { told, UpayTerminal } from './testing/upay-terminal.js';
import { WalletMerchant } from './testing/wallet-merchant.js';

const TERMINAL_KEY = 'a-terminal-key-that-nobody-may-see';
const PAYER_CODE = '130818341921441147';

let folder: string;
let books: string;
let sandboxes: SandboxProcess[];
let receiver: Receiver;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interlock-restart-'));
  books = join(folder, 'sandbox', 'books.jsonl');
  const upay = [{ terminalSn: '1', terminalKey: TERMINAL_KEY, currency: 'MXN' }];
  writeFileSync(
    join(folder, 'accounts.json'),
    JSON.stringify({ upay, codepay: [CodepayApp.account()], wallet: [WalletMerchant.account()] }),
  );
  sandboxes = [];
  receiver = await Receiver.start();
});
afterEach(async () => {
  for (const sandbox of sandboxes) await sandbox.kill();
  await receiver.close();
  rmSync(folder, { recursive: true });
});

function start(): SandboxProcess {
  const sandbox = new SandboxProcess({
    INTERLOCK_SANDBOX_ACCOUNTS: join(folder, 'accounts.json'),
    INTERLOCK_SANDBOX_PORT: '0',
    INTERLOCK_SANDBOX_STATE: join(folder, 'sandbox'),
  });
  sandboxes.push(sandbox);
  return sandbox;
}

async function control(url: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${url}/control${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
  return answer.json();
}

async function truthOf(url: string, key: string, provider = 'upay'): Promise<PaymentView | undefined> {
  const { payments } = (await control(url, `/${provider}/truth`)) as { payments: PaymentView[] };
  return payments.find((payment) => payment.key === key);
}

const clock = (url: string, ms: number): Promise<unknown> => control(url, '/clock/advance', { ms });

describe('a sandbox that is killed and started again on its books', () => {
  it('between an answer and its notification: tells the truth, notifies once, takes a refund', async () => {
    const first = start();
    const before = new UpayTerminal(await first.url(), '1', TERMINAL_KEY);
    expect(told(await before.pay('1000', { client_sn: 'P1', notify_url: receiver.url }))).toBe('PAY_SUCCESS SUCCESS PAID');
    await first.kill();
    expect(receiver.received).toEqual([]);

    const url = await start().url();
    const terminal = new UpayTerminal(url, '1', TERMINAL_KEY);
    await until(() => receiver.received.length > 0);
    expect(await terminal.look('P1')).toBe('SUCCESS SUCCESS PAID');
    await clock(url, 3_600_000);
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as { order_status: string }).order_status)).toEqual(['PAID']);
    expect(told(await terminal.pay('1000', { client_sn: 'P1' }))).toBe('FAIL CLIENT_SN_CONFLICT');
    expect(told(await terminal.refund('P1', 'R1', '400'))).toBe('REFUND_SUCCESS SUCCESS PARTIAL_REFUNDED');
    expect(await truthOf(url, 'P1')).toMatchObject({ charged: '1000', refunded: '400', state: 'PARTIAL_REFUNDED' });
  });

  it('has CodePay’s orders too: a sale on its way is paid, notified and refunded, and no number comes twice', async () => {
    const first = start();
    const before = new CodepayApp(await first.url());
    const no = await before.push(12.5, { notify_url: receiver.url });
    const { trans_no: transNo } = await before.query(no);
    await first.kill();

    const url = await start().url();
    const app = new CodepayApp(url);
    await until(async () => (await app.status(no)) === 2);
    await until(() => receiver.received.length === 1);
    const refund = app.refundRequest(no, 5);
    expect(await app.code('order.refund.submit', refund)).toBe('0');
    await clock(url, 3_600_000);
    expect(await app.refundStatus(String(refund['merchant_order_no']))).toBe(2);
    expect(await truthOf(url, no, 'codepay')).toMatchObject({ charged: '1250', refunded: '500' });
    const another = await app.push(1);
    expect((await app.query(another))['trans_no']).not.toBe(transNo);
    expect(receiver.received).toHaveLength(1);
  });

  it('has the wallet’s orders too, and the agreement that was used, but not its token', async () => {
    const first = start();
    const before = new WalletMerchant(await first.url());
    const waiting = await before.open('5000', { paymentNotifyUrl: receiver.url });
    const charge = before.agreementOrder('7000');
    expect(await before.told('pay', charge)).toBe('S/SUCCESS');
    expect(readFileSync(books, 'utf8')).not.toContain('a-token');
    await first.kill();

    const url = await start().url();
    const merchant = new WalletMerchant(url);
    expect(await merchant.told('pay', charge)).toBe('S/REPEAT_REQUEST');
    expect(await merchant.told('pay', { ...charge, paymentAuthCode: 'another' })).toBe('F/REPEAT_REQ_INCONSISTENT');
    receiver.answer = { status: 200, body: '{"result":{"resultStatus":"S"}}' };
    await control(url, `/wallet/orders/${waiting}/pay`, {});
    await until(() => receiver.received.length === 1);
    const refund = merchant.refundRequest(String(charge['paymentRequestId']), '7000');
    expect(await merchant.told('refund', refund)).toBe('S/SUCCESS');
    await clock(url, 1_000);
    expect(await merchant.refundStatus(refund['refundRequestId'])).toBe('SUCCESS');
    expect(await merchant.status(waiting)).toBe('SUCCESS');
    expect(await truthOf(url, String(charge['paymentRequestId']), 'wallet')).toMatchObject({ charged: '7000', refunded: '7000' });
  });

  it('while the receiver of a notification does not answer: sends it again', async () => {
    receiver.answer = { status: 500, body: 'later' };
    const first = start();
    const terminal = new UpayTerminal(await first.url(), '1', TERMINAL_KEY);
    await terminal.pay('1000', { client_sn: 'P1', notify_url: receiver.url });
    await until(() => receiver.received.length === 1);
    await first.kill();
    receiver.answer = { status: 200, body: 'success' };
    const url = await start().url();
    await clock(url, 3_600_000);
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
  });

  it('while payments and refunds are on their way: they arrive at their time', async () => {
    const first = start();
    const before = new UpayTerminal(await first.url(), '1', TERMINAL_KEY);
    await before.pay('10901', { client_sn: 'SLOW' });
    await before.pay('10909', { client_sn: 'BACK' });
    expect(told(await before.refund('BACK', 'R1', '10909'))).toBe('REFUND_IN_PROGRESS IN_PROG REFUND_INPROGRESS');
    await before.pay('10904', { client_sn: 'LOST' });
    await before.look('LOST');
    await clock(await first.url(), 1_000);
    await first.kill();

    const url = await start().url();
    const terminal = new UpayTerminal(url, '1', TERMINAL_KEY);
    expect(told(await terminal.query({ client_sn: 'LOST' }))).toMatch(/PAY_ERROR/);
    expect(await terminal.look('LOST')).toBe('SUCCESS SUCCESS PAID');
    await clock(url, 10_000);
    expect(await terminal.look('SLOW')).toBe('SUCCESS SUCCESS PAID');
    expect(await terminal.look('BACK')).toBe('SUCCESS SUCCESS REFUNDED');
    expect(await truthOf(url, 'SLOW')).toMatchObject({ charged: '10901', refunded: '0' });
    expect(await truthOf(url, 'BACK')).toMatchObject({ charged: '10909', refunded: '10909' });
  });

  it('in the middle of a line: does without that line', async () => {
    const first = start();
    await new UpayTerminal(await first.url(), '1', TERMINAL_KEY).pay('1000', { client_sn: 'P1' });
    await first.kill();
    appendFileSync(books, '[["upay order","7890000000000000",{"sn":"789000');
    const second = start();
    const terminal = new UpayTerminal(await second.url(), '1', TERMINAL_KEY);
    expect(await terminal.look('P1')).toBe('SUCCESS SUCCESS PAID');
    await terminal.pay('1000', { client_sn: 'P2' });
    await second.kill();
    const third = new UpayTerminal(await start().url(), '1', TERMINAL_KEY);
    expect(await third.look('P2')).toBe('SUCCESS SUCCESS PAID');
  });

  it('keeps neither the payer’s code nor a key of the accounts file, and lets nobody else read', async () => {
    const terminal = new UpayTerminal(await start().url(), '1', TERMINAL_KEY);
    await terminal.pay('1000', { client_sn: 'P1', dynamic_id: PAYER_CODE });
    const text = readFileSync(books, 'utf8');
    expect(text).toContain('"P1"');
    expect(text).not.toContain(PAYER_CODE);
    expect(text).not.toContain(TERMINAL_KEY);
    expect(statSync(books).mode & 0o777).toBe(0o600);
  });

  it('ends with one clear line where its books are damaged', async () => {
    const first = start();
    await new UpayTerminal(await first.url(), '1', TERMINAL_KEY).pay('1000', { client_sn: 'P1' });
    await first.kill();
    writeFileSync(books, readFileSync(books, 'utf8').replace('"P1"', '"P1'));
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output).toBe(`sandbox: line 3 of the books is damaged; without ${join(folder, 'sandbox')} it begins with empty books\n`);
  });
});
