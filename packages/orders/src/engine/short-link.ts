import { randomBytes } from 'node:crypto';
import type { ProviderResult, QueryResult } from '@interlock/domain';
import type { OrderRecord } from '@interlock/persistence';

/** 128 bits: nobody finds a payer's page by trying. */
const CODE_BYTES = 16;

/**
 * A merchant's code over a provider that answers with a page: the payer scans a short link of ours, which leads there. A page's own address is
 * too long for a code that a camera reads, and a form cannot be put into one at all.
 */
export function withShortLink<R extends ProviderResult | QueryResult>(order: OrderRecord, result: R, publicUrl: string): R {
  if (order.method['type'] !== 'merchant_qr' || result.outcome !== 'pending' || result.customerAction?.type !== 'redirect') return result;
  const page = result.customerAction;
  const code = randomBytes(CODE_BYTES).toString('base64url');
  const customerAction = {
    type: 'show_qr' as const,
    qr: `${publicUrl}/p/${code}`,
    ...(order.expiresAt === null ? {} : { expiresAt: order.expiresAt }),
    link: { code, page },
  };
  return { ...result, customerAction };
}
