import type { OrderInput } from '@interlock/orders';
import type { Destinations } from '@interlock/webhooks';
import { z } from 'zod';
import {
  buyer,
  device,
  metadata,
  number,
  positiveAmount,
  priceAmount,
  providerOptions,
  text,
  uuid,
  webUrl,
  webhookUrl,
} from './members.js';

const MAX_GOODS = 100;
const MAX_EXPIRY_SECONDS = 604_800;

const payway = z
  .string({ error: 'must be text' })
  .regex(/^[A-Za-z0-9_]{1,32}$/, 'must be 1 to 32 letters, digits or _')
  .meta({ description: "The payer's wallet, by the provider's own number" });

const payerCode = z.strictObject({
  type: z.literal('payer_code'),
  code: z
    .string({ error: 'must be text' })
    .regex(/^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 characters without spaces')
    .meta({ description: "What the merchant scanned from the payer's screen; kept in memory only", examples: ['130818341921441147'] }),
  payway: payway.optional(),
});
const merchantQr = z.strictObject({
  type: z.literal('merchant_qr'),
  payway: payway.optional(),
  form: z.enum(['qr', 'wap', 'mini_program']).optional(),
});
const terminal = z.strictObject({ type: z.literal('terminal'), scenario: z.enum(['card', 'scan_payer', 'show_qr']).optional() });
const redirect = z.strictObject({ type: z.literal('redirect') });
const agreement = z.strictObject({ type: z.literal('agreement'), agreementId: uuid });
const digits = (pattern: RegExp, wanted: string) => z.string({ error: 'must be text' }).regex(pattern, `must be ${wanted}`);
/** Kept in memory only, for this one call. What is wrong with it is said without repeating it. */
const card = z.strictObject({
  type: z.literal('card'),
  card: z.strictObject({
    number: digits(/^\d{12,19}$/, '12 to 19 digits').refine(
      (number) => !/^\d+$/.test(number) || passesLuhn(number),
      'is not a card number',
    ),
    holder: text(64),
    expiryMonth: digits(/^(0[1-9]|1[0-2])$/, '01 to 12'),
    expiryYear: digits(/^20\d{2}$/, 'a year of four digits'),
    cvv: digits(/^\d{3,4}$/, '3 or 4 digits'),
  }),
  billingAddress: z.strictObject({
    name: text(64).optional(),
    country: digits(/^[A-Z]{2}$/, 'a country code of two letters').optional(),
    province: text(64).optional(),
    city: text(64).optional(),
    address1: text(128).optional(),
    address2: text(128).optional(),
    zip: text(16).optional(),
    phone: text(32).optional(),
  }),
});

const method = z.discriminatedUnion('type', [payerCode, merchantQr, terminal, redirect, agreement, card], {
  error: (issue) => (issue.code === 'invalid_union' ? 'must be payer_code, merchant_qr, terminal, redirect, agreement or card' : undefined),
});

const good = z.strictObject({
  id: text(64),
  name: text(128),
  quantity: z.int('must be a whole number').min(1, 'must be at least 1').max(1_000_000, 'must be at most 1000000'),
  unitAmount: priceAmount,
});

const body = z
  .strictObject({
    merchantOrderNo: number,
    amount: positiveAmount,
    capture: z
      .enum(['automatic', 'manual'], { error: 'must be automatic or manual' })
      .optional()
      .meta({ description: 'manual: the amount is held, and taken by POST /v1/orders/{id}/captures' }),
    method,
    subject: text(128).optional(),
    description: text(255),
    storeNo: number.optional(),
    terminalSn: number.optional(),
    operator: text(64).optional(),
    goods: z
      .array(good)
      .max(MAX_GOODS, `must hold at most ${String(MAX_GOODS)} goods`)
      .optional(),
    buyer: buyer.optional(),
    device: device.optional(),
    expiresInSeconds: z
      .int('must be a whole number of seconds')
      .min(1, 'must be at least 1')
      .max(MAX_EXPIRY_SECONDS, `must be at most ${String(MAX_EXPIRY_SECONDS)}`)
      .optional(),
    returnUrl: webUrl.optional(),
    metadata: metadata.optional(),
    route: z.strictObject({ providerAccountId: uuid }).optional(),
    tip: positiveAmount.optional().meta({ description: 'Beside the amount, never in it' }),
    cashback: positiveAmount.optional().meta({ description: 'Cash that the cashier pays out, beside the amount' }),
    notifyUrl: webhookUrl
      .optional()
      .meta({ description: 'Hears of every change of this order, signed with the secret of GET /v1/webhooks/notify-secret' }),
    providerOptions: providerOptions.optional(),
  })
  .superRefine(({ amount, tip, cashback, goods }, context) => {
    for (const [name, beside] of Object.entries({ tip, cashback })) {
      if (beside === undefined || beside.currency === amount.currency) continue;
      context.addIssue({ code: 'custom', path: [name, 'currency'], message: "must be the order's currency" });
    }
    goods?.forEach(({ unitAmount }, index) => {
      if (unitAmount.currency === amount.currency) return;
      context.addIssue({ code: 'custom', path: ['goods', index, 'unitAmount', 'currency'], message: "must be the order's currency" });
    });
  });

/** `POST /v1/orders`. Unknown members are refused. */
export const createOrderBody = body.meta({ id: 'CreateOrder' });
export type CreateOrderBody = z.output<typeof createOrderBody>;

/**
 * `capture: "automatic"` says what is the case anyway, and takes no part in the order's content. Throws `DestinationRefused` for a notifyUrl that
 * leads where webhooks may not go.
 */
export function orderInputOf({ capture, notifyUrl, ...input }: CreateOrderBody, destinations: Destinations): OrderInput {
  return {
    ...input,
    ...(capture === 'manual' ? { capture } : {}),
    ...(notifyUrl === undefined ? {} : { notifyUrl: destinations.accepted('notifyUrl', notifyUrl) }),
  };
}

/** Tells a mistyped digit (ISO/IEC 7812, annex B). */
function passesLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
