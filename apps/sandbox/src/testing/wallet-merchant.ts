import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';

import type { SandboxAccounts } from '../index.js';

export interface WalletAnswer {
  readonly result: { readonly resultStatus: string; readonly resultCode: string; readonly resultMessage: string };
  readonly [member: string]: unknown;
}

const CASHIER = '51051000101000000011';
const AUTHORIZE = '51051000101000000012';
const AGREEMENT = '51051000101000100031';

type Body = Readonly<Record<string, unknown>>;

/** A merchant as its maker would write it from the wallet's pages, for specs. Signs and verifies by itself. */
export class WalletMerchant {
  static readonly #merchantKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  static readonly #walletKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  static #numbers = 0;

  constructor(
    private readonly sandboxUrl: string,
    readonly clientId = 'TEST_5X00000000000001',
  ) {}

  /** What the sandbox must know of it: two agreements, one of which has expired. */
  static account(
    clientId = 'TEST_5X00000000000001',
    more: Partial<SandboxAccounts['wallet'][number]> = {},
  ): SandboxAccounts['wallet'][number] {
    return {
      clientId,
      merchantPublicKey: this.#merchantKeys.publicKey.export({ format: 'pem', type: 'spki' }).toString(),
      walletPrivateKey: this.#walletKeys.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      keyVersion: '1',
      agreements: [{ accessToken: 'a-token' }, { accessToken: 'an-old-token', expiresAt: '2020-01-01T00:00:00+08:00' }],
      ...more,
    };
  }

  newId(): string {
    WalletMerchant.#numbers += 1;
    return `PR-${String(WalletMerchant.#numbers)}`;
  }

  /** The headers of a call as the document prints them. */
  headers(path: string, body: string, time = new Date().toISOString()): Record<string, string> {
    const signature = createSign('RSA-SHA256')
      .update(`POST /wallet${path}\n${this.clientId}.${time}.${body}`)
      .sign(WalletMerchant.#merchantKeys.privateKey, 'base64');
    return {
      'client-id': this.clientId,
      'request-time': time,
      signature: `algorithm=RSA256, keyVersion=1, signature=${encodeURIComponent(signature)}`,
      'content-type': 'application/json; charset=UTF-8',
    };
  }

  post(path: string, body: string, headers: Record<string, string>, signal?: AbortSignal): Promise<Response> {
    return fetch(`${this.sandboxUrl}/wallet${path}`, { method: 'POST', body, headers, ...(signal === undefined ? {} : { signal }) });
  }

  /** A signed call; throws unless the answer is HTTP 200 with the wallet's signature. */
  async call(operation: string, body: Body, signal?: AbortSignal): Promise<WalletAnswer> {
    const path = operation.includes('/') ? `/v1/${operation}` : `/v1/payments/${operation}`;
    const text = JSON.stringify(body);
    const answer = await this.post(path, text, this.headers(path, text), signal);
    if (answer.status !== 200) throw new Error(`HTTP ${String(answer.status)}`);
    const answered = await answer.text();
    const signedBy = this.verifies(
      `/wallet${path}`,
      answer.headers.get('response-time') ?? '',
      answered,
      answer.headers.get('signature') ?? '',
    );
    if (!signedBy || answer.headers.get('client-id') !== this.clientId) throw new Error('bad signature');
    return JSON.parse(answered) as WalletAnswer;
  }

  /** Whether the wallet signed these bytes: an answer, or a notification. */
  verifies(uri: string, time: string, body: string, header: string): boolean {
    const value = /^algorithm=RSA256, keyVersion=1, signature=([A-Za-z0-9%]+)$/.exec(header)?.[1];
    if (value === undefined) return false;
    const verify = createVerify('RSA-SHA256').update(`POST ${uri}\n${this.clientId}.${time}.${body}`);
    return verify.verify(WalletMerchant.#walletKeys.publicKey, decodeURIComponent(value), 'base64');
  }

  /** Status and code of an answer: "S/SUCCESS". */
  async told(operation: string, body: Body): Promise<string> {
    const { result } = await this.call(operation, body);
    return `${result.resultStatus}/${result.resultCode}`;
  }

  cashierOrder(value: string, more: Body = {}): Record<string, unknown> {
    return {
      productCode: CASHIER,
      paymentRequestId: this.newId(),
      paymentAmount: { currency: 'CLP', value },
      order: { referenceOrderId: 'ORD-0001', orderDescription: 'Café Ñuñoa' },
      ...more,
    };
  }

  agreementOrder(value: string, more: Body = {}): Record<string, unknown> {
    return this.cashierOrder(value, { productCode: AGREEMENT, paymentAuthCode: 'a-token', ...more });
  }

  authorizeOrder(value: string, more: Body = {}): Record<string, unknown> {
    return this.cashierOrder(value, { productCode: AUTHORIZE, ...more });
  }

  /** A hold on a payer's account, by the agreement "a-token"; answers its `paymentId`. */
  async hold(value: string, more: Body = {}): Promise<string> {
    const answer = await this.call('pay', this.authorizeOrder(value, { paymentAuthCode: 'a-token', ...more }));
    if (answer.result.resultStatus !== 'S') throw new Error(answer.result.resultCode);
    return String(answer['paymentId']);
  }

  captureRequest(paymentId: string, value?: string, more: Body = {}): Record<string, unknown> {
    return { captureRequestId: this.newId(), paymentId, ...amountOf('captureAmount', value), ...more };
  }

  voidRequest(paymentId: string, value?: string, more: Body = {}): Record<string, unknown> {
    return { voidRequestId: this.newId(), paymentId, ...amountOf('voidAmount', value), ...more };
  }

  /** Opens a cashier order; answers its `paymentRequestId`. */
  async open(value: string, more: Body = {}): Promise<string> {
    const order = this.cashierOrder(value, more);
    const told = await this.told('pay', order);
    if (told !== 'S/SUCCESS') throw new Error(told);
    return String(order['paymentRequestId']);
  }

  inquire(id: string): Promise<WalletAnswer> {
    return this.call('inquiryPayment', { paymentRequestId: id });
  }

  async status(id: string): Promise<unknown> {
    return (await this.inquire(id))['paymentStatus'];
  }

  cancel(id: string): Promise<string> {
    return this.told('cancel', { paymentRequestId: id });
  }

  refundRequest(paymentRequestId: string, value: string, more: Body = {}): Record<string, unknown> {
    return { refundRequestId: this.newId(), paymentRequestId, refundAmount: { currency: 'CLP', value }, refundReason: 'returned', ...more };
  }

  async refundStatus(refundRequestId: unknown): Promise<unknown> {
    return (await this.call('inquiryRefund', { refundRequestId }))['refundStatus'];
  }
}

function amountOf(name: string, value: string | undefined): Body {
  return value === undefined ? {} : { [name]: { currency: 'CLP', value } };
}
