import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderView } from '@interlock/orders';
import type { Random } from '../../simulation/core/random.js';
import type { ApiAnswer, ApiClient, Problem } from '../../system/index.js';

type Answer = ApiAnswer<OrderView & Partial<Problem>>;

/** A merchant's server gives up waiting, and asks another gateway. */
const PATIENCE_MS = 6_000;
const PAUSE_MS = 150;
/** Past the longest storm: whoever is not answered by then has found a bug. */
const ANSWERED_WITHIN_MS = 300_000;

/** A merchant's servers, which repeat every request under its own number or key until somebody answers it, and write down what they were told. */
export class Merchant {
  /** The latest view that each order was answered with, by its number. */
  readonly told = new Map<string, OrderView>();
  /** Refusals by their code, and how often. */
  readonly refused = new Map<string, number>();
  requests = 0;

  constructor(
    private readonly gateways: readonly ApiClient[],
    private readonly random: Random,
  ) {}

  /** Undefined where it was refused for good. */
  create(body: object): Promise<OrderView | undefined> {
    return this.insist('POST', '/v1/orders', body);
  }

  /** As `create`; `what`: captures, increments, tip or void. */
  change(id: string, what: string, body: object): Promise<OrderView | undefined> {
    return this.insist('POST', `/v1/orders/${id}/${what}`, body, { 'idempotency-key': randomUUID() });
  }

  refund(id: string, body: object): Promise<OrderView | undefined> {
    return this.insist('POST', `/v1/orders/${id}/refunds`, body);
  }

  cancel(id: string): Promise<OrderView | undefined> {
    return this.insist('POST', `/v1/orders/${id}/cancel`, {});
  }

  async read(id: string): Promise<OrderView> {
    const view = await this.insist('GET', `/v1/orders/${id}`);
    if (view === undefined) throw new Error(`order ${id} was told of and is not there`);
    return view;
  }

  /** Asks one gateway after the other until one of them says yes or no. Throws when none does for minutes. */
  private async insist(
    method: string,
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<OrderView | undefined> {
    const deadline = performance.now() + ANSWERED_WITHIN_MS;
    let last = 'no answer';
    while (performance.now() < deadline) {
      const answer = await this.once(method, path, body, headers);
      if (answer !== undefined && answer.status < 300) {
        this.told.set(answer.body.merchantOrderNo, answer.body);
        return answer.body;
      }
      last = answer === undefined ? last : `${String(answer.status)} ${answer.body.code ?? ''}`;
      if (answer !== undefined && answer.status < 500) {
        this.refused.set(last, (this.refused.get(last) ?? 0) + 1);
        return undefined;
      }
      await sleep(PAUSE_MS);
    }
    throw new Error(`${method} ${path} was never answered: ${last}`);
  }

  private async once(
    method: string,
    path: string,
    body: object | undefined,
    headers: Readonly<Record<string, string>> | undefined,
  ): Promise<Answer | undefined> {
    this.requests += 1;
    const over = new AbortController();
    const given = sleep(PATIENCE_MS, undefined, { signal: over.signal }).catch(() => undefined);
    const asked = this.random
      .pick(this.gateways)
      .ask<OrderView & Partial<Problem>>(method, path, body, headers)
      .catch(() => undefined);
    const answer = await Promise.race([asked, given]);
    over.abort();
    return answer;
  }
}
