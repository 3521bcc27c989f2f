import type { Post } from '@interlock/sandbox';
import type { InjectOptions } from 'fastify';
import type { Chances } from '../core/chances.js';
import type { Scheduler } from '../core/scheduler.js';
import type { GatewayProcess } from '../engine/start-engine.js';

const WAY_MS = [1, 80] as const;
/** A provider that hears nothing for so long sends again. */
const RECEIVER_TIMEOUT_MS = 10_000;
/** Held somewhere on the way: overtaken by everything that follows. */
const HELD_MS = [5_000, 3_600_000] as const;

export interface PostWorld {
  readonly scheduler: Scheduler;
  readonly chances: Chances;
  /** A gateway that answers now. */
  readonly gateway: () => GatewayProcess | undefined;
}

/** The way of the providers' notifications to one of the gateways: lost, late, twice, overtaken by others. */
export class NotificationPost implements Post {
  constructor(private readonly world: PostWorld) {}

  send(url: string, headers: Readonly<Record<string, string>>, body: string): ReturnType<Post['send']> {
    const { scheduler, chances } = this.world;
    const { pathname } = new URL(url);
    const [, , provider] = pathname.split('/');
    const label = `notification of ${provider ?? 'nobody'}`;
    const request = { method: 'POST', url: pathname, headers, payload: body } as InjectOptions;
    const wayMs = chances.between(...WAY_MS);
    return new Promise((resolve, reject) => {
      const refused = (): void => {
        reject(new Error('not acknowledged'));
      };
      const callOff = scheduler.add(`${label} is given up`, RECEIVER_TIMEOUT_MS, refused);
      if (chances.strikes('copy_notification'))
        scheduler.add(`copy of a ${label} arrives`, chances.between(...HELD_MS), () => void this.deliver(request));
      if (chances.strikes('lose_notification')) return;
      const delayMs = chances.strikes('hold_notification') ? chances.between(...HELD_MS) : wayMs;
      scheduler.add(`${label} arrives`, delayMs, () => {
        void this.deliver(request).then((answer) => {
          if (answer === undefined) refused();
          else
            scheduler.add(`${label} is acknowledged`, wayMs, () => {
              callOff();
              resolve(answer);
            });
        });
      });
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async deliver(request: InjectOptions): Promise<{ readonly status: number; readonly body: string } | undefined> {
    const gateway = this.world.gateway();
    const answer = await gateway?.untilItEnds(gateway.app.inject(request));
    return answer === undefined ? undefined : { status: answer.statusCode, body: answer.body };
  }
}
