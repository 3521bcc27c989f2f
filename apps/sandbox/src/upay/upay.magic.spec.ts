import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { isPending, SandboxScenario, until } from '../testing/sandbox-scenario.js';
import { told, UpayTerminal } from '../testing/upay-terminal.js';

let sandbox: SandboxScenario;
let terminal: UpayTerminal;
let second: UpayTerminal;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({
    upay: [
      { terminalSn: '10298371039', terminalKey: 'k1', currency: 'MXN' },
      { terminalSn: '10298371040', terminalKey: 'k2', currency: 'MXN' },
    ],
  });
  terminal = new UpayTerminal(sandbox.url, '10298371039', 'k1');
  second = new UpayTerminal(sandbox.url, '10298371040', 'k2');
});
afterAll(() => sandbox.close());

async function money(clientSn: string): Promise<string> {
  const { charged, refunded } = await sandbox.truthOf('upay', clientSn);
  return `${charged} taken, ${refunded} back`;
}

describe('magic amounts at Upay', () => {
  it('901: in progress, paid after 6 s', async () => {
    expect(told(await terminal.pay('1901', { client_sn: 'M901' }))).toBe('PAY_IN_PROGRESS IN_PROG CREATED');
    await sandbox.advance(3_000);
    expect(await terminal.look('M901')).toBe('SUCCESS IN_PROG CREATED');
    expect(await money('M901')).toBe('0 taken, 0 back');
    await sandbox.advance(3_000);
    expect(await terminal.look('M901')).toBe('SUCCESS SUCCESS PAID');
    expect(await money('M901')).toBe('1901 taken, 0 back');
  });

  it('901: a cancel in time takes nothing, also later', async () => {
    await terminal.pay('1901', { client_sn: 'M901C' });
    expect(told(await terminal.cancel('M901C'))).toBe('CANCEL_SUCCESS SUCCESS CANCELED');
    await sandbox.advance(10_000);
    expect(await terminal.look('M901C')).toBe('SUCCESS SUCCESS CANCELED');
    expect(await money('M901C')).toBe('0 taken, 0 back');
  });

  it('901: a QR code is paid by itself', async () => {
    expect(told(await terminal.precreate('1901', { client_sn: 'M901Q' }))).toBe('PRECREATE_SUCCESS IN_PROG CREATED');
    await sandbox.advance(6_000);
    expect(await terminal.look('M901Q')).toBe('SUCCESS SUCCESS PAID');
  });

  it('902: in progress, closed unpaid after 45 s', async () => {
    expect(told(await terminal.pay('1902', { client_sn: 'M902' }))).toBe('PAY_IN_PROGRESS IN_PROG CREATED');
    await sandbox.advance(40_000);
    expect(await terminal.look('M902')).toBe('SUCCESS IN_PROG CREATED');
    await sandbox.advance(5_000);
    expect(await terminal.look('M902')).toBe('SUCCESS FAIL_CANCELED PAY_CANCELED TRADE_TIMEOUT');
    expect(await money('M902')).toBe('0 taken, 0 back');
  });

  it('903: declined; of a QR code only once the payer tries', async () => {
    expect(told(await terminal.pay('1903', { client_sn: 'M903' }))).toBe('PAY_FAIL FAIL_CANCELED PAY_CANCELED INSUFFICIENT_FUND');
    expect(told(await terminal.precreate('1903', { client_sn: 'M903Q' }))).toBe('PRECREATE_SUCCESS IN_PROG CREATED');
    expect((await sandbox.act('upay', 'M903Q', 'pay')).json).toEqual({ state: 'PAY_CANCELED' });
    expect(await money('M903Q')).toBe('0 taken, 0 back');
  });

  it('904: unknown, though paid; the third query knows', async () => {
    expect(told(await terminal.pay('1904', { client_sn: 'M904' }))).toBe('PAY_FAIL_ERROR FAIL_ERROR PAY_ERROR EXTERNAL_SERVICE_EXCEPTION');
    expect(await money('M904')).toBe('1904 taken, 0 back');
    expect(await terminal.look('M904')).toBe('SUCCESS FAIL_ERROR PAY_ERROR');
    expect(await terminal.look('M904')).toBe('SUCCESS FAIL_ERROR PAY_ERROR');
    expect(await terminal.look('M904')).toBe('SUCCESS SUCCESS PAID');
    expect(await money('M904')).toBe('1904 taken, 0 back');
  });

  it('904: a cancel gives back what the platform did not know of', async () => {
    expect(told(await terminal.precreate('1904', { client_sn: 'M904C' }))).toBe(
      'PRECREATE_FAIL_ERROR FAIL_ERROR PAY_ERROR EXTERNAL_SERVICE_EXCEPTION',
    );
    expect(told(await terminal.cancel('M904C'))).toBe('CANCEL_SUCCESS SUCCESS CANCELED');
    expect(await money('M904C')).toBe('1904 taken, 1904 back');
  });

  it('905: paid at once, answered after 40 s', async () => {
    const answer = terminal.pay('1905', { client_sn: 'M905' });
    await until(async () => (await sandbox.truth('upay')).some(({ key }) => key === 'M905'));
    expect(await terminal.look('M905')).toBe('SUCCESS SUCCESS PAID');
    await sandbox.advance(35_000);
    expect(await isPending(answer)).toBe(true);
    await sandbox.advance(5_000);
    expect(told(await answer)).toBe('PAY_SUCCESS SUCCESS PAID');
  });

  it('906: the first call errs and does nothing, the next with the same number works', async () => {
    expect(told(await terminal.pay('1906', { client_sn: 'M906' }))).toBe('500 REQUEST_FAIL');
    expect(await terminal.look('M906')).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
    expect(told(await terminal.pay('1906', { client_sn: 'M906' }))).toBe('PAY_SUCCESS SUCCESS PAID');
    expect(await money('M906')).toBe('1906 taken, 0 back');
  });

  it('907: the first cancel errs, the second works', async () => {
    await terminal.pay('1907', { client_sn: 'M907' });
    expect(told(await terminal.cancel('M907'))).toBe('CANCEL_ERROR CANCEL_ERROR CANCEL_ERROR EXTERNAL_SERVICE_EXCEPTION');
    expect(await terminal.look('M907')).toBe('SUCCESS CANCEL_ERROR CANCEL_ERROR');
    expect(await money('M907')).toBe('1907 taken, 0 back');
    expect(told(await terminal.cancel('M907'))).toBe('CANCEL_SUCCESS SUCCESS CANCELED');
    await sandbox.advance(20_000);
    expect(await money('M907')).toBe('1907 taken, 1907 back');
  });

  it('907: the platform ends the cancel by itself', async () => {
    await terminal.precreate('1907', { client_sn: 'M907Q' });
    await terminal.cancel('M907Q');
    await sandbox.advance(15_000);
    expect(await terminal.look('M907Q')).toBe('SUCCESS SUCCESS CANCELED');
    expect(await money('M907Q')).toBe('0 taken, 0 back');
  });

  it('908: a cancel aborts the payment', async () => {
    await terminal.pay('1908', { client_sn: 'M908' });
    expect(told(await terminal.cancel('M908'))).toBe('CANCEL_ABORT_SUCCESS SUCCESS CANCELED');
    expect(await money('M908')).toBe('1908 taken, 1908 back');
  });

  it('909: a refund is in progress for 10 s', async () => {
    await terminal.pay('1909', { client_sn: 'M909' });
    expect(told(await terminal.refund('M909', 'R1', '909'))).toBe('REFUND_IN_PROGRESS IN_PROG REFUND_INPROGRESS');
    expect(told(await terminal.refund('M909', 'R1', '909'))).toBe('REFUND_IN_PROGRESS IN_PROG REFUND_INPROGRESS');
    expect(told(await terminal.refund('M909', 'R2', '1'))).toBe('FAIL UPAY_REFUND_INVALID_ORDER_STATE');
    expect(await money('M909')).toBe('1909 taken, 0 back');
    await sandbox.advance(10_000);
    expect(await terminal.look('M909', { refund_request_no: 'R1' })).toBe('SUCCESS SUCCESS PARTIAL_REFUNDED');
    expect(await money('M909')).toBe('1909 taken, 909 back');
  });

  it('910: a refund is unknown until it has been queried twice', async () => {
    await terminal.pay('1910', { client_sn: 'M910' });
    expect(told(await terminal.refund('M910', 'R1', '1910'))).toBe('REFUND_ERROR REFUND_ERROR REFUND_ERROR EXTERNAL_SERVICE_EXCEPTION');
    expect(await terminal.look('M910', { refund_request_no: 'R1' })).toBe('SUCCESS REFUND_ERROR REFUND_ERROR');
    expect(await terminal.look('M910', { refund_request_no: 'R1' })).toBe('SUCCESS SUCCESS REFUNDED');
    expect(await money('M910')).toBe('1910 taken, 1910 back');
  });

  it('913: the first account asked declines, another takes it, for ten seconds', async () => {
    const declined = 'PAY_FAIL FAIL_CANCELED PAY_CANCELED SELLER_OVER_DAILY_LIMIT';
    const order = { subject: 'order 1' };
    expect(told(await terminal.pay('1913', order))).toBe(declined);
    expect(told(await terminal.pay('1913', order))).toBe(declined);
    expect(told(await second.pay('1913', order))).toBe('PAY_SUCCESS SUCCESS PAID');
    expect(told(await second.pay('1913', { subject: 'order 2' }))).toBe(declined);
    await sandbox.advance(10_001);
    expect(told(await second.pay('1913', order))).toBe(declined);
    expect(told(await terminal.precreate('1913', order))).toBe('PRECREATE_SUCCESS IN_PROG CREATED');
  });
});
