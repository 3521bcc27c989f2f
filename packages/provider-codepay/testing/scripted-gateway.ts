import { createPrivateKey, sign } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { currencyCode } from '@interlock/domain';
import { openCall, ProviderPools, type ProviderCall, type RecordedTransport } from '@interlock/provider-kit';
import { keys } from './vectors.js';

/** What the gateway does with one request: an answer, or none. */
export type Reply = { readonly status?: number; readonly body: string | Uint8Array } | 'hang' | 'drop';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

const gatewayKey = createPrivateKey({ key: Buffer.from(keys.gatewayPrivateKey, 'base64'), format: 'der', type: 'pkcs8' });

/** Signs a flat object by code of its own, written from the document: values are text or plain numbers here. */
export function signedByGateway(fields: Fields): string {
  const text = Object.entries(fields)
    .filter(([, value]) => value !== '' && value !== null && value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return JSON.stringify({ ...fields, sign: sign('sha256', Buffer.from(text), gatewayKey).toString('base64') });
}

/** An accepting answer, with `data` as the JSON string that the gateway sends. */
export const accepted = (data?: Fields): Reply => ({
  body: signedByGateway({
    code: '0',
    msg: 'success',
    psn: '11142213200000000001',
    ...(data === undefined ? {} : { data: JSON.stringify(data) }),
  }),
});
export const refused = (code: string): Reply => ({ body: signedByGateway({ code, msg: `[${code}]refused`, psn: '11142213200000000002' }) });
export const unsigned = (fields: Fields): Reply => ({ body: JSON.stringify(fields) });

export const APP_ID = 'wz0000000000000001';
export const MERCHANT_NO = '302300000001';
export const NOW = 1_700_000_000_000;
/** One object for every call, as a registry of accounts would hold it. */
const secrets = { appPrivateKey: keys.appPrivateKey, gatewayPublicKey: keys.gatewayPublicKey };

/** A CodePay gateway on loopback that says what a test has written for it, in order, and keeps what it was asked. */
export class ScriptedGateway {
  readonly received: Received[] = [];
  private replies: Reply[] = [];
  private readonly settings = { baseUrl: '', appId: APP_ID, merchantNo: MERCHANT_NO };

  private constructor(
    private readonly server: Server,
    private readonly pools: ProviderPools,
  ) {}

  static async start(): Promise<ScriptedGateway> {
    const server = createServer();
    const gateway = new ScriptedGateway(server, new ProviderPools());
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        gateway.received.push({ path: request.url ?? '', headers: request.headers, body, fields: JSON.parse(body) as Fields });
        const reply = gateway.replies.shift() ?? 'drop';
        if (reply === 'drop') request.socket.destroy();
        else if (reply !== 'hang') response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' }).end(reply.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    gateway.settings.baseUrl = gateway.url;
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** The answers to the next requests, and a clean record of what comes. */
  says(...replies: readonly Reply[]): void {
    this.replies = [...replies];
    this.received.length = 0;
  }

  /** The methods that were called, in order; of a call without one its path. */
  get called(): readonly unknown[] {
    return this.received.map(({ fields, path }) => fields.method ?? path);
  }

  /** A call of the adapter against this gateway, or against `baseUrl`. */
  call(
    overrides: {
      readonly settings?: Fields;
      readonly secrets?: Fields;
      readonly attempt?: number;
      readonly baseUrl?: string;
      readonly totalTimeoutMs?: number;
    } = {},
  ): TestCall {
    const { baseUrl = this.url, totalTimeoutMs = 2_000, attempt = 1 } = overrides;
    const http = openCall({ pools: this.pools, accountId: 'account', baseUrl, connectTimeoutMs: 1_000, totalTimeoutMs, now: () => NOW });
    return {
      settings:
        overrides.settings === undefined && baseUrl === this.url ? this.settings : { ...this.settings, baseUrl, ...overrides.settings },
      secrets: overrides.secrets === undefined ? secrets : { ...secrets, ...overrides.secrets },
      currency: currencyCode('USD'),
      now: () => NOW,
      attempt,
      http,
    };
  }

  async close(): Promise<void> {
    await this.pools.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export type TestCall = ProviderCall & { readonly http: RecordedTransport };
