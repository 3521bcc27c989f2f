import { PROVIDER_NAMES } from '@interlock/domain';
import type { ProviderName } from '@interlock/domain';
import type { OrderView } from '@interlock/orders';
import type { Chances } from '../core/chances.js';
import type { Random } from '../core/random.js';
import type { Scheduler } from '../core/scheduler.js';
import type { Door } from './door.js';
import type { Answer, Merchant } from './merchant.js';
import { plans } from './plans.js';
import type { Plan } from './plans.js';

export interface StoryWorld {
  readonly scheduler: Scheduler;
  readonly chances: Chances;
  readonly merchant: Merchant;
  readonly door: Door;
  readonly agreementId: string;
  /** Only these; all when absent. */
  readonly plans?: readonly string[] | undefined;
  /** An order that was changed at its provider, outside us: it is asked after before the books are compared. */
  readonly changedOutside: (orderId: string) => void;
}

type Wish = 'refund' | 'refund_rest' | 'void' | 'tip' | 'capture' | 'capture_part' | 'increment' | 'cancel' | 'refresh';
const never = { refund: 0, refund_rest: 0, void: 0, tip: 0, capture: 0, capture_part: 0, increment: 0, cancel: 0, refresh: 0 };
const ofPayments: Readonly<Record<Wish, number>> = {
  ...never,
  refund: 8,
  refund_rest: 3,
  void: 2,
  tip: 2,
  cancel: 1,
  refresh: 1,
  capture: 0.3,
};
const ofHolds: Readonly<Record<Wish, number>> = { ...never, capture: 5, capture_part: 3, increment: 3, void: 3, refresh: 1, refund: 0.3 };
const ofOthers: Readonly<Record<Wish, number>> = { ...never, cancel: 3, refresh: 7, void: 0.3, refund: 0.3 };
const MAGIC_ENDINGS = [901, 902, 903, 904, 905, 906, 907, 908, 909, 910, 911, 912, 913] as const;

/** One order's life as its seed has it: what the merchant's server asks, what the payer does, and what happens outside. */
export class Story {
  readonly plan: Plan;
  readonly merchantOrderNo: string;
  private id: string | undefined;
  private keys = 0;

  constructor(
    number: number,
    private readonly random: Random,
    private readonly world: StoryWorld,
  ) {
    this.plan = random.pick(plans.filter(({ name }) => world.plans?.includes(name) !== false));
    this.merchantOrderNo = `SIM-${String(number)}`;
  }

  async tell(startsInMs: number): Promise<void> {
    const { random } = this;
    await this.wait(startsInMs);
    const value = this.amount();
    const created = await this.create(value);
    this.id = created?.body.id;
    if (this.id === undefined) return;
    const payer = this.payer(created?.body);
    const cancel = random.chance(0.12) ? this.canceling() : Promise.resolve();
    await Promise.all([payer, cancel]);
    await this.wait(random.int(0, 40_000));
    for (let count = random.int(0, 4); count > 0; count -= 1) {
      const first = this.action(value);
      const second = random.chance(0.25) ? this.action(value) : Promise.resolve();
      await Promise.all([first, second]);
      await this.wait(random.int(0, 30_000));
    }
    if (random.chance(0.12) && this.world.chances.has('outside_change')) await this.outside(value);
  }

  private amount(): bigint {
    const { random } = this;
    const thousands = BigInt(random.int(1, 40)) * 1000n;
    return thousands + (random.chance(0.25) ? BigInt(random.pick(MAGIC_ENDINGS)) : BigInt(random.int(0, 899)));
  }

  private async create(value: bigint): Promise<Answer | undefined> {
    const { random, plan } = this;
    const body = {
      ...{ merchantOrderNo: this.merchantOrderNo, amount: this.money(value), description: 'Two coffees' },
      ...plan.members(random, this.world.agreementId),
      ...(random.chance(0.15) ? { expiresInSeconds: random.int(30, 900) } : {}),
      ...(random.chance(0.2) ? { notifyUrl: `https://shop.example/orders/${this.merchantOrderNo}` } : {}),
    };
    return this.asks(0.1, '/v1/orders', body);
  }

  /** What the payer or the cashier does with what he is shown. */
  private async payer(view: Answer['body'] | undefined): Promise<void> {
    const { random } = this;
    const deed = random.weighted({ pay: 12, decline: 1, abandon: 1, nothing: 1 });
    if (deed === 'nothing') return;
    let charge = chargeOf(view);
    for (let tries = 0; tries < 3; tries += 1) {
      await this.wait(random.int(100, 6_000));
      if (charge !== undefined && (await this.acts(charge.provider, charge.providerKey, deed))) return;
      charge = chargeOf((await this.read())?.body);
    }
  }

  private async canceling(): Promise<void> {
    await this.wait(this.random.int(0, 25_000));
    await this.asks(0.15, this.of('/cancel'), {});
  }

  /** One of the things that may be asked of an order in its present state, and now and then one that may not. */
  private async action(value: bigint): Promise<unknown> {
    const { random } = this;
    const state = (await this.read())?.body.state;
    const wishes = state === 'authorized' ? ofHolds : state === 'paid' || state === 'partially_refunded' ? ofPayments : ofOthers;
    const part = (most: bigint): { readonly amount: object } => ({ amount: this.money(BigInt(random.int(1, Number(most)))) });
    switch (random.weighted<Wish>(wishes)) {
      case 'refund':
        return this.refund(part(value));
      case 'refund_rest':
        return this.refund({});
      case 'void':
        return this.change('void', {});
      case 'tip':
        return this.change('tip', part(1_000n));
      case 'capture':
        return this.change('captures', {});
      case 'capture_part':
        return this.change('captures', part(value));
      case 'increment':
        return this.change('increments', part(5_000n));
      case 'cancel':
        return this.canceling();
      case 'refresh':
        return this.asks(0, this.of('/refresh'), {});
    }
  }

  private refund(amount: object): Promise<unknown> {
    const body = { refundNo: `R${String((this.keys += 1))}`, ...amount };
    return this.asks(0.15, this.of('/refunds'), body);
  }

  private change(verb: string, body: object): Promise<unknown> {
    const key = `${this.merchantOrderNo}-${String((this.keys += 1))}`;
    return this.asks(0.15, this.of(`/${verb}`), body, key);
  }

  private read(): Promise<Answer | undefined> {
    return this.world.merchant.ask({ method: 'GET', url: this.of('') });
  }

  /** The provider's portal, or the device: nobody tells us. */
  private async outside(value: bigint): Promise<void> {
    const { random, world } = this;
    const view = (await this.read())?.body;
    const charge = chargeOf(view);
    if (charge === undefined || view?.id === undefined) return;
    // A refund at a device or in the portal is shown by none of CodePay's documented calls: only its statements tell of it.
    const deed = random.pick(charge.provider === 'codepay' ? ['void', 'tip'] : ['void', 'refund', 'tip']);
    const amount = deed === 'void' || (deed === 'refund' && random.chance(0.5)) ? undefined : BigInt(random.int(1, Number(value)));
    if (!(await this.acts(charge.provider, charge.providerKey, deed, amount))) return;
    world.chances.count('outside_change');
    world.changedOutside(view.id);
  }

  private acts(provider: ProviderName, key: string, deed: string, amount?: bigint): Promise<boolean> {
    const { scheduler, door } = this.world;
    return new Promise((resolve) => {
      scheduler.add(`${deed} at ${provider}`, 0, async () => {
        resolve(await door.act(provider, key, deed, amount));
      });
    });
  }

  private of(path: string): string {
    return `/v1/orders/${this.id ?? ''}${path}`;
  }

  /** A write, which may wait only so long; now and then by two connections at once, as an impatient client sends it. */
  private async asks(twice: number, url: string, body: object, key?: string): Promise<Answer | undefined> {
    const { random, world } = this;
    const waitSeconds = random.chance(0.2) ? random.int(0, 10) : undefined;
    const request = { method: 'POST', url, body, waitSeconds, ...(key === undefined ? {} : { key }) } as const;
    const ask = (): Promise<Answer | undefined> => world.merchant.ask(request);
    const [first] = await Promise.all(random.chance(twice) ? [ask(), ask()] : [ask()]);
    return first;
  }

  private money(value: bigint): { readonly currency: string; readonly value: string } {
    return { currency: this.plan.currency, value: String(value) };
  }

  private wait(ms: number): Promise<void> {
    return this.world.scheduler.sleep('time passes', ms);
  }
}

function chargeOf(view: Partial<OrderView> | undefined): { readonly provider: ProviderName; readonly providerKey: string } | undefined {
  const charge = view?.operations?.findLast(({ kind }) => kind === 'sale' || kind === 'authorize');
  const provider = PROVIDER_NAMES.find((name) => name === charge?.provider);
  return charge === undefined || provider === undefined ? undefined : { provider, providerKey: charge.providerKey };
}
