import { AccountDirectory, ProviderRegistry, RUNTIME, UUID } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { Disabled, InvalidProviderOptions, InvalidReference, PROVIDER_NAMES } from '@interlock/domain';
import { AgreementRepository, TerminalRepository } from '@interlock/persistence';
import type { OperationRecord } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { OrderInput } from '../commands.js';
import { NoRoute } from '../errors.js';
import { candidatesFor, withDefaultExpiry } from './candidates.js';
import type { AgreementChoice, Candidate, Option } from './candidates.js';
import { waitingFor } from './own-terminals.js';
import { providerOptions } from './provider-options.js';
import type { ProviderOptions } from './provider-options.js';

/** Where a charge goes: the first account, those that may follow, and what each of them is told. */
export interface Route {
  readonly first: Candidate;
  readonly rest: readonly Candidate[];
  readonly candidates: readonly Candidate[];
  readonly agreement: AgreementChoice | undefined;
  readonly options: ProviderOptions;
  /** Of the terminal, where the order names one. */
  readonly storeNo: string | undefined;
}

/** Nobody is asked before one of our own terminals takes the order; why no provider was, by account. */
export interface Waits {
  readonly candidates: readonly Candidate[];
  readonly storeNo: string | undefined;
}

/** Which accounts may take an order, in the merchant's order of priority. */
@Injectable()
export class SaleRoutes {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly providers: ProviderRegistry,
    private readonly accounts: AccountDirectory,
    private readonly terminals: TerminalRepository,
    private readonly agreements: AgreementRepository,
  ) {}

  /**
   * Where the order's charge goes first and then, or the terminal that it waits for. Throws `NoRoute`, `Disabled`, `InvalidReference`, `InvalidProviderOptions`.
   */
  async of(merchantId: string, input: OrderInput): Promise<Route | Waits> {
    const bound = await this.accounts.forNew(merchantId);
    const pinned = input.route?.providerAccountId;
    if (pinned !== undefined && !bound.some((account) => account.id === pinned))
      throw new InvalidReference('route.providerAccountId', 'no such account of this merchant');
    const terminal = input.terminalSn === undefined ? undefined : await this.terminals.findTerminal(merchantId, input.terminalSn);
    if (input.terminalSn !== undefined && terminal === undefined)
      throw new InvalidReference('terminalSn', 'no such terminal of this merchant');
    if (terminal?.enabled === false) throw new Disabled('terminalSn', 'terminal');
    if (input.method.type === 'terminal' && terminal === undefined)
      throw new InvalidReference('terminalSn', 'the method terminal needs one');
    if (input.storeNo !== undefined && terminal !== undefined && terminal.storeNo !== input.storeNo)
      throw new InvalidReference('storeNo', 'the terminal belongs to another store');
    if (input.storeNo !== undefined && terminal === undefined) {
      const store = await this.terminals.findStore(merchantId, input.storeNo);
      if (store === undefined) throw new InvalidReference('storeNo', 'no such store of this merchant');
      if (!store.enabled) throw new Disabled('storeNo', 'store');
    }
    const agreement = input.method.type === 'agreement' ? await this.agreement(merchantId, input.method.agreementId) : undefined;
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
      const waits = input.method.type === 'terminal' ? waitingFor(input, terminal, options, said) : undefined;
      if (waits !== undefined && typeof waits !== 'string') {
        assertHeard(said, waits);
        return { candidates, storeNo: terminal?.storeNo };
      }
      throw new NoRoute(
        candidates.map(({ account, reason }) => ({ accountId: account.id, provider: account.provider, reason })),
        waits,
      );
    }
    assertHeard(said, kept);
    return { first, rest, candidates, agreement, options: said, storeNo: terminal?.storeNo };
  }

  private async agreement(merchantId: string, agreementId: string): Promise<AgreementChoice> {
    const agreement = UUID.test(agreementId) ? await this.agreements.find(merchantId, agreementId) : undefined;
    if (agreement?.state !== 'active' || agreement.accessToken === null)
      throw new InvalidReference('method.agreementId', 'no active agreement of this merchant');
    if (agreement.expiresAt !== null && agreement.expiresAt.getTime() <= this.runtime.clock.now())
      throw new InvalidReference('method.agreementId', 'the agreement has expired: its payer has to agree again');
    return { providerAccountId: agreement.providerAccountId, accessToken: agreement.accessToken };
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

/** Told by the charge that is over, so that a finish which has to decide again passes nobody over. */
export function candidateAfter(route: Route, charge: Pick<OperationRecord, 'providerAccountId'>): Candidate | undefined {
  const kept = [route.first, ...route.rest];
  const index = kept.findIndex(({ account }) => account.id === charge.providerAccountId);
  return index === -1 ? undefined : kept[index + 1];
}

export function optionsOf(route: Route, accountId: string): { readonly options?: unknown } {
  const options = route.options[candidateOf(route, accountId).account.provider];
  return options === undefined ? {} : { options };
}

export function candidateOf(route: Route, accountId: string): Candidate {
  const candidate = route.candidates.find(({ account }) => account.id === accountId);
  if (candidate === undefined) throw new Error(`account ${accountId} is no candidate of this order`);
  return candidate;
}

export const kindOf = ({ capture }: Pick<OrderInput, 'capture'>): 'sale' | 'authorize' => (capture === 'manual' ? 'authorize' : 'sale');
