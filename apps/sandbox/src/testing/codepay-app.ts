import { constants, generateKeyPairSync, publicEncrypt, sign, verify, type KeyObject } from 'node:crypto';

import type { SandboxAccounts } from '../index.js';

export interface CodepayAnswer {
  readonly code: string;
  readonly msg: string;
  readonly psn: string;
  readonly sign?: string;
  /** A JSON text on the wire. */
  readonly data?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** A merchant's app as its maker would write it from CodePay's pages, for specs. Signs and verifies by itself. */
export class CodepayApp {
  static readonly #appKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  static readonly #gatewayKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  static #numbers = 0;

  readonly terminal = 'WPYB002248000865';
  readonly basicAuth = { username: 'shop', password: 'a password of the shop' };

  constructor(
    private readonly sandboxUrl: string,
    readonly appId = 'wz0000000000000001',
    readonly merchantNo = '302300000001',
    readonly currency = 'USD',
  ) {}

  /** What the sandbox must know of it. */
  static account(appId = 'wz0000000000000001', merchantNo = '302300000001', currency = 'USD'): SandboxAccounts['codepay'][number] {
    return {
      appId,
      merchantNo,
      appPublicKey: this.#appKeys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
      gatewayPrivateKey: this.#gatewayKeys.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      terminals: ['WPYB002248000865', 'WPYB002248000866'],
      currency,
      basicAuth: { username: 'shop', password: 'a password of the shop' },
    };
  }

  newNo(): string {
    CodepayApp.#numbers += 1;
    return `N-${String(CodepayApp.#numbers)}`;
  }

  /** The envelope, before its signature. */
  envelope(method: string, fields: Fields = {}): Record<string, unknown> {
    const common = {
      app_id: this.appId,
      format: 'JSON',
      charset: 'UTF-8',
      sign_type: 'RSA2',
      version: '1.0',
      timestamp: String(Date.now()),
    };
    return { ...common, method, merchant_no: this.merchantNo, ...fields };
  }

  signed(body: Fields, key: KeyObject = CodepayApp.#appKeys.privateKey): string {
    const text = Buffer.from(joined(body), 'utf8');
    return JSON.stringify({ ...body, sign: sign('sha256', text, { key, padding: constants.RSA_PKCS1_PADDING }).toString('base64') });
  }

  async post(body: string, headers: Record<string, string> = {}, path = '/api/entry', signal?: AbortSignal): Promise<Response> {
    return fetch(`${this.sandboxUrl}/codepay${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      ...(signal === undefined ? {} : { signal }),
    });
  }

  /** A signed call; throws unless the answer is HTTP 200 with the gateway's signature. */
  async call(method: string, fields: Fields = {}, signal?: AbortSignal): Promise<CodepayAnswer> {
    const answer = await this.post(this.signed(this.envelope(method, fields)), {}, '/api/entry', signal);
    if (answer.status !== 200) throw new Error(`HTTP ${String(answer.status)}`);
    const json = (await answer.json()) as CodepayAnswer;
    if (!this.verifies({ ...json })) throw new Error(`bad signature: ${JSON.stringify(json)}`);
    return json;
  }

  /** `data` of an accepted call; throws for any other. */
  async data(method: string, fields: Fields = {}): Promise<Readonly<Record<string, unknown>>> {
    const { code, msg, data } = await this.call(method, fields);
    if (code !== '0') throw new Error(msg);
    return JSON.parse(data ?? '') as Readonly<Record<string, unknown>>;
  }

  /** `code` alone. */
  async code(method: string, fields: Fields = {}): Promise<string> {
    return (await this.call(method, fields)).code;
  }

  /** Whether the gateway signed these top-level values (strings and numbers as JavaScript prints them). */
  verifies({ sign: signature, ...body }: Fields & { sign?: unknown }): boolean {
    if (typeof signature !== 'string') return false;
    return verify('sha256', Buffer.from(joined(body), 'utf8'), CodepayApp.#gatewayKeys.publicKey, Buffer.from(signature, 'base64'));
  }

  order(amount: number | string, fields: Fields = {}): Record<string, unknown> {
    return {
      api_version: '2.0',
      terminal_sn: this.terminal,
      message_receiving_application: 'CodePay Register',
      price_currency: this.currency,
      order_amount: amount,
      trans_type: 1,
      merchant_order_no: this.newNo(),
      description: 'coffee',
      expires: 300,
      ...fields,
    };
  }

  /** Pushes a sale to the terminal; answers its number. */
  async push(amount: number | string, fields: Fields = {}): Promise<string> {
    const order = this.order(amount, fields);
    await this.data('wisehub.cloud.pay.order', order);
    return String(order['merchant_order_no']);
  }

  checkoutOrder(amount: number, fields: Fields = {}): Record<string, unknown> {
    return {
      merchant_order_no: this.newNo(),
      price_currency: this.currency,
      order_amount: amount,
      expires: 900,
      description: 'coffee',
      ...fields,
    };
  }

  /** Opens a hosted checkout; answers its number and its page. */
  async checkout(amount: number, fields: Fields = {}): Promise<{ no: string; payUrl: string }> {
    const order = this.checkoutOrder(amount, fields);
    const { pay_url: payUrl } = await this.data('pay.checkout', order);
    return { no: String(order['merchant_order_no']), payUrl: String(payUrl) };
  }

  /** A signed call by path: only the app, its business fields and the signature. */
  async pathCall(path: string, fields: Fields = {}): Promise<CodepayAnswer> {
    const answer = await this.post(this.signed({ app_id: this.appId, ...fields }), {}, path);
    if (answer.status !== 200) throw new Error(`HTTP ${String(answer.status)}`);
    const json = (await answer.json()) as CodepayAnswer;
    if (!this.verifies({ ...json })) throw new Error(`bad signature: ${JSON.stringify(json)}`);
    return json;
  }

  async pathCode(path: string, fields: Fields = {}): Promise<string> {
    return (await this.pathCall(path, fields)).code;
  }

  async pathData(path: string, fields: Fields = {}): Promise<Readonly<Record<string, unknown>>> {
    const { code, msg, data } = await this.pathCall(path, fields);
    if (code !== '0') throw new Error(msg);
    return JSON.parse(data ?? '') as Readonly<Record<string, unknown>>;
  }

  /** A card as the gateway takes it: OAEP with SHA-1, 214 bytes to a block. */
  sealed(card: unknown, { hash = 'sha1', key = CodepayApp.#gatewayKeys.publicKey }: { hash?: string; key?: KeyObject } = {}): string {
    const text = Buffer.from(typeof card === 'string' ? card : JSON.stringify(card), 'utf8');
    const blocks: Buffer[] = [];
    for (let at = 0; at < text.length; at += 214)
      blocks.push(
        publicEncrypt(
          { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash },
          text.subarray(at, Math.min(at + 214, text.length)),
        ),
      );
    return Buffer.concat(blocks).toString('base64');
  }

  query(no: string): Promise<Readonly<Record<string, unknown>>> {
    return this.data('order.query', { merchant_order_no: no });
  }

  async status(no: string): Promise<unknown> {
    return (await this.query(no))['trans_status'];
  }

  refundRequest(orig: string, amount: number | string, fields: Fields = {}): Record<string, unknown> {
    const common = { price_currency: this.currency, order_amount: amount, description: 'returned' };
    return { orig_merchant_order_no: orig, merchant_order_no: this.newNo(), ...common, ...fields };
  }

  async refundStatus(no: string): Promise<unknown> {
    return (await this.data('order.refund.query', { merchant_order_no: no }))['trans_status'];
  }

  close(no: string, fields: Fields = {}): Promise<string> {
    const where = { terminal_sn: this.terminal, message_receiving_application: 'CodePay Register' };
    return this.code('wisehub.cloud.pay.close', { merchant_order_no: no, ...where, ...fields });
  }

  revoke(no: string): Promise<string> {
    return this.code('order.revoker', { merchant_order_no: no });
  }
}

function joined(body: Fields): string {
  return Object.keys(body)
    .sort()
    .map((name) => ({ name, value: body[name] }))
    .filter(({ value }) => value !== null && value !== undefined && value !== '')
    .map(({ name, value }) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('&');
}
