import type { ProviderName } from '@interlock/domain';
import type { OrderView } from '@interlock/orders';
import { DEMO_TERMINAL_SN } from '../../demo-merchant/ids.js';
import type { Random } from '../../simulation/core/random.js';
import type { ControlDoor } from '../../system/index.js';
import type { Merchant } from './merchant.js';

/** What one till does with one order after the other; amounts end in three digits that the stand-ins read (magic amounts). */
export interface Errands {
  readonly merchant: Merchant;
  readonly door: ControlDoor;
  readonly agreementId: string;
  readonly random: Random;
  /** A number of its own for each order. */
  readonly nextNo: () => string;
}

/** How often each errand is run, in comparison. */
const weights = { code: 6, codeRefunded: 4, qr: 3, terminal: 3, hold: 2, page: 3, agreement: 2 } as const;
/** Approved at once, approved by the third query, server error first, notified twice or not at all, declined, declined by the first account. */
const ENDINGS = ['000', '000', '000', '904', '906', '911', '912', '903', '913'] as const;
const REFUND_ENDINGS = ['000', '000', '910'] as const;

/** Runs one of them, drawn, to its end. */
export function runErrand(errands: Errands): Promise<void> {
  return run[errands.random.weighted(weights)](errands);
}

const run: Readonly<Record<keyof typeof weights, (errands: Errands) => Promise<void>>> = {
  code: async (errands) => {
    await sell(errands, 'MXN', ENDINGS, { type: 'payer_code', code: '130818341921441147' });
  },

  codeRefunded: async (errands) => {
    const order = await sell(errands, 'MXN', REFUND_ENDINGS, { type: 'payer_code', code: '130818341921441147' });
    if (order?.state !== 'paid') return;
    const whole = BigInt(order.amounts.captured.value);
    const [first, second] = errands.random.chance(0.5) ? [whole, undefined] : [whole / 3n, whole / 3n];
    const part = (refundNo: string, minor: bigint) =>
      errands.merchant.refund(order.id, { refundNo, amount: { currency: 'MXN', value: minor.toString() } });
    await part('R-1', first);
    if (second !== undefined) await part('R-2', second);
  },

  qr: async (errands) => {
    const order = await sell(errands, 'MXN', ['000'], { type: 'merchant_qr', payway: '17' });
    if (order !== undefined) await payerOrMerchant(errands, 'upay', order);
  },

  terminal: async (errands) => {
    const order = await atTerminal(errands, {});
    if (order?.state !== 'paid') return;
    await errands.random.pick([
      () => errands.merchant.change(order.id, 'void', {}),
      () => errands.merchant.change(order.id, 'tip', { amount: { currency: 'USD', value: '250' } }),
      () => errands.merchant.refund(order.id, { refundNo: 'R-1' }),
    ])();
  },

  hold: async (errands) => {
    const order = await atTerminal(errands, { capture: 'manual' });
    if (order?.state !== 'authorized') return;
    await errands.random.pick([
      () => errands.merchant.change(order.id, 'captures', { amount: order.amount }),
      () => errands.merchant.change(order.id, 'void', {}),
    ])();
  },

  page: async (errands) => {
    const order = await sell(errands, 'CLP', ['000'], { type: 'redirect' }, { returnUrl: 'https://shop.example/back' });
    if (order !== undefined) await payerOrMerchant(errands, 'wallet', order);
  },

  agreement: async (errands) => {
    await sell(errands, 'CLP', ['000'], { type: 'agreement', agreementId: errands.agreementId });
  },
};

function sell(
  { merchant, random, nextNo }: Errands,
  currency: string,
  endings: readonly string[],
  method: object,
  rest: object = {},
): Promise<OrderView | undefined> {
  const value = `${String(random.int(10, 99))}${random.pick(endings)}`;
  return merchant.create({ merchantOrderNo: nextNo(), amount: { currency, value }, method, description: 'Two coffees', ...rest });
}

/** The cashier of the stand-in needs a third of a second; whoever asks sooner sees it pending, and goes on. */
async function atTerminal(errands: Errands, rest: object): Promise<OrderView | undefined> {
  const order = await sell(errands, 'USD', ['000'], { type: 'terminal' }, { terminalSn: DEMO_TERMINAL_SN, ...rest });
  for (let looks = 0; looks < LOOKS && order !== undefined; looks += 1) {
    const now = await errands.merchant.read(order.id);
    if (now.state !== 'pending' && now.state !== 'created') return now;
  }
  return order;
}
const LOOKS = 20;

/** The payer pays, the merchant cancels, or both at once. */
async function payerOrMerchant({ merchant, door, random }: Errands, provider: ProviderName, order: OrderView): Promise<void> {
  const key = order.operations.at(-1)?.providerKey ?? '';
  // A provider that never heard of the order refuses: its call was among those that were killed.
  const pay = (): Promise<void> => door.act(provider, key, 'pay').catch(() => undefined);
  await random.pick([
    pay,
    async () => void (await merchant.cancel(order.id)),
    async () => void (await Promise.all([pay(), merchant.cancel(order.id)])),
  ])();
}
