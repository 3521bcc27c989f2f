import { z } from 'zod';

/** How much a provider may be asked by recovery and refresh, for each of its accounts. Sends on behalf of a waiting caller are not counted. */
export interface QueryBounds {
  /** Operations of an account that one process carries on at a time. */
  readonly inFlight: number;
  /** Operations of an account taken up in a second, by all processes together. */
  readonly perSecond: number;
  /** Between two queries of one order, whoever asks. */
  readonly orderEveryMs: number;
  /** After a word for "too many requests": the first pause of the account, doubled with each further one, up to the most. */
  readonly backOff: { readonly firstMs: number; readonly mostMs: number };
}

/** The member `queries` of an account's settings: bounds agreed with the provider where they are lower than the adapter's. Higher ones have no effect. */
export const accountQueries = z
  .strictObject({
    inFlight: z.int().min(1).max(1_000).optional(),
    perSecond: z.number().min(0.01).max(10_000).optional(),
  })
  .optional();
