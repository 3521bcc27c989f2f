import type { SaleRequest } from '@interlock/provider-kit';

/** What we send as `expires` where nothing names an end. */
export const DEFAULT_EXPIRY_SECONDS = 300;

/** Seconds from the order's begin, as CodePay counts them from its own. */
export const expiresOf = (request: Pick<SaleRequest, 'createdAt' | 'expiresAt'>): number =>
  request.expiresAt === undefined ? DEFAULT_EXPIRY_SECONDS : Math.ceil((request.expiresAt - request.createdAt) / 1000);
