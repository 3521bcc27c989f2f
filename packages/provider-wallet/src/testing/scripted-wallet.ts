import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { currencyCode, type Money } from '@interlock/domain';
import {
  openCall,
  ProviderPools,
  type CancelRequest,
  type CaptureRequest,
  type ChargeReference,
  type ProviderCall,
  type QueryRequest,
  type RawMessage,
  type RecordedTransport,
  type RefundRequest,
  type SaleRequest,
  type VoidRequest,
} from '@interlock/provider-kit';
import { checkSignature, signatureHeader, signMessage } from '../wallet.signing.js';

export const CLIENT_ID = 'TEST_5X00000000000001';
/** 2024-05-06T07:08:09Z. */
export const NOW = 1_714_979_289_000;
export const ACCESS_TOKEN = '281010033AB2F588D14B43238637264FCA5AAF35xxxx';
const CLP = currencyCode('CLP');
export const clp = (minor: bigint): Money => ({ currency: CLP, minor });

/** A request as the wallet got it, and whether its signature held over the path as called. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly json: Record<string, unknown>;
  readonly signature: string;
}
/** What the wallet does with a request: an answer to sign, or its own way with the socket. */
export type Script =
  | {
      readonly body: unknown;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string | undefined>>;
      readonly signWith?: KeyObject;
      readonly keyVersion?: number;
    }
  | ((request: Received, response: ServerResponse) => void);

export const success = { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'Success' };
export const answers = (resultStatus: string, resultCode: string, rest: Record<string, unknown> = {}): Script => ({
  body: { result: { resultStatus, resultCode, resultMessage: 'as scripted' }, ...rest },
});

const pem = (key: KeyObject): string => key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'der' }).toString('base64');

/** A wallet on loopback that answers by script, and everything a test needs to call it through the real transport. */
export class ScriptedWallet {
  readonly merchant = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly wallet = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly received: Received[] = [];
  script: Script = answers('S', 'SUCCESS');
  readonly secrets = { merchantPrivateKey: pem(this.merchant.privateKey), walletPublicKeys: { '1': pem(this.wallet.publicKey) } };
  private readonly pools = new ProviderPools();
  private readonly server = createServer((request, response) => void this.serve(request, response));
  private port = 0;

  static async start(): Promise<ScriptedWallet> {
    const scripted = new ScriptedWallet();
    await new Promise<void>((resolve) => scripted.server.listen(0, '127.0.0.1', resolve));
    scripted.port = (scripted.server.address() as AddressInfo).port;
    return scripted;
  }

  async close(): Promise<void> {
    await this.pools.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  settings(more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
    return { baseUrl: `http://127.0.0.1:${String(this.port)}`, clientId: CLIENT_ID, ...more };
  }

  /** A call of the account, with the transcript that it leaves. */
  call(
    more: Partial<ProviderCall> & { readonly sendUntilPassed?: boolean; readonly totalTimeoutMs?: number } = {},
  ): ProviderCall & { readonly http: RecordedTransport } {
    const { sendUntilPassed = false, totalTimeoutMs = 5_000, ...rest } = more;
    const settings = (rest.settings ?? this.settings()) as { readonly baseUrl: string };
    const http = openCall({
      pools: this.pools,
      accountId: 'wallet-account',
      baseUrl: settings.baseUrl,
      connectTimeoutMs: 2_000,
      totalTimeoutMs,
      now: () => NOW,
      ...(sendUntilPassed ? { sendUntil: { wallMs: NOW - 1, monotonicMs: performance.now() - 1 } } : {}),
    });
    return { secrets: this.secrets, currency: CLP, now: () => NOW, attempt: 1, ...rest, settings, http };
  }

  /** A notification as the wallet signs it. */
  notification(
    body: unknown,
    more: {
      readonly path?: string;
      readonly time?: string;
      readonly signWith?: KeyObject;
      readonly headers?: Readonly<Record<string, string | undefined>>;
    } = {},
  ): RawMessage {
    const { path = '/hooks/wallet/account-1', time = '2024-05-06T07:10:00.123+00:00', signWith = this.wallet.privateKey } = more;
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const signature = signMessage({ method: 'POST', uri: path, clientId: CLIENT_ID, time, body: bytes }, signWith);
    const headers = { 'client-id': CLIENT_ID, 'request-time': time, signature: signatureHeader(signature, 1, 'percent'), ...more.headers };
    return { method: 'POST', path, headers, body: bytes };
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const path = request.url ?? '';
    const { signature: signatureOf, 'request-time': time, 'client-id': clientId } = request.headers;
    const merchantKeys = new Map([[1, this.merchant.publicKey]]);
    const message = { method: request.method ?? '', uri: path, clientId: String(clientId), time: String(time), body };
    const signature = checkSignature(typeof signatureOf === 'string' ? signatureOf : undefined, message, merchantKeys);
    const received = {
      path,
      headers: request.headers,
      text: body.toString(),
      json: JSON.parse(body.toString()) as Record<string, unknown>,
      signature,
    };
    this.received.push(received);
    if (typeof this.script === 'function') this.script(received, response);
    else this.answer(path, this.script, response);
  }

  private answer(path: string, script: Exclude<Script, (...args: never) => unknown>, response: ServerResponse): void {
    const body = Buffer.from(
      typeof script.body === 'string' || script.body instanceof Uint8Array ? script.body : JSON.stringify(script.body),
    );
    const time = '2024-05-06T07:08:10+08:00';
    const signature = signMessage(
      { method: 'POST', uri: path, clientId: CLIENT_ID, time, body },
      script.signWith ?? this.wallet.privateKey,
    );
    const headers = {
      'content-type': 'application/json; charset=UTF-8',
      'client-id': CLIENT_ID,
      'response-time': time,
      signature: signatureHeader(signature, script.keyVersion ?? 1, 'percent'),
      ...script.headers,
    };
    response.writeHead(script.status ?? 200, Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)));
    response.end(body);
  }
}

export function sale(more: Partial<SaleRequest> = {}): SaleRequest {
  return {
    kind: 'sale',
    providerKey: '0192f0c0a1b27c3d8e4f5a6b7c8d9e0f',
    merchantOrderNo: 'ORD-0001',
    amount: clp(2000n),
    method: { type: 'redirect' },
    subject: 'Shoes',
    description: 'Café Ñuñoa',
    createdAt: NOW,
    notifyUrl: 'https://merchant.example/hooks/wallet/account-1',
    ...more,
  };
}
export const agreementSale = (more: Partial<SaleRequest> = {}): SaleRequest =>
  sale({ method: { type: 'agreement', accessToken: ACCESS_TOKEN }, ...more });

export const charge = (more: Partial<ChargeReference> = {}): ChargeReference => ({
  kind: 'sale',
  providerKey: sale().providerKey,
  providerRef: 'WP-0001',
  methodType: 'redirect',
  amount: clp(2000n),
  amounts: { authorized: 2000n, captured: 2000n, tip: 0n, cashback: 0n, surcharge: 0n, refunded: 0n },
  createdAt: NOW,
  ...more,
});
const notifyUrl = 'https://merchant.example/hooks/wallet/account-1';
export const cancelOf = (of = charge()): CancelRequest => ({ kind: 'cancel', providerKey: 'cancel0001', charge: of, notifyUrl });
export const refund = (more: Partial<RefundRequest> = {}): RefundRequest => ({
  kind: 'refund',
  providerKey: 'refund0001',
  charge: charge(),
  amount: clp(500n),
  notifyUrl,
  ...more,
});
/** A payment of which we do not know that it was paid. */
export const unpaid = (more: Partial<ChargeReference> = {}): ChargeReference => charge({ amounts: hold().amounts, ...more });
/** A hold of 2000, and what follows it. */
export const hold = (more: Partial<ChargeReference> = {}): ChargeReference =>
  charge({
    kind: 'authorize',
    amounts: { authorized: 2000n, captured: 0n, tip: 0n, cashback: 0n, surcharge: 0n, refunded: 0n },
    ...more,
  });
export const captureOf = (more: Partial<CaptureRequest> = {}): CaptureRequest => ({
  kind: 'capture',
  providerKey: 'capture0001',
  charge: hold(),
  amount: clp(1500n),
  notifyUrl,
  ...more,
});
export const voidOf = (of = hold(), more: Partial<VoidRequest> = {}): VoidRequest => ({
  kind: 'void',
  providerKey: 'void0001',
  charge: of,
  notifyUrl,
  ...more,
});
export const queryOfEffect = (
  kind: 'capture' | 'void',
  of = hold(),
  more: { providerRef?: string; amount?: Money } = {},
): QueryRequest => ({
  kind: 'query',
  operation: { kind, providerKey: `${kind}0001`, amount: clp(kind === 'capture' ? 1500n : 2000n), onTerminal: false, ...more },
  charge: of,
});
export const queryOf = (of = unpaid(), kind: 'sale' | 'authorize' = 'sale'): QueryRequest => ({
  kind: 'query',
  operation: { kind },
  charge: of,
});
export const queryOfRefund = (providerRef?: string): QueryRequest => ({
  kind: 'query',
  operation: {
    kind: 'refund',
    providerKey: 'refund0001',
    amount: clp(500n),
    onTerminal: false,
    ...(providerRef === undefined ? {} : { providerRef }),
  },
  charge: charge(),
});
