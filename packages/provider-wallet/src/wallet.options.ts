import type { ProviderAdapter } from '@interlock/provider-kit';
import { z } from 'zod';
import { envSchema, goodsDetailsSchema, merchantSchema, shippingSchema } from './wallet.objects.js';

/** Wallets take 2048 or 4096 characters; the shorter bound is safe with each. */
export const MAX_EXTEND_INFO = 2048;

/** `extendInfo` travels as JSON text; the same members give the same text whatever order they came in. */
export function extendInfoText(members: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(members, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

const extendInfo = z
  .record(z.string().min(1).max(64), z.json())
  .refine((members) => extendInfoText(members).length <= MAX_EXTEND_INFO, {
    error: `as JSON text at most ${String(MAX_EXTEND_INFO)} characters`,
  })
  .optional()
  .describe(`Members of the wallet's own, sent as JSON text of at most ${String(MAX_EXTEND_INFO)} characters`);

/** `providerOptions.wallet` of an order: what `POST /v1/payments/pay` takes and the order has no member for. */
export const payOptions = z.strictObject({
  env: envSchema.optional().describe("Where the payer pays, beside the order's device"),
  merchant: merchantSchema.optional().describe("Who sells, in place of the account's `merchant`"),
  goods: z.array(goodsDetailsSchema).max(100).optional().describe("More about the order's goods, found by their id; at most 100"),
  shipping: shippingSchema.optional().describe('Where the goods go'),
  extendInfo,
});
export type PayOptions = z.infer<typeof payOptions>;

/** Of a capture, void, cancel or refund. */
export const followingOptions = z.strictObject({ extendInfo });

/** Of an agreement's preparation. */
export const agreementOptions = z.strictObject({
  referenceClientId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,16}$/)
    .optional()
    .describe('The client by our own number, where the wallet wants it (Rebell); at most 16 letters, digits, _ or -'),
  extendInfo,
});

export const walletOptions = {
  sale: payOptions,
  authorize: payOptions,
  capture: followingOptions,
  cancel: followingOptions,
  void: followingOptions,
  refund: followingOptions,
} as const satisfies ProviderAdapter['options'];
