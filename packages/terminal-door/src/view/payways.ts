/**
 * Whose code it is, as its issuers write it (Upay Web API v2, payway; the issuers' own rules): WeChat 18 digits from 10 to 15, Alipay 16 to 24 digits
 * from 25 to 30, UnionPay 19 digits from 62.
 */
const issuers = [
  { pattern: /^1[0-5]\d{16}$/, payway: '3' },
  { pattern: /^(2[5-9]|30)\d{14,22}$/, payway: '1' },
  { pattern: /^62\d{17}$/, payway: '17' },
] as const;

/** Undefined for a code of nobody we know. */
export function paywayOf(dynamicId: string): string | undefined {
  return issuers.find(({ pattern }) => pattern.test(dynamicId))?.payway;
}
