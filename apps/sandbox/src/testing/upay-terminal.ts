import { createHash } from 'node:crypto';

export interface UpayAnswer {
  readonly result_code: string;
  readonly error_code?: string;
  readonly error_message?: string;
  readonly biz_response?: {
    readonly result_code?: string;
    readonly error_code?: string;
    readonly terminal_sn?: string;
    readonly terminal_key?: string;
    readonly data?: Readonly<Record<string, unknown>>;
  };
}

export function md5(body: string | Buffer, key: string): string {
  return createHash('md5').update(body).update(key).digest('hex');
}

/** A terminal as its maker would write it from Upay's pages, for specs. */
export class UpayTerminal {
  #orders = 0;

  constructor(
    private readonly sandboxUrl: string,
    readonly sn: string,
    public key: string,
  ) {}

  /** A fresh `client_sn`. */
  newSn(): string {
    this.#orders += 1;
    return `T${this.sn}-${String(this.#orders)}`;
  }

  /** Sends an exact body with an exact Authorization header. */
  async send(
    path: string,
    body: string | Buffer,
    authorization: string | undefined,
    contentType = 'application/json',
    signal?: AbortSignal,
  ): Promise<Response> {
    return fetch(`${this.sandboxUrl}/upay${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': contentType, ...(authorization === undefined ? {} : { authorization }) },
      ...(signal === undefined ? {} : { signal }),
    });
  }

  /** A signed call; throws unless the answer is HTTP 200 with an envelope. */
  async call(path: string, fields: object, signal?: AbortSignal): Promise<UpayAnswer> {
    const body = JSON.stringify({ terminal_sn: this.sn, ...fields });
    const answer = await this.send(path, body, `${this.sn} ${md5(body, this.key)}`, 'application/json', signal);
    if (answer.status !== 200) throw new Error(`HTTP ${String(answer.status)}`);
    return (await answer.json()) as UpayAnswer;
  }

  pay(totalAmount: string, fields: object = {}, signal?: AbortSignal): Promise<UpayAnswer> {
    const sale = {
      client_sn: this.newSn(),
      total_amount: totalAmount,
      dynamic_id: '130818341921441147',
      subject: 'coffee',
      operator: 'cashier01',
    };
    return this.call('/upay/v2/pay', { ...sale, ...fields }, signal);
  }

  precreate(totalAmount: string, fields: object = {}): Promise<UpayAnswer> {
    const order = {
      client_sn: this.newSn(),
      total_amount: totalAmount,
      payway: '3',
      sub_payway: '2',
      subject: 'coffee',
      operator: 'cashier01',
    };
    return this.call('/upay/v2/precreate', { ...order, ...fields });
  }

  query(fields: object): Promise<UpayAnswer> {
    return this.call('/upay/v2/query', fields);
  }

  refund(clientSn: string, requestNo: string, amount: string): Promise<UpayAnswer> {
    return this.call('/upay/v2/refund', {
      client_sn: clientSn,
      refund_request_no: requestNo,
      refund_amount: amount,
      operator: 'cashier01',
    });
  }

  cancel(clientSn: string): Promise<UpayAnswer> {
    return this.call('/upay/v2/cancel', { client_sn: clientSn });
  }

  /** `biz_response.result_code`, `status` and `order_status` of an order now. */
  async look(clientSn: string, fields: object = {}): Promise<string> {
    return told(await this.query({ client_sn: clientSn, ...fields }));
  }
}

/** The three layers of an answer in one line: "PAY_SUCCESS SUCCESS PAID", "FAIL UPAY_ORDER_NOT_EXISTS", "400 ILLEGAL_SIGN". */
export function told(answer: UpayAnswer): string {
  const { biz_response: business } = answer;
  if (business === undefined) return `${answer.result_code} ${answer.error_code ?? ''}`;
  const { data } = business;
  const words = [business.result_code, data?.['status'], data?.['order_status'], business.error_code];
  return words.filter((word) => typeof word === 'string').join(' ');
}
