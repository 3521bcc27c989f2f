import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderView } from '@interlock/orders';
import { CODEPAY_APP_ID, demoIds, WALLET_CLIENT_ID } from '../demo-merchant/ids.js';
import { CODEPAY, UPAY, WALLET } from '../operations/accounts.js';
import { keyOf, mxn, OperationsLab } from '../operations/operations-lab.js';
import { interlock } from '../operators/interlock.js';
import { ApiClient, eventually, told, type Till } from '../system/index.js';
import { Fleet } from './fleet.js';
import { Market, shopCommands, shopCounter, tillCounter } from './market.js';
import { firstMasterKey, newMasterKey, putMasterKeys } from './master-keys.js';

/**
 * Every key that this system holds is changed while tills and shops pay over all three providers, through two gateways. Nothing is repeated
 * by them: the first answer that is not as it should be ends the run.
 */
let lab: OperationsLab;
let fleet: Fleet;
let second: string;
let tills: Readonly<Record<'upay' | 'codepay' | 'wallet', Till>>;
let shopKey: { readonly id: string; readonly key: string };
const market = new Market();

/** A process that does not hear of a change goes by the old settings of an account for at most two seconds. Source: docs/provider-accounts.md. */
const KNOWN_EVERYWHERE_MS = 2_500;

const byMerchant = { 'interlock-merchant': demoIds.merchant };
const keyed = () => ({ 'idempotency-key': randomUUID() });

beforeAll(async () => {
  lab = await OperationsLab.start();
  const { gateway, url } = await lab.system.addGateway();
  second = url;
  fleet = new Fleet([
    { service: lab.system.gateway, url: lab.system.urls.gateway },
    { service: gateway, url },
  ]);
  tills = { upay: await lab.till('MXN'), codepay: await lab.till('USD', true), wallet: await lab.till('CLP') };
  shopKey = await made('POST', '/v1/api-keys', { name: 'Shops', permissions: ['orders:read', 'orders:write', 'refunds:write'] });

  market.open('till over Upay', tillCounter(fleet, tills.upay, '1000'));
  market.open('till over CodePay', tillCounter(fleet, tills.codepay, '1250'));
  market.open('till over the wallet', tillCounter(fleet, tills.wallet, '10000', lab.agreementId.replaceAll('-', '')));
  const commands = shopCommands(lab.agreementId);
  const present = (): string => shopKey.key;
  market.open('shop over Upay', shopCounter(fleet, present, 'SHOP-U', commands.upay, '100'));
  market.open('shop over CodePay', shopCounter(fleet, present, 'SHOP-C', commands.codepay, '100'));
  market.open('shop over the wallet', shopCounter(fleet, present, 'SHOP-W', commands.wallet, '1000'));
  await market.sellsOn();
});
afterAll(async () => {
  await market.close();
  await lab.stop();
});

/** Of a key that this answer alone shows. */
async function made(method: string, path: string, body: object): Promise<{ readonly id: string; readonly key: string }> {
  const answer = await lab.platform.ask<{ id: string; key: string }>(method, path, body, { ...byMerchant, ...keyed() });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function patchAccount(id: string, body: object): Promise<void> {
  const { status, body: told } = await lab.platform.ask('PATCH', `/v1/provider-accounts/${id}`, body);
  expect([status, status === 200 ? undefined : told]).toEqual([200, undefined]);
}

/** Both halves as one line of Base64 each. */
function rsaKeys(): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

async function checkOf(id: string): Promise<unknown> {
  return (await lab.platform.ask<{ credentials: string }>('POST', `/v1/provider-accounts/${id}/check`)).body.credentials;
}

describe('under load, no payment is lost to a change of', () => {
  it('a terminal’s key, which it is given by one gateway while it pays at both', async () => {
    for (const till of Object.values(tills)) {
      const before = till.key;
      await till.at(second).checkIn();
      const next = till.key;
      await market.sellsOn();
      await till.checkIn();
      expect(new Set([before, next, till.key]).size).toBe(3);
    }
    await market.sellsOn();
    expect(market.refused).toEqual([]);
  });

  it('an API key, in whose overlap some servers have the new one already', async () => {
    const [old, next] = [shopKey, await made('POST', `/v1/api-keys/${shopKey.id}/rotate`, { overlapSeconds: 5 })];
    const asked = async ({ key }: typeof old): Promise<number> =>
      fleet.ask(async (url) => (await new ApiClient(url, key).ask('GET', '/v1/orders?limit=1')).status);
    await market.sellsOn();
    expect([await asked(old), await asked(next)]).toEqual([200, 200]);
    shopKey = next;
    await eventually('the old key is over', async () => (await asked(old)) === 401 && (await asked(old)) === 401);
    await market.sellsOn();
    expect(market.refused).toEqual([]);
  });

  it('a provider’s key: Upay’s by check-ins', async () => {
    await patchAccount(UPAY, { settings: { deviceId: 'LAB-DEVICE' } });
    for (let count = 0; count < 3; count += 1) {
      const { status } = await lab.platform.ask('POST', `/v1/provider-accounts/${UPAY}/checkin`, undefined, keyed());
      expect(status).toBe(200);
      await market.sellsOn();
    }
    expect(market.refused).toEqual([]);
  });

  it('a provider’s key: ours at CodePay, which knows one at a time', async () => {
    const next = rsaKeys();
    await patchAccount(CODEPAY, { secrets: { nextAppPrivateKey: next.privateKey } });
    await sleep(KNOWN_EVERYWHERE_MS);
    await lab.door.ask('PUT', `codepay/apps/${CODEPAY_APP_ID}/key`, { publicKey: next.publicKey });
    await market.sellsOn();
    await patchAccount(CODEPAY, { secrets: { appPrivateKey: next.privateKey, nextAppPrivateKey: null } });
    await market.sellsOn();
    expect([market.refused, await checkOf(CODEPAY)]).toEqual([[], 'accepted']);
  });

  it('a provider’s key: ours at the wallet, by its next version', async () => {
    const next = rsaKeys();
    await lab.door.ask('POST', 'wallet/merchant-keys', { clientId: WALLET_CLIENT_ID, keyVersion: '2', publicKey: next.publicKey });
    await patchAccount(WALLET, { settings: { keyVersion: 2 }, secrets: { merchantPrivateKey: { 2: next.privateKey } } });
    await market.sellsOn();
    expect([market.refused, await checkOf(WALLET)]).toEqual([[], 'accepted']);
  });

  it('the master key; and what was asked before is answered as before when the old one is gone', async () => {
    const { dataDir } = lab.system.settings;
    const before = await whatIsRepeated();
    const [k1, k2] = [await firstMasterKey(dataDir), newMasterKey('k2')];
    const everyProcessWith = async (keys: readonly string[]): Promise<void> => {
      await putMasterKeys(dataDir, keys);
      await Promise.all([fleet.restartOneByOne(), lab.system.worker.restart()]);
      await market.sellsOn();
    };
    await everyProcessWith([k2, k1]);
    await everyProcessWith([k1, k2]);
    // While the counters go on, and a till is given its next key.
    const [rotated] = await Promise.all([interlock(lab.system, ['keys', 'rotate', '--json']), tills.upay.checkIn(), market.sellsOn()]);
    expect(rotated).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(rotated.stdout)).toMatchObject({ newest: 'k2', unreadable: [] });
    expect(await interlock(lab.system, ['keys', 'status'])).toMatchObject({ code: 0 });
    await everyProcessWith([k2]);
    expect(market.refused).toEqual([]);
    await before.areAnsweredAsBefore();
  });
});

/** Requests under each kind of key, each made once by now. */
async function whatIsRepeated(): Promise<{ readonly areAnsweredAsBefore: () => Promise<void> }> {
  const order = { ...shopCommands(lab.agreementId).upay, merchantOrderNo: 'ONCE', description: 'Two coffees' };
  const setting = { name: 'Another', permissions: ['orders:read'] };
  const settingKey = { ...byMerchant, ...keyed() };
  const refund = { refundNo: 'R-1', amount: mxn('400') };
  const create = (members: object = {}) => lab.api.createOrder({ ...order, ...members });
  const setUp = (members: object = {}) =>
    lab.platform.ask<{ id: string; code?: string }>('POST', '/v1/api-keys', { ...setting, ...members }, settingKey);
  const first = await create();
  const settingMade = await setUp();
  expect([first.status, first.body.state, settingMade.status]).toEqual([201, 'paid', 201]);
  expect((await lab.api.refund(first.body.id, refund)).status).toBe(200);
  const sn = tills.upay.newSn();
  await tills.upay.pay(sn, '1000');
  await tills.upay.refund(sn, 'RF-1', '400');
  const shown = await lab.order('CLP', '10000', { type: 'merchant_qr' }, { route: { providerAccountId: WALLET } });
  const areAnsweredAsBefore = async (): Promise<void> => {
    const marked = { status: 200, id: first.body.id, replayed: 'true' };
    for (const answer of [await create(), await lab.api.refund(first.body.id, refund)])
      expect({ status: answer.status, id: answer.body.id, replayed: answer.headers.get('idempotent-replayed') }).toEqual(marked);
    const again = await setUp();
    expect([again.status, again.body.id]).toEqual([200, settingMade.body.id]);
    for (const { status, body } of [await create({ description: 'Three' }), await setUp({ name: 'Other' })])
      expect([status, body.code]).toEqual([409, 'idempotency_key_reused']);
    expect(told(await tills.upay.refund(sn, 'RF-1', '400'))[3]).toBe('UPAY_REFUND_ORDER_NOOP');
    await paidByItsLink(shown);
  };
  return { areAnsweredAsBefore };
}

/** The link that a payer was shown before still leads to the page. */
async function paidByItsLink(order: OrderView): Promise<void> {
  const { qr } = order.nextAction as { readonly qr: string };
  expect(await (await fetch(qr)).text()).toMatch(/<form method="post"/);
  await lab.door.act('wallet', keyOf(order), 'pay');
  await lab.reaches(order, 'paid');
}

describe('afterwards', () => {
  beforeAll(async () => {
    await market.close();
    const open = 'select count(*)::integer as open from operation where finished_at is null';
    await eventually('every operation is over', async () => (await lab.pool.query<{ open: number }>(open)).rows[0]?.open === 0);
  });

  it('every payment of every counter was made, and no order failed', async () => {
    const { rows } = await lab.pool.query(
      `select state, count(*)::integer from "order" where state not in ('paid', 'partially_refunded') group by 1`,
    );
    expect([market.refused, rows]).toEqual([[], []]);
    expect(market.sold).toBeGreaterThan(100);
  });

  it('the payers’ accounts say what our entries say, and nothing in the rows is amiss', async () => {
    expect(await lab.differences()).toEqual([]);
    expect(await interlock(lab.system, ['verify'])).toMatchObject({ code: 0, stderr: '' });
  });
});
