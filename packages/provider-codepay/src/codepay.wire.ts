import { toDecimalText, type Money } from '@interlock/domain';
import { HIDDEN, maskAccount, maskMiddle, redact } from '@interlock/provider-kit';
import { z } from 'zod';
import { jsonTexts, type JsonTexts } from './codepay.json.js';

// --- Out: request bodies ----------------------------------------------------------------------------------------------------------

/** A JSON number in major units whose literal is exactly this text: what is signed is what is written, and no float comes near it. */
export interface DecimalLiteral {
  readonly decimal: string;
}
export type WireValue = string | number | boolean | DecimalLiteral | readonly string[] | undefined;
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

const literal = (value: Exclude<WireValue, undefined>): string => (isDecimal(value) ? value.decimal : JSON.stringify(value));

const isDecimal = (value: WireValue): value is DecimalLiteral => typeof value === 'object' && 'decimal' in value;

/** At most `max` UTF-16 units, which is how the gateway counts, without half a surrogate pair at the end. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}

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

/** What Create Order, checkout, close and revoker say when they accept. */
export function readAcceptance(members: JsonTexts | undefined): z.output<typeof acceptanceSchema> {
  return acceptanceSchema.safeParse(Object.fromEntries(members ?? [])).data ?? {};
}

// --- What may be stored -------------------------------------------------------------------------------------------------------------

/** The payer's account, for receipt and transcript: a card number by its ends, the login of a wallet by less. */
export const maskPayerAccount = (account: string): string =>
  /^[\d*xX -]+$/.test(account) ? maskAccount(account) : maskMiddle(account, 3, 2);

const hidden = () => HIDDEN;
/** Members that are never stored as they are, in requests and in answers. The page of a 3-D Secure check lets its holder act as the payer. */
const masks = {
  pay_user_account_id: maskPayerAccount,
  electron_sign_url: hidden,
  redirect_url_3dsecure: hidden,
  card: hidden,
  pan: hidden,
  cvv: hidden,
  expiry: hidden,
  holder: hidden,
  billing_address: hidden,
  shipping_address: hidden,
} as const;

/** A request as it may be stored. */
export const redactFields = (fields: WireFields): unknown =>
  redact(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, isDecimal(value) ? value.decimal : value])), {
    fields: masks,
  });

/**
 * An answer or a notification as it may be stored: `data` opened, accounts masked, other nested values (addresses) hidden. `sign` stays: it is
 * evidence, no secret.
 */
export function redactMembers(members: JsonTexts): unknown {
  const data = jsonTexts(members.get('data') ?? '');
  return redact({ ...flat(members), ...(data === undefined ? {} : { data: flat(data) }) }, { fields: masks });
}

/** What is kept of an answer after a card in clear was sent. The gateway could repeat the card anywhere else. */
const keptAfterCard = new Set(
  'code psn sign data trans_no trans_status pay_method_id pay_user_account_id trans_end_time ref_no'.split(' '),
);

/** As `redactMembers`, with nothing but the members that are known to hold no card. */
export function redactAfterCard(members: JsonTexts): unknown {
  const data = jsonTexts(members.get('data') ?? '');
  const kept = (texts: JsonTexts): JsonTexts => new Map([...texts].filter(([name]) => keptAfterCard.has(name)));
  const top = new Map([...kept(members)].filter(([name]) => name !== 'data'));
  return redact({ ...flat(top), ...(data === undefined ? {} : { data: flat(kept(data)) }) }, { fields: masks });
}

const flat = (members: JsonTexts): Record<string, string> =>
  Object.fromEntries([...members].map(([name, value]) => [name, /^\s*[[{]/.test(value) ? HIDDEN : value]));
