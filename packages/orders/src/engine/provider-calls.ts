import { ProviderRegistry } from '@interlock/accounts';
import type { OpenedCall } from '@interlock/accounts';
import type { ProviderResult, QueryResult } from '@interlock/domain';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import type { Exchange } from '@interlock/provider-kit';
import { Injectable, Logger } from '@nestjs/common';
import { tellExchanges } from '../log/exchange-lines.js';
import type { SendWindow } from './finisher.js';
import { followingCall, supportOf } from './following-call.js';
import { chargeOf } from './order-operations.js';
import { followingRequest, queryRequest, saleRequest } from './requests.js';
import type { SalePlan } from './sale-plan.js';

/** Tries of an operation after the payment whose connection is refused, within its send window. */
const SEND_TRIES = 3;

/** What was said, and the exchanges that say it. */
export interface Called<R> {
  readonly result: R;
  readonly exchanges: readonly Exchange[];
}

/** The call of begin → call → finish: one operation sent, or asked after, at its provider account. No transaction and no connection is held. */
@Injectable()
export class ProviderCalls {
  private readonly logger = new Logger('ProviderCalls');

  constructor(private readonly providers: ProviderRegistry) {}

  /** Sends it; what follows a payment is tried again where no connection was had. */
  async send(
    read: OrderWithOperations,
    operation: OperationRecord,
    window: SendWindow,
    plan: SalePlan | undefined,
  ): Promise<Called<ProviderResult>> {
    const exchanges: Exchange[] = [];
    for (let count = 1; ; count += 1) {
      const { result, transcript } = await this.execute(read, operation, window, plan);
      exchanges.push(...transcript);
      const mayTryAgain =
        operation.id !== operation.chargeId &&
        result.outcome === 'not_sent' &&
        result.cause !== 'past_send_until' &&
        result.cause !== 'invalid_request' &&
        result.cause !== 'account_unusable' &&
        count < SEND_TRIES;
      if (!mayTryAgain) return { result, exchanges };
    }
  }

  private async execute(
    read: OrderWithOperations,
    operation: OperationRecord,
    window: SendWindow,
    plan: SalePlan | undefined,
  ): Promise<{ readonly result: ProviderResult; readonly transcript: readonly Exchange[] }> {
    const adapter = this.providers.adapter(operation.provider);
    const support = supportOf(adapter, operation.kind);
    const opened = await this.providers.open(operation.providerAccountId, {
      purpose: operation.kind,
      connectTimeoutMs: support.connectTimeoutMs,
      totalTimeoutMs: support.totalTimeoutMs,
      sendUntil: window,
      attempt: operation.attempts,
    });
    if (opened === undefined) return { result: { outcome: 'not_sent', cause: 'account_unusable' }, transcript: [] };
    const result = await this.guarded<ProviderResult, ProviderResult>(operation, () => this.call(read, operation, opened, plan), {
      outcome: 'unknown',
      cause: 'unreadable_answer',
    });
    tellExchanges(this.logger, operation, 'send', { result, exchanges: opened.transport.exchanges });
    return { result, transcript: opened.transport.exchanges };
  }

  private call(
    read: OrderWithOperations,
    operation: OperationRecord,
    opened: OpenedCall,
    plan: SalePlan | undefined,
  ): Promise<ProviderResult> {
    const { adapter, account, call } = opened;
    const notifyUrl = this.providers.notifyUrl(account);
    const { kind } = operation;
    if (kind === 'sale' || kind === 'authorize') {
      const charging = adapter.operations[kind];
      if (plan === undefined || charging === undefined) throw new Error(`a ${kind} is sent only by the process that began it`);
      return charging.execute(saleRequest(read.order, operation, plan.methodFor(account.id), plan.contentFor(account.id), notifyUrl), call);
    }
    const following = followingCall(adapter, kind);
    if (following === undefined) throw new Error(`${operation.provider} has no ${kind}, and one was begun`);
    return following.send(followingRequest(read, chargeOf(read, operation), operation, notifyUrl), call);
  }

  /** Asks after it. */
  async query(read: OrderWithOperations, operation: OperationRecord): Promise<Called<QueryResult>> {
    const adapter = this.providers.adapter(operation.provider);
    const opened = await this.providers.open(operation.providerAccountId, {
      purpose: 'query',
      ...adapter.queryTimeouts,
      attempt: operation.attempts,
    });
    const unheard: QueryResult = { outcome: 'no_answer', cause: 'unreadable_answer' };
    const result =
      opened === undefined
        ? unheard
        : await this.guarded<QueryResult, QueryResult>(
            operation,
            () => adapter.query(queryRequest(read, chargeOf(read, operation), operation), opened.call),
            unheard,
          );
    const exchanges = opened?.transport.exchanges ?? [];
    tellExchanges(this.logger, operation, 'query', { result, exchanges });
    return { result, exchanges };
  }

  /** An adapter that throws is a bug; what it may have done by then is not known. */
  private async guarded<R, F>(operation: OperationRecord, call: () => Promise<R>, fallback: F): Promise<R | F> {
    try {
      return await call();
    } catch (error) {
      this.logger.error({ orderId: operation.orderId, operationId: operation.id, err: error }, 'the adapter threw');
      return fallback;
    }
  }
}
