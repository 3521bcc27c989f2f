/** The order that is paid over and over: by a scanned code, at the demo merchant's first Upay account. */
export function saleBody(merchantOrderNo: string): string {
  return JSON.stringify({
    merchantOrderNo,
    amount: { currency: 'MXN', value: '12000' },
    method: { type: 'payer_code', code: PAYER_CODE },
    description: 'Two coffees',
  });
}

export const PAYER_CODE = '130818341921441147';

/** Where the order of a till is paid. */
export interface TillPlace {
  readonly sn: string;
  readonly storeNo: string;
}
const AT_THE_TILL = { subject: 'Two coffees', operator: 'cashier01' };

/** The order of a till as its merchant's server would give it. */
export function tillSaleBody(merchantOrderNo: string, { sn, storeNo }: TillPlace): string {
  return JSON.stringify({ ...(JSON.parse(saleBody(merchantOrderNo)) as object), ...AT_THE_TILL, storeNo, terminalSn: sn });
}

/** The same order as the till gives it. */
export function tillPayBody(clientSn: string, { sn }: TillPlace): string {
  return JSON.stringify({ terminal_sn: sn, client_sn: clientSn, total_amount: '12000', dynamic_id: PAYER_CODE, ...AT_THE_TILL });
}
