import { z } from 'zod';
import { RequestRefused } from './envelope.js';

/** Control characters and halves of surrogate pairs: they can neither be stored nor be sent on. */
const UNFIT = /[\p{Cc}\p{Cs}]/u;

/** The document counts bytes in places and characters in others; whatever a till could send to either fits here. */
const length = (value: string): number => [...value].length;

/** Text of 1 to `max` characters. */
const text = (max: number) =>
  z
    .string({ error: 'must be text' })
    .min(1, 'must not be empty')
    .refine((value) => length(value) <= max, `must be at most ${String(max)} characters`)
    .refine((value) => !UNFIT.test(value), 'must hold no control characters');

/** The same where it may be left out; many tills send what they leave out as an empty text. */
const optionalText = (max: number) => z.union([z.literal('').transform(() => undefined), text(max)]).optional();

const shaped = (pattern: RegExp, wanted: string) => z.string({ error: 'must be text' }).regex(pattern, `must be ${wanted}`);
const optionalShaped = (pattern: RegExp, wanted: string) =>
  z.union([z.literal('').transform(() => undefined), shaped(pattern, wanted)]).optional();

const terminalSn = shaped(/^[A-Za-z0-9_-]{1,32}$/, '1 to 32 letters, digits, - or _');
/** What the merchant's own numbers consist of at every door. */
const clientSn = shaped(/^[A-Za-z0-9_\-.:|*@]{1,32}$/, '1 to 32 letters, digits or _ - . : | * @');
const requestNo = shaped(/^[A-Za-z0-9_\-.:|*@]{1,20}$/, '1 to 20 letters, digits or _ - . : | * @');
const sn = shaped(/^\d{1,16}$/, '1 to 16 digits');
const amount = shaped(/^\d{1,10}$/, '1 to 10 digits, in cents')
  .refine((value) => !/^0+$/.test(value), 'must be more than nothing')
  .transform((value) => BigInt(value));
const payway = shaped(/^\d{1,4}$/, '1 to 4 digits');
const coordinate = optionalShaped(/^-?\d{1,3}(\.\d{1,12})?$/, 'decimal degrees');

const MAX_KEYS = 24;
const extended = z
  .record(text(64), z.union([z.literal(''), text(256)]), {
    error: 'must be an object of texts: keys of at most 64 characters, values of at most 256',
  })
  .refine((members) => Object.keys(members).length <= MAX_KEYS, `must hold at most ${String(MAX_KEYS)} keys`);

const MAX_GOODS = 100;
const whole = (max: number, wanted: string) => z.int({ error: `must be ${wanted}` }).max(max, `must be ${wanted}`);
const goodsDetails = z
  .array(
    z.strictObject({
      goods_id: text(32),
      goods_name: text(32),
      quantity: whole(9_999_999_999, 'a whole number of at most 10 digits').min(1, 'must be at least 1'),
      price: whole(999_999_999, 'a whole number of at most 9 digits, in cents').min(0, 'must be at least 0'),
      promotion_type: z.literal([0, 1], { error: 'must be 0 or 1' }),
    }),
    { error: 'must be a list of goods' },
  )
  .max(MAX_GOODS, `must hold at most ${String(MAX_GOODS)} goods`);

const webUrl = z
  .string({ error: 'must be an http or https URL' })
  .max(128, 'must be at most 128 characters')
  .refine((value) => /^https?:\/\/[\x21-\x7e]+$/i.test(value) && URL.canParse(value), 'must be an http or https URL');

const payment = {
  terminal_sn: terminalSn,
  client_sn: clientSn,
  total_amount: amount,
  subject: text(64),
  operator: text(32),
  description: optionalText(255),
  longitude: coordinate,
  latitude: coordinate,
  device_id: optionalText(32),
  extended: extended.optional(),
  goods_details: goodsDetails.optional(),
  reflect: optionalText(64),
  notify_url: z.union([z.literal('').transform(() => undefined), webUrl]).optional(),
};

type Place = { readonly longitude?: string | undefined; readonly latitude?: string | undefined };

function bothOrNeither({ longitude, latitude }: Place, context: z.core.$RefinementCtx): void {
  if ((longitude === undefined) === (latitude === undefined)) return;
  const missing = longitude === undefined ? 'longitude' : 'latitude';
  context.addIssue({ code: 'custom', path: [missing], message: 'longitude and latitude are sent together' });
}

const pay = z
  .strictObject({
    ...payment,
    dynamic_id: shaped(/^[\x21-\x7e]{1,32}$/, '1 to 32 printable characters'),
    payway: z.union([z.literal('').transform(() => undefined), payway]).optional(),
  })
  .superRefine(bothOrNeither);

/** WAP and mini program. */
const NEED_PAYER: readonly (string | undefined)[] = ['3', '4'];

const precreate = z
  .strictObject({
    ...payment,
    payway,
    sub_payway: z.enum(['2', '3', '4', '5', '6'], { error: 'must be 2, 3, 4, 5 or 6' }).optional(),
    payer_uid: optionalShaped(/^[\x21-\x7e]{1,64}$/, '1 to 64 printable characters'),
  })
  .superRefine(bothOrNeither)
  .superRefine(({ sub_payway: way, payer_uid: payer }, context) => {
    if (NEED_PAYER.includes(way) && payer === undefined)
      context.addIssue({ code: 'custom', path: ['payer_uid'], message: 'WAP and mini program need it' });
  });

const which = {
  terminal_sn: terminalSn,
  sn: z.union([z.literal('').transform(() => undefined), sn]).optional(),
  client_sn: z.union([z.literal('').transform(() => undefined), clientSn]).optional(),
};

function oneOfBoth(
  { sn: one, client_sn: other }: { readonly sn?: string | undefined; readonly client_sn?: string | undefined },
  context: z.core.$RefinementCtx,
): void {
  if (one === undefined && other === undefined) context.addIssue({ code: 'custom', path: ['sn'], message: 'sn or client_sn must be sent' });
}

const query = z.strictObject({ ...which, refund_request_no: requestNo.optional() }).superRefine(oneOfBoth);
const refund = z
  .strictObject({
    ...which,
    refund_request_no: requestNo,
    refund_amount: amount,
    operator: text(32),
    extended: extended.optional(),
    goods_details: goodsDetails.optional(),
  })
  .superRefine(oneOfBoth);
const cancel = z.strictObject(which).superRefine(oneOfBoth);

const waitSeconds = shaped(/^(?:\d|[12]\d|30)$/, '0 to 30 seconds').transform(Number);
/** The members of our own extension share none of their sets with an operation of the protocol: what is signed for one of them does for nothing else. */
const push = z.strictObject({
  terminal_sn: terminalSn,
  target_terminal_sn: terminalSn,
  client_sn: clientSn,
  total_amount: amount,
  subject: text(64),
  operator: text(32),
  description: optionalText(255),
  expire_seconds: optionalShaped(/^[1-9]\d{0,4}$/, '1 to 99999 seconds'),
  extended: extended.optional(),
  goods_details: goodsDetails.optional(),
  reflect: optionalText(64),
  notify_url: payment.notify_url,
});
const next = z.strictObject({ terminal_sn: terminalSn, wait_seconds: waitSeconds });
const acknowledge = z
  .strictObject({ ...which, delivery_no: shaped(/^[1-9]\d{0,8}$/, '1 to 9 digits').transform(Number) })
  .superRefine(oneOfBoth);
const abandon = z.strictObject({ ...which, operator: text(32), reason: text(255) }).superRefine(oneOfBoth);

const deviceId = text(128);
const device = { os_info: optionalText(45), sdk_version: optionalText(45) };
const activate = z.strictObject({
  app_id: text(64),
  code: text(64),
  device_id: deviceId,
  client_sn: optionalText(50),
  name: optionalText(128),
  ...device,
});
const checkin = z.strictObject({ terminal_sn: terminalSn, device_id: deviceId, ...device });

/** The members of each operation (Upay Web API v2, requests). What an operation does not have is refused, so that a body signed for one cannot do for another. */
export const fields = {
  activate,
  checkin,
  pay,
  precreate,
  query,
  refund,
  cancel,
  revoke: cancel,
  push,
  next,
  acknowledge,
  abandon,
} as const;
export type Operation = keyof typeof fields;
export type Fields<O extends Operation> = z.output<(typeof fields)[O]>;

const NO_OBJECT = 'the body must be a JSON object in UTF-8';

/** The body as an object. Throws `RequestRefused`. */
function readJson(body: Buffer): object {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    throw new RequestRefused('INVALID_PARAMS', NO_OBJECT);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new RequestRefused('INVALID_PARAMS', NO_OBJECT);
  return value;
}

/** The members of an operation. Throws `RequestRefused`, which names each that is at fault and never repeats what it held. */
export function readFields<O extends Operation>(operation: O, body: Buffer): Fields<O> {
  const result = fields[operation].safeParse(readJson(body));
  if (result.success) return result.data as Fields<O>;
  throw new RequestRefused('INVALID_PARAMS', faultsOf(result.error).join('; '));
}

const MOST_NAMED = 10;
const SHOWN_NAME = 64;

function faultsOf({ issues }: z.ZodError): string[] {
  const faults = issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => `${nameOf([...issue.path, key])} is not a field of this operation`);
    const [first] = issue.code === 'invalid_union' ? (issue.errors.at(-1) ?? []) : [issue];
    return [`${nameOf([...issue.path, ...(first === issue ? [] : (first?.path ?? []))])} ${first?.message ?? 'is not valid'}`];
  });
  return [...new Set(faults)].slice(0, MOST_NAMED);
}

/** A name is the sender's own text: what cannot be shown is not. */
function nameOf(path: readonly PropertyKey[]): string {
  return path
    .map(String)
    .join('.')
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, SHOWN_NAME);
}
