import { PROVIDER_NAMES } from '@interlock/domain';
import { z } from 'zod';
import { uuid } from '../orders/members.js';

/** What the doors of provider accounts answer, for the description of the API. */

const time = z.iso.datetime();

export const providerAccountView = z
  .strictObject({
    id: uuid,
    mode: z.enum(['test', 'live']),
    provider: z.enum(PROVIDER_NAMES),
    name: z.string(),
    currency: z.string(),
    enabled: z.boolean(),
    settings: z.record(z.string(), z.unknown()),
    secrets: z
      .record(z.string(), z.strictObject({ fingerprint: z.string().optional(), changedAt: time }))
      .meta({ description: 'By path; the fingerprint is the first 16 hex digits of the SHA-256 of the secret as it is kept' }),
    secretsUnreadable: z.literal(true).optional().meta({ description: 'No master key opens them: give them anew' }),
    notifyUrl: z.string().meta({ description: "Where the provider's notifications go" }),
    checkIn: z
      .strictObject({
        keyIssuedAt: time.optional(),
        dueAt: time,
        lastError: z.string().optional(),
        failingSince: time.optional(),
      })
      .optional(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'ProviderAccount' });

export const providerAccountPage = z
  .strictObject({ accounts: z.array(providerAccountView), nextCursor: uuid.optional() })
  .meta({ id: 'ProviderAccountPage' });

export const accountCheckView = z
  .strictObject({
    providerAccountId: uuid,
    checkedAt: time,
    tookMs: z.number(),
    reachable: z.boolean(),
    credentials: z.enum(['accepted', 'refused', 'unknown']),
    clockAheadMs: z.int().optional().meta({ description: "How far the provider's clock is ahead of ours, exact to a second" }),
    providerCode: z.string().optional(),
    cause: z.string().optional().meta({ description: 'Why there is no answer that says more' }),
    detail: z.string().optional().meta({ description: 'Of no answer: what the connection met' }),
  })
  .meta({ id: 'ProviderAccountCheck' });

export const merchantBindingView = z
  .strictObject({ merchantId: uuid, merchantName: z.string(), priority: z.int(), enabled: z.boolean(), createdAt: time })
  .meta({ id: 'MerchantBinding' });

export const merchantBindings = z.strictObject({ merchants: z.array(merchantBindingView) }).meta({ id: 'MerchantBindings' });
