import { isUtf8 } from 'node:buffer';

import { Refusal } from './upay.envelope.js';

/** One field of a request: Upay's lengths count characters. A field without a pattern takes any text. */
interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly max: number;
  readonly pattern?: RegExp;
}

/** A request whose fields have been checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** What an operation demands beyond its single fields: names of the fields at fault. */
type Rule = (body: Fields) => readonly string[];

export interface RequestShape {
  readonly fields: readonly Field[];
  readonly rules: readonly Rule[];
}

const required = (name: string, max: number, pattern?: RegExp): Field => ({ name, required: true, max, ...(pattern && { pattern }) });
const optional = (name: string, max: number, pattern?: RegExp): Field => ({ ...required(name, max, pattern), required: false });

/** Minor units, digits only; zero is refused. */
const AMOUNT = /^[0-9]*[1-9][0-9]*$/;
const PAYWAY = /^[0-9]{1,4}$/;
const SUB_PAYWAY = /^[1-6]$/;
const HTTP_URL = /^https?:\/\/[^\s]+$/;
/** Forms with a fixed, undocumented bound are still bounded. */
const UNBOUNDED = 1_024;

const transaction = [
  required('terminal_sn', 32),
  required('client_sn', 32),
  required('total_amount', 10, AMOUNT),
  required('subject', 64),
  required('operator', 32),
  optional('description', 255),
  optional('longitude', UNBOUNDED),
  optional('latitude', UNBOUNDED),
  optional('device_id', 32),
  optional('reflect', 64),
  optional('notify_url', 128, HTTP_URL),
];
const orderIdentity = [required('terminal_sn', 32), optional('sn', 16), optional('client_sn', 32)];

const oneIdentity: Rule = ({ sn, client_sn: clientSn }) => ((sn ?? '') === '' && (clientSn ?? '') === '' ? ['sn or client_sn'] : []);
const bothCoordinates: Rule = ({ longitude, latitude }) =>
  (longitude === undefined) === (latitude === undefined) ? [] : ['longitude and latitude'];
/** WAP and mini program payments need to know the payer. */
const payerOfWap: Rule = ({ sub_payway: form, payer_uid: payer }) =>
  (form === '3' || form === '4') && (payer ?? '') === '' ? ['payer_uid'] : [];
const extended: Rule = (body) => (body['extended'] === undefined || isExtension(body['extended']) ? [] : ['extended']);
const goodsDetails: Rule = ({ goods_details: goods }) =>
  goods === undefined || (Array.isArray(goods) && goods.every(isGoods)) ? [] : ['goods_details'];

/** Upay Web API: Pay, Pre-create, Query, Refund, Cancel, Revoke, Activate, Check-in. */
export const requestShapes = {
  pay: {
    fields: [...transaction, required('dynamic_id', 32), optional('payway', 4, PAYWAY)],
    rules: [bothCoordinates, extended, goodsDetails],
  },
  precreate: {
    fields: [...transaction, required('payway', 4, PAYWAY), optional('sub_payway', 1, SUB_PAYWAY), optional('payer_uid', 64)],
    rules: [bothCoordinates, payerOfWap, extended, goodsDetails],
  },
  /** The fields of a pre-create but the payway, which the payer's code decides at the POS. */
  push: {
    fields: [...transaction, required('target_terminal_sn', 32), optional('sub_payway', 1, SUB_PAYWAY), optional('payer_uid', 64)],
    rules: [bothCoordinates, payerOfWap, extended, goodsDetails],
  },
  query: { fields: [...orderIdentity, optional('refund_request_no', 20)], rules: [oneIdentity] },
  refund: {
    fields: [...orderIdentity, required('refund_request_no', 20), required('refund_amount', 10, AMOUNT), required('operator', 32)],
    rules: [oneIdentity, extended, goodsDetails],
  },
  cancel: { fields: orderIdentity, rules: [oneIdentity] },
  revoke: { fields: orderIdentity, rules: [oneIdentity] },
  activate: {
    fields: [
      required('app_id', 64),
      required('code', 64),
      required('device_id', 32),
      optional('client_sn', 32),
      optional('name', 128),
      optional('os_info', 45),
      optional('sdk_version', 45),
    ],
    rules: [],
  },
  checkin: {
    fields: [required('terminal_sn', 32), required('device_id', 32), optional('os_info', 45), optional('sdk_version', 45)],
    rules: [],
  },
} as const satisfies Record<string, RequestShape>;

/** Reads a body whose signature was verified and checks it against the operation's fields. */
export function readFields(shape: RequestShape, contentType: string | undefined, body: Buffer): Fields | Refusal {
  if (contentType === undefined || !/^application\/json\s*(;|$)/i.test(contentType)) return invalid(['Content-Type']);
  const fields = isUtf8(body) ? parsed(body.toString('utf8')) : undefined;
  if (fields === undefined) return invalid(['the body is no JSON object']);
  const faults: string[] = [];
  for (const { name, required, max, pattern } of shape.fields) {
    const value = fields[name];
    if (value === undefined && !required) continue;
    if (typeof value !== 'string' || (required && value === '') || tooLong(value, max) || pattern?.test(value) === false) faults.push(name);
  }
  for (const rule of shape.rules) faults.push(...rule(fields));
  return faults.length === 0 ? fields : invalid(faults);
}

export function invalid(faults: readonly string[]): Refusal {
  return new Refusal('INVALID_PARAMS', `invalid: ${faults.join(', ')}`);
}

/** A field that its table has found to be a string, or is absent. */
export function text(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A field that its table requires. */
export function requiredText(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new TypeError(`${name} was not checked`);
  return value;
}

function parsed(json: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Counts code points only where UTF-16 units are too many. */
function tooLong(value: string, max: number): boolean {
  return value.length > max && Array.from(value).length > max;
}

function isExtension(value: unknown): boolean {
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= 24 && entries.every(([key, one]) => !tooLong(key, 64) && typeof one === 'string' && !tooLong(one, 256));
}

function isGoods(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { goods_id: id, goods_name: name, quantity, price, promotion_type: promotion } = value;
  const isName = (one: unknown): boolean => typeof one === 'string' && one !== '' && !tooLong(one, 32);
  const isCount = (one: unknown, digits: number): boolean => Number.isInteger(one) && Number(one) >= 0 && Number(one) < 10 ** digits;
  return isName(id) && isName(name) && isCount(quantity, 10) && isCount(price, 9) && (promotion === 0 || promotion === 1);
}
