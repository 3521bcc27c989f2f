import { AsyncLocalStorage } from 'node:async_hooks';

/** The request that the present code works for, in whichever process; a worker's own turn stands beside the request that began the work. */
export interface RequestContext {
  readonly requestId: string;
  readonly turnId?: string;
}

/** Every line of the log that is written under it carries its members. */
export const currentRequest = new AsyncLocalStorage<RequestContext>();
