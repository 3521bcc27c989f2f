import { HIDDEN, maskMiddle, maskPayerCode, redact } from '@interlock/provider-kit';
import { z } from 'zod';

/** An amount on the wire: minor units as digits alone, at most 10. */
export function amountText(minor: bigint): string | undefined {
  return minor > 0n && minor <= MAX_AMOUNT ? minor.toString() : undefined;
}
export const MAX_AMOUNT = 9_999_999_999n;

/** Minor units from the wire; undefined for what is no amount (sign, decimals, more than 10 digits). */
export function amountFrom(text: string): bigint | undefined {
  return /^[0-9]{1,10}$/.test(text) ? BigInt(text) : undefined;
}

/** Cuts a text to so many UTF-8 bytes between two code points; half surrogates become U+FFFD. The documents count bytes in places, characters in others. */
export function fitBytes(text: string, maxBytes: number): string {
  const whole = text.toWellFormed();
  if (Buffer.byteLength(whole) <= maxBytes) return whole;
  let cut = '';
  let bytes = 0;
  for (const point of whole) {
    bytes += Buffer.byteLength(point);
    if (bytes > maxBytes) break;
    cut += point;
  }
  return cut;
}

/** Response scalars are JSON strings; a member of another type counts as absent, so that no odd one makes an answer unreadable. */
const text = z.string().min(1).optional().catch(undefined);

const payment = z.looseObject({ type: text, amount_total: text });

/** The order view: `biz_response.data`, and the whole body of a notification (Upay Web API, Order view). Unknown members are ignored. */
const orderView = z.looseObject({
  sn: text,
  client_sn: text,
  client_tsn: text,
  status: text,
  order_status: text,
  total_amount: text,
  net_amount: text,
  settlement_amount: text,
  refund_request_no: text,
  payway: text,
  payway_name: text,
  sub_payway: text,
  payer_uid: text,
  payer_login: text,
  trade_no: text,
  channel_finish_time: text,
  qr_code: text,
  wap_pay_request: z
    .union([z.string().min(1), z.record(z.string(), z.unknown())])
    .optional()
    .catch(undefined),
  payment_list: z.array(payment).optional().catch(undefined),
});
export type OrderView = z.output<typeof orderView>;

const envelope = z.discriminatedUnion('result_code', [
  z.looseObject({
    result_code: z.literal('200'),
    biz_response: z.looseObject({ result_code: z.string().min(1), error_code: text, data: orderView.optional().catch(undefined) }),
  }),
  z.looseObject({ result_code: z.literal('400'), error_code: text }),
  z.looseObject({ result_code: z.literal('500'), error_code: text }),
]);
export type Envelope = z.output<typeof envelope>;
export type Business = Extract<Envelope, { result_code: '200' }>['biz_response'];

/**
 * Activation and check-in: their members stand in `biz_response` itself, or as any other answer's in its `data` (Upay Web API, Response envelope). They
 * carry a key, so that nothing else of them is kept than what is named here.
 */
const identity = { terminal_sn: text, terminal_key: text } as const;
const refusal = { error_code: text, error_message: text } as const;
const terminalEnvelope = z.discriminatedUnion('result_code', [
  z.object({
    result_code: z.literal('200'),
    biz_response: z.object({ result_code: text, ...refusal, ...identity, data: z.object(identity).optional().catch(undefined) }),
  }),
  z.object({ result_code: z.literal('400'), ...refusal }),
  z.object({ result_code: z.literal('500'), ...refusal }),
]);
export type TerminalEnvelope = z.output<typeof terminalEnvelope>;
export type AnyEnvelope = Envelope | TerminalEnvelope;

/**
 * The envelope of an answer, or undefined where there is no complete one. It comes with HTTP 200; 400 and 500 may stand in the status line as well,
 * but a business result under an error of a proxy is not believed.
 */
export function envelopeFrom(httpStatus: number, json: unknown): Envelope | undefined {
  return complete(httpStatus, envelope.safeParse(json).data);
}

/** The envelope of an answer to activation or check-in, by the same rule. */
export function terminalEnvelopeFrom(httpStatus: number, json: unknown): TerminalEnvelope | undefined {
  return complete(httpStatus, terminalEnvelope.safeParse(json).data);
}

function complete<E extends AnyEnvelope>(httpStatus: number, parsed: E | undefined): E | undefined {
  return parsed?.result_code === '200' && httpStatus !== 200 ? undefined : parsed;
}

/** The flat order view of a notification. */
export function orderViewFrom(json: unknown): OrderView | undefined {
  return orderView.safeParse(json).data;
}

/** JSON from bytes; undefined where they are no JSON in UTF-8. */
export function jsonFrom(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
}

/** A wallet login, often an e-mail address or a telephone number. */
export const maskLogin = (login: string): string => maskMiddle(login, 3, 2);

export const maskUid = (uid: string): string => maskMiddle(uid, 2, 4);

const masked = {
  dynamic_id: maskPayerCode,
  payer_uid: maskUid,
  payer_login: maskLogin,
  // Whoever holds it can put the payment before another payer.
  wap_pay_request: () => HIDDEN,
  terminal_key: () => HIDDEN,
  // An activation code.
  code: () => HIDDEN,
} as const;

/** A request, answer or notification as it may be stored. `secrets` are hidden wherever they stand, as providers echo what they were sent. */
export function redacted(json: unknown, secrets: readonly string[]): unknown {
  return redact(json, { fields: masked, secrets });
}

/** An answer to activation or check-in as it may be stored: without anything that it names beside its documented members, and without the key. */
export function redactedIdentity(envelope: TerminalEnvelope, secrets: readonly string[]): unknown {
  const business = envelope.result_code === '200' ? envelope.biz_response : undefined;
  const issued = [business?.terminal_key, business?.data?.terminal_key].filter((key) => key !== undefined);
  return redacted(envelope, [...secrets, ...issued]);
}
