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
  /** Neither it, nor its store, nor its merchant is disabled. */
  readonly enabled: boolean;
  /** How long the answer to a pay is held back for its end, as the store says. */
  readonly payWaitMs: number;
  /** The same of everything else: a till's own connection is given up after 35 s (Upay Web API, Transport). */
  readonly waitMs: number;
}

/** Who is named in the evidence of what a till asks. */
export function actorOf({ merchantId, mode, terminalSn }: Till, requestId: string): Actor {
  return { merchantId, mode, actor: `terminal ${terminalSn}`, requestId };
}
