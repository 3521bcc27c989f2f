import type { DecliningWord, Reply, Word } from '@interlock/provider-kit/testing';
import { businessError, businessResult, isDecline, requestError } from '../upay.mapping.js';
import type { AskedFor, Endpoint } from '../upay.mapping.js';

/** An answer as Upay writes one; it signs none. */
export function says(json: object): Reply {
  const body = JSON.stringify(json);
  return () => ({ body });
}

/** A business answer in its envelope. The message is free text. */
export function business(resultCode: string, data?: object, errorCode?: string): Reply {
  const message = errorCode === undefined ? {} : { error_code: errorCode, error_message: 'as documented' };
  return says({ result_code: '200', biz_response: { result_code: resultCode, ...message, data } });
}

const asked = {
  sale: { fail: 'PAY_FAIL', endpoint: 'pay' },
  precreate: { fail: 'PRECREATE_FAIL', endpoint: 'precreate' },
  refund: { fail: 'REFUND_FAIL', endpoint: 'refund' },
  cancel: { fail: 'FAIL', endpoint: 'cancel' },
  void: { fail: 'FAIL', endpoint: 'cancel' },
} as const satisfies Record<string, { readonly fail: string; readonly endpoint: Endpoint }>;
type Asked = keyof typeof asked;
const columnOf = (kind: Asked): Exclude<AskedFor, 'query'> => (kind === 'precreate' ? 'sale' : kind);

/** Every documented no to such a request: a business error of its column, and a request that was not looked at. */
export function declinesOf(kind: Asked): readonly DecliningWord[] {
  const { fail } = asked[kind];
  const ofBusiness = Object.entries(businessError).flatMap(([word, row]) => {
    const code = row[columnOf(kind)];
    if (!isDecline(code)) return [];
    return [...new Set([fail, 'FAIL'])].map((result) => ({ word: `${result} ${word}`, reply: business(result, undefined, word), code }));
  });
  const ofRequest = Object.entries(requestError).map(([word, { refused }]) => ({
    word: `400 ${word}`,
    reply: says({ result_code: '400', error_code: word, error_message: 'as documented' }),
    code: refused,
  }));
  return [...ofBusiness, ...ofRequest];
}

/** Every documented word that is neither yes nor no to such a request. `CLIENT_SN_CONFLICT` is the duplicate number, a case of its own. */
export function silentWordsOf(kind: Asked): readonly Word[] {
  const { fail, endpoint } = asked[kind];
  const ofBusiness = Object.entries(businessError)
    .filter(([word, row]) => row[columnOf(kind)] === 'unknown' && word !== 'CLIENT_SN_CONFLICT')
    .map(([word]) => ({ word: `${fail} ${word}`, reply: business(fail, undefined, word) }));
  const ofResult = Object.entries(businessResult)
    .filter(([, { answers, family }]) => answers === endpoint && family === 'error')
    .map(([word]) => ({ word, reply: business(word) }));
  return [...ofBusiness, ...ofResult, ...failedRequests];
}

export const failedRequests: readonly Word[] = Object.keys(requestError).map((word) => ({
  word: `500 ${word}`,
  reply: says({ result_code: '500', error_code: word }),
}));

/** Words that nobody published, wherever a word decides. */
export function undocumentedOf(kind: Asked, yes: string, order: object): readonly Word[] {
  return [
    { word: 'result_code', reply: business('SETTLED', order) },
    { word: 'result_code, a name of ours', reply: business('constructor', order) },
    { word: 'order_status beside a yes', reply: business(yes, { ...order, order_status: 'SETTLED' }) },
    { word: 'error_code', reply: business(asked[kind].fail, undefined, 'SOMETHING_NEW') },
    { word: '400 error_code', reply: says({ result_code: '400', error_code: 'SOMETHING_NEW' }) },
    { word: '500 error_code', reply: says({ result_code: '500', error_code: 'SOMETHING_NEW' }) },
  ];
}
