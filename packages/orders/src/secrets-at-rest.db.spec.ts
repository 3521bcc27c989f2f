import { openRuntime } from '@interlock/accounts';
import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { currencyCode } from '@interlock/domain';
import type { ProviderResult, QueryResult } from '@interlock/domain';
import { claimDue } from '@interlock/persistence';
import {
  claimBounds,
  columnsHolding,
  createTestDatabase,
  createTestKeyRing,
  seedAccount,
  seedAgreement,
  seedApiKey,
  seedBinding,
  seedMerchant,
  type TestDatabase,
} from '@interlock/persistence/testing';
import { maskPayerCode } from '@interlock/provider-kit';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { startEchoingProvider, type EchoingProvider } from '../testing/echoing-provider.js';
import { ApplyNotification, CancelOrder, CreateOrder, RefundOrder, ResolveOperation } from './commands.js';
import type { Actor, MethodInput } from './commands.js';
import { OrdersModule } from './orders.module.js';
import type { OrderView } from './orders/order-view.js';

const CODE = '130818341921441147';
const TOKEN = 'agreement-token-that-pays-without-asking';
const KEYS = { upay: 'key-of-the-first-account-9f31c0', wallet: 'key-of-the-second-account-77ab12' } as const;

const unheard: ProviderResult & QueryResult = { outcome: 'unknown', cause: 'timeout' };
const busy: ProviderResult = { outcome: 'declined', code: 'provider_busy', providerCode: 'BUSY' };
const refused: ProviderResult & QueryResult = { outcome: 'declined', code: 'insufficient_funds', providerCode: 'NO_MONEY' };
const paid: ProviderResult & QueryResult = { outcome: 'approved', providerRef: 'ref', stated: { base: 1000n } };
const closed: QueryResult = { outcome: 'declined', code: 'canceled', providerCode: 'CANCELED' };

let database: TestDatabase;
let apiKey: string;
let stop: () => Promise<void>;
const views: OrderView[] = [];

/** Every way through this package that a secret could take into a row. */
beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  const keyRing = createTestKeyRing();
  const providers = { upay: await startEchoingProvider('upay'), wallet: await startEchoingProvider('wallet') };
  let now = Date.UTC(2026, 0, 2);
  const clock = { now: () => now, monotonic: () => performance.now() };
  const merchant = await seedMerchant(pool);
  apiKey = await seedApiKey(pool, { merchantId: merchant.id });
  const accounts: Record<string, string> = {};
  for (const [index, name] of (['upay', 'wallet'] as const).entries()) {
    const settings = { baseUrl: providers[name].baseUrl };
    const account = await seedAccount(pool, keyRing, { provider: name, settings, secrets: { key: KEYS[name] } });
    await seedBinding(pool, { merchantId: merchant.id, providerAccountId: account.id, priority: index + 1 });
    accounts[name] = account.id;
  }
  const agreement = await seedAgreement(pool, keyRing, {
    merchantId: merchant.id,
    providerAccountId: accounts['wallet'] ?? '',
    accessToken: TOKEN,
  });
  const { runtime, close } = openRuntime({
    pool,
    clock,
    keyRing,
    adapters: [providers.upay.adapter, providers.wallet.adapter],
    publicUrl: 'http://127.0.0.1:9',
    processName: 'gateway',
    assertReady: () => undefined,
  });
  const app = await NestFactory.createApplicationContext(OrdersModule.forRoot(runtime), { logger: false });
  await app.init();
  const bus = app.get(CommandBus);
  const actor: Actor = { merchantId: merchant.id, mode: 'test', actor: apiKey.slice(0, 12), requestId: 'request-1' };
  stop = async () => {
    await app.close();
    await close();
    await providers.upay.close();
    await providers.wallet.close();
    await database.drop();
  };

  const says = (first: Partial<EchoingProvider['says']>, second: Partial<EchoingProvider['says']> = {}): void => {
    const usual = {
      sale: paid,
      cancel: { ...paid, stated: 'not_stated' },
      refund: { ...paid, stated: 'not_stated' },
      query: paid,
    } as const;
    providers.upay.says = { ...usual, ...first };
    providers.wallet.says = { ...usual, ...second };
  };
  let orders = 0;
  const create = async (method: MethodInput): Promise<OrderView> => {
    const input = {
      merchantOrderNo: `no-${String((orders += 1))}`,
      amount: { currency: currencyCode('USD'), minor: 1000n },
      method,
      description: 'Shoes',
    };
    const { view } = await bus.execute(new CreateOrder(actor, input));
    views.push(view);
    return view;
  };
  const code: MethodInput = { type: 'payer_code', code: CODE };
  const refund = (view: OrderView, refundNo: string, minor: bigint) =>
    bus.execute(new RefundOrder(actor, view.id, { refundNo, amount: { currency: currencyCode('USD'), minor } }));
  const work = async (): Promise<void> => {
    now += 120_000;
    for (const claimed of await claimDue(pool, { now, bounds: claimBounds(), leaseUntil: now + 60_000, running: new Map() }))
      await bus.execute(new ResolveOperation(claimed, 'request-2'));
  };
  const notify = (name: 'upay' | 'wallet', body: object) =>
    bus.execute(
      new ApplyNotification(
        name,
        accounts[name] ?? '',
        { method: 'POST', path: `/hooks/${name}`, headers: { authorization: KEYS[name] }, body: Buffer.from(JSON.stringify(body)) },
        'request-3',
      ),
    );

  says({});
  const sold = await create(code);
  await create(code);
  await create({ type: 'agreement', agreementId: agreement.id });
  await refund(sold, 'r-1', 400n);
  says({ refund: refused });
  await refund(sold, 'r-2', 100n);
  says({ refund: unheard });
  await refund(sold, 'r-3', 100n);
  await work();
  says({ sale: refused });
  await create(code);
  says({ sale: busy });
  await create(code);
  says({ sale: busy }, { sale: busy });
  await create(code);
  says({ sale: unheard });
  await create(code);
  await work();
  says({ sale: { outcome: 'pending', providerRef: 'ref' }, query: closed });
  await bus.execute(new CancelOrder(actor, (await create({ type: 'merchant_qr' })).id, { reason: 'the payer left' }));
  says({ sale: { outcome: 'pending', providerRef: 'ref' } });
  const waiting = await create(code);
  await notify('upay', { providerKey: waiting.operations[0]?.providerKey, echo: `${KEYS.upay} again` });
  await notify('wallet', { providerKey: 'nobody', echo: `${KEYS.wallet} again` });
});
afterAll(() => stop());

/** A text as it may have been written: as it is, and in the encodings that hide it from the eye alone. */
function writings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const digests = ['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(secret).digest('hex'));
  return [
    secret,
    bytes.toString('base64').replaceAll('=', ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    encodeURIComponent(secret),
    ...digests,
  ];
}

describe('after sales, refunds, cancels, declines, lost answers, a next route and notifications', () => {
  it('the run has been through all of them', async () => {
    expect(views.map(({ state }) => state)).toEqual([
      'paid',
      'paid',
      'paid',
      'failed',
      'paid',
      'failed',
      'uncertain',
      'pending',
      'pending',
    ]);
    const counts = await database.pool.query<{ kind: string; outcome: string }>(
      `select distinct kind, outcome from operation where outcome is not null order by kind, outcome`,
    );
    expect(counts.rows.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'cancel approved',
      'refund approved',
      'refund declined',
      'refund unknown',
      'sale approved',
      'sale declined',
    ]);
    for (const table of ['fact', 'transition', 'entry', 'outbox', 'unmatched_notification']) {
      expect((await database.pool.query(`select from "${table}" limit 1`)).rowCount).toBe(1);
    }
  });

  it.each([
    ['the payer’s code', CODE],
    ['the agreement’s token', TOKEN],
    ['the first account’s key', KEYS.upay],
    ['the second account’s key', KEYS.wallet],
  ])('no column of no table holds %s, in no encoding', async (_, secret) => {
    for (const text of writings(secret)) expect(await columnsHolding(database.pool, text)).toEqual([]);
  });

  it('nor the merchant’s API key, nor the payer’s code without its ends', async () => {
    expect(await columnsHolding(database.pool, apiKey)).toEqual([]);
    expect(await columnsHolding(database.pool, CODE.slice(2, -4))).toEqual([]);
  });

  it('the exchanges themselves are there, masked, and so is the code as people recognise it', async () => {
    expect(await columnsHolding(database.pool, maskPayerCode(CODE))).toEqual(expect.arrayContaining(['fact.exchanges', 'order.method']));
    expect(await columnsHolding(database.pool, 'you sent')).toEqual(['fact.exchanges']);
    expect(await columnsHolding(database.pool, '*** again')).toEqual(['fact.exchanges', 'unmatched_notification.body']);
  });
});
