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
/** What a gateway takes for its own statements, beside waiting for a provider. */
const OUR_OWN_MS = 2_000;

export interface MerchantWorld {
  readonly scheduler: Scheduler;
  readonly chances: Chances;
  readonly gateway: () => GatewayProcess | undefined;
  readonly apiKey: string;
  /** Something that must not be. */
  readonly complain: (what: string) => void;
}

/** An order, or why it was refused. */
export type OrderBody = Partial<OrderView> & { readonly code?: string; readonly detail?: string };

export interface Answer<B = OrderBody> {
  readonly status: number;
  readonly body: B;
}

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: object;
  readonly key?: string;
  /** `Prefer: wait=N`. */
  readonly waitSeconds?: number | undefined;
}

/** The merchant's server: it asks one of the gateways, may not hear the answer, and asks again with the same words and the same key. */
export class Merchant {
  constructor(private readonly world: MerchantWorld) {}

  /** Until there is an answer that is not "try again"; undefined where there never was. */
  async ask<B = OrderBody>(request: Request): Promise<Answer<B> | undefined> {
    const { scheduler, chances } = this.world;
    for (let count = 0; count < TRIES; count += 1) {
      const answer = await this.once<B>(request);
      if (answer !== undefined && answer.status !== 503 && answer.status !== 429 && answer.status < 502) return answer;
      await scheduler.sleep('merchant waits', chances.between(...AGAIN_MS));
    }
    return undefined;
  }

  private once<B>({ method, url, body, key, waitSeconds }: Request): Promise<Answer<B> | undefined> {
    const { scheduler, chances, apiKey } = this.world;
    const label = `merchant ${method} ${url.replace(/[0-9a-f-]{36}/, ':id').replace(/SIM-\d+/, ':no')}`;
    const request = {
      ...{ method, url },
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(waitSeconds === undefined ? {} : { prefer: `wait=${String(waitSeconds)}` }),
      },
      ...(body === undefined ? {} : { payload: body }),
    } as InjectOptions;
    return new Promise((resolve) => {
      const nothing = (): void => {
        resolve(undefined);
      };
      const callOff = scheduler.add(`${label} hangs up`, PATIENCE_MS, nothing);
      scheduler.add(label, chances.between(...WAY_MS), () => {
        void this.answered<B>(request, waitSeconds).then((answer) => {
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

  private async answered<B>(request: InjectOptions, waitSeconds: number | undefined): Promise<Answer<B> | undefined> {
    const { scheduler, complain } = this.world;
    const gateway = this.world.gateway();
    const askedAt = scheduler.now;
    const answer = await gateway?.untilItEnds(gateway.app.inject(request));
    if (gateway === undefined || answer === undefined) return undefined;
    const what = `${String(request.method)} ${JSON.stringify(request.url)}`;
    if (answer.statusCode === 500) complain(`${what} was answered 500: ${answer.body.slice(0, 300)}`);
    const tookMs = scheduler.now - askedAt;
    // A process that was stopped meanwhile keeps nobody's time.
    if (waitSeconds !== undefined && gateway.frozenUntil < askedAt && tookMs > waitSeconds * 1_000 + OUR_OWN_MS)
      complain(`${what} with wait=${String(waitSeconds)} was answered after ${String(tookMs)} ms`);
    return { status: answer.statusCode, body: answer.json() };
  }
}
