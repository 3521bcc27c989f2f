import { currencyCode, PROVIDER_NAMES } from '@interlock/domain';
import { z } from 'zod';
import { text, uuid } from '../orders/members.js';

const MOST_LISTED = 100;
const STANDARD_LISTED = 20;
const MAX_PRIORITY = 1_000_000;

/** Which members there are is said by the provider's own schema, which names those at fault. */
const settings = z.record(z.string(), z.unknown(), { error: 'must be an object' }).meta({
  description: 'In the shape of the provider (docs/providers)',
  examples: [{ baseUrl: 'https://vsi-api.shouqianba.com', vendorSn: '91800129', appId: '2024052300000001' }],
});
const secrets = z.record(z.string(), z.unknown(), { error: 'must be an object' }).meta({
  description: 'Written and never read: shown as fingerprints and dates',
  examples: [{ vendorKey: '0123456789abcdef0123456789abcdef' }],
});
const enabled = z.boolean('must be true or false');

/** `POST /v1/provider-accounts` */
export const createAccountBody = z
  .strictObject({
    provider: z.enum(PROVIDER_NAMES, `must be ${PROVIDER_NAMES.join(', ')}`),
    name: text(64),
    currency: z
      .string('must be a currency of ISO 4217')
      .refine(isCurrency, 'must be a currency of ISO 4217')
      .transform((code) => currencyCode(code))
      .meta({ examples: ['MXN'] }),
    enabled: enabled.default(true),
    settings,
    secrets,
  })
  .meta({ id: 'CreateProviderAccount' });
export type CreateAccountBody = z.output<typeof createAccountBody>;

/** `PATCH /v1/provider-accounts/{id}`: what is absent stays. */
export const changeAccountBody = z
  .strictObject({
    name: text(64).optional(),
    enabled: enabled.optional().meta({ description: 'false: nothing new begins there; what is open is still asked after' }),
    settings: settings.optional().meta({ description: 'A JSON Merge Patch (RFC 7396): null takes a member away' }),
    secrets: secrets.optional().meta({ description: 'A JSON Merge Patch: a further key version leaves the others as they are' }),
  })
  .meta({ id: 'ChangeProviderAccount' });
export type ChangeAccountBody = z.output<typeof changeAccountBody>;

/** `GET /v1/provider-accounts?…` */
export const listAccountsQuery = z.strictObject({
  provider: z.enum(PROVIDER_NAMES, `must be ${PROVIDER_NAMES.join(', ')}`).optional(),
  cursor: uuid.optional().meta({ description: '`nextCursor` of the page before' }),
  limit: z
    .string({ error: 'must be given once' })
    .regex(/^[1-9]\d{0,2}$/, `must be a whole number, 1 to ${String(MOST_LISTED)}`)
    .transform(Number)
    .refine((value) => value <= MOST_LISTED, `must be at most ${String(MOST_LISTED)}`)
    .default(STANDARD_LISTED),
});
export type ListAccountsQuery = z.output<typeof listAccountsQuery>;

/** `PUT /v1/provider-accounts/{id}/merchants/{merchantId}` */
export const bindMerchantBody = z
  .strictObject({
    priority: z
      .int('must be a whole number')
      .min(0, 'must be at least 0')
      .max(MAX_PRIORITY, `must be at most ${String(MAX_PRIORITY)}`)
      .default(0)
      .meta({ description: 'The lowest is asked first' }),
    enabled: enabled.default(true),
  })
  .default({ priority: 0, enabled: true })
  .meta({ id: 'BindMerchant' });
export type BindMerchantBody = z.output<typeof bindMerchantBody>;

function isCurrency(code: string): boolean {
  try {
    return currencyCode(code) === code;
  } catch {
    return false;
  }
}
