import { randomUUID } from 'node:crypto';
import type { OrderView } from '@interlock/orders';

type Change = 'captures' | 'increments' | 'tip' | 'void';

export interface ApiAnswer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** RFC 9457, as every refusal of the gateway is written. */
export interface Problem {
  readonly code: string;
  readonly detail?: string;
}

/** A merchant's server. */
export class ApiClient {
  constructor(
    private readonly gatewayUrl: string,
    private readonly apiKey: string,
  ) {}

  createOrder(body: object, headers: Readonly<Record<string, string>> = {}): Promise<ApiAnswer<OrderView & Partial<Problem>>> {
    return this.ask('POST', '/v1/orders', body, headers);
  }

  async order(id: string): Promise<OrderView> {
    const { status, body } = await this.ask<OrderView>('GET', `/v1/orders/${id}`);
    if (status !== 200) throw new Error(`GET /v1/orders/${id}: ${String(status)} ${JSON.stringify(body)}`);
    return body;
  }

  cancel(id: string, body: object = {}): Promise<ApiAnswer<OrderView & Partial<Problem>>> {
    return this.ask('POST', `/v1/orders/${id}/cancel`, body);
  }

  refund(id: string, body: object): Promise<ApiAnswer<OrderView & Partial<Problem>>> {
    return this.ask('POST', `/v1/orders/${id}/refunds`, body);
  }

  /** What follows a payment or a hold: `captures`, `increments`, `tip`, `void`, each with a key of its own. */
  change(id: string, path: Change, body: object = {}, key: string = randomUUID()): Promise<ApiAnswer<OrderView & Partial<Problem>>> {
    return this.ask('POST', `/v1/orders/${id}/${path}`, body, { 'idempotency-key': key });
  }

  async ask<Body>(method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<ApiAnswer<Body>> {
    const answer = await fetch(`${this.gatewayUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    // A 204 has none, which whoever asks for it knows.
    return { status: answer.status, headers: answer.headers, body: (text === '' ? undefined : JSON.parse(text)) as Body };
  }
}
