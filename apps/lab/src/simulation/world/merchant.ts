import type { OrderView } from '@interlock/orders';
import type { InjectOptions } from 'fastify';
import type { Chances } from '../core/chances.js';
import type { Scheduler } from '../core/scheduler.js';
import type { GatewayProcess } from '../engine/start-engine.js';

const WAY_MS = [1, 40] as const;
/** The merchant's server hangs up, and asks again. */
const PATIENCE_MS = 60_000;
const TRIES = 8;
const AGAIN_MS = [500, 20_000] as const;

export interface MerchantWorld {
  readonly scheduler: Scheduler;
  readonly chances: Chances;
  readonly gateway: () => GatewayProcess | undefined;
  readonly apiKey: string;
  /** Something that must not be. */
  readonly complain: (what: string) => void;
}

export interface Answer {
  readonly status: number;
  readonly body: Partial<OrderView> & { readonly code?: string; readonly detail?: string };
}

/** The merchant's server: it asks one of the gateways, may not hear the answer, and asks again with the same words and the same key. */
export class Merchant {
  constructor(private readonly world: MerchantWorld) {}

  /** Until there is an answer that is not "try again"; undefined where there never was. */
  async ask(method: 'GET' | 'POST', url: string, body?: object, key?: string): Promise<Answer | undefined> {
    const { scheduler, chances } = this.world;
    for (let count = 0; count < TRIES; count += 1) {
      const answer = await this.once(method, url, body, key);
      if (answer !== undefined && answer.status !== 503 && answer.status !== 429 && answer.status < 502) return answer;
      await scheduler.sleep('merchant waits', chances.between(...AGAIN_MS));
    }
    return undefined;
  }

  once(method: 'GET' | 'POST', url: string, body?: object, key?: string): Promise<Answer | undefined> {
    const { scheduler, chances, apiKey } = this.world;
    const label = `merchant ${method} ${url.replace(/[0-9a-f-]{36}/, ':id').replace(/SIM-\d+/, ':no')}`;
    const request = {
      ...{ method, url },
      headers: { authorization: `Bearer ${apiKey}`, ...(key === undefined ? {} : { 'idempotency-key': key }) },
      ...(body === undefined ? {} : { payload: body }),
    } as InjectOptions;
    return new Promise((resolve) => {
      const nothing = (): void => {
        resolve(undefined);
      };
      const callOff = scheduler.add(`${label} hangs up`, PATIENCE_MS, nothing);
      scheduler.add(label, chances.between(...WAY_MS), () => {
        void this.answered(request).then((answer) => {
          if (answer === undefined || chances.strikes('lose_merchant_answer')) nothing();
          else
            scheduler.add(`${label} is answered ${String(answer.status)}`, chances.between(...WAY_MS), () => {
              callOff();
              resolve(answer);
            });
        });
      });
    });
  }

  private async answered(request: InjectOptions): Promise<Answer | undefined> {
    const gateway = this.world.gateway();
    const answer = await gateway?.untilItEnds(gateway.app.inject(request));
    if (answer === undefined) return undefined;
    if (answer.statusCode === 500)
      this.world.complain(`${String(request.method)} ${JSON.stringify(request.url)} was answered 500: ${answer.body.slice(0, 300)}`);
    return { status: answer.statusCode, body: answer.json() };
  }
}
