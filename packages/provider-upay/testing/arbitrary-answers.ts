import fc from 'fast-check';
import { businessError, businessResult, orderStatus, transactionStatus } from '../src/upay.mapping.js';
import { CLIENT_SN, REFUND_NO, SN } from './scripted-upay.js';

const words = [businessResult, orderStatus, transactionStatus, businessError].flatMap((table) => Object.keys(table));

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

function replaced(json: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (typeof json !== 'object' || json === null) return json;
  return { ...json, [name]: replaced((json as Record<string, unknown>)[name], rest, value) };
}
