import type { CurrencyCode } from '@interlock/domain';
import type { Actor } from '@interlock/orders';

/** The terminal that a request came from, once its signature was checked. */
export interface Till {
  readonly terminalSn: string;
  readonly merchantId: string;
  readonly mode: 'test' | 'live';
  readonly storeNo: string;
  /** The protocol names no currency: it is the store's. */
  readonly currency: CurrencyCode;
  /** How long an answer is held back for its end. */
  readonly waitMs: number;
}

/** Who is named in the evidence of what a till asks. */
export function actorOf({ merchantId, mode, terminalSn }: Till, requestId: string): Actor {
  return { merchantId, mode, actor: `terminal ${terminalSn}`, requestId };
}
