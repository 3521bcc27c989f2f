import { currencyCode } from '@interlock/domain';
import type { ChargeReference, MethodRequest, QueriedOperation, QueryRequest, SaleRequest } from '@interlock/provider-kit';

export const USD = currencyCode('USD');
export const NOW = 1_700_000_000_000;
/** Our numbers of the charge and of what follows it, and CodePay's. */
export const KEY = '019a0000000070008000000000000001';
export const NEXT_KEY = '019a0000000070008000000000000002';
export const TRANS_NO = '50023000000231114000001';
export const NEXT_TRANS_NO = '50023000000231114000002';
export const PAID = 14_430n;
export const REFUNDED = 4_000n;
const terminalSn = 'WPYB002248000865';
const notifyUrl = 'https://pay.example.test/hooks/codepay/1';
export const onTerminal = { providerTerminalSn: terminalSn, terminalSn: 'T-1' };

export const PAN = '4111111111111111';
export const CVV = '987';
export const terminal = (scenario: 'card' | 'scan_payer' | 'show_qr'): MethodRequest => ({ type: 'terminal', scenario, ...onTerminal });
export const card: MethodRequest = {
  type: 'card',
  card: { number: PAN, holder: 'TEST CARD', expiryMonth: '09', expiryYear: '2031', cvv: CVV },
  billingAddress: { name: 'A Payer', country: 'US', city: 'Town', address1: '1 Main Street', zip: '90001' },
};

export const begin = (kind: 'sale' | 'authorize', method: MethodRequest, more: Partial<SaleRequest> = {}): SaleRequest => ({
  kind,
  providerKey: KEY,
  merchantOrderNo: 'ORDER-1',
  amount: { currency: USD, minor: PAID },
  method,
  subject: 'Lunch',
  description: 'Café & cake',
  createdAt: NOW - 500,
  notifyUrl,
  ...more,
});

const nothing = { authorized: 0n, captured: 0n, tip: 0n, cashback: 0n, surcharge: 0n, refunded: 0n };
export const sold: ChargeReference = {
  kind: 'sale',
  providerKey: KEY,
  providerRef: TRANS_NO,
  methodType: 'terminal',
  scenario: 'card',
  amount: { currency: USD, minor: PAID },
  amounts: { ...nothing, authorized: PAID, captured: PAID },
  createdAt: NOW - 60_000,
  providerTerminalSn: terminalSn,
};
/** A payment of which we do not know that it was paid. */
export const unpaid: ChargeReference = { ...sold, amounts: { ...nothing, authorized: PAID } };
export const held: ChargeReference = { ...sold, kind: 'authorize', amounts: { ...nothing, authorized: PAID } };
export const online: ChargeReference = { ...sold, methodType: 'redirect' };
/** Before CodePay told its own number. */
export const unnumbered = ({ providerRef: _none, ...charge }: ChargeReference): ChargeReference => charge;

export const after = (charge: ChargeReference) => ({ providerKey: NEXT_KEY, charge, notifyUrl }) as const;
export const queryOf = (operation: QueriedOperation, charge: ChargeReference): QueryRequest => ({ kind: 'query', operation, charge });
