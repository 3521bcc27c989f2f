import type { Transport, TransportAnswer } from '@interlock/webhooks';
import type { Chances } from '../core/chances.js';
import type { Scheduler } from '../core/scheduler.js';
import type { EngineProcess } from '../engine/engine-process.js';

/** Hears of every order; beside it orders may have an address of their own. */
export const ENDPOINT_URL = 'https://shop.example/webhooks';
const WAY_MS = [1, 60] as const;
const TIMEOUT_MS = 15_000;

/** What it believes of an order. */
export interface Told {
  readonly version: number;
  readonly state: string;
}

/** The merchant's server that is told of every change, and keeps of each order the view with the highest version, as the README says. */
export class WebhookReceiver {
  private readonly kept = new Map<string, Told>();

  constructor(private readonly world: { readonly scheduler: Scheduler; readonly chances: Chances }) {}

  /** A process's way to it: what is lost, slow or refused comes again. */
  transport(process: EngineProcess): Transport {
    const { scheduler, chances } = this.world;
    return {
      send: ({ url, body }) =>
        new Promise((resolve) => {
          const answer = (said: TransportAnswer, ms: number): void => {
            scheduler.add(`${process.name} hears of a webhook`, ms, () => resolve(said), process);
          };
          if (chances.strikes('lose_webhook')) {
            answer({ fault: 'timeout' }, TIMEOUT_MS);
            return;
          }
          scheduler.add(`webhook of ${process.name} arrives`, chances.between(...WAY_MS), () => {
            if (chances.strikes('refuse_webhook')) {
              answer({ status: 500 }, chances.between(...WAY_MS));
              return;
            }
            this.receive(url, body);
            if (chances.strikes('lose_webhook_answer')) answer({ fault: 'connection_lost' }, TIMEOUT_MS);
            else answer({ status: 204 }, chances.between(...WAY_MS));
          });
        }),
      close: () => Promise.resolve(),
    };
  }

  /** What came to this address about an order; every address keeps for itself. */
  believes(url: string, orderId: string): Told | undefined {
    return this.kept.get(`${url} ${orderId}`);
  }

  private receive(url: string, body: string): void {
    const { data } = JSON.parse(body) as { readonly data: { readonly id: string; readonly version?: number; readonly state: string } };
    const known = this.believes(url, data.id);
    if (data.version === undefined || (known !== undefined && known.version >= data.version)) return;
    this.kept.set(`${url} ${data.id}`, { version: data.version, state: data.state });
  }
}
