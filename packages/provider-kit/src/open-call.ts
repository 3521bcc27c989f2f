import type { ProviderPools } from './pools.js';
import { sendOnce, type SendBounds } from './send-once.js';
import { retryAfterOf } from './traffic-limit.js';
import type { Exchange, HttpOutcome, HttpRequest, RecordedTransport, SignatureVerdict } from './transport.js';

export interface OpenCallOptions extends SendBounds {
  readonly pools: ProviderPools;
  readonly accountId: string;
  readonly baseUrl: string;
  /** Told of each exchange once it is over. */
  readonly onExchange?: (exchange: Exchange) => void;
}

/** The transport for one call of an adapter, over the account's own pool. `sendUntil` guards every request of the call. */
export function openCall(options: OpenCallOptions): RecordedTransport {
  return new CallTransport(options);
}

class CallTransport implements RecordedTransport {
  readonly exchanges: Exchange[] = [];

  constructor(private readonly options: OpenCallOptions) {}

  async send(request: HttpRequest): Promise<HttpOutcome> {
    const { pools, accountId, baseUrl, now, onExchange } = this.options;
    const account = pools.forAccount(accountId, baseUrl);
    const askedAt = now();
    const outcome = await sendOnce(account, request, this.options);
    const finishedAt = now();
    const retryAfterMs = outcome.type === 'answered' ? retryAfterOf(outcome.status, outcome.headers, finishedAt) : undefined;
    const exchange: Exchange = {
      askedAt,
      finishedAt,
      request: { method: request.method, url: baseUrl.replace(/\/+$/, '') + request.path, body: request.redactedBody },
      outcome: outcome.type,
      ...(outcome.type === 'answered'
        ? { status: outcome.status, bodySha256: outcome.bodySha256, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
        : { cause: outcome.cause, detail: outcome.detail }),
    };
    this.exchanges.push(exchange);
    onExchange?.(exchange);
    return outcome;
  }

  note(verdict: SignatureVerdict, redactedAnswer: unknown): void {
    const latest = this.exchanges.pop();
    if (latest === undefined) throw new Error('a verdict was noted before anything was sent');
    this.exchanges.push({ ...latest, verdict, answer: redactedAnswer });
  }
}
