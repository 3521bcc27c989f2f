import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { currencyCode } from '@interlock/domain';
import { ActivationCodeRepository, loadOrCreateKeys, TerminalRepository, VendorRepository } from '@interlock/persistence';
import type pg from 'pg';
import { CODEPAY_TERMINAL_SN, demoIds } from '../demo-merchant/ids.js';
import type { System } from '../system/index.js';

/** The protocol's layers, as far as a test looks at them. */
export interface TillAnswer {
  readonly result_code: string;
  readonly error_code?: string;
  readonly error_message?: string;
  readonly biz_response?: Readonly<Record<string, string>> & { readonly data?: Readonly<Record<string, string>> };
}

/** A till of the demo merchant's: it keeps its key, signs the bytes that it sends, and knows nothing of Interlock. */
export class Till {
  #payments = 0;

  private constructor(
    private readonly url: string,
    readonly sn: string,
    readonly key: string,
  ) {}

  /** In a store of this currency; `bound`: to the POS that CodePay knows. */
  static async activated(pool: pg.Pool, { settings, urls }: System, currency: string, bound = false): Promise<Till> {
    const { vendor, code } = await seedVendor(pool, settings.dataDir, currency);
    const body = JSON.stringify({ app_id: vendor.appId, code, device_id: `device-${currency}` });
    const answer = await post(urls.gateway, '/terminal/activate', body, `${vendor.vendorSn} ${sign(body, vendor.key)}`);
    const { terminal_sn: sn = '', terminal_key: key = '' } = answer.biz_response ?? {};
    if (bound) await bindToPos(pool, sn);
    return new Till(urls.gateway, sn, key);
  }

  send(path: string, members: object): Promise<TillAnswer> {
    const body = JSON.stringify({ terminal_sn: this.sn, ...members });
    return this.sendAs(path, body, `${this.sn} ${sign(body, this.key)}`);
  }

  /** Somebody else's bytes under somebody's Authorization. */
  sendAs(path: string, body: string, authorization: string): Promise<TillAnswer> {
    return post(this.url, path, body, authorization);
  }

  newSn(): string {
    this.#payments += 1;
    return `${this.sn.slice(-6)}-${String(this.#payments)}`;
  }

  pay(clientSn: string, amount: string, members: object = {}): Promise<TillAnswer> {
    const standard = { dynamic_id: '130818341921441147', subject: 'Two coffees', operator: 'cashier01' };
    return this.send('/upay/v2/pay', { client_sn: clientSn, total_amount: amount, ...standard, ...members });
  }

  precreate(clientSn: string, amount: string): Promise<TillAnswer> {
    const standard = { payway: '3', sub_payway: '2', subject: 'Two coffees', operator: 'cashier01' };
    return this.send('/upay/v2/precreate', { client_sn: clientSn, total_amount: amount, ...standard });
  }

  query(clientSn: string, members: object = {}): Promise<TillAnswer> {
    return this.send('/upay/v2/query', { client_sn: clientSn, ...members });
  }

  refund(clientSn: string, no: string, amount: string): Promise<TillAnswer> {
    return this.send('/upay/v2/refund', { client_sn: clientSn, refund_request_no: no, refund_amount: amount, operator: 'cashier01' });
  }

  cancel(clientSn: string): Promise<TillAnswer> {
    return this.send('/upay/v2/cancel', { client_sn: clientSn });
  }
}

/** The three layers in short. */
export function told(answer: TillAnswer): readonly (string | undefined)[] {
  const { biz_response: response } = answer;
  return [
    response?.['result_code'] ?? answer.error_code,
    response?.data?.['status'],
    response?.data?.['order_status'],
    response?.['error_code'],
  ];
}

const sign = (body: string, key: string): string => createHash('md5').update(body).update(key).digest('hex');

async function post(url: string, path: string, body: string, authorization: string): Promise<TillAnswer> {
  const answer = await fetch(`${url}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', authorization } });
  return (await answer.json()) as TillAnswer;
}

/** The till's payments go to the POS that CodePay knows. */
export async function bindToPos(pool: pg.Pool, sn: string): Promise<void> {
  const terminals = new TerminalRepository(pool);
  const terminal = await terminals.findTerminal(demoIds.merchant, sn);
  const binding = { providerAccountId: demoIds.codepay, providerTerminalSn: CODEPAY_TERMINAL_SN, createdAt: new Date() };
  await terminals.bind({ terminalId: terminal?.id ?? '', ...binding });
}

/** A vendor of till software, and a code of a store in this currency. */
export async function seedVendor(pool: pg.Pool, dataDir: string, currency: string) {
  const createdAt = new Date();
  const [id, storeId] = [randomUUID(), randomUUID()];
  const key = randomBytes(16).toString('hex');
  const vendor = { id, key, vendorSn: randomUUID().replaceAll('-', ''), appId: randomUUID() };
  const vendors = new VendorRepository(pool, await loadOrCreateKeys(dataDir));
  const secrets = await vendors.seal(id, { key });
  await vendors.insert(pool, {
    id,
    mode: 'test',
    name: 'Till software',
    vendorSn: vendor.vendorSn,
    appId: vendor.appId,
    secrets,
    createdAt,
  });
  const store = { id: storeId, merchantId: demoIds.merchant, storeNo: `S-${storeId}`, name: 'Store', currency: currencyCode(currency) };
  await new TerminalRepository(pool).insertStore({ ...store, timeZone: 'UTC', createdAt });
  const code = randomBytes(8).toString('hex').toUpperCase();
  await new ActivationCodeRepository(pool).insert(pool, {
    ...{ id: randomUUID(), mode: 'test', merchantId: demoIds.merchant, storeId, vendorId: id, terminalId: null, uses: 1 },
    codeHash: createHash('sha256').update(code).digest(),
    prefix: code.slice(0, 4),
    ...{ expiresAt: new Date(createdAt.getTime() + 86_400_000), createdBy: 'the lab', createdAt },
  });
  return { vendor, code };
}
