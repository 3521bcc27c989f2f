import { lookUp, type TransStatus } from './codepay.mapping.js';
import type { Rail } from './codepay.words.js';

/** `closed`: there is nothing left to cancel. `none`: no call may touch it, the order is looked at again. */
export type CancelCall = 'close' | 'revoker' | 'closed' | 'none';

/**
 * The call that serves a cancel, by the status shown just before and the rail. Close Order is for 9 alone and needs a terminal; Cancel
 * Order (`order.revoker`) never touches a card on a terminal; a payment known to be completed is refunded, not revoked.
 * Source: Open API, Close Order and Cancel Order.
 */
const cancelCalls = {
  '9': { card: 'close', qr: 'close', online: 'revoker' },
  '0': { card: 'none', qr: 'revoker', online: 'revoker' },
  '1': { card: 'closed', qr: 'closed', online: 'closed' },
  '2': { card: 'none', qr: 'none', online: 'none' },
  '3': { card: 'closed', qr: 'closed', online: 'closed' },
  '4': { card: 'none', qr: 'none', online: 'none' },
} as const satisfies Record<TransStatus, Readonly<Record<Rail, CancelCall>>>;

/** Where no status could be seen, the call that does no harm in any: Close Order acts on an untouched order only; online there is but one. */
export const cancelUnseen = { card: 'close', qr: 'close', online: 'revoker' } as const satisfies Record<Rail, CancelCall>;

export const cancelCallFor = (status: string, rail: Rail): CancelCall | undefined =>
  lookUp<Readonly<Record<Rail, CancelCall>>>(cancelCalls, status)?.[rail];
