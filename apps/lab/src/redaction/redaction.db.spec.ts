import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEMO_STORE_NO, demoIds } from '../demo-merchant/ids.js';
import { accountIds, ACTIVATION_CODE, CODEPAY, POS_SN, UPAY, WALLET } from '../operations/accounts.js';
import { accepted, clp, mxn, OperationsLab, usd } from '../operations/operations-lab.js';
import { eventually, press, told } from '../system/index.js';
import { dumpOf } from './dump.js';
import { leaks } from './leaks.js';

/** Digits that stand nowhere else, so that one that is found was logged. */
const codes = {
  paid: '284719360552817304',
  declined: '286530917244810956',
  lost: '281946372058113657',
  refused: '289047153628840172',
  till: '283905517264418820',
};
const card = { number: '4111110527384916', holder: 'Petronella Vandersteen', expiryMonth: '12', expiryYear: '2031', cvv: '8317' };
const challenged = { ...card, number: '4000005731946209' };
const billingAddress = { name: card.holder, country: 'US', city: 'Davis', address1: '1 First St', zip: '95616' };
const badCode = 'no-such-code-4711-0815';
const strangersKey = 'sk_test_a-key-that-nobody-has-0123456789';
const used = new Map([
  ...Object.entries(codes).map(([name, code]) => [`the payer code that was ${name}`, code] as const),
  ['a card number', card.number],
  ['another card number', challenged.number],
  ['a CVV', card.cvv],
  ['the holder of a card', card.holder],
  ['an activation code', ACTIVATION_CODE],
  ['a code that no agreement has', badCode],
  ['an API key that nobody has', strangersKey],
]);

interface Line {
  readonly process?: string;
  readonly level?: string;
  readonly context?: string;
  readonly orderId?: string;
  readonly operationId?: string;
  readonly provider?: string;
  readonly kind?: string;
  readonly msg?: string;
}

/**
 * One system, used in every way that it knows, with everything that can go wrong with a provider's words; every process tells all it ever tells.
 * Then nothing that is secret may stand in what they told.
 */
describe('the logs of a whole run, at the level trace', () => {
  const lines: string[] = [];
  const secrets = new Map(used);
  /** A merchant's own address of a webhook is kept as it was given, and a link as the payer sees it: both are shown again to those who ask. */
  const keptAsGiven = /^the (token in the address of a webhook|code of a short link)/;
  let dump = '';
  let lab: OperationsLab;
  let receiver: Server;
  let delivered = 0;

  beforeAll(async () => {
    lab = await OperationsLab.start({ onLine: (_service, line) => lines.push(line), settings: { logLevel: 'trace' } });
    try {
      await webhooks();
      const runs = await Promise.allSettled([
        upay(),
        codepayOnline(),
        codepayOnTerminal(),
        wallet(),
        agreements(),
        tills(),
        settings(),
        strangers(),
      ]);
      const failed = runs.find((run) => run.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      // Keys that the check-in has changed are secrets now as before.
      for (const [what, secret] of await lab.secrets()) secrets.set(what, secret);
      await eventually('webhooks were sent', () => delivered > 10);
      dump = await dumpOf(lab.pool);
    } finally {
      await lab.stop();
      receiver.close();
      receiver.closeAllConnections();
    }
  });

  /** Two endpoints of the merchant: one that takes everything, one that always refuses; both by an address with a token in it. */
  async function webhooks(): Promise<void> {
    receiver = createServer((request, response) => {
      delivered += 1;
      request.resume();
      response.writeHead(request.url?.startsWith('/takes') === true ? 204 : 500).end();
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    for (const path of ['takes', 'refuses']) {
      const token = `token-${randomUUID()}`;
      const url = `http://127.0.0.1:${String(port)}/${path}?token=${token}`;
      const made = await lab.api.ask<{ id: string; secret: string }>('POST', '/v1/webhooks', { url }, { 'idempotency-key': randomUUID() });
      expect(made.status).toBe(201);
      const rotated = await lab.api.ask<{ secret: string }>(
        'POST',
        `/v1/webhooks/${made.body.id}/secrets`,
        {},
        { 'idempotency-key': randomUUID() },
      );
      secrets.set(`the secret of a webhook that ${path}`, made.body.secret);
      secrets.set(`the bare secret of a webhook that ${path}`, made.body.secret.replace('whsec_', ''));
      if (typeof rotated.body.secret === 'string') secrets.set(`the next secret of a webhook that ${path}`, rotated.body.secret);
      secrets.set(`the token in the address of a webhook that ${path}`, token);
    }
  }

  const byCode = (code: string) => ({ type: 'payer_code', code });
  const first = { route: { providerAccountId: UPAY } };

  async function upay(): Promise<void> {
    const paid = await lab.order('MXN', '1000', byCode(codes.paid), first);
    accepted(await lab.api.refund(paid.id, { refundNo: 'R1', amount: mxn('400') }));
    // Ends in 903: declined.
    await lab.order('MXN', '1903', byCode(codes.declined), first);
    for (const fault of ['drop_after', 'garbage', 'http_500', 'wrong_amount']) {
      await lab.door.arm('upay', { operation: 'pay', fault });
      const order = await lab.order('MXN', '1000', byCode(codes.lost), first);
      await lab.refresh(order);
    }
    const shown = await lab.order('MXN', '1000', { type: 'merchant_qr', payway: '3' }, first);
    accepted(await lab.api.cancel(shown.id));
    const mis = { route: { providerAccountId: accountIds.upayMis } };
    await lab.order('MXN', '1000', { type: 'terminal' }, { ...mis, terminalSn: POS_SN });
    accepted(await lab.api.change((await lab.order('MXN', '1000', byCode(codes.paid), mis)).id, 'void'));
    for (const [what, body] of [
      ['activate', { code: 'NO-SUCH-CODE', deviceId: 'DEV-1' }],
      ['activate', { code: ACTIVATION_CODE, deviceId: 'DEV-1' }],
      ['checkin', {}],
    ] as const) {
      const path = `/v1/provider-accounts/${accountIds.upayVendor}/${what}`;
      await lab.platform.ask('POST', path, body, { 'idempotency-key': randomUUID() });
      for (const [name, secret] of await lab.secrets()) secrets.set(`${name} after ${what}`, secret);
    }
    await lab.order('MXN', '1000', byCode(codes.paid), { route: { providerAccountId: accountIds.upayVendor } });
  }

  const online = { route: { providerAccountId: CODEPAY }, returnUrl: 'https://shop.example/back' };

  async function codepayOnline(): Promise<void> {
    const page = await lab.order('USD', '1250', { type: 'redirect' }, online);
    await press(page, 'pay');
    const direct = await lab.order('USD', '1250', { type: 'card', card, billingAddress }, online);
    accepted(await lab.api.refund((await lab.reaches(direct, 'paid')).id, { refundNo: 'R1', amount: usd('250') }));
    await lab.order('USD', '1903', { type: 'card', card, billingAddress }, online);
    const asked = await lab.order('USD', '1250', { type: 'card', card: challenged, billingAddress }, online);
    await press(asked, 'decline');
    for (const fault of ['drop_after', 'garbage', 'bad_signature']) {
      await lab.door.arm('codepay', { operation: 'pay.merchant.checkout', fault });
      await lab.create('USD', '1250', { type: 'card', card, billingAddress }, online);
    }
    await lab.create('USD', '1250', { type: 'card', card: { ...card, expiryYear: '1999' }, billingAddress, colour: card.cvv }, online);
    const basic = { ...online, route: { providerAccountId: accountIds.codepayBasic } };
    await lab.create('USD', '1250', { type: 'redirect' }, basic);
  }

  async function codepayOnTerminal(): Promise<void> {
    const held = await lab.heldAtTerminal('5000');
    accepted(await lab.api.change(held.id, 'increments', { amount: usd('1500') }));
    await lab.settled(held);
    accepted(await lab.api.change(held.id, 'captures', { amount: usd('6000') }));
    const paid = await lab.paidAtTerminal('1250');
    accepted(await lab.api.change(paid.id, 'tip', { amount: usd('300') }));
  }

  const back = { returnUrl: 'https://shop.example/back' };
  const page = { type: 'redirect' };

  async function wallet(): Promise<void> {
    for (const fault of [undefined, 'bad_signature', 'notify_forged', 'notify_twice']) {
      if (fault !== undefined) await lab.door.arm('wallet', { operation: fault.startsWith('notify') ? '*' : 'pay', fault });
      const order = await lab.order('CLP', '10000', page, back);
      if (order.nextAction !== undefined) await press(order, 'pay');
      await lab.refresh(order);
    }
    const held = await lab.order('CLP', '10000', page, { ...back, capture: 'manual' });
    await press(held, 'pay');
    await lab.reaches(held, 'authorized');
    accepted(await lab.api.change(held.id, 'captures', { amount: clp('8000') }));
    accepted(await lab.api.refund((await lab.reaches(held, 'paid')).id, { refundNo: 'R1' }));
    const linked = await lab.order('CLP', '10000', { type: 'merchant_qr' }, { ...back, route: { providerAccountId: WALLET } });
    const { qr } = linked.nextAction as { readonly qr: string };
    secrets.set('the code of a short link', new URL(qr).pathname.slice('/p/'.length));
    await (await fetch(qr)).text();
  }

  async function agreements(): Promise<void> {
    const of = { type: 'agreement', agreementId: lab.agreementId };
    await lab.order('CLP', '4500', of);
    const post = <Body>(path: string, body: object) =>
      lab.api.ask<Body>('POST', `/v1/agreements${path}`, body, { 'idempotency-key': randomUUID() });
    const text = { providerAccountId: WALLET, language: 'en-US', description: 'Coffee every morning' };
    const { body } = await post<{ id: string; nextAction?: { payload?: string } }>('', text);
    await post(`/${body.id}/confirm`, { code: badCode });
    const contract = /contracts\/([^/?]+)/.exec(body.nextAction?.payload ?? '')?.[1] ?? '';
    const { authCode } = (await lab.door.ask('POST', `wallet/contracts/${contract}/agree`)) as { authCode: string };
    secrets.set("the code of a payer's consent", authCode);
    await post(`/${body.id}/confirm`, { code: authCode });
    for (const [what, secret] of await lab.secrets()) secrets.set(`${what}, agreed`, secret);
    await lab.create('CLP', '2000', { type: 'agreement', agreementId: body.id });
    await lab.api.ask('DELETE', `/v1/agreements/${body.id}`);
  }

  /** By the terminal door: rightly, with a field too many, and by somebody without the key. */
  async function tills(): Promise<void> {
    const till = await lab.till('MXN');
    secrets.set('the first key of a till', till.key);
    await till.checkIn();
    secrets.set('the key of a till', till.key);
    const scanned = { dynamic_id: codes.till };
    let sn = '';
    // What another of these stories has armed may strike this one; a payment after theirs is not struck.
    await eventually('a till is paid', async () => {
      sn = till.newSn();
      return told(await till.pay(sn, '1000', scanned))[0] === 'PAY_SUCCESS';
    });
    expect(told(await till.refund(sn, 'RF-1', '400'))[0]).toBe('REFUND_SUCCESS');
    expect((await till.pay(till.newSn(), '1000', { ...scanned, payer: codes.till })).error_code).toBe('INVALID_PARAMS');
    const body = JSON.stringify({ terminal_sn: till.sn, client_sn: 'X', ...scanned });
    expect((await till.sendAs('/upay/v2/pay', body, `${till.sn} ${'0'.repeat(32)}`)).error_code).toBe('ILLEGAL_SIGN');
    expect((await till.sendAs('/terminal/activate', body, `${till.sn} ${'0'.repeat(32)}`)).error_code).toBe('ILLEGAL_SIGN');
  }

  /** Whatever is shown once to those who set something up. */
  async function settings(): Promise<void> {
    const ask = async (path: string, body: object, method = 'POST'): Promise<Readonly<Record<string, string>>> => {
      const headers = {
        'idempotency-key': randomUUID(),
        ...(/vendors|accounts/.test(path) ? {} : { 'interlock-merchant': demoIds.merchant }),
      };
      const answer = await lab.platform.ask<Record<string, string>>(method, `/v1/${path}`, body, headers);
      expect([path, answer.status < 300 ? 'done' : answer.body]).toEqual([path, 'done']);
      return answer.body;
    };
    const shown = (what: string, secret: string | undefined): void => {
      expect([what, typeof secret]).toEqual([what, 'string']);
      secrets.set(what, secret ?? '');
    };
    const vendor = await ask('vendors', { name: 'Till software' });
    shown('the key of a vendor', vendor['vendorKey']);
    shown('the next key of a vendor', (await ask(`vendors/${vendor['id'] ?? ''}/keys`, { overlapSeconds: 60 }))['vendorKey']);
    const { code = '' } = await ask(`stores/${DEMO_STORE_NO}/activation-codes`, { vendorSn: vendor['vendorSn'] });
    shown('a code for a till', code);
    shown('a code for a till, bare', code.replaceAll('-', ''));
    shown('a notification key', (await ask(`terminals/${POS_SN}/notification-key`, {}))['newNotificationKey']);
    const { id = '', key } = await ask('api-keys', { name: 'Shop', permissions: ['orders:read'] });
    shown('an API key', key);
    shown('the next API key', (await ask(`api-keys/${id}/rotate`, {}))['key']);
    const vendorKey = `${randomUUID()}-of-an-account`;
    const account = {
      provider: 'upay',
      name: 'Another',
      currency: 'MXN',
      settings: { baseUrl: lab.system.urls.sandbox, vendorSn: '1', appId: '1' },
    };
    const made = await ask('provider-accounts', { ...account, secrets: { vendorKey } });
    shown('the secret of an account', vendorKey);
    const nextKey = `${randomUUID()}-of-an-account`;
    await ask(`provider-accounts/${made['id'] ?? ''}`, { secrets: { vendorKey: nextKey } }, 'PATCH');
    shown('the next secret of an account', nextKey);
  }

  /** Whoever knocks without a right to: what he brings is somebody's secret all the same. */
  async function strangers(): Promise<void> {
    const order = JSON.stringify({ merchantOrderNo: 'X', method: { type: 'card', card } });
    expect(await lab.knock('/v1/orders', order, { authorization: `Bearer ${strangersKey}` })).toBe(401);
    expect(
      await lab.knock(`/hooks/upay/${UPAY}`, `{"payer":"${codes.refused}"}`, { authorization: `100001220001 ${'0'.repeat(32)}` }),
    ).not.toBe(500);
    expect(await lab.knock(`/hooks/wallet/${WALLET}`, order, { signature: 'algorithm=RSA256, keyVersion=1, signature=AAAA' })).not.toBe(
      500,
    );
    expect(await lab.knock(`/hooks/codepay/${CODEPAY}`, order)).not.toBe(500);
    // Broken in the middle of what must not be told.
    await lab.api.ask('POST', '/v1/orders', { merchantOrderNo: 'X', amount: mxn('1.5'), description: 'x', method: byCode(codes.refused) });
    expect(await lab.knock('/v1/orders', `{"method":{"type":"payer_code","code":"${codes.refused}"`)).toBeGreaterThanOrEqual(400);
  }

  const parsed = (): Line[] => lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []));

  it('hold no key, no token, no card and no payer’s code, in whatever form', () => {
    expect(secrets.size).toBeGreaterThan(30);
    expect(leaks(lines.join('\n'), secrets)).toEqual([]);
  });

  it('and neither does a row of the database, in which they did all of that', () => {
    // Each of them once, whatever else it is called by.
    const byText = new Map([...secrets].filter(([what]) => !keptAsGiven.test(what)).map(([what, secret]) => [secret, what]));
    const ours = new Map([...byText].map(([secret, what]) => [what, secret]));
    expect(leaks(dump, ours)).toEqual([]);
    // The search itself finds what is there: it was looked for in the right place.
    const there = [...secrets].filter(([what]) => keptAsGiven.test(what));
    expect(leaks(dump, new Map(there)).length).toBeGreaterThanOrEqual(there.length);
    for (const action of [
      'vendor.rotate_key',
      'activation_code.create',
      'terminal.activate',
      'api_key.rotate',
      'provider_account.activate',
    ])
      expect(dump).toContain(`"${action}"`);
  });

  it('tell of every provider and every kind of operation, or nothing would be proven', () => {
    const exchanges = parsed().filter(({ msg }) => msg === 'provider exchange');
    const told = new Set(exchanges.map(({ provider = '', kind = '' }) => `${provider} ${kind}`));
    for (const each of ['upay sale', 'upay refund', 'upay cancel', 'upay void', 'codepay sale', 'codepay authorize', 'codepay increment'])
      expect(told).toContain(each);
    for (const each of [
      'codepay capture',
      'codepay adjust_tip',
      'codepay refund',
      'wallet sale',
      'wallet authorize',
      'wallet capture',
      'wallet refund',
    ])
      expect(told).toContain(each);
    expect(new Set(parsed().map(({ process }) => process))).toEqual(new Set(['gateway', 'worker']));
    expect(new Set(parsed().map(({ level }) => level))).toContain('debug');
  });

  it('name the order and the operation wherever there is one', () => {
    const nameless = parsed().filter(
      ({ context = '', orderId, operationId }) =>
        /^(Engine|Finisher|Recovery)$/.test(context) && (orderId === undefined || operationId === undefined),
    );
    expect(nameless).toEqual([]);
    const ofOrders = parsed().filter(({ msg }) => msg === 'order command' || msg === 'order changed');
    expect(ofOrders.length).toBeGreaterThan(20);
    expect(ofOrders.every(({ orderId }) => orderId !== undefined)).toBe(true);
  });

  afterAll(() => {
    lines.length = 0;
  });
});
