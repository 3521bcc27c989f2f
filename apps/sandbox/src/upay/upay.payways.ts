/** What the sandbox lets a terminal use unless its account says otherwise (Mexican rails are not public). */
export const defaultPayways = ['1', '3', '17', '19', '20'] as const;

const names: Readonly<Record<string, string>> = {
  '1': 'Alipay',
  '3': 'WeChat Pay',
  '17': 'UnionPay',
  '19': 'Weixin Local',
  '20': 'Alipay Global',
};

export function paywayName(payway: string): string | undefined {
  return names[payway];
}

/** QQ wallets are paid by their payer's code alone. */
const withoutPrecreate: ReadonlySet<string> = new Set(['6']);

export function takesPrecreate(payway: string): boolean {
  return !withoutPrecreate.has(payway);
}

/** `payment_list[].type` of a payment without discounts. */
export function fundingType(payway: string): string {
  if (payway === '1' || payway === '20') return 'WALLET_ALIPAY';
  return payway === '3' || payway === '19' ? 'WALLET_WEIXIN' : 'BANKCARD_DEBIT';
}

const rules: readonly (readonly [RegExp, string])[] = [
  [/^1[0-5][0-9]{16}$/, '3'],
  [/^(2[5-9]|30)[0-9]{14,22}$/, '1'],
  [/^62[0-9]{17}$/, '17'],
];

/** The wallets' own rules for payer codes; Upay's table is not published. A given `payway` takes any printable token. */
export function paywayOf(dynamicId: string, payway: string | undefined): string | undefined {
  if (payway !== undefined) return /^[\x20-\x7e]+$/.test(dynamicId) ? payway : undefined;
  return rules.find(([pattern]) => pattern.test(dynamicId))?.[1];
}
