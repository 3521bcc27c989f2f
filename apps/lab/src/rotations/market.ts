import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderView } from '@interlock/orders';
import { CODEPAY } from '../operations/accounts.js';
import { DEMO_TERMINAL_SN } from '../demo-merchant/ids.js';
import { ApiClient, eventually, told, type ApiAnswer, type Problem, type Till, type TillAnswer } from '../system/index.js';
import type { Fleet } from './fleet.js';

/** Customers come no faster than this to one counter: it is the rotations that are tried here, not the throughput. */
const BETWEEN_CUSTOMERS_MS = 40;
/** Paid long before that: it bounds a hang. */
const PAID_WITHIN_MS = 60_000;
const PAYER_CODE = '130818341921441147';

/** Somebody who takes one payment after the other, and says in words what of it was refused. */
type Counter = (refused: (what: string) => void) => Promise<void>;

/** Counters that sell all the while. What is refused to one of them, or fails, is written down, and ends it. */
export class Market {
  readonly refused: string[] = [];
  #closed = false;
  readonly #sold: number[] = [];
  readonly #running: Promise<void>[] = [];

  open(name: string, counter: Counter): void {
    const place = this.#sold.push(0) - 1;
    this.#running.push(this.#run(name, place, counter));
  }

  get sold(): number {
    return this.#sold.reduce((sum, each) => sum + each, 0);
  }

  /** Waits until every counter has taken a payment that it began after this moment. */
  async sellsOn(): Promise<void> {
    const before = [...this.#sold];
    // The first that ends may have begun before.
    const all = (): boolean => this.refused.length > 0 || this.#sold.every((sold, place) => sold >= (before[place] ?? 0) + 2);
    await eventually('every counter has sold something more', all, { withinMs: PAID_WITHIN_MS });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#running);
  }

  async #run(name: string, place: number, counter: Counter): Promise<void> {
    const refused = (what: string): void => void this.refused.push(`${name}: ${what}`);
    while (!this.#closed && this.refused.length === 0) {
      await counter(refused).catch((error: unknown) => {
        refused(error instanceof Error ? error.message : String(error));
      });
      this.#sold[place] = (this.#sold[place] ?? 0) + 1;
      await sleep(BETWEEN_CUSTOMERS_MS);
    }
  }
}

/** A till, by the terminal door: pays, and asks until the payment has its end. `code`: what the payer shows. */
export function tillCounter(fleet: Fleet, till: Till, value: string, code = PAYER_CODE): Counter {
  return async (refused) => {
    const sn = till.newSn();
    const say = (answer: TillAnswer): TillAnswer => {
      if (answer.result_code !== '200' || answer.biz_response?.['result_code'] === 'PAY_FAIL') refused(`${sn} ${JSON.stringify(answer)}`);
      return answer;
    };
    const answer = say(await fleet.ask((url) => till.at(url).pay(sn, value, { dynamic_id: code })));
    if (told(answer)[2] === 'PAID') return;
    const paid = async (): Promise<boolean> => {
      const [, , status] = told(say(await fleet.ask((url) => till.at(url).query(sn))));
      if (status === 'PAY_CANCELED' || status === 'CANCELED') throw new Error(`${sn} is ${status}`);
      return status === 'PAID';
    };
    await eventually(`${sn} is paid`, paid, { withinMs: PAID_WITHIN_MS });
  };
}

/** A merchant's server, by `/v1`: pays, asks until it is paid, and gives a part of it back. `key`: what it has to show at the moment. */
export function shopCounter(fleet: Fleet, key: () => string, name: string, command: object, part: string): Counter {
  let orders = 0;
  return async (refused) => {
    orders += 1;
    const merchantOrderNo = `${name}-${String(orders)}`;
    const ask = async (method: string, path: string, body?: object): Promise<OrderView> => {
      const answer: ApiAnswer<OrderView & Partial<Problem>> = await fleet.ask((url) => new ApiClient(url, key()).ask(method, path, body));
      if (answer.status >= 300) refused(`${merchantOrderNo} ${method} ${path}: ${String(answer.status)} ${answer.body.code ?? ''}`);
      return answer.body;
    };
    const order = await ask('POST', '/v1/orders', { merchantOrderNo, description: 'Two coffees', ...command });
    const paid = async (): Promise<boolean> => {
      const { state } = await ask('GET', `/v1/orders/${order.id}`);
      if (state === 'failed' || state === 'canceled') throw new Error(`${merchantOrderNo} is ${state}`);
      return state === 'paid';
    };
    if (order.state !== 'paid') await eventually(`${merchantOrderNo} is paid`, paid, { withinMs: PAID_WITHIN_MS });
    const { currency } = order.amount;
    if (orders % 3 === 0) await ask('POST', `/v1/orders/${order.id}/refunds`, { refundNo: 'R-1', amount: { currency, value: part } });
  };
}

/** What each shop of the demo merchant's sells, at one provider each. */
export const shopCommands = (agreementId: string): Readonly<Record<'upay' | 'codepay' | 'wallet', object>> => ({
  upay: { amount: { currency: 'MXN', value: '1000' }, method: { type: 'payer_code', code: PAYER_CODE } },
  codepay: {
    amount: { currency: 'USD', value: '1250' },
    method: { type: 'terminal' },
    terminalSn: DEMO_TERMINAL_SN,
    route: { providerAccountId: CODEPAY },
  },
  wallet: { amount: { currency: 'CLP', value: '10000' }, method: { type: 'agreement', agreementId } },
});
