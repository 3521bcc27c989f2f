import type { ProviderResult, QueryResult } from '@interlock/domain';
import type { OperationRecord } from '@interlock/persistence';
import type { Exchange } from '@interlock/provider-kit';
import type { Logger } from '@nestjs/common';

/**
 * One line for each exchange with a provider, for who looks into a slow or odd one. No header and no body: those stand, masked, in the fact.
 */
export function tellExchanges(
  logger: Logger,
  operation: Pick<OperationRecord, 'id' | 'orderId' | 'kind' | 'provider' | 'providerAccountId'>,
  asked: 'send' | 'query',
  { result, exchanges }: { readonly result: ProviderResult | QueryResult; readonly exchanges: readonly Exchange[] },
): void {
  for (const { request, status, outcome, askedAt, finishedAt } of exchanges) {
    logger.debug(
      {
        orderId: operation.orderId,
        operationId: operation.id,
        kind: operation.kind,
        provider: operation.provider,
        accountId: operation.providerAccountId,
        asked,
        method: request.method,
        path: pathOf(request.url),
        status,
        exchange: outcome,
        outcome: result.outcome,
        ms: finishedAt - askedAt,
      },
      'provider exchange',
    );
  }
}

/** A query string may hold a token. */
function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/]*/, '').replace(/\?.*$/s, '');
}
