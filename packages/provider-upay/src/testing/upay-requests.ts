import { currencyCode } from '@interlock/domain';
import type { ChargeReference, QueriedOperation, QueryRequest, SaleRequest } from '@interlock/provider-kit';

export const MXN = currencyCode('MXN');
export const NOW = 1_779_436_800_000;
export const CLIENT_SN = '0199a1b2c3d4e5f60718293a4b5c6d7e';
export const SN = '7893259247405832';
export const REFUND_NO = 'R00000000000024c6d7e';
export const PAYER_CODE = '130818341921441147';
export const PAYER_UID = 'oGFfks4xHwIb3hWBNWwKmaP2c7Kg';
export const PAID = 1000n;
export const REFUNDED = 400n;
const notifyUrl = 'https://pay.example.mx/hooks/upay/account-1';

export const saleBy = (method: SaleRequest['method'], more: Partial<SaleRequest> = {}): SaleRequest => ({
  kind: 'sale',
  providerKey: CLIENT_SN,
  merchantOrderNo: 'ORDER-1',
  amount: { currency: MXN, minor: PAID },
  method,
  subject: 'Café de olla',
  description: 'one cup',
  createdAt: NOW - 1_000,
  notifyUrl,
  ...more,
});

const charge: ChargeReference = {
  kind: 'sale',
  providerKey: CLIENT_SN,
  providerRef: SN,
  methodType: 'payer_code',
  amount: { currency: MXN, minor: PAID },
  amounts: { authorized: PAID, captured: PAID, tip: 0n, cashback: 0n, surcharge: 0n, refunded: 0n },
  createdAt: NOW - 60_000,
};

export const following = (providerKey: string) => ({ providerKey, charge, notifyUrl }) as const;
export const queryOf = (operation: QueriedOperation): QueryRequest => ({ kind: 'query', operation, charge });

/** The order as the platform shows it, paid; figures that are not named are left out. */
export const order = (members: object = {}): object => ({
  sn: SN,
  client_sn: CLIENT_SN,
  status: 'SUCCESS',
  order_status: 'PAID',
  ...members,
});
