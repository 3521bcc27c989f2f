import { ApiProblem } from '@interlock/client';
import type { ProviderName } from '@interlock/domain';
import type { PaymentView } from '@interlock/sandbox';
import { accountNames, demoIds } from '../demo-merchant/ids.js';
import { ControlDoor, eventually, Till, type Demo, type System } from '../system/index.js';
import { amountText } from './amount-text.js';
import { Merchant, type Order, type OrderBody, type TimelineEntry } from './merchant.js';
import type { Shown } from './tell.js';

/** The worker asks three seconds after an answer was lost; a slow machine takes its time. */
const REACHED_WITHIN_MS = 120_000;
/** Longer than a gateway takes to be killed. */
const KEPT_BACK_MS = 20_000;
const NOTHING = '–';
const nameById = new Map<string, string>(
  Object.entries(accountNames).map(([account, name]) => [demoIds[account as keyof typeof accountNames], name]),
);

export function accountName(id: string): string {
  return nameById.get(id) ?? id;
}

/** What the story is played with: a merchant's server on one side, the payers and the truth on the other. */
export class Stage {
  readonly merchant: Merchant;
  readonly door: ControlDoor;
  readonly tills: Till[] = [];
  private readonly demo: Demo;
  #orders = 0;

  constructor(
    private readonly system: System,
    readonly signal: AbortSignal,
  ) {
    if (system.demo === undefined) throw new TypeError('the story needs the demo merchant');
    this.demo = system.demo;
    this.merchant = new Merchant(system.urls.gateway, system.demo.apiKey);
    this.door = new ControlDoor(system.urls.sandbox);
  }

  get agreementId(): string {
    return this.demo.identities.agreement.id;
  }

  /** A till that pays over this provider, activated by the code that `npm start` prints. */
  async till(provider: ProviderName): Promise<Till> {
    const { codes, ...vendor } = this.demo.vendor;
    const till = await Till.activated(this.system.urls.gateway, { ...vendor, code: codes[provider] });
    this.tills.push(till);
    return till;
  }

  /** The body of an order with a number of its own. */
  order(currency: string, value: string, method: OrderBody['method'], rest: Partial<OrderBody> = {}): OrderBody {
    this.#orders += 1;
    return {
      merchantOrderNo: `DEMO-${String(this.#orders)}`,
      amount: { currency, value },
      method,
      description: 'Two coffees',
      ...rest,
    };
  }

  /** Gives the order command; throws where it is refused. */
  async sell(body: OrderBody): Promise<Order> {
    return (await this.merchant.sell(body)).order;
  }

  /**
   * Gives an order command to a gateway that is killed (`kill -9`) while the provider keeps its answer back, and gives it again to the one
   * that takes its place.
   */
  async sellToOneThatDies(provider: ProviderName, operation: string, body: OrderBody): ReturnType<Merchant['sell']> {
    const before = (await this.door.faults(provider)).fired.length;
    await this.door.arm(provider, { operation, fault: 'delay', delayMs: KEPT_BACK_MS });
    const unheard = this.merchant.sell(body).catch(() => undefined);
    await eventually('the provider has the order', async () => (await this.door.faults(provider)).fired.length > before, {
      signal: this.signal,
    });
    await this.system.gateway.kill();
    await unheard;
    await this.system.gateway.ready(this.signal);
    return this.merchant.sell(body);
  }

  /** Waits until the order has come to this state. */
  async reaches(order: Order, state: string): Promise<Order> {
    return eventually(
      `order ${order.merchantOrderNo} is ${state}`,
      async () => {
        const now = await this.merchant.order(order.id);
        return now.state === state && now;
      },
      { withinMs: REACHED_WITHIN_MS, signal: this.signal },
    );
  }

  /** The key under which the provider knows the order: that of its last charge. */
  keyOf(order: Order): string {
    const charge = order.operations.findLast(isCharge);
    if (charge === undefined) throw new Error(`order ${order.merchantOrderNo} has no charge`);
    return charge.providerKey;
  }

  /** The row of an order as it stands now. */
  async show({ id }: Order): Promise<Shown> {
    const [order, timeline] = await Promise.all([this.merchant.order(id), this.merchant.timeline(id)]);
    const charges = order.operations.filter(isCharge);
    const accounts = charges.map((_, index) => accountOf(order, index, charges.length));
    const twins = await Promise.all(charges.map((charge) => this.twin(charge.provider, charge.providerKey)));
    return {
      state: statesOf(timeline).join(' → '),
      knownBy: timeline.findLast((entry) => entry.evidence !== undefined)?.evidence?.source ?? NOTHING,
      account: accounts.join(' → '),
      twin: twins.join(' → '),
    };
  }

  /** As `show`, of a command that must be refused: the code, and the order it left as it was. */
  async showRefused(command: Promise<unknown>, order: Order): Promise<Shown> {
    const state = await command.then(
      () => 'NOT refused',
      (error: unknown) => {
        if (error instanceof ApiProblem) return `${String(error.status)} ${error.code}`;
        throw error;
      },
    );
    const { account, twin } = await this.show(order);
    return { state, knownBy: NOTHING, account, twin };
  }

  async twin(provider: ProviderName, key: string): Promise<string> {
    const payments = await this.truth(provider, key);
    if (payments.length > 1) return `${String(payments.length)} payments`;
    return payments[0] === undefined ? 'never came' : sawText(payments[0]);
  }

  /** What the payer's account saw under a key: one payment, or something is wrong. */
  async truth(provider: ProviderName, key: string): Promise<readonly PaymentView[]> {
    return (await this.door.truth(provider)).filter((payment) => payment.key === key);
  }
}

const isCharge = ({ kind }: Order['operations'][number]): boolean => kind === 'sale' || kind === 'authorize';

/** The last charge is at the order's provider; the ones before were closed, and their accounts stand in the routing in the order of asking. */
function accountOf(order: Order, index: number, charges: number): string {
  if (index === charges - 1) return accountName(order.provider?.accountId ?? NOTHING);
  return accountName(
    order.routing.candidates.filter((candidate) => candidate.accountId !== order.provider?.accountId)[index]?.accountId ?? NOTHING,
  );
}

function statesOf(timeline: readonly TimelineEntry[]): readonly string[] {
  const states = timeline.map((entry) => entry.to).filter((state, index, all) => state !== all[index - 1]);
  // Every order begins there; the interesting part is what comes after.
  return states.length > 1 && states[0] === 'created' ? states.slice(1) : states;
}

/** "took 120.00 MXN, gave back 50.00"; more than one movement of a kind is counted out. */
function sawText({ currency, charges, held }: PaymentView): string {
  const amounts = charges.map(({ amount }) => BigInt(amount));
  const part = (word: string, moved: readonly bigint[]): string[] => {
    if (moved.length === 0) return [];
    const total = moved.reduce((sum, amount) => sum + (amount < 0n ? -amount : amount), 0n);
    return [`${word} ${amountText(total, currency)}${moved.length === 1 ? '' : ` in ${String(moved.length)}`}`];
  };
  const said = [
    ...(held === '0' ? [] : [`holds ${amountText(BigInt(held), currency)}`]),
    ...part(
      'took',
      amounts.filter((amount) => amount > 0n),
    ),
    ...part(
      'gave back',
      amounts.filter((amount) => amount < 0n),
    ),
  ];
  return said.length === 0 ? 'took nothing' : said.join(', ');
}
