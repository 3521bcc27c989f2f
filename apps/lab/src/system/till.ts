import { createHash } from 'node:crypto';

/** The protocol's layers, as far as anybody here looks at them. */
export interface TillAnswer {
  readonly result_code: string;
  readonly error_code?: string;
  readonly error_message?: string;
  readonly biz_response?: Readonly<Record<string, string>> & { readonly data?: Readonly<Record<string, string>> };
}

/** What the software of a till is sold with, and a code of the store in which it stands. */
export interface TillCredentials {
  readonly vendorSn: string;
  readonly vendorKey: string;
  readonly appId: string;
  readonly code: string;
}

/** A till: it keeps its key, signs the bytes that it sends (Upay Web API v2), and knows nothing of Interlock. */
export class Till {
  /** Over all tills of a run: one terminal may be several of them, one after the other. */
  static #payments = 0;
  static #devices = 0;
  #key: string;
  #checkIns = 0;
  #requests = 1;
  readonly #sns: string[] = [];
  /** Who keeps what a till keeps, whichever gateway it speaks with. */
  #kept: Till = this;

  private constructor(
    private readonly url: string,
    readonly sn: string,
    key: string,
    readonly deviceId: string,
  ) {
    this.#key = key;
  }

  /** By its code, on a device of its own. Throws where it is refused. */
  static async activated(url: string, { vendorSn, vendorKey, appId, code }: TillCredentials): Promise<Till> {
    Till.#devices += 1;
    const deviceId = `device-${String(Till.#devices)}`;
    const body = JSON.stringify({ app_id: appId, code, device_id: deviceId });
    const answer = await post(url, '/terminal/activate', body, `${vendorSn} ${sign(body, vendorKey)}`);
    const { terminal_sn: sn, terminal_key: key } = answer.biz_response ?? {};
    if (sn === undefined || key === undefined) throw new Error(`not activated: ${JSON.stringify(answer)}`);
    return new Till(url, sn, key, deviceId);
  }

  /** What it signs with now. */
  get key(): string {
    return this.#kept.#key;
  }

  /** How often it has asked, its activation among them. */
  get requests(): number {
    return this.#kept.#requests;
  }

  /** The numbers of its payments. */
  get sns(): readonly string[] {
    return this.#kept.#sns;
  }

  /** The same till, by another gateway. */
  at(url: string): Till {
    const there = new Till(url, this.sn, '', this.deviceId);
    there.#kept = this.#kept;
    return there;
  }

  /** Keeps the next key once it is there; each is another request, since the same bytes would be the same check-in. */
  async checkIn(): Promise<TillAnswer> {
    this.#kept.#checkIns += 1;
    const answer = await this.send('/terminal/checkin', { device_id: this.deviceId, os_info: `start ${String(this.#kept.#checkIns)}` });
    this.#kept.#key = answer.biz_response?.['terminal_key'] ?? this.#kept.#key;
    return answer;
  }

  send(path: string, members: object, key = this.key): Promise<TillAnswer> {
    const body = JSON.stringify({ terminal_sn: this.sn, ...members });
    return this.sendAs(path, body, `${this.sn} ${sign(body, key)}`);
  }

  /** Somebody else's bytes under somebody's Authorization. */
  sendAs(path: string, body: string, authorization: string): Promise<TillAnswer> {
    this.#kept.#requests += 1;
    return post(this.url, path, body, authorization);
  }

  newSn(): string {
    Till.#payments += 1;
    const sn = `TILL-${String(Till.#payments)}`;
    this.#kept.#sns.push(sn);
    return sn;
  }

  pay(clientSn: string, amount: string, members: object = {}): Promise<TillAnswer> {
    const standard = { dynamic_id: '130818341921441147', subject: 'Two coffees', operator: 'cashier01' };
    return this.send('/upay/v2/pay', { client_sn: clientSn, total_amount: amount, ...standard, ...members });
  }

  precreate(clientSn: string, amount: string, members: object = {}): Promise<TillAnswer> {
    const standard = { payway: '3', sub_payway: '2', subject: 'Two coffees', operator: 'cashier01' };
    return this.send('/upay/v2/precreate', { client_sn: clientSn, total_amount: amount, ...standard, ...members });
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

  revoke(clientSn: string): Promise<TillAnswer> {
    return this.send('/upay/v2/revoke', { client_sn: clientSn });
  }
}

/** The three layers in short: the result, `status`, `order_status`, and why not. */
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
