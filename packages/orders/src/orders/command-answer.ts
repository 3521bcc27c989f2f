import { UUID, after } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { isOpen, isUndecided } from '@interlock/domain';
import { readOrder } from '@interlock/persistence';
import type { OrderWithOperations } from '@interlock/persistence';
import { Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import type { CommandAnswer } from '../commands.js';
import { OrderNotFound } from '../errors.js';
import { orderView } from './order-view.js';

const logger = new Logger('Command');

type About = Readonly<Record<string, string>>;

/** The present view of an order as a command's answer; `operationId` is what was asked, else the newest. */
export function answerOf(read: OrderWithOperations, options: { readonly replayed: boolean; readonly operationId?: string }): CommandAnswer {
  const asked =
    options.operationId === undefined ? read.operations.at(-1) : read.operations.find((operation) => operation.id === options.operationId);
  return {
    read,
    view: orderView(read),
    replayed: options.replayed,
    settled: asked === undefined ? !isUndecided(read.order.state) : !isOpen(asked.outcome),
  };
}

/**
 * Waits for a run at most so long, and not past the moment at which this process hands over what it does; past it the answer is the order as
 * it stands, and the run goes on.
 */
export async function within(
  runtime: Pick<Runtime, 'pool' | 'clock' | 'handOver'>,
  orderId: string,
  run: Promise<OrderWithOperations>,
  waitMs: number | undefined,
): Promise<OrderWithOperations> {
  const first = await inTime(runtime, { orderId }, waitMs === undefined ? run : unheard({ orderId }, run), waitMs);
  return first ?? existing(await readOrder(runtime.pool, 'byId', [orderId]));
}

/** What a run ends with, or undefined where its caller waits no longer: then it goes on unheard. `about`: what a line in the log names it by. */
export async function inTime<T extends object | undefined>(
  { clock, handOver }: Pick<Runtime, 'clock'> & Partial<Pick<Runtime, 'handOver'>>,
  about: About,
  run: Promise<T>,
  waitMs: number | undefined,
): Promise<T | undefined> {
  let stopWaiting = (): void => undefined;
  const over = new Promise<undefined>((resolve) => {
    stopWaiting = () => {
      resolve(undefined);
    };
  });
  const callOff = waitMs === undefined ? undefined : after(clock, waitMs, stopWaiting);
  if (handOver?.aborted === true) stopWaiting();
  handOver?.addEventListener('abort', stopWaiting);
  try {
    const first = await Promise.race([run, over]);
    if (first !== undefined) return first;
  } finally {
    callOff?.();
    handOver?.removeEventListener('abort', stopWaiting);
  }
  void unheard(about, run);
  return undefined;
}

/** Whoever hung up or asked to wait less hears of a failure no more; the row is its own recovery job. */
function unheard<T>(about: About, run: Promise<T>): Promise<T | undefined> {
  return run.catch((error: unknown) => {
    logger.error({ ...about, err: error }, 'a run ended with an error after its caller had stopped waiting');
    return undefined;
  });
}

export function existing(read: OrderWithOperations | undefined): OrderWithOperations {
  if (read === undefined) throw new OrderNotFound();
  return read;
}

/** An order of this merchant; anything else, also what is no id at all, is `OrderNotFound`. */
export async function orderOf(pool: Pool, merchantId: string, orderId: string): Promise<OrderWithOperations> {
  if (!UUID.test(orderId)) throw new OrderNotFound();
  return existing(await readOrder(pool, 'ofMerchantById', [orderId, merchantId]));
}
