import type { OrderInput } from '@interlock/orders';
import { z } from 'zod';
import { NOT_SUPPORTED_YET } from '../problems/schema-pipe.js';
import { buyer, device, later, metadata, number, positiveAmount, priceAmount, text, uuid, webUrl } from './members.js';

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
/** Its members are not even looked at: card data has no business here yet. */
const card = z
  .looseObject({ type: z.literal('card') })
  .refine(() => false, { path: ['type'], error: 'card is not supported yet', params: NOT_SUPPORTED_YET });

const method = z.discriminatedUnion('type', [payerCode, merchantQr, terminal, redirect, agreement, card], {
  error: (issue) => (issue.code === 'invalid_union' ? 'must be payer_code, merchant_qr, terminal, redirect or agreement' : undefined),
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
      .enum(['automatic', 'manual'])
      .refine((capture) => capture === 'automatic', { error: 'manual is not supported yet', params: NOT_SUPPORTED_YET })
      .optional(),
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
    tip: later,
    cashback: later,
    notifyUrl: later,
    providerOptions: later,
  })
  .superRefine(({ amount, goods }, context) => {
    goods?.forEach(({ unitAmount }, index) => {
      if (unitAmount.currency === amount.currency) return;
      context.addIssue({ code: 'custom', path: ['goods', index, 'unitAmount', 'currency'], message: "must be the order's currency" });
    });
  });

/** `POST /v1/orders`. Unknown members are refused. */
export const createOrderBody = body.meta({ id: 'CreateOrder' });
export type CreateOrderBody = z.output<typeof createOrderBody>;

/** What is only there to be refused, or says what is the case anyway, takes no part in the order's content. */
export function orderInputOf({
  capture: _capture,
  tip: _tip,
  cashback: _cashback,
  notifyUrl: _notifyUrl,
  providerOptions: _options,
  ...input
}: CreateOrderBody): OrderInput {
  if (input.method.type === 'card') throw new TypeError('a card has passed the schema');
  return { ...input, method: input.method };
}
