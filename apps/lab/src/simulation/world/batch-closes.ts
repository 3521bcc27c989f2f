import { DEMO_STORE_NO, DEMO_TERMINAL_SN, demoIds } from '../../demo-merchant/ids.js';
import type { Random } from '../core/random.js';
import type { Scheduler } from '../core/scheduler.js';
import type { Merchant } from './merchant.js';

const PER_ORDER = 0.02;
const scopes = [{ all: true }, { storeNo: DEMO_STORE_NO }, { terminalSns: [DEMO_TERMINAL_SN] }] as const;

export interface BatchWorld {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly merchant: Merchant;
  readonly orders: number;
  readonly forMs: number;
}

/** The merchant hands in its payments at CodePay, while they go on: what is in a closed batch can be refunded and no longer voided. Settles when every close was answered. */
export async function closeBatches({ scheduler, random, merchant, orders, forMs }: BatchWorld): Promise<void> {
  const draw = random.fork('batches');
  const close = async (number: number): Promise<void> => {
    const [scope, twice, inMs] = [draw.pick(scopes), draw.chance(0.2), draw.int(0, forMs)];
    await scheduler.sleep('a batch is to be closed', inMs);
    const body = { providerAccountId: demoIds.codepay, scope };
    const ask = (): Promise<unknown> => merchant.ask({ method: 'POST', url: '/v1/batches', body, key: `batch-${String(number)}` });
    await Promise.all(twice ? [ask(), ask()] : [ask()]);
  };
  await Promise.all(Array.from({ length: Math.ceil(PER_ORDER * orders) }, (_, index) => close(index + 1)));
}
