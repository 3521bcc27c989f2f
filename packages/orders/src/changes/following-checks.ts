import { InvalidReference, OperationNotSupported } from '@interlock/domain';
import { ProviderRegistry } from '@interlock/accounts';
import { TerminalRepository } from '@interlock/persistence';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import type { ProviderAdapter, RefundParts } from '@interlock/provider-kit';
import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { Inject, Injectable } from '@nestjs/common';
import type { ChangeInput } from '../commands.js';
import type { FollowingKind } from '../engine/following-call.js';
import { chargeReference } from '@interlock/accounts';
import type { FollowingContent } from '../engine/requests.js';
import { providerOptions } from '../routing/provider-options.js';

/** What is asked of a provider after a payment is checked here before anything is begun: that it has the operation, and what the caller says beside it. */
@Injectable()
export class FollowingChecks {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly providers: ProviderRegistry,
    private readonly terminals: TerminalRepository,
  ) {}

  /** Throws `OperationNotSupported`, naming the provider and what it offers instead; `InvalidReference`, `InvalidProviderOptions`. */
  async contentOf(
    kind: FollowingKind,
    input: ChangeInput & { readonly parts?: RefundParts | undefined },
    read: OrderWithOperations,
    charge: OperationRecord,
  ): Promise<FollowingContent | undefined> {
    const adapter = this.assertExists(kind, charge);
    await this.assertOffered(adapter, kind, { onTerminal: input.onTerminal ?? false, parts: input.parts !== undefined }, read, charge);
    const options = providerOptions(input.providerOptions, kind, [adapter])[adapter.name];
    const onTerminal = await this.onTerminal(input, read, charge);
    if (options === undefined && onTerminal === undefined) return undefined;
    return { ...(options === undefined ? {} : { options }), ...(onTerminal === undefined ? {} : { onTerminal }) };
  }

  /** Whatever the order's state: a provider that never has the operation is told first. Throws `OperationNotSupported`. */
  assertExists(kind: FollowingKind, charge: OperationRecord): ProviderAdapter {
    const adapter = this.providers.adapter(charge.provider);
    if (adapter.operations[kind] === undefined)
      throw new OperationNotSupported(`${adapter.name} has no ${words[kind]}; it offers ${offered(adapter)}`);
    return adapter;
  }

  private async assertOffered(
    adapter: ProviderAdapter,
    kind: FollowingKind,
    asked: { readonly onTerminal: boolean; readonly parts: boolean },
    read: OrderWithOperations,
    charge: OperationRecord,
  ): Promise<void> {
    const support = adapter.operations[kind];
    if (support === undefined || !('accepts' in support)) {
      if (asked.onTerminal) throw new OperationNotSupported(`${adapter.name}: a ${words[kind]} is not done on a terminal`);
      return;
    }
    const configuration = this.providers.usableSettings(await this.providers.account(charge.providerAccountId));
    // An account that cannot be called says so when it is: nothing is sent then.
    if (configuration === undefined) return;
    const { settings } = configuration;
    const accepts = support.accepts(chargeReference(read, charge), { ...asked, settings, now: this.runtime.clock.now() });
    if (accepts !== true) throw new OperationNotSupported(`${adapter.name}: ${accepts}`);
  }

  /** The terminal that it is done on: the one that is named, or the order's own. */
  private async onTerminal(
    { onTerminal, terminalSn }: ChangeInput,
    { order }: OrderWithOperations,
    charge: OperationRecord,
  ): Promise<FollowingContent['onTerminal']> {
    if (terminalSn !== undefined && onTerminal !== true) throw new InvalidReference('terminalSn', 'says where, and needs onTerminal');
    if (onTerminal !== true) return undefined;
    const sn = terminalSn ?? order.terminalSn;
    if (sn === null) throw new InvalidReference('terminalSn', 'the order has no terminal: name one');
    const terminal = await this.terminals.findTerminal(order.merchantId, sn);
    if (terminal === undefined) throw new InvalidReference('terminalSn', 'no such terminal of this merchant');
    const binding = terminal.bindings.find(({ providerAccountId }) => providerAccountId === charge.providerAccountId);
    if (!terminal.enabled || binding === undefined)
      throw new InvalidReference('terminalSn', "is not bound to the payment's provider account");
    return { providerTerminalSn: binding.providerTerminalSn, terminalSn: sn };
  }
}

const words: Readonly<Record<FollowingKind, string>> = {
  capture: 'capture',
  increment: 'increment of an authorization',
  adjust_tip: 'tip after the payment',
  cancel: 'cancel',
  void: 'void',
  refund: 'refund',
};

/** What a caller may ask of this provider after a payment. */
function offered({ operations }: ProviderAdapter): string {
  const kinds = (Object.keys(words) as FollowingKind[]).filter((kind) => operations[kind] !== undefined);
  return kinds.length === 0 ? 'nothing after a payment' : kinds.map((kind) => words[kind]).join(', ');
}
