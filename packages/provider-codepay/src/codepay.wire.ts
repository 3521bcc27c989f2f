import { toDecimalText, type Money } from '@interlock/domain';
import { HIDDEN, maskAccount, maskMiddle, redact } from '@interlock/provider-kit';
import { z } from 'zod';
import { jsonTexts, type JsonTexts } from './codepay.json.js';

// --- Out: request bodies ----------------------------------------------------------------------------------------------------------

/** A JSON number in major units whose literal is exactly this text: what is signed is what is written, and no float comes near it. */
export interface DecimalLiteral {
  readonly decimal: string;
}
export type WireValue = string | number | boolean | DecimalLiteral | undefined;
export type WireFields = Readonly<Record<string, WireValue>>;

/** A negative amount keeps its sign here, so that the check of the fields refuses it by its name. */
export const decimalLiteral = ({ currency, minor }: Money): DecimalLiteral => ({
  decimal: minor < 0n ? `-${toDecimalText({ currency, minor: -minor })}` : toDecimalText({ currency, minor }),
});

/** One flat JSON object in the order of its members; undefined and empty ones are left out, as CodePay signs neither. */
export function writeBody(fields: WireFields): string {
  const members = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`${JSON.stringify(name)}:${literal(value)}`],
  );
  return `{${members.join(',')}}`;
}

/** The same object with one more member at its end. */
export const withMember = (body: string, name: string, value: string): string =>
  `${body.slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`;

const literal = (value: Exclude<WireValue, undefined>): string => (typeof value === 'object' ? value.decimal : JSON.stringify(value));

interface Goods {
  readonly id: string;
  readonly name: string;
  readonly quantity: number;
  readonly unitAmount: Money;
}

/** `order_detail` of the hosted checkout: JSON inside a JSON string, so that no gateway reorders what was signed. The page needs no sums that add up. */
export function writeOrderDetail(goods: readonly Goods[]): string {
  const items = goods.map(({ id, name, quantity, unitAmount }) => {
    const total = Number.isSafeInteger(quantity)
      ? decimalLiteral({ ...unitAmount, minor: unitAmount.minor * BigInt(quantity) })
      : undefined;
    return writeBody({ code: id, name, quantity, unit_price: decimalLiteral(unitAmount), amount: total });
  });
  return `{"type":"GENERAL","data":{"items":[${items.join(',')}]}}`;
}

/** At most `max` UTF-16 units, which is how the gateway counts, without half a surrogate pair at the end. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}

const text = (max: number) => z.string().min(1).max(max);
/** Source: Open API, merchant_order_no. */
const orderNo = z.string().regex(/^[0-9A-Za-z_\-|*@]{1,32}$/);
const amount = z.strictObject({
  decimal: z
    .string()
    .regex(/^(0|[1-9][0-9]*)(\.[0-9]+)?$/)
    .refine((decimal) => /[1-9]/.test(decimal), { error: 'must be above zero' }),
});
const expires = z.int().min(60).max(604_800);
const url = z.url().max(256);

/** The members of each call beside the common ones, with the bounds that the document gives them. Source: Open API, one section per method. */
export const requestSchemas = {
  'wisehub.cloud.pay.order': z.strictObject({
    api_version: text(8),
    store_no: text(32).optional(),
    terminal_sn: text(32),
    message_receiving_application: text(32),
    pay_scenario: text(32),
    price_currency: text(8),
    order_amount: amount,
    trans_type: z.int(),
    merchant_order_no: orderNo,
    description: text(128),
    notify_url: url,
    expires,
  }),
  'wisehub.cloud.pay.close': z.strictObject({
    store_no: text(32).optional(),
    terminal_sn: text(32),
    message_receiving_application: text(32),
    merchant_order_no: orderNo,
    description: text(128),
  }),
  'pay.checkout': z.strictObject({
    store_no: text(32).optional(),
    merchant_order_no: orderNo,
    price_currency: text(8),
    order_amount: amount,
    expires,
    description: text(128),
    term_ip: text(32).optional(),
    longitude: z.string().optional(),
    latitude: z.string().optional(),
    return_url: url.optional(),
    notify_url: url,
    order_detail: z.string().optional(),
  }),
  'order.query': z.strictObject({ merchant_order_no: orderNo }),
  'order.refund.query': z.strictObject({ merchant_order_no: orderNo }),
  'order.revoker': z.strictObject({ merchant_order_no: orderNo }),
  'order.refund.submit': z.strictObject({
    orig_merchant_order_no: orderNo,
    merchant_order_no: orderNo,
    price_currency: text(8),
    order_amount: amount,
    description: text(64),
    notify_url: url,
  }),
} as const;
export type Method = keyof typeof requestSchemas;
export type Business<M extends Method> = z.input<(typeof requestSchemas)[M]>;

// --- In: answers and notifications --------------------------------------------------------------------------------------------------

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The top-level members of received bytes, or undefined where they are not one JSON object in UTF-8. */
export function readMembers(body: Uint8Array): JsonTexts | undefined {
  try {
    return jsonTexts(utf8.decode(body));
  } catch {
    return undefined; // not UTF-8
  }
}

const absentWhenEmpty = (value: string): string | undefined => (value === '' ? undefined : value);

/**
 * A member that decides something or is stored as it is: printable ASCII, of a bounded length. Anything else makes the whole unreadable, for
 * a cleaned number would be another number. Absent, null and empty are the same on this wire.
 */
export const exact = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\x20-\x7e]*$/)
    .transform(absentWhenEmpty)
    .optional();

/** A member that is only shown: control characters, halves of surrogate pairs and what is too long are cut away. */
export const shown = z
  .string()
  .transform((value) =>
    absentWhenEmpty(
      value
        .slice(0, 256)
        .toWellFormed()
        .replace(/\p{Cc}/gu, ''),
    ),
  )
  .optional();

const anyText = z.string().transform(absentWhenEmpty).optional();
const envelopeSchema = z.object({ code: z.string().regex(/^[\x21-\x7e]{1,64}$/), msg: anyText, psn: anyText, data: anyText });
export type Envelope = z.output<typeof envelopeSchema>;

export function readEnvelope(members: JsonTexts): Envelope | undefined {
  return envelopeSchema.safeParse(Object.fromEntries(members)).data;
}

const acceptanceSchema = z.object({ trans_no: exact(64).catch(undefined), pay_url: exact(2048).catch(undefined) });

/** What Create Order, checkout, close, revoker and refund say when they accept. */
export function readAcceptance(members: JsonTexts | undefined): z.output<typeof acceptanceSchema> {
  return acceptanceSchema.safeParse(Object.fromEntries(members ?? [])).data ?? {};
}

// --- What may be stored -------------------------------------------------------------------------------------------------------------

/** The payer's account, for receipt and transcript: a card number by its ends, the login of a wallet by less. */
export const maskPayerAccount = (account: string): string =>
  /^[\d*xX -]+$/.test(account) ? maskAccount(account) : maskMiddle(account, 3, 2);

/** An answer or a notification as it may be stored: `data` opened, the payer's account masked, other nested values (addresses) hidden. `sign` stays: it is evidence, no secret. */
export function redactMembers(members: JsonTexts): unknown {
  const data = jsonTexts(members.get('data') ?? '');
  return redact(
    { ...flat(members), ...(data === undefined ? {} : { data: flat(data) }) },
    { fields: { pay_user_account_id: maskPayerAccount, electron_sign_url: () => HIDDEN } },
  );
}

const flat = (members: JsonTexts): Record<string, string> =>
  Object.fromEntries([...members].map(([name, value]) => [name, /^\s*[[{]/.test(value) ? HIDDEN : value]));
