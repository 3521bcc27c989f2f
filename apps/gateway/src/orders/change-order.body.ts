import { z } from 'zod';
import { later, number, positiveAmount, text } from './members.js';

const byWhom = { operator: text(64).optional(), reason: text(255).optional() };
const notYet = { terminalSn: later, onTerminal: later, providerOptions: later };

/** `POST /v1/orders/{id}/cancel`; may be left out. */
export const cancelOrderBody = z.strictObject({ ...byWhom, ...notYet }).optional();
export type CancelOrderBody = z.output<typeof cancelOrderBody>;

/** `POST /v1/orders/{id}/refresh` has nothing to say beyond its address. */
export const refreshOrderBody = z.strictObject({}).optional();

/** `POST /v1/orders/{id}/refunds`; without an amount all that is left is returned. */
export const refundOrderBody = z
  .strictObject({ refundNo: number, amount: positiveAmount.optional(), ...byWhom, ...notYet, parts: later })
  .meta({ id: 'RefundOrder' });
export type RefundOrderBody = z.output<typeof refundOrderBody>;
