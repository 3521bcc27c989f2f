import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { activate, surroundings, Till } from '../../../../docs/examples/terminal.js';
import { OperationsLab } from './operations-lab.js';
import { seedVendor } from './till.js';

/** docs/examples/terminal.ts knows nothing of Interlock: whoever copies it must be right about money over each provider. */

const FILE = fileURLToPath(new URL('../../../../docs/examples/terminal.ts', import.meta.url));
const BARCODE = '130818341921441147';
const network = { ...surroundings };
let lab: OperationsLab;
let url: string;
beforeAll(async () => {
  lab = await OperationsLab.start();
  url = lab.system.urls.gateway;
});
afterAll(() => lab.stop());
beforeEach(() => void Object.assign(surroundings, network));

let tills = 0;
async function aTill(currency: string, onPos = false): Promise<Till> {
  const { vendorSn: sn, vendorKey: key, appId, code } = await seedVendor(lab.pool, lab.system.settings.dataDir, currency, onPos);
  tills += 1;
  const deviceId = `device-${String(tills)}`;
  const identity = await activate(url, { sn, key }, appId, code, deviceId);
  const till = new Till(url, identity, deviceId);
  await till.checkIn();
  return till;
}
const twinOf = async (clientSn: string) => (await lab.seen(await lab.orderOf(clientSn))).twin;

describe('the example of a till', () => {
  it.each([
    ['Upay', 'MXN', false, () => BARCODE],
    ['CodePay, on a POS', 'USD', true, () => BARCODE],
    ['a wallet, by a stored agreement', 'CLP', false, () => lab.agreementId.replaceAll('-', '')],
  ])('activates, checks in, pays and refunds over %s', async (name, currency, onPos, scanned) => {
    const till = await aTill(currency, onPos);
    const clientSn = `EX-${currency}`;
    expect(await till.pay(clientSn, 20_000n, scanned(), 'Two coffees', 'ana')).toBe('paid');
    expect([name, await till.refund(clientSn, 'R-1', 5_000n, 'ana')]).toEqual([name, 'refunded']);
    expect(await till.refund(clientSn, 'R-1', 5_000n, 'ana')).toBe('refunded');
    const moves = (await lab.orderOf(clientSn)).operations.filter(({ kind }) => kind === 'refund');
    expect(moves).toMatchObject([{ refundNo: 'R-1', amount: { currency, value: expect.any(String) as unknown } }]);
  });

  it('finds out what became of a payment whose answer was lost, and never sells it again', async () => {
    const till = await aTill('MXN');
    const sent: string[] = [];
    surroundings.fetch = async (address, init) => {
      sent.push(new URL(address).pathname);
      const answer = await network.fetch(address, init);
      if (address.endsWith('/pay')) throw new TypeError('the network failed after the request was taken');
      return answer;
    };
    expect(await till.pay('EX-LOST', 15_000n, BARCODE, 'Two coffees', 'ana')).toBe('paid');
    expect(sent.slice(0, 2)).toEqual(['/upay/v2/pay', '/upay/v2/query']);
    expect(sent.filter((path) => path.endsWith('/pay'))).toHaveLength(1);
    expect(await twinOf('EX-LOST')).toMatchObject({ moves: ['payment 15000'] });
  });

  it('cancels what its payer never finishes, so that it cannot succeed later', async () => {
    const till = await aTill('MXN');
    // Time passes only where the till waits, and all of it at once.
    let nowMs = 0;
    Object.assign(surroundings, { now: () => nowMs, pause: async () => void (nowMs += 60_000) });
    // 902: in progress until it expires.
    expect(await till.pay('EX-LEFT', 15_902n, BARCODE, 'Two coffees', 'ana')).toBe('not_paid');
    expect(await twinOf('EX-LEFT')).toMatchObject({ net: '0' });
  });

  it('says what it does not know, and gives nothing for it', async () => {
    const till = await aTill('MXN');
    let nowMs = 0;
    const silent = (): Promise<Response> => Promise.reject(new TypeError('no network'));
    Object.assign(surroundings, { now: () => nowMs, pause: async () => void (nowMs += 60_000), fetch: silent });
    expect(await till.pay('EX-DARK', 15_000n, BARCODE, 'Two coffees', 'ana')).toBe('unknown');
  });

  it('gives money back once, and calls a refund refused only where nothing of it was begun', async () => {
    const till = await aTill('MXN');
    surroundings.pause = () => Promise.resolve();
    expect(await till.pay('EX-BACK', 15_000n, BARCODE, 'Two coffees', 'ana')).toBe('paid');
    expect(await till.refund('EX-BACK', 'R-0', 15_001n, 'ana')).toBe('refused');
    // Silence first, and then a no to the request alone: it says nothing of the one before it.
    let calls = 0;
    surroundings.fetch = async (address, init) => {
      calls += 1;
      if (calls > 1)
        return new Response('{"result_code":"200","biz_response":{"result_code":"FAIL","error_code":"UPAY_TERMINAL_STATUS_ABNORMAL"}}');
      await network.fetch(address, init);
      throw new TypeError('the network failed after the request was taken');
    };
    expect(await till.refund('EX-BACK', 'R-1', 5_000n, 'ana')).toBe('unknown');
    surroundings.fetch = network.fetch;
    expect(await till.refund('EX-BACK', 'R-1', 5_000n, 'ana')).toBe('refunded');
    expect(await twinOf('EX-BACK')).toMatchObject({ net: '10000' });
  });

  it('checks in again with the same bytes where the answer was lost, and has the key that was given', async () => {
    const till = await aTill('MXN');
    let lost = 0;
    surroundings.fetch = async (address, init) => {
      const answer = await network.fetch(address, init);
      if (!address.endsWith('/checkin') || lost > 0) return answer;
      lost += 1;
      throw new TypeError('the network failed after the request was taken');
    };
    await till.checkIn();
    expect(lost).toBe(1);
    expect(await till.pay('EX-KEY', 15_000n, BARCODE, 'Two coffees', 'ana')).toBe('paid');
  });

  it('is a program of at most 120 lines', async () => {
    expect((await readFile(FILE, 'utf8')).trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  });
});
