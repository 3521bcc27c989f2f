import { z } from 'zod';

/**
 * The member `upay` of `providerOptions`: the fields of Upay Web API v2 that the unified command has no member for. A text that does not fit is refused,
 * never cut: these are meant for machines.
 */

/** The documents count bytes in places and characters in others; whatever fits so many bytes fits both. */
function text(maxBytes: number, pattern = /^.+$/su): z.ZodString {
  return z
    .string()
    .max(maxBytes)
    .regex(pattern)
    .refine((value) => value.isWellFormed() && Buffer.byteLength(value) <= maxBytes, {
      error: `at most ${String(maxBytes)} bytes in UTF-8`,
    });
}

const MAX_EXTENDED_KEYS = 24;
const extended = z
  .record(text(64), text(256).or(z.literal('')))
  .refine((value) => Object.keys(value).length <= MAX_EXTENDED_KEYS, { error: `at most ${String(MAX_EXTENDED_KEYS)} keys` })
  .describe('Passed on to the payment channel: at most 24 keys of 64 bytes, values of 256 bytes.');

const goodsDetails = z
  .array(
    z.strictObject({
      goodsId: text(32).describe("The merchant's number of the item, at most 32 bytes (goods_id)."),
      goodsName: text(32).describe('Its name, at most 32 bytes (goods_name).'),
      quantity: z.int().min(1).max(9_999_999_999).describe('A whole number of at most 10 digits.'),
      price: z
        .string()
        .regex(/^[0-9]{1,9}$/)
        .describe('Of one item, in minor units as text, at most 9 digits.'),
      promotionType: z.literal([0, 1]).describe('0: none; 1: a discount of the institution (promotion_type).'),
    }),
  )
  .min(1)
  .max(100)
  .describe('The goods with their promotions, sent instead of the goods of the order; at most 100 items (goods_details).');

/** A coordinate in decimal degrees. */
const COORDINATE = /^-?[0-9]{1,3}(\.[0-9]{1,12})?$/;

export const PAYWAY = /^[0-9]{1,4}$/;
/** A wallet's own name for a payer (WeChat open id, Alipay user id). */
export const PAYER_UID = /^[\x21-\x7E]{1,64}$/;

export const upaySaleOptions = z
  .strictObject({
    payway: z
      .string()
      .regex(PAYWAY)
      .describe("The wallet, 1 to 4 digits, where the method names none; with a payer's code it overrides what the code tells.")
      .optional(),
    subPayway: z
      .enum(['2', '3', '4', '5', '6'])
      .describe('How the wallet is reached by a code or page for the payer: 2 QR, 3 WAP, 4 mini program, 5 app, 6 H5 (sub_payway).')
      .optional(),
    payerUid: z
      .string()
      .max(64)
      .regex(PAYER_UID)
      .describe(
        "The wallet's id of the payer, at most 64 characters; WAP and mini program need it; `buyer.payerUid` says the same (payer_uid).",
      )
      .optional(),
    extended: extended.optional(),
    reflect: text(64).describe('Comes back unchanged with every answer and notification, at most 64 bytes.').optional(),
    longitude: z
      .string()
      .regex(COORDINATE)
      .describe('Where the payment is made, in degrees, if not where the device is; with latitude.')
      .optional(),
    latitude: z
      .string()
      .regex(COORDINATE)
      .describe('Where the payment is made, in degrees, if not where the device is; with longitude.')
      .optional(),
    goodsDetails: goodsDetails.optional(),
  })
  .refine((options) => (options.longitude === undefined) === (options.latitude === undefined), {
    error: 'longitude and latitude are given together',
  });
export type UpaySaleOptions = z.output<typeof upaySaleOptions>;

export const upayRefundOptions = z.strictObject({
  extended: extended.optional(),
  goodsDetails: goodsDetails.optional(),
});
export type UpayRefundOptions = z.output<typeof upayRefundOptions>;

/** The list as the wire has it. */
export function goodsDetailsOf(goods: UpayRefundOptions['goodsDetails']): readonly object[] | undefined {
  return goods?.map(({ goodsId, goodsName, quantity, price, promotionType }) => ({
    goods_id: goodsId,
    goods_name: goodsName,
    quantity,
    price: Number(price),
    promotion_type: promotionType,
  }));
}
