import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import type { OperationRecord, OrderRecord } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { OrderInput } from '../commands.js';
import { supportOf } from '../engine/following-call.js';
import { newOperation } from '../engine/new-operation.js';
import { nextProviderKey } from '../engine/provider-key.js';
import type { SalePlan } from '../engine/sale-plan.js';
import { defined } from '../orders/order-record.js';
import { methodFor, rerouted } from './candidates.js';
import type { Candidate } from './candidates.js';
import type { ProviderOptions } from './provider-options.js';
import { candidateAfter, candidateOf, kindOf, optionsOf } from './sale-routes.js';
import type { Route } from './sale-routes.js';

/** The charges of an order along its route: the first one, and those that follow on the proof that the one before is dead. */
@Injectable()
export class SaleCharges {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  first(input: OrderInput, order: OrderRecord, route: Route, now: number): Promise<OperationRecord> {
    return this.charge(input, order, route.first, route.options, now);
  }

  /** What this process alone holds of the order. */
  plan(input: OrderInput, order: OrderRecord, route: Route): SalePlan {
    return {
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
        const at = this.runtime.clock.now();
        const because =
          decision.operation.outcome === 'not_sent'
            ? 'no byte reached the provider'
            : `declined: ${decision.operation.declineCode ?? 'unknown'} (${decision.operation.providerCode ?? ''})`;
        const operation = await this.charge(input, order, next, route.options, at);
        return { operation, routing: rerouted(present, dead, next.account.id, because, at) };
      },
    };
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

/** Methods whose payment needs something of the payer that is never stored. */
function isCredential(input: OrderInput): boolean {
  return input.method.type === 'payer_code' || input.method.type === 'agreement' || input.method.type === 'card';
}
