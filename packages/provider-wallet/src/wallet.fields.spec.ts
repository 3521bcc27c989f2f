import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProviderCall } from '@interlock/provider-kit';
import {
  ACCESS_TOKEN,
  agreementSale,
  answers,
  cancelOf,
  captureOf,
  charge,
  clp,
  hold,
  queryOf,
  queryOfRefund,
  refund,
  sale,
  ScriptedWallet,
  voidOf,
} from './testing/scripted-wallet.js';
import { z } from 'zod';
import { walletAdapter } from './wallet.adapter.js';
import { walletOptions } from './wallet.options.js';
import { walletTime } from './wallet.time.js';

/** Every field of the wallet's document, and what carries it. The file is what a reader sees; this spec keeps it true. */
interface Field {
  readonly operation: string;
  readonly field: string;
  readonly type: string;
  readonly max?: number;
  readonly required: boolean | 'one of';
  readonly source: string;
  readonly carriedBy: string;
}
const FILE = new URL('../../../docs/providers/fields/wallet.json', import.meta.url);
const fields = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Field[];
const isResponse = ({ carriedBy }: Field) => carriedBy.startsWith('response: ');
const ofHeader = ({ field }: Field) => field.startsWith('header ');
const MOVING_MONEY: ReadonlySet<string> = new Set(['pay', 'refund', 'capture', 'void']);
const leftOut = ({ carriedBy }: Field) => carriedBy.startsWith('derived: left out');

const address = { region: 'CL', state: 'RM', city: 'Santiago', address1: 'Los Leones 1', address2: 'Piso 2', zipCode: '7510000' };
const merchant = {
  referenceMerchantId: 'M0001',
  merchantMCC: '5661',
  merchantName: 'Zapatos SpA',
  merchantDisplayName: 'Zapatos',
  merchantAddress: address,
  store: {
    referenceStoreId: 'S0001',
    storeName: 'Zapatos Leones',
    storeMCC: '5662',
    storeDisplayName: 'Leones',
    storeTerminalId: 'T0001',
    storeOperatorId: 'O0001',
    storeAddress: { ...address, address1: 'Los Leones 9' },
    storePhoneNo: '+56200000001',
  },
};
const payOptions = {
  env: { terminalType: 'WEB', osType: 'IOS', userAgent: 'Mozilla/5.0', cookieId: 'cookie-1', storeTerminalId: 'till-1' },
  merchant,
  goods: [{ referenceGoodsId: 'G-1', goodsCategory: 'shoes', goodsBrand: 'Café' }],
  shipping: {
    shippingName: { firstName: 'Ana', middleName: 'María', lastName: 'Núñez', fullName: 'Ana María Núñez' },
    shippingAddress: { ...address, address1: 'Lota 3' },
    shippingCarrier: 'Correos',
    shippingPhoneNo: '+56200000002',
  },
  extendInfo: { ours: 'pay', nested: { b: 1, a: 2 } },
};
const following = (operation: string) => ({ extendInfo: { ours: operation } });
const everything = {
  kind: 'authorize',
  subject: 'Shoes for Ana',
  returnUrl: 'https://shop.example/back',
  expiresAt: sale().createdAt + 60_000,
  goods: [{ id: 'G-1', name: 'Boots', quantity: 2, unitAmount: clp(1000n) }],
  buyer: { id: 'B-1', name: 'Ana', phone: '+56200000003', email: 'ana@example.com' },
  device: { ip: '203.0.113.7', id: 'device-1' },
  options: payOptions,
} as const;

const settings = {
  goodsForm: 'list',
  voidNotifications: true,
  refundNotifications: true,
  olderDialect: { partnerId: 'P-1', appId: 'A-1', authClientId: 'AC-1', customerBelongsTo: 'WALLET' },
};

let wallet: ScriptedWallet;
beforeAll(async () => {
  wallet = await ScriptedWallet.start();
  wallet.script = answers('S', 'SUCCESS');
});
afterAll(() => wallet.close());
const call = () => wallet.call({ settings: wallet.settings(settings) });

/** One request of each operation, with everything that it can carry, and the command it was made of. */
interface Asked {
  readonly operation: string;
  readonly from: object;
  readonly ask: (from: never, call: ProviderCall) => Promise<unknown>;
}
const { operations, agreements, query } = walletAdapter;
const asked = <From extends object>(operation: string, from: From, ask: (from: From, call: ProviderCall) => Promise<unknown>): Asked => ({
  operation,
  from,
  ask,
});
const agreement = {
  agreementId: 'a',
  language: 'es-CL',
  description: 'Every month',
  options: { referenceClientId: 'RC-1', extendInfo: { ours: 'x' } },
};
const every: readonly Asked[] = [
  asked('pay', sale(everything), operations.authorize.execute),
  asked('pay', agreementSale({ options: payOptions }), operations.sale.execute),
  asked('inquiryPayment', queryOf(), query),
  asked('cancel', { ...cancelOf(), options: following('cancel') }, operations.cancel.execute),
  asked('cancel', voidOf(charge(), { options: following('void') }), operations.void.execute),
  asked(
    'refund',
    refund({
      charge: hold({ capture: { providerKey: 'capture0001', providerRef: 'WC-0001' } }),
      reason: 'too small',
      options: following('refund'),
    }),
    operations.refund.execute,
  ),
  asked('inquiryRefund', queryOfRefund('WR-0001'), query),
  asked('capture', captureOf({ options: following('capture') }), operations.capture.execute),
  asked('void', voidOf(hold(), { options: following('void') }), operations.void.execute),
  asked('prepare', agreement, agreements.prepare),
  asked('applyToken', { code: 'code-0001' }, agreements.confirm),
  asked('applyToken', { refreshToken: 'refresh-0001' }, agreements.refresh),
  asked('cancelToken', { accessToken: ACCESS_TOKEN }, agreements.end),
];
const sent = async ({ from, ask }: Asked): Promise<Record<string, unknown> | undefined> => {
  wallet.received.length = 0;
  await ask(from as never, call());
  return wallet.received[0]?.json;
};

/** A member by its path; `[]` is the first of a list, and text that holds JSON is looked into. */
function at(value: unknown, path: string): unknown {
  let here = value;
  for (const step of path.split('.')) {
    const [name = '', list] = step.split('[]');
    if (typeof here === 'string' && here.startsWith('{')) here = JSON.parse(here);
    here = (here as Record<string, unknown> | undefined)?.[name];
    if (list !== undefined) here = (here as readonly unknown[] | undefined)?.[0];
    if (here === undefined) return undefined;
  }
  return here;
}
/** `options.<operation>.<member>` is a member of that operation's options. */
const sourceOf = (from: object, carriedBy: string): unknown => at(from, carriedBy.replace(/^options\.[a-z_]+/, 'options'));

function sameValue({ type }: Field, source: unknown, wire: unknown): boolean {
  if (typeof source === 'number' && type === 'datetime') return wire === walletTime(source);
  if (typeof source === 'string' || typeof source === 'number' || typeof source === 'bigint') return String(source) === wire;
  return source !== undefined && wire !== undefined; // an object, whose members have rows of their own
}

describe('every request field of the document', () => {
  const requests = fields.filter((field) => !isResponse(field) && !ofHeader(field));

  it.each(requests.map((field) => [`${field.operation} ${field.field}`, field] as const))('%s is carried', async (_name, field) => {
    const bodies = [];
    for (const one of every.filter(({ operation }) => operation === field.operation))
      bodies.push({ from: one.from, body: await sent(one) });
    expect(bodies.length).toBeGreaterThan(0);
    const carried = bodies.filter(({ from, body }) => {
      const wire = at(body, field.field);
      return field.carriedBy.startsWith('derived: ') ? wire !== undefined : sameValue(field, sourceOf(from, field.carriedBy), wire);
    });
    if (leftOut(field)) expect(carried).toEqual([]);
    else expect(carried).not.toEqual([]);
  });

  it('is all that is ever sent', async () => {
    const known = new Set(fields.map(({ operation, field }) => `${operation} ${field}`));
    const leaves = (value: unknown, path: string): string[] => {
      if (Array.isArray(value)) return value.flatMap((item: unknown) => leaves(item, `${path}[]`));
      if (typeof value !== 'object' || value === null) return [path];
      return Object.entries(value).flatMap(([name, member]) => leaves(member, path === '' ? name : `${path}.${name}`));
    };
    for (const one of every) for (const leaf of leaves(await sent(one), '')) expect([...known]).toContain(`${one.operation} ${leaf}`);
  });

  it('has its headers on every call', async () => {
    await sent(every[0] as Asked);
    for (const { field } of fields.filter((row) => ofHeader(row) && !isResponse(row)))
      expect(Object.keys(wallet.received[0]?.headers ?? {})).toContain(field.slice('header '.length).toLowerCase());
  });
});

describe('a limit of the document', () => {
  const bounded = fields.filter(({ max }) => max !== undefined);
  const texts = bounded.filter((field) => field.type === 'string' && !isResponse(field));

  it.each(texts.filter(({ carriedBy }) => carriedBy.startsWith('options.sale.')).map((field) => [field.field, field] as const))(
    'of %s bounds its option',
    (_name, { carriedBy, max = 0 }) => {
      const path = carriedBy.slice('options.sale.'.length);
      const letter = path.endsWith('.region') ? 'C' : 'x';
      expect(walletOptions.sale.safeParse(changed(payOptions, path, letter.repeat(max))).success).toBe(true);
      expect(walletOptions.sale.safeParse(changed(payOptions, path, letter.repeat(max + 1))).success).toBe(false);
    },
  );

  const ownMembers = texts.filter(
    ({ operation, carriedBy }) => MOVING_MONEY.has(operation) && !/^(options|derived|charge)/.test(carriedBy),
  );
  it.each(ownMembers.map((field) => [`${field.operation} ${field.field}`, field] as const))(
    'of %s is kept or nothing is sent',
    async (_name, field) => {
      for (const one of every.filter(({ operation, from }) => operation === field.operation && at(from, field.carriedBy) !== undefined)) {
        if (typeof at(one.from, field.carriedBy) !== 'string' || field.carriedBy.endsWith('currency')) continue;
        const body = await sent({ ...one, from: changed(one.from, field.carriedBy, 'x'.repeat((field.max ?? 0) + 1)) as object });
        const wire = body === undefined ? undefined : at(body, field.field);
        expect(typeof wire === 'string' ? wire.length : 0).toBeLessThanOrEqual(field.max ?? 0);
      }
    },
  );
});

/** A copy with one member changed, found by its path. */
function changed(value: unknown, path: string, to: string): unknown {
  const [step = '', ...rest] = path.split('.');
  const [name = '', list] = step.split('[]');
  const object = value as Record<string, unknown>;
  const inner = list === undefined ? object[name] : (object[name] as readonly unknown[])[0];
  const next = rest.length === 0 ? to : changed(inner, rest.join('.'), to);
  return { ...object, [name]: list === undefined ? next : [next] };
}

describe('an option', () => {
  it.each(Object.entries(walletOptions))('of %s that the document does not name is refused', (_operation, schema) => {
    expect(schema.safeParse({}).success).toBe(true);
    expect(schema.safeParse({ payway: '3' }).success).toBe(false);
  });

  it('that breaks its bound is not sent', async () => {
    const wrong = { ...sale(everything), options: { ...payOptions, env: { osType: 'SYMBIAN' } } };
    wallet.received.length = 0;
    expect(await operations.sale.execute(wrong, call())).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    const long = { extendInfo: { text: 'x'.repeat(2048) } };
    expect(await operations.capture.execute(captureOf({ options: long }), call())).toMatchObject({ outcome: 'not_sent' });
    expect(wallet.received).toEqual([]);
  });

  it('extendInfo is the same text in whatever order its members come', async () => {
    const [first, second] = [
      { b: { d: 1, c: [2, { f: 1, e: 2 }] }, a: 'é' },
      { a: 'é', b: { c: [2, { e: 2, f: 1 }], d: 1 } },
    ];
    const texts = [];
    for (const extendInfo of [first, second])
      texts.push((await sent({ ...(every[7] as Asked), from: captureOf({ options: { extendInfo } }) }))?.['extendInfo']);
    expect(texts[0]).toBe('{"a":"é","b":{"c":[2,{"e":2,"f":1}],"d":1}}');
    expect(texts[1]).toBe(texts[0]);
  });

  it('merchant replaces the account’s', async () => {
    const of = { referenceMerchantId: 'ACCOUNT', merchantMCC: '1', merchantName: 'Account' };
    const asking = wallet.call({ settings: wallet.settings({ merchant: of }) });
    wallet.received.length = 0;
    await operations.sale.execute(sale(), asking);
    await operations.sale.execute(sale({ options: { merchant } }), asking);
    expect(wallet.received.map(({ json }) => at(json, 'order.merchant.referenceMerchantId'))).toEqual(['ACCOUNT', 'M0001']);
  });
});

describe('the schemas of the options', () => {
  /** The capability page is made of these. */
  const members = (schema: unknown, path: string): readonly (readonly [string, unknown])[] => {
    const { properties, items } = schema as { properties?: Record<string, unknown>; items?: unknown };
    const own = Object.entries(properties ?? {}).flatMap(([name, member]) => [
      [`${path}.${name}`, member] as const,
      ...members(member, `${path}.${name}`),
    ]);
    return items === undefined ? own : [...own, ...members(items, `${path}[]`)];
  };

  it.each([...Object.entries(walletOptions), ['agreement', walletAdapter.agreements.optionsSchema] as const])(
    'of %s say what each member is, and are strict',
    (operation, schema) => {
      const json = z.toJSONSchema(schema);
      expect(json.additionalProperties).toBe(false);
      const all = members(json, operation);
      expect(all.length).toBeGreaterThan(0);
      for (const [path, member] of all) expect([path, typeof (member as { description?: unknown }).description]).toEqual([path, 'string']);
    },
  );
});
