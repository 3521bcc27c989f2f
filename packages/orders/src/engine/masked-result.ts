import type { ProviderResult, QueryResult } from '@interlock/domain';
import { redact } from '@interlock/provider-kit';

/**
 * A result as a fact keeps it for ever. What the payer is to act by (a code, a page, an app's payload) may hold what identifies them: it stands on
 * the order while it is needed, and here only its type.
 */
export function maskedResult(result: ProviderResult | QueryResult): unknown {
  const action = result.outcome === 'pending' ? result.customerAction : undefined;
  return redact(action === undefined ? result : { ...result, customerAction: { type: action.type } }, {});
}
