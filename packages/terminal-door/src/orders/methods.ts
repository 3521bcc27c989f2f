import { AccountDirectory, ProviderRegistry } from '@interlock/accounts';
import type { ProviderName } from '@interlock/domain';
import type { MethodInput } from '@interlock/orders';
import { AgreementRepository, TerminalRepository } from '@interlock/persistence';
import type { BoundAccount, BoundTerminal } from '@interlock/persistence';
import { Injectable } from '@nestjs/common';
import type { Till } from '../till.js';
import { BusinessRefused } from '../wire/envelope.js';
import type { Fields } from '../wire/fields.js';

/** How a payment is made, and over which provider in the first place. */
export interface Chosen {
  readonly method: MethodInput;
  readonly provider: ProviderName;
}

/** Our reference of a stored agreement: its id without dashes, as long as a `dynamic_id` may be. */
const AGREEMENT = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;
const FORMS: Readonly<Record<string, 'qr' | 'wap' | 'mini_program'>> = { 2: 'qr', 3: 'wap', 4: 'mini_program' };

/**
 * What a till's pay and precreate are over the accounts of its merchant, by what their providers can do: the payer's code where one takes it, a stored
 * agreement that the code stands for, else a push to the POS that the till is bound to. The first account by the merchant's priority decides; routing
 * then chooses among those that can do the same.
 */
@Injectable()
export class TillMethods {
  constructor(
    private readonly accounts: AccountDirectory,
    private readonly providers: ProviderRegistry,
    private readonly agreements: AgreementRepository,
    private readonly terminals: TerminalRepository,
  ) {}

  /** Throws `BusinessRefused`, and nothing was begun. */
  async ofPay(till: Till, { dynamic_id: code, payway }: Fields<'pay'>): Promise<Chosen> {
    const usable = await this.usable(till);
    const agreement = await this.agreement(till, code, usable);
    if (agreement !== undefined) return agreement;
    let refusal: BusinessRefused | undefined;
    for (const { id, provider } of usable) {
      if (this.takes(provider, 'payer_code'))
        return { provider, method: { type: 'payer_code', code, ...(payway === undefined ? {} : { payway }) } };
      if (this.takes(provider, 'terminal')) {
        if (await this.isBound(till, id)) return { provider, method: { type: 'terminal', scenario: 'scan_payer' } };
        refusal ??= new BusinessRefused('UNEXPECTED_PROVIDER_ERROR', 'the terminal is bound to no POS of the provider', 'PAY_FAIL');
      } else if (this.takes(provider, 'agreement')) {
        refusal ??= new BusinessRefused('INVALID_BARCODE', 'the code stands for no agreement that can be used', 'PAY_FAIL');
      }
    }
    throw refusal ?? nobody(till, 'PAY_FAIL');
  }

  /** Throws `BusinessRefused`, and nothing was begun. */
  async ofPrecreate(till: Till, { payway, sub_payway: way }: Fields<'precreate'>): Promise<Chosen> {
    const account = (await this.usable(till)).find(({ provider }) => this.takes(provider, 'merchant_qr'));
    if (account === undefined) throw nobody(till, 'PRECREATE_FAIL');
    const { provider } = account;
    // Elsewhere the payer chooses on the provider's page, to which the code leads.
    if (!this.takes(provider, 'payer_code')) return { provider, method: { type: 'merchant_qr' } };
    const form = way === undefined ? undefined : FORMS[way];
    return { provider, method: { type: 'merchant_qr', payway, ...(form === undefined ? {} : { form }) } };
  }

  /** Whether the first of the POS that the terminal is bound to is Upay's. */
  async isPushedByUpay(till: Till, { bindings }: Pick<BoundTerminal, 'bindings'>): Promise<boolean> {
    const pos = (await this.usable(till)).find(({ id }) => bindings.some(({ providerAccountId }) => providerAccountId === id));
    return pos?.provider === 'upay';
  }

  /** In the merchant's order of priority. */
  private async usable({ merchantId, currency }: Till): Promise<readonly BoundAccount[]> {
    const bound = await this.accounts.ofMerchant(merchantId);
    return bound.filter(
      (account) => account.enabled && account.bindingEnabled && account.currency === currency && this.providers.has(account.provider),
    );
  }

  private takes(provider: ProviderName, method: MethodInput['type']): boolean {
    return this.providers.adapter(provider).limits.methods.some(({ type }) => type === method);
  }

  private async agreement({ merchantId }: Till, code: string, usable: readonly BoundAccount[]): Promise<Chosen | undefined> {
    const parts = AGREEMENT.exec(code)?.slice(1);
    if (parts === undefined) return undefined;
    const agreement = await this.agreements.find(merchantId, parts.join('-').toLowerCase());
    const account = usable.find(({ id }) => id === agreement?.providerAccountId);
    if (agreement === undefined || account === undefined) return undefined;
    return { provider: account.provider, method: { type: 'agreement', agreementId: agreement.id } };
  }

  private async isBound({ merchantId, terminalSn }: Till, accountId: string): Promise<boolean> {
    const terminal = await this.terminals.findTerminal(merchantId, terminalSn);
    return terminal?.bindings.some(({ providerAccountId }) => providerAccountId === accountId) ?? false;
  }
}

function nobody({ currency }: Till, failed: 'PAY_FAIL' | 'PRECREATE_FAIL'): BusinessRefused {
  return new BusinessRefused('UNEXPECTED_PROVIDER_ERROR', `no provider account of the merchant takes this in ${currency}`, failed);
}
