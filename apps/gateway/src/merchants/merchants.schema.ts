import { z } from 'zod';
import { nextCursor } from '../http/page-query.js';
import { text } from '../orders/members.js';

const latePaymentPolicy = z
  .enum(['refund', 'keep'], 'must be refund or keep')
  .meta({ description: 'What becomes of money that shows up after its order was closed' });
const caseLimits = z
  .record(
    z.string().regex(/^([A-Z]{3}|\*)$/),
    z.string({ error: 'must be text' }).regex(/^(0|[1-9]\d{0,17})$/, 'must be minor units, as text'),
    {
      error: (issue) => (issue.code === 'invalid_key' ? 'is neither a currency nor "*"' : undefined),
    },
  )
  .meta({
    description: 'Above this a second person must agree to what is made of a case: minor units by currency, "*" for every other one',
    examples: [{ USD: '100000', '*': '0' }],
  });

/** `POST /v1/merchants` */
export const createMerchantBody = z
  .strictObject({ name: text(128), latePaymentPolicy: latePaymentPolicy.default('refund'), caseLimits: caseLimits.optional() })
  .meta({ id: 'CreateMerchant', examples: [{ name: 'Corner shop', latePaymentPolicy: 'refund' }] });
export type CreateMerchantBody = z.output<typeof createMerchantBody>;

/** `PATCH /v1/merchants/{id}`: what is absent stays, and null takes away. */
export const changeMerchantBody = z
  .strictObject({
    name: text(128).optional(),
    enabled: z
      .boolean('must be true or false')
      .optional()
      .meta({ description: 'A disabled merchant begins nothing new; what is open goes on to its end' }),
    latePaymentPolicy: latePaymentPolicy.optional(),
    caseLimits: caseLimits.nullable().optional(),
  })
  .meta({ id: 'ChangeMerchant', examples: [{ enabled: false }] });
export type ChangeMerchantBody = z.output<typeof changeMerchantBody>;

export const merchantView = z
  .strictObject({
    id: z.guid(),
    name: z.string(),
    mode: z.enum(['test', 'live']),
    enabled: z.boolean(),
    latePaymentPolicy,
    caseLimits: caseLimits.optional().meta({ description: 'Absent: as the installation is set up' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Merchant' });
export const merchantPage = z.strictObject({ merchants: z.array(merchantView), nextCursor }).meta({ id: 'MerchantPage' });
