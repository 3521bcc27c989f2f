import type { OrderView } from '@interlock/orders';
import { demoIds } from '../demo-merchant/ids.js';
import { eventually } from '../system/index.js';
import type { Hold } from './tcp-proxy.js';

/** Bounds a hang: a busy machine takes its time. */
const CAUGHT_WITHIN_MS = 120_000;

/** The body of an order command, as far as it is looked at here. */
export interface Sale {
  readonly merchantOrderNo: string;
}

let orders = 0;

/** A sale by the payer's code at the Upay account behind the proxy; its number is its own. `value` in minor units (see magic amounts). */
export function saleOf(value: string, rest: object = {}): Sale {
  orders += 1;
  const body = {
    merchantOrderNo: `CRASH-${String(orders)}`,
    amount: { currency: 'MXN', value },
    method: { type: 'payer_code', code: '130818341921441147' },
    description: 'Two coffees',
    route: { providerAccountId: demoIds.upayFirst },
    ...rest,
  };
  return body;
}

/** A request whose sender is about to die, or to sleep: what becomes of it is asked later, by `answer` if at all. */
export function inBackground<T>(request: Promise<T>): { readonly answer: Promise<T | undefined> } {
  return { answer: request.catch(() => undefined) };
}

/** Waits until the proxy has caught what it was told to hold. */
export async function caught(hold: Hold, what: string): Promise<void> {
  await eventually(`${what} is held`, () => hold.caught, { withinMs: CAUGHT_WITHIN_MS });
}

/** The view that the API gave. Throws where it refused. */
export function viewOf(answer: { readonly status: number; readonly body: OrderView } | undefined): OrderView {
  if (answer === undefined || answer.status >= 300) throw new Error(`no order view: ${JSON.stringify(answer?.body)}`);
  return answer.body;
}
