import type { SaleRequest } from '@interlock/provider-kit';
import { z } from 'zod';
import { cardTypes, receiptPrintModes } from './codepay.words.js';

/** `providerOptions.codepay`: every member of CodePay's requests that the unified command has none for. Source: Open API, one section per call. */

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]];
const text = (max: number) => z.string().min(1).max(max);

/** Of everything that is pushed to a terminal. */
const onTerminal = {
  storeNo: text(32).optional().describe("CodePay's number of the store, where it is not the account's (store_no, 1 to 32 characters)"),
  attach: text(128).optional().describe('Given back unchanged in queries and notifications (attach, 1 to 128 characters)'),
  orderQueueMode: z
    .enum(['FIFO', 'FILO'])
    .optional()
    .describe('Whether the terminal takes the oldest or the newest order first (order_queue_mode; deprecated by CodePay)'),
  rejectTradeWhenTerminalOffline: z
    .boolean()
    .optional()
    .describe(
      'Refuse the order where the terminal seems offline, which the gateway learns with delay (reject_trade_when_terminal_offline)',
    ),
  onScreenSignature: z.boolean().optional().describe('Whether the payer signs on the screen (on_screen_signature; CodePay takes true)'),
  receiptPrintMode: z
    .enum(keysOf(receiptPrintModes))
    .optional()
    .describe('Which receipts the terminal prints (receipt_print_mode 0 to 3; CodePay takes none)'),
  confirmOnTerminal: z.boolean().optional().describe('The cashier confirms on the terminal before the card is read (confirm_on_terminal)'),
};
const means = {
  payMethodId: text(32)
    .optional()
    .describe('The one payment method to be used, such as Visa or Alipay+ (pay_method_id, 1 to 32 characters)'),
  cardType: z
    .enum(keysOf(cardTypes))
    .optional()
    .describe('The kind of card (card_type 1 to 4; of a card that is sent only debit and credit)'),
};
const onScreenTip = z
  .boolean()
  .optional()
  .describe('The payer enters the tip on the terminal, and what it states is right (on_screen_tip)');
const requiredTerminalAuthentication = z
  .boolean()
  .optional()
  .describe('The store manager has to allow it on the terminal (required_terminal_authentication)');

const regions = z
  .array(z.string().regex(/^[A-Z]{2}$/))
  .min(1)
  .max(250);
const pageMeans = z
  .array(z.enum(['Card', 'ApplePay', 'GooglePay']))
  .min(1)
  .max(3);
const color = text(64);
const orderDetail = z
  .strictObject({
    images: z.record(text(64), z.url().max(512)).optional().describe('A picture for each id of `goods` (items[].image)'),
    shippingRegions: regions.optional().describe('ISO 3166 alpha-2 codes of the countries shipped to (shipping.allow_regions)'),
    billingRegions: regions.optional().describe('ISO 3166 alpha-2 codes of the countries billed to (billing.allow_regions)'),
    allowPayments: pageMeans.optional().describe('What the page offers (payment.allow_options)'),
    disallowPayments: pageMeans.optional().describe('What the page does not offer (payment.disallow_options)'),
    palette: z
      .record(text(32), z.union([color, z.record(text(32), color)]))
      .optional()
      .describe('Colours of the page (theme.palette)'),
  })
  .optional()
  .describe('How the hosted page looks and what it offers (order_detail, at most 16384 characters in all)');

export const saleOptions = z.strictObject({
  ...onTerminal,
  ...means,
  onScreenTip,
  orderDetail,
  extParams: text(1024).optional().describe('Passed on to the hosted page as it is (ext_params of the SDK, 1 to 1024 characters)'),
});
const authorizeOptions = z.strictObject({ ...onTerminal, ...means });
const captureOptions = z.strictObject(onTerminal);
export const voidOptions = z.strictObject({ ...onTerminal, requiredTerminalAuthentication });
const refundOptions = z.strictObject({ ...onTerminal, requiredTerminalAuthentication, onScreenTip });

export type SaleOptions = z.output<typeof saleOptions>;
/** What only an operation after the payment takes. */
export type AfterOnTerminal = Pick<z.output<typeof voidOptions>, 'requiredTerminalAuthentication'>;

/** By the operation that they are given with. A cancel, an increment and a tip take none. */
export const options = {
  sale: saleOptions,
  authorize: authorizeOptions,
  capture: captureOptions,
  void: voidOptions,
  refund: refundOptions,
} as const;

/** The options of a request, or in words which of them do not fit. */
export function readOptions<K extends keyof typeof options>(kind: K, given: unknown): z.output<(typeof options)[K]> | string {
  const read = options[kind].safeParse(given ?? {});
  if (read.success) return read.data as z.output<(typeof options)[K]>;
  return read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}

const ofPage = ['storeNo', 'attach', 'orderDetail', 'extParams'] as const;
/** Which options of a sale each method carries. */
const carried: Readonly<Partial<Record<SaleRequest['method']['type'], readonly (keyof SaleOptions)[]>>> = {
  terminal: [...keysOf(onTerminal), ...keysOf(means), 'onScreenTip'],
  redirect: ofPage,
  merchant_qr: ofPage,
  card: ['storeNo', 'attach', 'cardType'],
};

/** An option that this method has no place for would be lost in silence; in words which one it is. */
export function misplacedOption(method: SaleRequest['method']['type'], given: SaleOptions): string | undefined {
  const places: readonly string[] = carried[method] ?? [];
  const stray = Object.entries(given).find(([member, value]) => value !== undefined && !places.includes(member));
  if (stray !== undefined) return `the option ${stray[0]} is not for the method ${method}`;
  return method === 'card' && given.cardType !== undefined && cardTypes[given.cardType].word === undefined
    ? `a card that is sent is debit or credit, not ${given.cardType}`
    : undefined;
}

/** Without a terminal nothing after a payment takes options. */
export const anyOption = (given: object): string | undefined => Object.entries(given).find(([, value]) => value !== undefined)?.[0];
