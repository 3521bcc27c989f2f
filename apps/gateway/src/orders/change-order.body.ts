import { CANCEL_REFUND } from '@interlock/terminal-door';
import { z } from 'zod';
import { number, positiveAmount, priceAmount, providerOptions, text } from './members.js';

/** What every operation after the payment may say beside its amount. */
const beside = {
  operator: text(64).optional(),
  reason: text(255).optional(),
  terminalSn: number.optional().meta({ description: 'Where it is done, with onTerminal; else the terminal of the order' }),
  onTerminal: z.boolean({ error: 'must be true or false' }).optional(),
  providerOptions: providerOptions.optional(),
};

/** `POST /v1/orders/{id}/cancel`; may be left out. */
export const cancelOrderBody = z.strictObject(beside).optional();
export type CancelOrderBody = z.output<typeof cancelOrderBody>;

/** `POST /v1/orders/{id}/refresh` has nothing to say beyond its address. */
export const refreshOrderBody = z.strictObject({}).optional();

/** `POST /v1/orders/{id}/captures`; without an amount all that is held is taken. */
export const captureOrderBody = z
  .strictObject({ amount: positiveAmount.optional(), ...beside })
  .meta({ id: 'CaptureOrder' })
  .optional();
export type CaptureOrderBody = z.output<typeof captureOrderBody>;

/** `POST /v1/orders/{id}/increments`: the amount is added to what is held. */
export const incrementBody = z.strictObject({ amount: positiveAmount, ...beside }).meta({ id: 'IncrementAuthorization' });
export type IncrementBody = z.output<typeof incrementBody>;

/** `POST /v1/orders/{id}/tip`: the amount is the whole tip. */
export const adjustTipBody = z.strictObject({ amount: priceAmount, ...beside }).meta({ id: 'AdjustTip' });
export type AdjustTipBody = z.output<typeof adjustTipBody>;

/** `POST /v1/orders/{id}/void`; may be left out. */
export const voidOrderBody = z.strictObject(beside).optional();
export type VoidOrderBody = z.output<typeof voidOrderBody>;

const part = z
  .string({ error: 'must be text: a whole number of minor units' })
  .regex(/^(0|[1-9]\d{0,17})$/, 'must be a whole number of minor units, digits only')
  .transform((minor) => BigInt(minor));

/** `POST /v1/orders/{id}/refunds`; without an amount or parts all that is left is returned. */
export const refundOrderBody = z
  .strictObject({
    refundNo: number.refine(
      (no) => !no.startsWith(CANCEL_REFUND),
      `must not begin with ${CANCEL_REFUND}: a cancel at a till has such a number`,
    ),
    amount: positiveAmount.optional(),
    parts: z
      .strictObject({
        order: part.optional(),
        tip: part.optional(),
        surcharge: part.optional(),
        salesTax: part.optional(),
        serviceCharge: part.optional(),
      })
      .optional()
      .meta({ description: 'Minor units; together they are the amount' }),
    ...beside,
  })
  .meta({ id: 'RefundOrder' });
export type RefundOrderBody = z.output<typeof refundOrderBody>;
