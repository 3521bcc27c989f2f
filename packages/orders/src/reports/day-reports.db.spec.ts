import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InvalidReference } from '@interlock/domain';
import { readBusinessDays, TerminalRepository } from '@interlock/persistence';
import { seedMerchant, seedTerminal } from '@interlock/persistence/testing';
import { AdjustTip, VoidOrder } from '../commands.js';
import type { OrderInput } from '../commands.js';
import { orderScenario, usd } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { DayReports } from './day-reports.js';
import type { DayLineView, DayReportView } from './day-reports.js';

const HOUR_MS = 3_600_000;
let scenario: Scenario;
let reports: DayReports;
let storeNo: string;
let terminalSn: string;
let keys = 0;

const approved = (request: { readonly amount: { readonly minor: bigint }; readonly tip?: { readonly minor: bigint } }) => ({
  outcome: 'approved' as const,
  providerRef: 'ref',
  stated: { base: request.amount.minor, ...(request.tip === undefined ? {} : { tip: request.tip.minor }) },
});
/** The scenario's clock begins at midnight of 2026-01-02, UTC. */
const advanceTo = (iso: string): void => scenario.clock.advance({ seconds: (Date.parse(iso) - scenario.clock.now()) / 1000 });
const key = (): string => `key-${String((keys += 1))}`;

beforeAll(async () => {
  scenario = await orderScenario({ first: { whole: true } });
  const { pool } = scenario.database;
  reports = new DayReports({ pool }, new TerminalRepository(pool));
  const place = { timeZone: 'America/Mexico_City', dayStartsMinute: 240 };
  const { store, terminal } = await seedTerminal(pool, scenario.actor.merchantId, { store: place });
  ({ storeNo } = store);
  ({ terminalSn } = terminal);
});
afterAll(() => scenario.close());

async function pay(input: Partial<OrderInput> = {}): Promise<string> {
  scenario.first.sale = approved;
  return (await scenario.create({ terminalSn, ...input })).view.id;
}
const day = (date: string, asked: object = {}): Promise<DayReportView> => reports.day(scenario.actor, { date, ...asked });
const inShort = ({ sales, tips, refunds, voids, open, net }: DayLineView | DayReportView['totals'][number]) => ({
  sales: [sales.count, sales.amount.value],
  tips: [tips.count, tips.amount.value],
  refunds: [refunds.count, refunds.amount.value],
  voids: [voids.count, voids.amount.value],
  open: [open.count, open.amount.value],
  net: net.value,
});
const NONE = [0, '0'];

describe('a business day', () => {
  const daysOf = async (timeZone: string, dayStartsMinute: number, date: string) => {
    const { pool } = scenario.database;
    const merchant = await seedMerchant(pool);
    const { store } = await seedTerminal(pool, merchant.id, { store: { timeZone, dayStartsMinute } });
    const [found] = await readBusinessDays(pool, { merchantId: merchant.id, storeNo: store.storeNo, date });
    if (found === undefined) throw new Error('the store has a day');
    return [new Date(found.from).toISOString(), (found.to - found.from) / HOUR_MS];
  };

  it.each([
    ['America/New_York', 0, '2026-03-08', '2026-03-08T05:00:00.000Z', 23],
    ['America/New_York', 0, '2026-11-01', '2026-11-01T04:00:00.000Z', 25],
    ['America/New_York', 240, '2026-03-07', '2026-03-07T09:00:00.000Z', 23],
    ['America/New_York', 240, '2026-03-08', '2026-03-08T08:00:00.000Z', 24],
    // The clock on the wall skips the cut-off, or shows it twice.
    ['America/New_York', 150, '2026-03-08', '2026-03-08T07:30:00.000Z', 23],
    ['America/New_York', 90, '2026-11-01', '2026-11-01T06:30:00.000Z', 24],
    ['America/New_York', 90, '2026-10-31', '2026-10-31T05:30:00.000Z', 25],
    ['Asia/Kathmandu', 0, '2026-06-01', '2026-05-31T18:15:00.000Z', 24],
    ['UTC', 1439, '2026-06-01', '2026-06-01T23:59:00.000Z', 24],
  ])('of %s from minute %i on %s begins at %s and has %i hours', async (zone, minute, date, from, hours) => {
    expect(await daysOf(zone, minute, date)).toEqual([from, hours]);
  });
});

describe('the report of a day', () => {
  it('counts money on the day on which it moved, by the cut-off of the store', async () => {
    // 03:59 in the shop: the business day is still that of the 4th.
    advanceTo('2026-01-05T09:59:00Z');
    const evening = await pay({ amount: usd(1000n), tip: usd(150n) });
    advanceTo('2026-01-05T10:00:00Z');
    await pay({ amount: usd(500n) });
    await scenario.refund(evening, 'r-1', 300n);
    expect((await day('2026-01-04', { storeNo })).lines.map(inShort)).toEqual([
      { sales: [1, '1000'], tips: [1, '150'], refunds: NONE, voids: NONE, open: NONE, net: '1150' },
    ]);
    const next = await day('2026-01-05', { terminalSn });
    expect(next.days).toEqual([
      { storeNo, timeZone: 'America/Mexico_City', dayStartsMinute: 240, from: '2026-01-05T10:00:00.000Z', to: '2026-01-06T10:00:00.000Z' },
    ]);
    expect(next.lines).toMatchObject([{ storeNo, terminalSn, provider: 'upay', currency: 'USD' }]);
    expect(next.lines.map(inShort)).toEqual([{ sales: [1, '500'], tips: NONE, refunds: [1, '300'], voids: NONE, open: NONE, net: '200' }]);
  });

  it('shows a tip on the day on which it was set, and the payment as it was', async () => {
    advanceTo('2026-01-10T20:00:00Z');
    const id = await pay({ amount: usd(2000n), tip: usd(100n) });
    advanceTo('2026-01-11T20:00:00Z');
    await scenario.execute(new AdjustTip(scenario.actor, id, { amount: usd(350n) }, key()));
    expect((await day('2026-01-10', { storeNo })).lines.map(inShort)).toMatchObject([
      { sales: [1, '2000'], tips: [1, '100'], net: '2100' },
    ]);
    expect((await day('2026-01-11', { storeNo })).lines.map(inShort)).toMatchObject([{ sales: NONE, tips: [1, '250'], net: '250' }]);
  });

  it('shows a void beside the sale that it undoes, with the tip that was asked', async () => {
    advanceTo('2026-01-15T20:00:00Z');
    const id = await pay({ amount: usd(700n), tip: usd(70n) });
    await scenario.execute(new VoidOrder(scenario.actor, id, {}, key()));
    expect((await day('2026-01-15', { storeNo })).lines.map(inShort)).toEqual([
      { sales: [1, '700'], tips: [1, '70'], refunds: NONE, voids: [1, '770'], open: NONE, net: '0' },
    ]);
  });

  it('shows what is still open, also what waits for a terminal of ours', async () => {
    advanceTo('2026-01-20T20:00:00Z');
    await scenario.database.pool.query(`update terminal set device_id = 'd', activated_at = created_at where terminal_sn = $1`, [
      terminalSn,
    ]);
    await scenario.create({ merchantOrderNo: 'for-a-till', terminalSn, amount: usd(90n), method: { type: 'terminal' } });
    scenario.first.sale = () => ({ outcome: 'pending', providerRef: 'ref' });
    const { view } = await scenario.create({ terminalSn, amount: usd(40n), method: { type: 'merchant_qr' } });
    scenario.first.authorize = approved;
    await scenario.create({ terminalSn, amount: usd(60n), capture: 'manual' });
    const lines = (await day('2026-01-20', { terminalSn })).lines.map((line) => [line.provider, inShort(line).open]);
    expect(lines).toEqual([
      [undefined, [1, '90']],
      ['upay', [2, '100']],
    ]);
    scenario.first.query = approvedQuery(40n);
    scenario.clock.advance({ seconds: 5 });
    await scenario.refresh(view.id);
    expect((await day('2026-01-20', { terminalSn })).totals.map(inShort)).toMatchObject([{ sales: [1, '40'], open: [2, '150'] }]);
  });

  it('names a store or a terminal that the merchant does not have', async () => {
    for (const asked of [{ storeNo: 'none' }, { terminalSn: 'none' }, { storeNo: 'none', terminalSn }])
      await expect(day('2026-01-01', asked)).rejects.toThrow(InvalidReference);
  });
});

const approvedQuery = (base: bigint) => () => ({ outcome: 'approved' as const, providerRef: 'ref', stated: { base } });

describe('the sums of the days', () => {
  it('are the books, with late money, refunds of another day’s payment and orders of no store', async () => {
    advanceTo('2026-02-01T20:00:00Z');
    const early = await pay({ amount: usd(5000n) });
    await pay({ amount: usd(111n), terminalSn: undefined });
    // Closed, and then shown paid: the merchant's policy gives it back by a refund of the next day.
    scenario.first.sale = () => ({ outcome: 'pending', providerRef: 'late' });
    scenario.first.query = () => ({ outcome: 'pending', providerRef: 'late' });
    const { view } = await scenario.create({ terminalSn, amount: usd(800n), method: { type: 'merchant_qr' } });
    scenario.first.query = () => ({ outcome: 'declined', code: 'canceled', providerCode: 'CANCELED' });
    expect((await scenario.cancel(view.id)).view.state).toBe('canceled');
    advanceTo('2026-02-02T20:00:00Z');
    scenario.first.query = approvedQuery(800n);
    await scenario.refresh(view.id);
    expect((await scenario.order(view.id)).order.state).toBe('refunded');
    await scenario.refund(early, 'r-early', 1200n);

    const second = (await day('2026-02-02', { storeNo })).lines.map(inShort);
    expect(second).toEqual([{ sales: [1, '800'], tips: NONE, refunds: [2, '2000'], voids: NONE, open: NONE, net: '-1200' }]);
    let net = 0n;
    for (let at = Date.UTC(2026, 0, 1); at <= Date.UTC(2026, 1, 5); at += 24 * HOUR_MS) {
      const { totals, lines } = await day(new Date(at).toISOString().slice(0, 10));
      expect(totals.map((total) => total.net.value)).toEqual(
        lines.length === 0 ? [] : [lines.reduce((sum, line) => sum + BigInt(line.net.value), 0n).toString()],
      );
      net += totals.reduce((sum, total) => sum + BigInt(total.net.value), 0n);
    }
    const { rows } = await scenario.database.pool.query<{ sum: string }>(
      `select sum(amount_minor)::text as sum from entry where account = 'provider_receivable' and merchant_id = $1`,
      [scenario.actor.merchantId],
    );
    expect(net.toString()).toBe(rows[0]?.sum);
    expect(net).not.toBe(0n);
  });
});
