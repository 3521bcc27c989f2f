import { IdempotencyKeyReused, InvalidProviderOptions, InvalidReference } from '@interlock/domain';
import { differingMembers, memberHashes } from '@interlock/persistence';
import { AccountDirectory, ProviderRegistry, RUNTIME, UUID } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { maskAccount, maskPayerCode } from '@interlock/provider-kit';
import { AgreementRepository, TerminalRepository, beginCharge, readOrder } from '@interlock/persistence';
import { PROVIDER_NAMES } from '@interlock/domain';
import type { Money } from '@interlock/domain';
import type { OperationRecord, OrderRecord, OrderWithOperations } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { CreateOrder } from '../commands.js';
import type { CommandAnswer, OrderInput } from '../commands.js';
import { Engine } from '../engine/engine.js';
import { supportOf } from '../engine/following-call.js';
import { newOperation } from '../engine/new-operation.js';
import { chargeInUse } from '../engine/order-operations.js';
import { nextProviderKey } from '../engine/provider-key.js';
import { Disabled, NoRoute } from '../errors.js';
import { providerOptions } from '../routing/provider-options.js';
import type { ProviderOptions } from '../routing/provider-options.js';
import { candidatesFor, defaultExpiryOf, methodFor, rerouted, routingRecord, withDefaultExpiry } from '../routing/candidates.js';
import type { AgreementChoice, Candidate, Option } from '../routing/candidates.js';
import { answerOf, existing, within } from './command-answer.js';
import { NotifyLanes } from './notify-lanes.js';

/** `POST /v1/orders`: chooses a route, begins the charge behind the order number, asks the provider, and on the proofs of promise 3 the next one. */
@CommandHandler(CreateOrder)
export class CreateOrderHandler implements ICommandHandler<CreateOrder> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly engine: Engine,
    private readonly providers: ProviderRegistry,
    private readonly accounts: AccountDirectory,
    private readonly terminals: TerminalRepository,
    private readonly agreements: AgreementRepository,
    private readonly notifyLanes: NotifyLanes,
  ) {}

  async execute(command: CreateOrder): Promise<CommandAnswer> {
    const { actor, input } = command;
    const hashes = memberHashes(this.runtime.keyRing, hashedContent(input));
    const route = await this.readyRoute(command).catch(async (refusal: unknown) => {
      // A repeat is answered by the order that is there, also where its route is gone by now or this process begins nothing.
      const before = await this.replay(actor.merchantId, input, hashes);
      if (before !== undefined) return before;
      throw refusal;
    });
    if ('view' in route) return route;
    const begun = await this.begin(command, route, hashes);
    if (begun === undefined) {
      const before = await this.replay(actor.merchantId, input, hashes);
      if (before === undefined) throw new Error('the order number was taken and then gone');
      return before;
    }
    const read = await within(this.runtime, begun.orderId, begun.run, command.waitMs);
    return answerOf(read, { replayed: false, operationId: chargeInUse(read).id });
  }

  private async replay(
    merchantId: string,
    input: OrderInput,
    hashes: Readonly<Record<string, string>>,
  ): Promise<CommandAnswer | undefined> {
    const read = await readOrder(this.runtime.pool, 'byMerchantOrderNo', [merchantId, input.merchantOrderNo]);
    if (read === undefined) return undefined;
    const differing = differingMembers(read.order.contentHashes, hashes);
    if (differing.length > 0) throw new IdempotencyKeyReused(`merchantOrderNo "${input.merchantOrderNo}"`, differing);
    return answerOf(read, { replayed: true });
  }

  private async readyRoute(command: CreateOrder): Promise<Route> {
    const route = await this.route(command);
    this.runtime.assertReady();
    return route;
  }

  private async route(command: CreateOrder): Promise<Route> {
    const { actor, input } = command;
    const bound = await this.accounts.ofMerchant(actor.merchantId);
    if (bound.some(({ merchantEnabled }) => !merchantEnabled)) throw new Disabled('merchant', 'merchant');
    const pinned = input.route?.providerAccountId;
    if (pinned !== undefined && !bound.some((account) => account.id === pinned))
      throw new InvalidReference('route.providerAccountId', 'no such account of this merchant');
    const terminal = input.terminalSn === undefined ? undefined : await this.terminals.findTerminal(actor.merchantId, input.terminalSn);
    if (input.terminalSn !== undefined && terminal === undefined)
      throw new InvalidReference('terminalSn', 'no such terminal of this merchant');
    if (terminal?.enabled === false) throw new Disabled('terminalSn', 'terminal');
    if (input.method.type === 'terminal' && terminal === undefined)
      throw new InvalidReference('terminalSn', 'the method terminal needs one');
    if (input.storeNo !== undefined && terminal !== undefined && terminal.storeNo !== input.storeNo)
      throw new InvalidReference('storeNo', 'the terminal belongs to another store');
    if (input.storeNo !== undefined && terminal === undefined) {
      const store = await this.terminals.findStore(actor.merchantId, input.storeNo);
      if (store === undefined) throw new InvalidReference('storeNo', 'no such store of this merchant');
      if (!store.enabled) throw new Disabled('storeNo', 'store');
    }
    const agreement = input.method.type === 'agreement' ? await this.agreement(actor.merchantId, input.method.agreementId) : undefined;
    const options: Option[] = bound
      .filter((account) => this.providers.has(account.provider))
      .map((account) => ({
        account,
        adapter: this.providers.adapter(account.provider),
        enabled: account.bindingEnabled && account.enabled,
        configuration: this.providers.usableSettings(account),
        providerTerminalSn:
          terminal?.enabled === true
            ? terminal.bindings.find((binding) => binding.providerAccountId === account.id)?.providerTerminalSn
            : undefined,
      }));
    const said = providerOptions(
      input.providerOptions,
      kindOf(input),
      options.map(({ adapter }) => adapter),
    );
    const candidates = withDefaultExpiry(input, candidatesFor(input, options, agreement, said));
    const kept = candidates.filter((candidate) => candidate.kept);
    const [first, ...rest] = kept;
    if (first === undefined) {
      throw new NoRoute(candidates.map(({ account, reason }) => ({ accountId: account.id, provider: account.provider, reason })));
    }
    assertHeard(said, kept);
    return { first, rest, candidates, agreement, options: said };
  }

  private async agreement(merchantId: string, agreementId: string): Promise<AgreementChoice> {
    const agreement = UUID.test(agreementId) ? await this.agreements.find(merchantId, agreementId) : undefined;
    if (agreement?.state !== 'active' || agreement.accessToken === null)
      throw new InvalidReference('method.agreementId', 'no active agreement of this merchant');
    if (agreement.expiresAt !== null && agreement.expiresAt.getTime() <= this.runtime.clock.now())
      throw new InvalidReference('method.agreementId', 'the agreement has expired: its payer has to agree again');
    return { providerAccountId: agreement.providerAccountId, accessToken: agreement.accessToken };
  }

  private async begin(
    command: CreateOrder,
    route: Route,
    hashes: Readonly<Record<string, string>>,
  ): Promise<{ readonly orderId: string; readonly run: Promise<OrderWithOperations> } | undefined> {
    const { actor, input } = command;
    const { newId, clock, pool, processName } = this.runtime;
    const { first } = route;
    if (input.notifyUrl !== undefined) await this.notifyLanes.ensure(actor.merchantId, input.notifyUrl);
    const window = this.engine.sendWindow();
    const now = clock.now();
    const order = orderRecord(command, route, hashes, newId(), now);
    const charge = await this.charge(input, order, first, route.options, now);
    const cause = { cause: 'request', actor: actor.actor, requestId: actor.requestId };
    if (!(await beginCharge(pool, { order, charge, cause, eventId: newId() }))) return undefined;
    const read: OrderWithOperations = { order, operations: [charge], cases: [] };
    const run = this.engine.send(
      read,
      charge,
      window,
      { ...cause, actor: processName },
      {
        methodFor: (accountId) => methodFor(input, candidateOf(route, accountId), route.agreement),
        contentFor: (accountId) => ({
          subject: input.subject ?? input.description,
          description: input.description,
          ...defined({
            operator: input.operator,
            goods: input.goods,
            buyer: input.buyer,
            returnUrl: input.returnUrl,
            tip: input.tip,
            cashback: input.cashback,
          }),
          ...(input.device === undefined ? {} : { device: defined(input.device) }),
          ...optionsOf(route, accountId),
        }),
        hasNext: (charge) => candidateAfter(route, charge) !== undefined,
        nextRoute: async (present, dead, decision) => {
          const next = candidateAfter(route, dead);
          if (next === undefined) throw new Error('no candidate was left, and one was asked for');
          const at = clock.now();
          const because =
            decision.operation.outcome === 'not_sent'
              ? 'no byte reached the provider'
              : `declined: ${decision.operation.declineCode ?? 'unknown'} (${decision.operation.providerCode ?? ''})`;
          const operation = await this.charge(input, order, next, route.options, at);
          return { operation, routing: rerouted(present, dead, next.account.id, because, at) };
        },
      },
    );
    return { orderId: existing(read).order.id, run };
  }

  private async charge(
    input: OrderInput,
    order: OrderRecord,
    candidate: Candidate,
    options: ProviderOptions,
    now: number,
  ): Promise<OperationRecord> {
    const id = this.runtime.newId();
    const kind = kindOf(input);
    const { account, adapter } = candidate;
    return newOperation({
      id,
      order,
      kind,
      chargeId: id,
      account,
      providerKey: await adapter.providerKeyFor(kind, id, () => nextProviderKey(this.runtime.pool)),
      amountMinor: order.amountMinor,
      tipMinor: input.tip?.minor,
      cashbackAskedMinor: input.cashback?.minor,
      tipOnScreen: adapter.tipOnScreen?.(options[account.provider]) ?? false,
      origin: 'merchant',
      credentialHeld: isCredential(input),
      now,
      totalTimeoutMs: supportOf(adapter, kind).totalTimeoutMs,
    });
  }
}

/** What is said to a provider that takes no part would be accepted and ignored. */
function assertHeard(said: ProviderOptions, kept: readonly Candidate[]): void {
  const deaf = PROVIDER_NAMES.filter((name) => said[name] !== undefined && !kept.some(({ account }) => account.provider === name));
  if (deaf.length > 0)
    throw new InvalidProviderOptions(
      deaf.map((name) => ({ path: `providerOptions.${name}`, message: `no account of ${name} takes this order` })),
    );
}

interface Route {
  readonly first: Candidate;
  readonly rest: readonly Candidate[];
  readonly candidates: readonly Candidate[];
  readonly agreement: AgreementChoice | undefined;
  readonly options: ProviderOptions;
}

/** Told by the charge that is over, so that a finish which has to decide again passes nobody over. */
function candidateAfter(route: Route, charge: Pick<OperationRecord, 'providerAccountId'>): Candidate | undefined {
  const kept = [route.first, ...route.rest];
  const index = kept.findIndex(({ account }) => account.id === charge.providerAccountId);
  return index === -1 ? undefined : kept[index + 1];
}

function optionsOf(route: Route, accountId: string): { readonly options?: unknown } {
  const options = route.options[candidateOf(route, accountId).account.provider];
  return options === undefined ? {} : { options };
}

function candidateOf(route: Route, accountId: string): Candidate {
  const candidate = route.candidates.find(({ account }) => account.id === accountId);
  if (candidate === undefined) throw new Error(`account ${accountId} is no candidate of this order`);
  return candidate;
}

const kindOf = ({ capture }: OrderInput): 'sale' | 'authorize' => (capture === 'manual' ? 'authorize' : 'sale');

/** What tells a repeat from another order. A card's number and code take no part: not even their hashes are kept; and a number of ours tells nothing. */
function hashedContent({ platformSn: _ours, ...input }: OrderInput): object {
  const { method } = input;
  if (method.type !== 'card') return input;
  const { holder, expiryMonth, expiryYear } = method.card;
  return { ...input, method: { ...method, card: { holder, expiryMonth, expiryYear } } };
}

/** Methods whose payment needs something of the payer that is never stored. */
function isCredential(input: OrderInput): boolean {
  return input.method.type === 'payer_code' || input.method.type === 'agreement' || input.method.type === 'card';
}

function orderRecord(command: CreateOrder, route: Route, hashes: Readonly<Record<string, string>>, id: string, now: number): OrderRecord {
  const { actor, input } = command;
  const seconds = input.expiresInSeconds ?? defaultExpiryOf(input, route.first.adapter);
  return {
    id,
    merchantId: actor.merchantId,
    merchantOrderNo: input.merchantOrderNo,
    state: 'created',
    version: 1,
    amountMinor: input.amount.minor,
    currency: input.amount.currency,
    method: storedMethod(input),
    content: defined({
      subject: input.subject,
      description: input.description,
      goods: input.goods?.map((good) => ({ ...good, unitAmount: storedMoney(good.unitAmount) })),
      buyer: input.buyer,
      device: input.device,
      returnUrl: input.returnUrl,
      notifyUrl: input.notifyUrl,
      capture: input.capture,
      tip: storedMoney(input.tip),
      cashback: storedMoney(input.cashback),
      providerOptions: input.providerOptions,
      terminal: input.terminal && defined(input.terminal),
    }),
    contentHashes: hashes,
    metadata: input.metadata ?? null,
    storeNo: input.storeNo ?? null,
    terminalSn: input.terminalSn ?? null,
    operator: input.operator ?? null,
    routing: routingRecord(route.candidates, route.first.account.id),
    nextAction: null,
    payment: null,
    cancelRequested: null,
    expiresAt: seconds === undefined ? null : now + seconds * 1000,
    expiryHandled: seconds === undefined,
    createdAt: now,
    updatedAt: now,
    platformSn: input.platformSn ?? null,
  };
}

const storedMoney = (money: Money | undefined): object | undefined => money && { ...money, minor: money.minor.toString() };

/** The method as it is stored and shown: the payer's code masked, and of a card what its receipt shows. */
function storedMethod(input: OrderInput): Record<string, unknown> {
  const { method } = input;
  if (method.type === 'payer_code') return { ...defined(method), code: maskPayerCode(method.code) };
  if (method.type === 'card') {
    const { number, expiryMonth, expiryYear } = method.card;
    return { type: method.type, card: { number: maskAccount(number), expiryMonth, expiryYear } };
  }
  if (method.type === 'terminal') return { type: method.type, scenario: method.scenario ?? 'card' };
  return defined(method);
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function defined<T extends object>(members: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<Defined<T>>;
}
