import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { currencyCode } from '@interlock/domain';
import { ProviderPools, openCall } from '@interlock/provider-kit';
import type {
  ChargeReference,
  ProviderCall,
  RecordedTransport,
  RefundRequest,
  SaleRequest,
  SendUntil,
  VoidRequest,
} from '@interlock/provider-kit';
import { upaySecrets, upaySettings } from '../src/upay.settings.js';

export const MXN = currencyCode('MXN');
export const TERMINAL_KEY = '68d499beda5f72116592f5c527465656';
export const PREVIOUS_KEY = '9d8d241c9912f0b7d7b45d93d7d81e40';
export const CLIENT_SN = '0199a1b2c3d4e5f60718293a4b5c6d7e';
export const SN = '7893259247405832';
export const REFUND_NO = 'R000000000002s4c6d7e';
export const NOTIFY_URL = 'https://pay.example.mx/hooks/upay/account-1';
export const PAYER_CODE = '130818341921441147';

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  readonly json: Record<string, unknown>;
}
/** An answer of the scripted provider: a JSON value, the exact bytes, or whatever the function does with the response. */
export type Script = object | Buffer | ((response: ServerResponse) => void);

/** An HTTP server that answers with what it was told and keeps what it received, and the call of an adapter against it. */
export class ScriptedUpay {
  readonly received: ReceivedRequest[] = [];
  private readonly scripts: Script[] = [];
  private always: Script | undefined;
  private readonly pools = new ProviderPools();
  private readonly server = createServer((request, response) => {
    void buffer(request).then((raw) => {
      this.received.push({
        path: request.url ?? '',
        headers: request.headers,
        raw,
        json: JSON.parse(raw.toString()) as Record<string, unknown>,
      });
      const script = this.scripts.shift() ?? this.always;
      if (typeof script === 'function') (script as (response: ServerResponse) => void)(response);
      else response.end(Buffer.isBuffer(script) ? script : JSON.stringify(script ?? {}));
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    await this.pools.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get last(): ReceivedRequest {
    const last = this.received.at(-1);
    if (last === undefined) throw new Error('nothing was received');
    return last;
  }

  answers(...scripts: readonly Script[]): void {
    this.always = undefined;
    this.scripts.splice(0, this.scripts.length, ...scripts);
  }

  /** One answer to whatever is sent, however often. */
  keepsAnswering(script: Script): void {
    this.answers();
    this.always = script;
  }

  call(
    options: {
      readonly attempt?: number;
      readonly settings?: object;
      readonly secrets?: object;
      readonly totalTimeoutMs?: number;
      readonly now?: number | (() => number);
      readonly sendUntil?: SendUntil;
    } = {},
  ): ProviderCall & { readonly http: RecordedTransport } {
    const baseUrl = `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
    const settings = upaySettings.parse({ baseUrl, terminalSn: '10298371039', defaultPayway: '3', ...options.settings });
    const secrets = upaySecrets.parse({ terminalKey: TERMINAL_KEY, previousTerminalKey: PREVIOUS_KEY, ...options.secrets });
    const { sendUntil, totalTimeoutMs = 2_000, attempt = 1 } = options;
    const now = typeof options.now === 'number' ? constant(options.now) : (options.now ?? Date.now);
    const http = openCall({
      pools: this.pools,
      accountId: 'account-1',
      baseUrl,
      connectTimeoutMs: 1_000,
      totalTimeoutMs,
      now,
      ...(sendUntil === undefined ? {} : { sendUntil }),
    });
    return { settings, secrets, currency: MXN, http, now, attempt };
  }
}

const constant = (at: number) => (): number => at;

export function saleOf(overrides: Partial<SaleRequest> = {}): SaleRequest {
  return {
    kind: 'sale',
    providerKey: CLIENT_SN,
    merchantOrderNo: 'ORDER-1',
    amount: { currency: MXN, minor: 1000n },
    method: { type: 'payer_code', code: PAYER_CODE },
    subject: 'Café de olla',
    description: 'one cup',
    createdAt: 1_779_436_800_000,
    notifyUrl: NOTIFY_URL,
    ...overrides,
  };
}

export function chargeOf(overrides: Partial<ChargeReference> = {}): ChargeReference {
  return {
    kind: 'sale',
    providerKey: CLIENT_SN,
    methodType: 'payer_code',
    amount: { currency: MXN, minor: 1000n },
    amounts: { authorized: 1000n, captured: 1000n, tip: 0n, cashback: 0n, surcharge: 0n, refunded: 0n },
    createdAt: 1_779_436_800_000,
    ...overrides,
  };
}

export function refundOf(overrides: Partial<RefundRequest> = {}): RefundRequest {
  return {
    kind: 'refund',
    providerKey: REFUND_NO,
    charge: chargeOf({ providerRef: SN }),
    amount: { currency: MXN, minor: 400n },
    notifyUrl: NOTIFY_URL,
    ...overrides,
  };
}

export function voidOf(overrides: Partial<VoidRequest> = {}): VoidRequest {
  return { kind: 'void', providerKey: 'v', charge: chargeOf({ providerRef: SN }), notifyUrl: NOTIFY_URL, ...overrides };
}

/** A business answer in its envelope. */
export function business(resultCode: string, data?: object, errorCode?: string): object {
  return {
    result_code: '200',
    biz_response: { result_code: resultCode, error_code: errorCode, error_message: errorCode === undefined ? undefined : '签名错误', data },
  };
}

/** An order view with the members that the documents allow to require. */
export function view(overrides: object = {}): object {
  return { sn: SN, client_sn: CLIENT_SN, status: 'SUCCESS', order_status: 'PAID', total_amount: '1000', net_amount: '1000', ...overrides };
}
