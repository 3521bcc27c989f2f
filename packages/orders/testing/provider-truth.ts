import type { OperationKind, ProviderResult, QueryResult } from '@interlock/domain';
import type { QueryRequest } from '@interlock/provider-kit';
import type { ScriptedProvider } from '../src/testing/scripted-provider.js';

export const AMOUNT = 1_000n;
export const PART = 300n;
export const TIP = 100n;

/** The moments of a request that anybody else can notice: the provider does it, and its answer is written down. Its begin is the third, and the caller's. */
export type Moment = 'effect' | 'finish';

/** What one payer's account has seen, and a provider that does what it is asked when the test lets it. Every request is done once for its key. */
export class ProviderTruth {
  held = 0n;
  taken = 0n;
  tip = 0n;
  refunded = 0n;
  /** How it ended without money. */
  over: 'open' | 'returned' | 'let_go' = 'open';
  private readonly done = new Map<string, ProviderResult>();
  private readonly gates = new Map<string, PromiseWithResolvers<void>>();
  private readonly reached = new Set<string>();
  private readonly lost: ReadonlySet<string>;

  /** `lost`: the verbs whose first answer never arrives. `returns`: a cancel gives the money of a paid order back. */
  constructor(
    provider: ScriptedProvider,
    private readonly options: { readonly lost: readonly OperationKind[]; readonly returns: boolean; readonly hold: boolean },
  ) {
    this.lost = new Set(options.lost);
    const say = (verb: OperationKind) => (request: { readonly providerKey: string; readonly amount?: { readonly minor: bigint } }) =>
      this.answer(verb, request.providerKey, request.amount?.minor ?? 0n);
    provider.sale = say('sale');
    provider.authorize = say('authorize');
    provider.capture = say('capture');
    provider.void = say('void');
    provider.refund = say('refund');
    provider.adjust_tip = say('adjust_tip');
    provider.cancel = say('cancel');
    provider.query = (request) => this.shown(request);
  }

  /** Money that the payer is without. */
  get net(): bigint {
    return this.over === 'returned' ? 0n : this.taken + this.tip - this.refunded;
  }

  /** Lets the moment happen, now or when it comes. */
  let(verb: OperationKind, moment: Moment): void {
    this.gate(verb, moment).resolve();
  }

  hasReached(verb: OperationKind, moment: Moment | 'send'): boolean {
    return this.reached.has(`${verb} ${moment}`);
  }

  private gate(verb: OperationKind, moment: Moment): PromiseWithResolvers<void> {
    const name = `${verb} ${moment}`;
    const gate = this.gates.get(name) ?? Promise.withResolvers<void>();
    this.gates.set(name, gate);
    return gate;
  }

  private async answer(verb: OperationKind, key: string, amount: bigint): Promise<ProviderResult> {
    const first = !this.reached.has(`${verb} send`);
    this.reached.add(`${verb} send`);
    if (!first || !this.options.hold) return this.apply(verb, key, amount);
    // A request whose answer is lost may arrive after its sender has given up.
    const effect = this.gate(verb, 'effect').promise.then(() => {
      const result = this.apply(verb, key, amount);
      this.reached.add(`${verb} effect`);
      return result;
    });
    await this.gate(verb, 'finish').promise;
    return this.lost.has(verb) ? { outcome: 'unknown', cause: 'timeout' } : effect;
  }

  private apply(verb: OperationKind, key: string, amount: bigint): ProviderResult {
    const known = this.done.get(key);
    if (known !== undefined) return known;
    const result = this.effectOf(verb, key, amount);
    if (result.outcome === 'approved') this.done.set(key, result);
    return result;
  }

  private effectOf(verb: OperationKind, key: string, amount: bigint): ProviderResult {
    const yes: ProviderResult = { outcome: 'approved', providerRef: `ref-${key}`, stated: { base: amount } };
    const no: ProviderResult = { outcome: 'declined', code: 'invalid_state', providerCode: 'NO' };
    const paid = this.taken > 0n && this.over === 'open';
    switch (verb) {
      case 'sale':
        this.taken = amount;
        return yes;
      case 'authorize':
        this.held = amount;
        return yes;
      case 'capture':
        if (this.held === 0n || this.over !== 'open') return no;
        this.taken += amount;
        this.held = 0n;
        return yes;
      case 'void':
        if (this.over !== 'open' || this.refunded > 0n || (this.held === 0n && !paid)) return no;
        this.over = this.held > 0n ? 'let_go' : 'returned';
        return { ...yes, stated: 'not_stated' };
      case 'refund':
        if (!paid || this.refunded + amount > this.taken + this.tip) return no;
        this.refunded += amount;
        return yes;
      case 'adjust_tip':
        if (!paid || this.refunded > 0n) return no;
        this.tip = amount;
        return { ...yes, stated: { base: this.taken, tip: amount } };
      case 'cancel':
        // Of an order that is not there yet: "already done", and what arrives later is paid all the same.
        if (paid && !this.options.returns) return { ...no, code: 'operation_refused' };
        if (paid) this.over = 'returned';
        return { ...yes, stated: 'not_stated' };
      case 'increment':
        return no;
    }
  }

  private shown({ operation }: QueryRequest): QueryResult {
    const none: QueryResult = { outcome: 'not_found', providerCode: 'NONE' };
    const stated = { base: this.taken > 0n ? this.taken : this.held };
    const charge: QueryResult = { outcome: 'approved', providerRef: 'ref', stated };
    switch (operation.kind) {
      case 'sale':
      case 'authorize':
        if (this.over !== 'open') return { outcome: 'reversed', stated: { base: this.taken > 0n ? this.taken : AMOUNT } };
        return stated.base === 0n ? none : charge;
      case 'void':
        return this.over === 'open' ? none : { outcome: 'reversed', stated: { base: this.taken > 0n ? this.taken : AMOUNT } };
      case 'adjust_tip':
        return { ...charge, stated: { ...stated, tip: this.tip } };
      case 'capture':
      case 'refund':
      case 'increment': {
        const known = this.done.get(operation.providerKey);
        return known?.outcome === 'approved' ? known : none;
      }
    }
  }
}
