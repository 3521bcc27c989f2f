import type { Money } from '@interlock/domain';
import type { OrderRecord } from '@interlock/persistence';
import { maskAccount, maskPayerCode } from '@interlock/provider-kit';
import type { CreateOrder, OrderInput } from '../commands.js';

/** What tells a repeat from another order. A card's number and code take no part: not even their hashes are kept; and a number of ours tells nothing. */
export function hashedContent({ platformSn: _ours, ...input }: OrderInput): object {
  const { method } = input;
  if (method.type !== 'card') return input;
  const { holder, expiryMonth, expiryYear } = method.card;
  return { ...input, method: { ...method, card: { holder, expiryMonth, expiryYear } } };
}

/** A new order's row. */
export function orderRecord(
  { actor, input }: Pick<CreateOrder, 'actor' | 'input'>,
  made: Pick<OrderRecord, 'id' | 'contentHashes' | 'routing' | 'nextAction' | 'storeNo'> & {
    readonly seconds: number | undefined;
    readonly now: number;
  },
): OrderRecord {
  const { seconds, now, ...own } = made;
  return {
    ...own,
    merchantId: actor.merchantId,
    merchantOrderNo: input.merchantOrderNo,
    state: 'created',
    version: 1,
    amountMinor: input.amount.minor,
    currency: input.amount.currency,
    method: storedMethod(input),
    content: defined({
      subject: input.subject,
      description: input.description,
      goods: input.goods?.map((good) => ({ ...good, unitAmount: storedMoney(good.unitAmount) })),
      buyer: input.buyer,
      device: input.device,
      returnUrl: input.returnUrl,
      notifyUrl: input.notifyUrl,
      capture: input.capture,
      tip: storedMoney(input.tip),
      cashback: storedMoney(input.cashback),
      providerOptions: input.providerOptions,
      // One that waits for its terminal is routed when that takes it.
      route: input.method.type === 'terminal' ? input.route : undefined,
      terminal: input.terminal && defined(input.terminal),
    }),
    metadata: input.metadata ?? null,
    terminalSn: input.terminalSn ?? null,
    operator: input.operator ?? null,
    payment: null,
    cancelRequested: null,
    expiresAt: seconds === undefined ? null : now + seconds * 1000,
    expiryHandled: seconds === undefined,
    createdAt: now,
    updatedAt: now,
    platformSn: input.platformSn ?? null,
  };
}

const storedMoney = (money: Money | undefined): object | undefined => money && { ...money, minor: money.minor.toString() };

/** The method as it is stored and shown: the payer's code masked, and of a card what its receipt shows. */
export function storedMethod(input: Pick<OrderInput, 'method'>): Record<string, unknown> {
  const { method } = input;
  if (method.type === 'payer_code') return { ...defined(method), code: maskPayerCode(method.code) };
  if (method.type === 'card') {
    const { number, expiryMonth, expiryYear } = method.card;
    return { type: method.type, card: { number: maskAccount(number), expiryMonth, expiryYear } };
  }
  if (method.type === 'terminal') return { type: method.type, scenario: method.scenario ?? 'card' };
  return defined(method);
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

export function defined<T extends object>(members: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<Defined<T>>;
}
