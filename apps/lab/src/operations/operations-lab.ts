import { randomUUID } from 'node:crypto';
import type { ProviderName } from '@interlock/domain';
import type { OrderView } from '@interlock/orders';
import type { Checked } from '@interlock/orders/invariants';
import { createPool } from '@interlock/persistence';
import type { PaymentView } from '@interlock/sandbox';
import type pg from 'pg';
import { compareBooks, type BookLine } from '../demo/books.js';
import { DEMO_TERMINAL_SN, demoIds } from '../demo-merchant/ids.js';
import {
  ApiClient,
  ControlDoor,
  eventually,
  startThrowAwaySystem,
  type ApiAnswer,
  type Problem,
  type ThrowAwaySystem,
  type Till,
} from '../system/index.js';
import { secretsOf } from './secrets.js';
import { activatedTill } from './till.js';
import { accountIds, namesAtProviders, seedAccounts, withMoreCallers } from './accounts.js';

/** A worker asks after what is open at the provider's own pace; a busy machine takes its time. */
const REACHED_WITHIN_MS = 300_000;

type Answer = ApiAnswer<OrderView & Partial<Problem>>;

/** What both sides say of an order's last charge, in minor units. */
export interface Seen {
  readonly state: string;
  /** Ours, but those of zero; `authorized` only while something is held. */
  readonly amounts: Readonly<Record<string, string>>;
  readonly twin: {
    /** What the payer's account is charged in all, after what was given back. */
    readonly net: string;
    readonly held: string;
    /** How the payer's money moved, in order: "payment 1000", "refund -500". */
    readonly moves: readonly string[];
  };
}

/** A whole system of processes, used as a merchant's server uses it, with the payers and cashiers on the other side. */
export class OperationsLab {
  #orders = 0;

  private constructor(
    readonly system: ThrowAwaySystem,
    readonly pool: pg.Pool,
    readonly api: ApiClient,
    /** A key of the platform's own. */
    readonly platform: ApiClient,
    readonly door: ControlDoor,
    private readonly platformKey: string,
  ) {}

  /** `more`: such as where the lines of all processes go. */
  static async start(more: Pick<Parameters<typeof startThrowAwaySystem>[0] & object, 'onLine' | 'settings'> = {}): Promise<OperationsLab> {
    const system = await startThrowAwaySystem({ callers: withMoreCallers, ...more });
    const pool = createPool(system.databaseUrl, { max: 2, applicationName: 'interlock operations lab' });
    if (system.demo === undefined) throw new TypeError('the demo merchant is missing');
    const platformKey = `sk_test_${randomUUID()}`;
    await seedAccounts(pool, system, system.demo.identities.codepay.gateway.publicKey, platformKey);
    return new OperationsLab(
      system,
      pool,
      new ApiClient(system.urls.gateway, system.demo.apiKey),
      new ApiClient(system.urls.gateway, platformKey),
      new ControlDoor(system.urls.sandbox),
      platformKey,
    );
  }

  /** The same merchant's server by another gateway. */
  async anotherGateway(): Promise<ApiClient> {
    return (await this.anotherGatewayForBoth()).api;
  }

  /** As `anotherGateway`, and the platform's own key there. */
  async anotherGatewayForBoth(): Promise<{ readonly api: ApiClient; readonly platform: ApiClient }> {
    const { url } = await this.system.addGateway();
    return { api: new ApiClient(url, this.system.demo?.apiKey ?? ''), platform: new ApiClient(url, this.platformKey) };
  }

  /** One more worker beside the first. */
  async anotherWorker(): Promise<void> {
    await this.system.addWorker();
  }

  async stop(): Promise<void> {
    await this.pool.end();
    await this.system.stop();
  }

  /** Everything that is secret in this system by now, by what it is. */
  secrets(): Promise<ReadonlyMap<string, string>> {
    return secretsOf(this.system, this.pool, this.platformKey);
  }

  /** A till in a store of this currency, activated by its own code; `bound`: on the POS that CodePay knows, one after the other. */
  till(currency: string, bound = false): Promise<Till> {
    return activatedTill(this.pool, this.system, currency, bound);
  }

  /** The same order at the other door. */
  async orderOf(merchantOrderNo: string): Promise<OrderView> {
    const { body } = await this.api.ask<{ readonly orders: readonly OrderView[] }>('GET', `/v1/orders?merchantOrderNo=${merchantOrderNo}`);
    const [order] = body.orders;
    if (order === undefined) throw new Error(`there is no order ${merchantOrderNo}`);
    return order;
  }

  /** Posts to the gateway without a merchant's key, as providers and strangers do. */
  async knock(path: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
    const answer = await fetch(`${this.system.urls.gateway}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    await answer.body?.cancel();
    return answer.status;
  }

  get agreementId(): string {
    return this.system.demo?.identities.agreement.id ?? '';
  }

  /** Gives an order command with a number of its own; whatever the answer is. */
  create(currency: string, value: string, method: object, rest: object = {}): Promise<Answer> {
    this.#orders += 1;
    const merchantOrderNo = `OP-${String(this.#orders)}`;
    return this.api.createOrder({ merchantOrderNo, amount: { currency, value }, method, description: 'Two coffees', ...rest });
  }

  /** As `create`; throws where it is refused. */
  async order(currency: string, value: string, method: object, rest: object = {}): Promise<OrderView> {
    return accepted(await this.create(currency, value, method, rest));
  }

  /** An order on the demo merchant's terminal at CodePay. */
  terminalOrder(value: string, rest: object = {}): Promise<OrderView> {
    return this.order(
      'USD',
      value,
      { type: 'terminal' },
      { terminalSn: DEMO_TERMINAL_SN, route: { providerAccountId: demoIds.codepay }, ...rest },
    );
  }

  /** As `terminalOrder`, once the cashier has done his part. */
  async paidAtTerminal(value: string, rest: object = {}): Promise<OrderView> {
    return this.reaches(await this.terminalOrder(value, rest), 'paid');
  }

  /** An amount held on a card by the terminal. */
  async heldAtTerminal(value: string, rest: object = {}): Promise<OrderView> {
    return this.reaches(await this.terminalOrder(value, { capture: 'manual', ...rest }), 'authorized');
  }

  /**
   * Has the provider asked until what somebody else has done there is taken over, with a case: a question within the second by which
   * clocks may differ proves nothing yet. `changes`: how many there are by now.
   */
  takenOver(order: OrderView, changes = 1): Promise<OrderView> {
    const ask = async (): Promise<OrderView | false> => {
      const view = accepted(await this.refresh(order));
      return view.cases.filter(({ kind }) => kind === 'external_change').length >= changes && view;
    };
    return eventually(`${order.merchantOrderNo} shows what was changed outside us`, ask, { withinMs: REACHED_WITHIN_MS, everyMs: 500 });
  }

  /** Has the provider asked now. */
  refresh({ id }: OrderView): Promise<Answer> {
    return this.api.ask('POST', `/v1/orders/${id}/refresh`, {});
  }

  async reaches(order: OrderView, state: string): Promise<OrderView> {
    return this.until(order, `is ${state}`, (now) => now.state === state);
  }

  /** Waits until every operation has an end. */
  async settled(order: OrderView): Promise<OrderView> {
    return this.until(order, 'is settled', ({ operations }) =>
      operations.every(({ outcome }) => outcome !== null && !/pending|unknown/.test(outcome)),
    );
  }

  async until(order: OrderView, what: string, holds: (now: OrderView) => boolean): Promise<OrderView> {
    let last: OrderView | undefined;
    const ask = async (): Promise<OrderView | false> => {
      last = await this.api.order(order.id);
      return holds(last) && last;
    };
    return eventually(`${order.merchantOrderNo} ${what}`, ask, { withinMs: REACHED_WITHIN_MS }).catch((error: unknown) => {
      throw new Error(`${order.merchantOrderNo} ${what}: it is ${last === undefined ? 'not there' : brief(last)}`, { cause: error });
    });
  }

  /** What we say of an order now, and what its provider's stand-in knows of its last charge. */
  async seen({ id }: OrderView): Promise<Seen> {
    const order = await this.api.order(id);
    const payment = await this.truthOf(order);
    const { requested: _requested, authorized, ...amounts } = order.amounts;
    const shown = Object.entries(amounts).filter(([, { value }]) => value !== '0');
    if (order.state === 'authorized') shown.unshift(['authorized', authorized]);
    return {
      state: order.state,
      amounts: Object.fromEntries(shown.map(([name, { value }]) => [name, value])),
      twin: {
        net: String(BigInt(payment.charged) - BigInt(payment.refunded)),
        held: payment.held,
        moves: payment.charges.map(({ kind, amount }) => `${kind} ${amount}`),
      },
    };
  }

  async truthOf(order: OrderView): Promise<PaymentView> {
    const key = keyOf(order);
    const payments = await this.door.truth((order.provider?.name ?? 'upay') as ProviderName);
    const found = payments.filter((payment) => payment.key === key);
    if (found[0] === undefined || found.length > 1)
      throw new Error(`the provider knows ${String(found.length)} payments of ${order.merchantOrderNo}`);
    return found[0];
  }

  /** Charges of which our entries and the payers' accounts do not say the same; an invariant that does not hold is one too. */
  async differences(): Promise<readonly (BookLine | Checked)[]> {
    const { rows } = await this.pool.query<{ terminalSn: string }>(
      `select settings->>'terminalSn' as "terminalSn" from provider_account where id = $1`,
      [accountIds.upayVendor],
    );
    // Its name at the provider is the one that its activation gave it.
    const names = { ...namesAtProviders, [accountIds.upayVendor]: rows[0]?.terminalSn ?? 'not activated' };
    const { lines, violations } = await compareBooks(this.system.databaseUrl, this.door, names);
    return [...lines.filter((line) => !line.equal), ...violations];
  }
}

/** The answer's order. Throws, in the words of the refusal, where there is none. */
export function accepted(answer: Answer): OrderView {
  if (answer.status >= 300)
    throw new Error(`${String(answer.status)} ${answer.body.code ?? ''}: ${answer.body.detail ?? ''} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The key under which the provider knows the order: that of its last charge. */
export function keyOf(order: OrderView): string {
  const charge = order.operations.findLast(({ kind }) => kind === 'sale' || kind === 'authorize');
  if (charge === undefined) throw new Error(`${order.merchantOrderNo} has no charge`);
  return charge.providerKey;
}

export const usd = (value: string) => ({ currency: 'USD', value });
export const mxn = (value: string) => ({ currency: 'MXN', value });
export const clp = (value: string) => ({ currency: 'CLP', value });

function brief({ state, operations, cases }: OrderView): string {
  const each = operations.map(({ kind, outcome, providerCode }) => `${kind} ${outcome ?? 'running'} ${providerCode ?? ''}`);
  return `${state}: ${each.join(', ')}; cases: ${cases.map(({ kind }) => kind).join(', ')}`;
}
