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
