import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProviderCall, SaleRequest } from '@interlock/provider-kit';
import { fieldTable, membersOf, operationOf, type FieldRow } from '../testing/field-table.js';
import { cardMethod, captured, charge, held, NOTIFY_URL, online, REFUND_KEY, saleRequest, TRANS_NO, USD } from '../testing/fixtures.js';
import { accepted, refused, ScriptedGateway } from '../testing/scripted-gateway.js';
import { codepayAdapter } from './index.js';

const { operations, batches, query, options: schemas } = codepayAdapter;

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

const amount = { currency: USD, minor: 1000n };
const onTerminal = { providerTerminalSn: 'WPYB000000000009', terminalSn: 'T-9' };
const terminalOptions = {
  storeNo: '4023000001',
  attach: 'x',
  orderQueueMode: 'FILO',
  rejectTradeWhenTerminalOffline: true,
  onScreenSignature: false,
  receiptPrintMode: 'both',
  confirmOnTerminal: true,
};
const means = { payMethodId: 'Visa', cardType: 'credit' };
const pageOptions = {
  storeNo: '4023000001',
  attach: 'x',
  extParams: '{}',
  orderDetail: {
    images: { C1: 'https://shop.example.test/c1.png' },
    shippingRegions: ['US'],
    billingRegions: ['US', 'CA'],
    allowPayments: ['Card', 'ApplePay'],
    disallowPayments: ['GooglePay'],
    palette: { primary: { main: 'rgb(255,0,0)' }, text: 'black' },
  },
};
const device = { ip: '203.0.113.9', longitude: '1', latitude: '2' };
const goods = [{ id: 'C1', name: 'Cake', quantity: 2, unitAmount: amount }];
const shopper: Partial<SaleRequest> = { device, returnUrl: 'https://shop.example.test/back' };
const after = { providerKey: REFUND_KEY, notifyUrl: NOTIFY_URL };
const parts = { order: 600n, tip: 100n, surcharge: 100n, salesTax: 100n, serviceCharge: 100n };
const two = { type: 'terminals', providerTerminalSns: ['A', 'B'] } as const;

/** Everything that can be asked of CodePay, with every member set and, where `options` is false, without one option. */
const everything = (all: boolean): readonly ((call: ProviderCall) => Promise<unknown> | undefined)[] => {
  const options = (given: object) => (all ? { options: given } : {});
  const sale = (overrides: Partial<SaleRequest>) => (call: ProviderCall) => operations.sale.execute(saleRequest(overrides), call);
  const ask = (kind: 'capture' | 'refund') => (call: ProviderCall) =>
    query({ kind: 'query', operation: { kind, providerKey: REFUND_KEY, amount, onTerminal: false }, charge: charge() }, call);
  const withManager = { ...terminalOptions, requiredTerminalAuthentication: true };
  const there = { ...after, onTerminal };
  return [
    sale({ tip: amount, ...options({ ...terminalOptions, ...means, onScreenTip: true }) }),
    sale({ cashback: amount, ...options({ ...terminalOptions, ...means }) }),
    sale({ kind: 'authorize', ...options({ ...terminalOptions, ...means }) }),
    sale({ method: { type: 'redirect' }, goods, ...shopper, ...options(pageOptions) }),
    sale({ method: cardMethod, ...shopper, ...options({ storeNo: '4023000001', attach: 'x', cardType: 'credit' }) }),
    (call) => operations.capture?.execute({ ...there, kind: 'capture', charge: held(), amount, ...options(terminalOptions) }, call),
    (call) => operations.capture?.execute({ ...after, kind: 'capture', charge: held(), amount }, call),
    (call) => operations.increment?.execute({ ...after, kind: 'increment', charge: held(), amount }, call),
    (call) => operations.adjust_tip?.execute({ ...after, kind: 'adjust_tip', charge: captured(), amount }, call),
    (call) => operations.adjust_tip?.execute({ ...after, kind: 'adjust_tip', charge: charge(), amount }, call),
    (call) => operations.void?.execute({ ...there, kind: 'void', charge: charge(), ...options(withManager) }, call),
    (call) => operations.void?.execute({ ...after, kind: 'void', charge: held() }, call),
    (call) => operations.refund?.execute({ ...after, kind: 'refund', charge: charge(), amount, reason: 'x' }, call),
    (call) => operations.refund?.execute({ ...after, kind: 'refund', charge: charge({ providerRef: TRANS_NO }), amount, parts }, call),
    (call) =>
      operations.refund?.execute(
        { ...there, kind: 'refund', charge: charge(), amount, ...options({ ...withManager, onScreenTip: true }) },
        call,
      ),
    (call) => operations.cancel?.execute({ ...after, kind: 'cancel', charge: charge(), reason: 'x' }, call),
    (call) => operations.cancel?.execute({ ...after, kind: 'cancel', charge: online }, call),
    ask('capture'),
    ask('refund'),
    (call) => batches?.close({ type: 'terminals', providerTerminalSns: ['A'] }, call),
    (call) => batches?.close(two, call),
    (call) => batches?.close({ type: 'store', providerStoreNo: '4023000001' }, call),
    (call) => batches?.open(two, call),
    (call) => batches?.open({ type: 'store', providerStoreNo: '4023000001' }, call),
  ];
};

/** What was seen on the wire, by call. */
async function seen(all: boolean): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const members = new Map<string, Set<string>>();
  for (const execute of everything(all)) {
    // The first answer leaves the second question of a cancel and of a query to be asked.
    gateway.says(refused('E04111'), accepted({}));
    await execute(gateway.call({ settings: { cardEntry: true, ...(all ? { storeNo: '4023000002' } : {}) } }));
    expect(gateway.received.length).toBeGreaterThan(0);
    for (const received of gateway.received) {
      const operation = operationOf(received);
      members.set(operation, new Set([...(members.get(operation) ?? []), ...membersOf(received)]));
    }
  }
  return members;
}

const isAnswer = ({ carriedBy }: FieldRow): boolean => carriedBy.startsWith('response: ');
const isAlternative = ({ carriedBy }: FieldRow): boolean => carriedBy.startsWith('alternative: ');
const requests = fieldTable.filter((row) => !isAnswer(row));
const callsOf = (row: FieldRow, members: ReadonlyMap<string, unknown>): readonly string[] =>
  [...members.keys()].filter((call) =>
    row.operation === 'path.*'
      ? call.startsWith('path.')
      : row.operation === 'method.*'
        ? !call.startsWith('path.')
        : call === row.operation,
  );

describe("the table of CodePay's fields", () => {
  it('names what carries each', () => {
    for (const row of fieldTable) {
      expect(row).toEqual(expect.objectContaining({ source: expect.stringMatching(/./), type: expect.stringMatching(/./) }));
      expect(row.carriedBy).toMatch(
        /^(response: |derived: |alternative: |options\.|amount|tip|cashback|description|reason|expiresInSeconds|goods|device\.|returnUrl|method\.|parts\.|scope\.)/,
      );
    }
  });

  it('has every request member on the wire, and the wire has no other', async () => {
    const wire = await seen(true);
    const missing = requests
      .filter((row) => !isAlternative(row))
      .flatMap((row) => {
        const calls = callsOf(row, wire);
        const without = calls.filter((call) => wire.get(call)?.has(row.field) !== true);
        return calls.length === 0 ? [`${row.operation} is never called`] : without.map((call) => `${call}: ${row.field}`);
      });
    expect(missing).toEqual([]);
    const documented = new Set(requests.map(({ operation, field }) => `${operation} ${field}`));
    const more = [...wire].flatMap(([call, members]) =>
      [...members]
        .filter((member) => {
          const family = call.startsWith('path.') ? 'path.*' : 'method.*';
          return !documented.has(`${call} ${member}`) && !documented.has(`${family} ${member}`);
        })
        .map((member) => `${call}: ${member}`),
    );
    expect(more).toEqual([]);
  });

  it('leaves out only one name of two, and sends the other', async () => {
    const wire = await seen(true);
    for (const row of requests.filter(isAlternative)) {
      expect(row.required).toBe('one of the two');
      const [, other = ''] = /^alternative: (\w+), /.exec(row.carriedBy) ?? [];
      expect(wire.get(row.operation)?.has(other)).toBe(true);
      expect(wire.get(row.operation)?.has(row.field)).toBe(false);
    }
  });

  it('gives to options what is on the wire by them alone', async () => {
    const bare = await seen(false);
    const byOption = requests.filter(({ carriedBy }) => carriedBy.startsWith('options.'));
    for (const row of byOption) expect([row.field, bare.get(row.operation)?.has(row.field)]).toEqual([row.field, false]);
  });

  it('names options that there are, and every one', () => {
    const named = new Set(
      requests.flatMap(({ carriedBy }) =>
        [...carriedBy.matchAll(/options\.([a-z]+)\.(\w+)/g)].map(([, kind, member]) => `${kind ?? ''}.${member ?? ''}`),
      ),
    );
    const members = Object.entries(schemas).flatMap(([kind, schema]) =>
      Object.keys((schema as unknown as { readonly shape: object }).shape).map((member) => [kind, member] as const),
    );
    for (const name of named) expect(members.map((pair) => pair.join('.'))).toContain(name);
    // An option of one operation is the same member of the wire in another.
    const known = new Set([...named].map((name) => name.split('.')[1]));
    for (const [kind, member] of members) expect([kind, member, known.has(member)]).toEqual([kind, member, true]);
  });

  it('is described for whoever gives them', () => {
    for (const schema of Object.values(schemas)) {
      const { shape } = schema as unknown as { readonly shape: Readonly<Record<string, { readonly description?: string }>> };
      for (const [member, { description }] of Object.entries(shape))
        expect([member, description]).toEqual([member, expect.stringMatching(/.{20}/)]);
    }
  });
});
