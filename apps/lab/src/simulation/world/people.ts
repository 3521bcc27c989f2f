import { PROVIDER_NAMES } from '@interlock/domain';
import type { CaseSummary, CaseView, OperationView } from '@interlock/orders';
import type { PaymentView } from '@interlock/sandbox';
import type { Random } from '../core/random.js';
import type { Scheduler } from '../core/scheduler.js';
import type { Door } from './door.js';
import type { Answer, Merchant, OrderBody } from './merchant.js';
import { isTrue } from './portal.js';

/** Looks at the list of cases, on average. */
const PER_ORDER = 0.4;
const MOST = 100;
const names = ['Ana Diaz', 'Ben Ode', 'Cleo Park'] as const;
/** One name, as different programs send it: nobody is somebody else by it. */
const spellings = [
  (name: string) => name,
  (name: string) => name.toUpperCase(),
  (name: string) => name.replace(' ', '\u00a0'),
  (name: string) => name.replace(' ', '  ').toLowerCase(),
] as const;

export interface PeopleWorld {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly merchant: Merchant;
  readonly door: Door;
  readonly orders: number;
  readonly forMs: number;
}

/**
 * The people of the merchant's back office: they take cases, write into them and resolve them, beside each other and beside everything else. What
 * they say is what the provider's portal shows at that moment; who agrees to it, or tries to agree to himself, is the seed's choice.
 */
export class People {
  private readonly random: Random;
  private keys = 0;

  constructor(private readonly world: PeopleWorld) {
    this.random = world.random.fork('people');
  }

  /** Settles when the last of them has looked. */
  async work(): Promise<void> {
    const { orders, forMs } = this.world;
    const looks = Array.from({ length: Math.ceil(PER_ORDER * orders) }, () => this.random.int(0, forMs));
    await Promise.all(looks.map((inMs) => this.look(inMs)));
  }

  private async look(inMs: number): Promise<void> {
    const { scheduler, merchant } = this.world;
    const random = this.random.fork(`look ${String((this.keys += 1))}`);
    await scheduler.sleep('somebody looks at the cases', inMs);
    const state = random.weighted({ open: 2, awaiting_second: 1 });
    const list = await merchant.ask<Cases>({ method: 'GET', url: `/v1/cases?state=${state}&limit=${String(MOST)}` });
    const cases = list?.body.cases ?? [];
    if (cases.length === 0) return;
    const { id } = random.pick(cases);
    const view = (await merchant.ask<CaseView>({ method: 'GET', url: `/v1/cases/${id}` }))?.body;
    if (view !== undefined) await this.deal(view, random);
  }

  private async deal(view: CaseView, random: Random): Promise<unknown> {
    const person = random.pick(names);
    const does = random.weighted({ assign: 1, comment: 1, resolve: 6 });
    if (does === 'assign') return this.write(view, 'assign', { person, reason: 'mine', owner: random.chance(0.8) ? person : null });
    if (does === 'comment') return this.write(view, 'comment', { person, reason: 'asked the provider' });
    const content = view.proposal === undefined ? await this.resolution(view, random) : this.onProposal(view.proposal, random);
    if (content === undefined) return undefined;
    const reason = { person, reason: 'seen in the portal', ...content };
    const waitSeconds = random.chance(0.2) ? random.int(0, 5) : undefined;
    return this.write(view, 'resolve', reason, waitSeconds, random.chance(0.1));
  }

  /** One of the things that may be made of it now, and that is true. */
  private async resolution(view: CaseView, random: Random): Promise<object | undefined> {
    const order = (await this.world.merchant.ask({ method: 'GET', url: `/v1/orders/${view.order.id}` }))?.body;
    const [charge, ...others] = order?.operations?.filter(({ kind }) => kind === 'sale' || kind === 'authorize') ?? [];
    // Of several nobody at a desk can tell which is meant.
    if (order === undefined || charge === undefined || others.length > 0) return { resolution: 'ask_again' };
    const looked = { view, payment: await this.portal(charge), net: netOf(order) };
    const offers = view.resolutions.filter(
      ({ resolution, members }) => isTrue(resolution, looked) && !members.some(({ name, required }) => name === 'amount' && required),
    );
    if (offers.length === 0) return undefined;
    const { resolution } = random.pick(offers);
    return { resolution, evidence: 'a line of the portal' };
  }

  /** Agreed to, whoever it is that says so: the engine must refuse the one who proposed it. */
  private onProposal({ resolution, amount, tip }: NonNullable<CaseView['proposal']>, random: Random): object {
    if (random.chance(0.2)) return { resolution: 'reject' };
    return { resolution, evidence: 'the same line', ...(amount === undefined ? {} : { amount }), ...(tip === undefined ? {} : { tip }) };
  }

  private async portal(charge: Pick<OperationView, 'provider' | 'providerKey'>): Promise<PaymentView | undefined> {
    const provider = PROVIDER_NAMES.find((name) => name === charge.provider);
    return provider === undefined ? undefined : (await this.world.door.truth(provider)).find(({ key }) => key === charge.providerKey);
  }

  private async write(view: CaseView, what: string, given: Written, waitSeconds?: number, twice = false): Promise<unknown> {
    const key = `case-${String((this.keys += 1))}`;
    const spelled = spellings[this.keys % spellings.length] ?? spellings[0];
    const body = { ...given, person: spelled(given.person) };
    const ask = (): Promise<Answer<CaseView> | undefined> =>
      this.world.merchant.ask<CaseView>({ method: 'POST', url: `/v1/cases/${view.id}/${what}`, body, key, waitSeconds });
    return Promise.all(twice ? [ask(), ask()] : [ask()]);
  }
}

interface Written extends Readonly<Record<string, unknown>> {
  readonly person: string;
}

interface Cases {
  readonly cases: readonly CaseSummary[];
}

function netOf({ amounts }: OrderBody): bigint {
  const of = (name: keyof NonNullable<OrderBody['amounts']>): bigint => BigInt(amounts?.[name].value ?? 0);
  return of('captured') + of('tip') + of('cashback') + of('surcharge') + of('excess') - of('refunded');
}
