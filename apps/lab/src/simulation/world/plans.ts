import type { ProviderName } from '@interlock/domain';
import { DEMO_TERMINAL_SN, demoIds } from '../../demo-merchant/ids.js';
import type { Random } from '../core/random.js';

/** What a merchant may want paid, over each provider and by each method that its twin plays. */
export interface Plan {
  readonly name: string;
  readonly provider: ProviderName;
  readonly currency: string;
  readonly members: (random: Random, agreementId: string) => Readonly<Record<string, unknown>>;
}

const returnUrl = 'https://shop.example/back';
const card = { number: '4111111111111111', holder: 'A. Payer', expiryMonth: '12', expiryYear: '2031', cvv: '123' };
const billingAddress = { name: 'A. Payer', country: 'US', city: 'Davis', address1: '1 First St', zip: '95616' };
const atTerminal = { terminalSn: DEMO_TERMINAL_SN, route: { providerAccountId: demoIds.codepay } };

function plan(name: string, provider: ProviderName, currency: string, members: Plan['members']): Plan {
  return { name, provider, currency, members };
}

export const plans: readonly Plan[] = [
  plan('scanned code', 'upay', 'MXN', () => ({ method: { type: 'payer_code', code: '130818341921441147' } })),
  plan('shown code', 'upay', 'MXN', () => ({ method: { type: 'merchant_qr', payway: '3' } })),
  plan('terminal', 'codepay', 'USD', (random) => ({
    method: { type: 'terminal', scenario: random.pick(['card', 'scan_payer', 'show_qr']) },
    ...atTerminal,
    ...(random.chance(0.3) ? { tip: { currency: 'USD', value: String(random.int(50, 500)) } } : {}),
  })),
  plan('cashback', 'codepay', 'USD', (random) => ({
    method: { type: 'terminal' },
    ...atTerminal,
    cashback: { currency: 'USD', value: String(random.int(500, 5_000)) },
  })),
  plan('hold at a terminal', 'codepay', 'USD', () => ({ method: { type: 'terminal' }, capture: 'manual', ...atTerminal })),
  plan('hosted checkout', 'codepay', 'USD', () => ({
    method: { type: 'redirect' },
    returnUrl,
    route: { providerAccountId: demoIds.codepay },
  })),
  plan('card', 'codepay', 'USD', (random) => ({
    method: { type: 'card', card: random.chance(0.3) ? { ...card, number: '4000000000000002' } : card, billingAddress },
    returnUrl,
    route: { providerAccountId: demoIds.codepay },
  })),
  plan('wallet page', 'wallet', 'CLP', () => ({ method: { type: 'redirect' }, returnUrl })),
  plan('wallet code', 'wallet', 'CLP', () => ({
    method: { type: 'merchant_qr' },
    returnUrl,
    route: { providerAccountId: demoIds.wallet },
  })),
  plan('wallet hold', 'wallet', 'CLP', () => ({ method: { type: 'redirect' }, returnUrl, capture: 'manual' })),
  plan('agreement', 'wallet', 'CLP', (_, agreementId) => ({ method: { type: 'agreement', agreementId } })),
];
