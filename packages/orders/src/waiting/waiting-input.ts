import { currencyCode } from '@interlock/domain';
import type { OrderRecord } from '@interlock/persistence';
import type { OrderInput, PayWaitingOrder } from '../commands.js';

type Content = Partial<Omit<OrderInput, 'goods'>> & {
  readonly goods?: readonly { readonly id: string; readonly name: string; readonly quantity: number; readonly unitAmount: StoredMoney }[];
};
interface StoredMoney {
  readonly currency: string;
  readonly minor: string;
}

/** The order as it was commanded, to be paid as its terminal says. What waits for a terminal has neither tip nor cashback, and takes the money at once. */
export function waitingInput(order: OrderRecord, { method, operator }: PayWaitingOrder['input']): OrderInput {
  const { subject, description, goods, buyer, device, returnUrl, notifyUrl, providerOptions, route } = order.content as Content;
  return {
    merchantOrderNo: order.merchantOrderNo,
    amount: { currency: order.currency, minor: order.amountMinor },
    method,
    subject,
    description: description ?? '',
    storeNo: order.storeNo ?? undefined,
    terminalSn: order.terminalSn ?? undefined,
    operator: order.operator ?? operator,
    goods: goods?.map((good) => ({
      ...good,
      unitAmount: { currency: currencyCode(good.unitAmount.currency), minor: BigInt(good.unitAmount.minor) },
    })),
    ...{ buyer, device, returnUrl, notifyUrl, providerOptions, route },
  };
}
