import { accessSync, constants } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';

import { SandboxScenario } from '../testing/sandbox-scenario.js';
import { UpayTerminal } from '../testing/upay-terminal.js';
import { cashierPage } from './page.js';

jest.setTimeout(60_000);

const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const noChromium = ((): string | undefined => {
  try {
    accessSync(chromiumPath, constants.X_OK);
    return undefined;
  } catch {
    return `no Chromium at ${chromiumPath}; set CHROMIUM_PATH`;
  }
})();

let sandbox: SandboxScenario;
let terminal: UpayTerminal;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ upay: [{ terminalSn: '10298371039', terminalKey: 'k1', currency: 'MXN' }] });
  terminal = new UpayTerminal(sandbox.url, '10298371039', 'k1');
});
afterAll(() => sandbox.close());

async function qrOf(clientSn: string, subject = 'coffee'): Promise<string> {
  const { biz_response: business } = await terminal.precreate('123456', { client_sn: clientSn, subject });
  return String(business?.data?.['qr_code']);
}

describe('the cashier page over HTTP', () => {
  it('is opened by GET and by POST', async () => {
    const url = await qrOf('C1');
    for (const method of ['GET', 'POST']) {
      const answer = await fetch(url, { method });
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await answer.text()).toContain('MX$1,234.56');
    }
    const byForm = await fetch(url, { method: 'POST', body: new URLSearchParams({ any: 'field' }) });
    expect(byForm.status).toBe(200);
  });

  it('knows no other order or action, and refuses what is not possible any more', async () => {
    const url = await qrOf('C2');
    expect((await fetch(`${url}0`)).status).toBe(404);
    expect((await fetch(`${sandbox.url}/cashier/paypal/1`)).status).toBe(404);
    expect((await fetch(`${url}/void`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${url}/pay`, { method: 'POST' })).status).toBe(200);
    expect((await fetch(`${url}/pay`, { method: 'POST' })).status).toBe(409);
    expect((await sandbox.truthOf('upay', 'C2')).charged).toBe('123456');
  });

  it('writes amounts in the digits of their currency and lets no text become markup', () => {
    const view = { title: '<script>alert("x")</script>', state: 'CREATED', open: true };
    const yen = cashierPage('/cashier/wallet/1', { ...view, amount: 1_200n, currency: 'JPY' });
    expect(yen).toContain('¥1,200<');
    expect(yen).not.toContain('<script>');
    expect(cashierPage('/cashier/wallet/1', { ...view, amount: 5n, currency: 'KWD' })).toMatch(/KWD\s0\.005/);
    const back = cashierPage('/cashier/wallet/1', {
      ...view,
      open: false,
      amount: 5n,
      currency: 'USD',
      returnUrl: 'https://shop.example/?a=1&b="2"',
    });
    expect(back).toContain('href="https://shop.example/?a=1&#38;b=&#34;2&#34;"');
  });
});

if (noChromium !== undefined) process.stderr.write(`cashier page in a real browser: skipped, ${noChromium}\n`);

(noChromium === undefined ? describe : describe.skip)(
  `the cashier page in a real browser${noChromium === undefined ? '' : ` (skipped: ${noChromium})`}`,
  () => {
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
      browser = await chromium.launch({ executablePath: chromiumPath, args });
      page = await browser.newPage();
    });
    afterAll(() => browser.close());

    it.each([
      ['Pay', 'PAID', '123456'],
      ['Decline', 'PAY_CANCELED', '0'],
      ['Abandon', 'CREATED', '0'],
    ])('%s', async (button, state, charged) => {
      await page.goto(await qrOf(`B-${button}`, 'Café <b>墨</b>'));
      expect(await page.textContent('h1')).toBe('Café <b>墨</b>');
      expect(await page.textContent('#amount')).toBe('MX$1,234.56');
      expect(await page.textContent('#state')).toBe('CREATED');
      await Promise.all([page.waitForURL('**/cashier/upay/*/*'), page.getByRole('button', { name: button }).click()]);
      expect(await page.textContent('#state')).toBe(state);
      expect(await page.getByRole('button').count()).toBe(state === 'CREATED' ? 3 : 0);
      expect((await sandbox.truthOf('upay', `B-${button}`)).charged).toBe(charged);
    });
  },
);
