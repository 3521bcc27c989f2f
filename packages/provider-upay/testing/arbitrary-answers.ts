import fc from 'fast-check';
import { businessError, businessResult, orderStatus, requestError, terminalResult, transactionStatus } from '../src/upay.mapping.js';
import { CLIENT_SN, REFUND_NO, SN } from './scripted-upay.js';

const words = [businessResult, orderStatus, transactionStatus, businessError, requestError, terminalResult].flatMap((table) =>
  Object.keys(table),
);

const value = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...words, '200', '400', '500', SN, CLIENT_SN, REFUND_NO, '1000', '-1', '1e3', 'paid', undefined),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);
const change = fc.record({
  path: fc.constantFrom(
    'result_code',
    'biz_response',
    'biz_response.result_code',
    'biz_response.error_code',
    'biz_response.data',
    'error_code',
    'error_message',
    'biz_response.terminal_sn',
    'biz_response.terminal_key',
    ...['net_amount', 'wap_pay_request', 'qr_code', 'payment_list', 'trade_no', 'payer_login', 'terminal_sn', 'terminal_key'].map(
      (name) => `biz_response.data.${name}`,
    ),
    ...['sn', 'client_sn', 'client_tsn', 'status', 'order_status', 'total_amount', 'refund_request_no', 'settlement_amount'].map(
      (name) => `biz_response.data.${name}`,
    ),
  ),
  value,
});

/** A good answer with up to three members changed, or no answer of theirs at all: other JSON, or any bytes. */
export function answersLike(good: object): fc.Arbitrary<object> {
  const changed = fc
    .array(change, { maxLength: 3 })
    .map((changes) => changes.reduce<unknown>((json, { path, value }) => replaced(json, path.split('.'), value), good));
  return fc.oneof(
    { weight: 8, arbitrary: changed.map((json) => json as object) },
    { weight: 1, arbitrary: fc.object() },
    { weight: 1, arbitrary: fc.uint8Array().map((bytes) => Buffer.from(bytes)) },
  );
}

/** The bytes of such an answer; some are cut short, or have a byte changed, or are JSON of any other kind. */
export function bytesLike(good: object): fc.Arbitrary<Buffer> {
  const whole = answersLike(good).map((answer) => (Buffer.isBuffer(answer) ? answer : Buffer.from(JSON.stringify(answer) ?? 'null')));
  return fc.oneof(
    { weight: 6, arbitrary: whole },
    { weight: 1, arbitrary: fc.tuple(whole, fc.nat()).map(([bytes, at]) => bytes.subarray(0, at % (bytes.length + 1))) },
    { weight: 1, arbitrary: fc.tuple(whole, fc.nat(), fc.nat(255)).map(([bytes, at, byte]) => withByte(bytes, at, byte)) },
    { weight: 1, arbitrary: fc.json().map((text) => Buffer.from(text)) },
  );
}

function withByte(bytes: Buffer, at: number, byte: number): Buffer {
  const changed = Buffer.from(bytes);
  if (changed.length > 0) changed[at % changed.length] = byte;
  return changed;
}

function replaced(json: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (typeof json !== 'object' || json === null) return json;
  return { ...json, [name]: replaced((json as Record<string, unknown>)[name], rest, value) };
}
