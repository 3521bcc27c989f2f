import type { ProviderResult, QueryResult } from '@interlock/domain';
import type { KeyRing, OrderRecord } from '@interlock/persistence';

/** 132 bits of an HMAC under a key of ours: nobody finds a payer's page by trying. */
const CODE_LENGTH = 22;

/**
 * A merchant's code over a provider that answers with a page: the payer scans a short link of ours, which leads there. A page's own address is
 * too long for a code that a camera reads, and a form cannot be put into one at all. The same operation has the same code, whoever hears of its page
 * and however often: what a payer sees on a screen stays right.
 */
export function withShortLink<R extends ProviderResult | QueryResult>(
  { keyRing, publicUrl }: { readonly keyRing: Pick<KeyRing, 'hmac'>; readonly publicUrl: string },
  order: OrderRecord,
  operationId: string,
  result: R,
): R {
  if (order.method['type'] !== 'merchant_qr' || result.outcome !== 'pending' || result.customerAction?.type !== 'redirect') return result;
  const page = result.customerAction;
  const code = keyRing.hmac(`link:${operationId}`, 'short-link').slice(0, CODE_LENGTH);
  const customerAction = {
    type: 'show_qr' as const,
    qr: `${publicUrl}/p/${code}`,
    ...(order.expiresAt === null ? {} : { expiresAt: order.expiresAt }),
    link: { code, page },
  };
  return { ...result, customerAction };
}
