import { AccountDirectory, capabilitiesOf, ProviderRegistry } from '@interlock/accounts';
import type { CapabilityDocument } from '@interlock/accounts';
import type { Actor } from '@interlock/orders';
import type { BoundAccount } from '@interlock/persistence';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { accountCapabilities } from './capabilities.schema.js';

/** One provider account of a merchant and what it can do. Nothing of its settings but their switches, and nothing secret. */
type AccountCapabilities = Pick<BoundAccount, 'provider' | 'mode' | 'currency' | 'enabled'> & {
  readonly accountId: string;
  readonly capabilities?: CapabilityDocument;
};

@ApiTags('capabilities')
@Controller('v1/capabilities')
export class CapabilitiesController {
  constructor(
    private readonly accounts: AccountDirectory,
    private readonly providers: ProviderRegistry,
  ) {}

  @Get()
  @Permitted('orders:read')
  @Answers({ 200: accountCapabilities }, "What each of the merchant's provider accounts can do, in the order in which routing asks them.")
  async list(@Caller() actor: Actor): Promise<{ readonly accounts: readonly AccountCapabilities[] }> {
    const accounts = await this.accounts.ofMerchant(actor.merchantId);
    return { accounts: accounts.map((account) => this.capabilitiesOf(account)) };
  }

  private capabilitiesOf(account: BoundAccount): AccountCapabilities {
    const { id: accountId, provider, mode, currency } = account;
    const shown = { accountId, provider, mode, currency, enabled: account.enabled && account.bindingEnabled };
    const configuration = this.providers.has(provider) ? this.providers.usableSettings(account) : undefined;
    return configuration === undefined
      ? shown
      : { ...shown, capabilities: capabilitiesOf(this.providers.adapter(provider), configuration.settings) };
  }
}
