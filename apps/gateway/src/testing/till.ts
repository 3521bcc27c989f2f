import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { currencyCode } from '@interlock/domain';
import { ActivationCodeRepository, VendorRepository } from '@interlock/persistence';
import type { KeyRing } from '@interlock/persistence';
import { seedTerminal } from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import supertest from 'supertest';

/** The protocol's layers, as far as a test looks at them. */
export interface Answer {
  readonly result_code: string;
  readonly error_code?: string;
  readonly error_message?: string;
  readonly biz_response?: Readonly<Record<string, string>> & { readonly data?: Readonly<Record<string, string>> };
}

/** A vendor's credentials, and a store's codes for it. */
export interface SeededVendor {
  readonly vendorSn: string;
  readonly vendorKey: string;
  readonly appId: string;
  readonly storeNo: string;
  readonly storeId: string;
  code(uses?: number): Promise<string>;
}

export async function seedVendor(
  { pool }: Pick<TestDatabase, 'pool'>,
  keyRing: KeyRing,
  merchantId: string,
  currency = 'MXN',
): Promise<SeededVendor> {
  const { store } = await seedTerminal(pool, merchantId, { store: { currency: currencyCode(currency) } });
  const vendors = new VendorRepository(pool, keyRing);
  const id = randomUUID();
  const vendor = { vendorSn: digits(17), vendorKey: randomBytes(16).toString('hex'), appId: digits(16) };
  const secrets = await vendors.seal(id, { key: vendor.vendorKey });
  const createdAt = new Date();
  await vendors.insert(pool, { id, mode: 'test', name: 'A vendor', vendorSn: vendor.vendorSn, appId: vendor.appId, secrets, createdAt });
  return {
    ...vendor,
    storeNo: store.storeNo,
    storeId: store.id,
    code: async (uses = 1) => {
      const code = digits(16);
      await new ActivationCodeRepository(pool).insert(pool, {
        ...{ id: randomUUID(), mode: 'test', merchantId, storeId: store.id, vendorId: id, terminalId: null, uses },
        codeHash: createHash('sha256').update(code).digest(),
        prefix: code.slice(0, 4),
        ...{ expiresAt: new Date(createdAt.getTime() + 86_400_000), createdBy: 'a test', createdAt },
      });
      return code;
    },
  };
}

/** What a till's own software does: it keeps its key, and signs the bytes that it sends. */
export class Till {
  private checkIns = 0;

  constructor(
    readonly url: string,
    readonly sn: string,
    public key: string,
    readonly deviceId: string,
  ) {}

  /** Activated by a code of its own. */
  static async activated(url: string, vendor: SeededVendor, deviceId = `device-${digits(8)}`): Promise<Till> {
    const answer = await sendSigned(url, '/terminal/activate', vendor.vendorSn, vendor.vendorKey, {
      app_id: vendor.appId,
      code: await vendor.code(),
      device_id: deviceId,
    });
    const { terminal_sn: sn, terminal_key: key } = answer.biz_response ?? {};
    if (sn === undefined || key === undefined) throw new TypeError(`not activated: ${JSON.stringify(answer)}`);
    return new Till(url, sn, key, deviceId);
  }

  /** The same till at another gateway. */
  at(url: string): Till {
    return new Till(url, this.sn, this.key, this.deviceId);
  }

  send(path: string, members: object, key = this.key): Promise<Answer> {
    return sendSigned(this.url, path, this.sn, key, { terminal_sn: this.sn, ...members });
  }

  /** Keeps the new key only once it is there. Each is another request: the same bytes would be the same check-in. */
  async checkIn(): Promise<Answer> {
    this.checkIns += 1;
    const answer = await this.send('/terminal/checkin', { device_id: this.deviceId, os_info: `start ${String(this.checkIns)}` });
    this.key = answer.biz_response?.['terminal_key'] ?? this.key;
    return answer;
  }

  pay(clientSn: string, members: object = {}): Promise<Answer> {
    const standard = { total_amount: '1000', dynamic_id: '130818341921441147', subject: 'Two coffees', operator: 'cashier01' };
    return this.send('/upay/v2/pay', { client_sn: clientSn, ...standard, ...members });
  }

  query(clientSn: string, members: object = {}): Promise<Answer> {
    return this.send('/upay/v2/query', { client_sn: clientSn, ...members });
  }

  refund(clientSn: string, no: string, amount: string, members: object = {}): Promise<Answer> {
    const refund = { refund_request_no: no, refund_amount: amount, operator: 'cashier01' };
    return this.send('/upay/v2/refund', { client_sn: clientSn, ...refund, ...members });
  }

  cancel(clientSn: string): Promise<Answer> {
    return this.send('/upay/v2/cancel', { client_sn: clientSn });
  }
}

export const sign = (body: Buffer | string, key: string): string => createHash('md5').update(body).update(key).digest('hex');

export async function sendSigned(url: string, path: string, sn: string, key: string, body: object): Promise<Answer> {
  const text = JSON.stringify(body);
  return sendRaw(url, path, text, { authorization: `${sn} ${sign(text, key)}` });
}

/** Always 200; the answer is the envelope. */
export async function sendRaw(
  url: string,
  path: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
  status = 200,
): Promise<Answer> {
  const request = supertest(url).post(path).set('content-type', 'application/json').set(headers);
  // superagent writes a Buffer as it is only where it does not know the type.
  const sent = Buffer.isBuffer(body) ? request.set('content-type', 'application/octet-stream').send(body) : request.send(body);
  const answer = await sent.expect(status);
  return answer.body as Answer;
}

function digits(length: number): string {
  return Array.from(randomBytes(length), (byte, index) => String(index === 0 ? 1 + (byte % 9) : byte % 10)).join('');
}
