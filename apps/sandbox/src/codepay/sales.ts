import type { FaultOrder } from '../core/faults.js';
import { magicOf, WITHHELD_MS } from '../core/magic-amounts.js';
import { amountOf, currencyOf, requiredText, textOf } from './fields.js';
import { declineOf, isFirstTry, technicalError, type Gateway } from './operations.js';
import { badField, codes, Refusal } from './refusal.js';
import type { TopLevel } from './top-level.js';
import type { App, Sale, Scenario } from './transactions.js';

/** What a new sale needs, whichever method makes it. */
export type NewSale = Pick<
  Sale,
  | 'method'
  | 'merchantOrderNo'
  | 'currency'
  | 'orderAmount'
  | 'tipAmount'
  | 'terminalSn'
  | 'scenario'
  | 'payMethod'
  | 'storeNo'
  | 'attach'
  | 'returnUrl'
  | 'notifyUrl'
  | 'description'
  | 'onScreenTip'
> & { readonly expiresSeconds: number };

/** The fields that Create Order and Hosted Checkout share. Throws `Refusal`. */
export function readSale(
  gateway: Gateway,
  app: App,
  fields: TopLevel,
  how: { method: string; terminalSn?: string; scenario: Scenario },
): NewSale {
  const currency = currencyOf('price_currency', requiredText(fields, 'price_currency'));
  if (currency !== app.currency) throw badField('price_currency', `the merchant is paid in ${app.currency}`);
  const orderAmount = amountOf(fields, 'order_amount', currency, 1n);
  if (orderAmount === undefined) throw badField('order_amount', 'required');
  const payMethods: Record<Scenario, string> = gateway.settings.payMethods;
  return {
    method: how.method,
    merchantOrderNo: requiredText(fields, 'merchant_order_no'),
    currency,
    orderAmount,
    tipAmount: amountOf(fields, 'tip_amount', currency, 0n) ?? 0n,
    terminalSn: how.terminalSn,
    scenario: how.scenario,
    payMethod: textOf(fields, 'pay_method_id') ?? payMethods[how.scenario],
    storeNo: textOf(fields, 'store_no'),
    attach: textOf(fields, 'attach'),
    returnUrl: textOf(fields, 'return_url'),
    notifyUrl: textOf(fields, 'notify_url'),
    description: requiredText(fields, 'description'),
    onScreenTip: textOf(fields, 'on_screen_tip') === 'true',
    expiresSeconds: Number(requiredText(fields, 'expires')),
  };
}

/** Makes the sale and lets it begin. Throws `Refusal`: then nothing was made. */
export function makeSale(gateway: Gateway, app: App, wanted: NewSale, fault: FaultOrder | undefined): Sale {
  const { context, settings, transactions, numbers, lifecycle } = gateway;
  if (transactions.byOrderNo(app.merchantNo, wanted.merchantOrderNo) !== undefined)
    throw new Refusal(codes.orderNoRepeated, 'merchant order number repeated');
  const magic = magicOf(wanted.orderAmount);
  if (magic === 'server_error_once' && isFirstTry(gateway, app, wanted.merchantOrderNo)) throw technicalError(gateway);
  if (magic === 'first_account_declines' && context.firstAsked.declines(wanted.description, wanted.orderAmount, app.appId)) {
    throw new Refusal(settings.accountRefuses.code, settings.accountRefuses.text);
  }
  const decline = declineOf(fault);

  const { expiresSeconds, ...given } = wanted;
  const transNo = numbers.transNo(app.merchantNo);
  const nowMs = context.clock.now();
  const sale: Sale = {
    ...given,
    kind: 'sale',
    app,
    transNo,
    magic,
    status: 9,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + expiresSeconds * 1_000,
    payment: context.book.open({
      provider: 'codepay',
      account: app.appId,
      key: given.merchantOrderNo,
      reference: transNo,
      currency: given.currency,
      state: '9',
    }),
    channelTransNo: numbers.channelTransNo(),
    messageId: numbers.messageId(),
    refunds: [],
    scriptedError: decline,
    blindQueries: 0,
    revoked: false,
    cancelErrorGiven: false,
  };
  transactions.add(sale);
  lifecycle.opened(sale, fault);
  if (fault?.name === 'unknown_then_paid' || fault?.name === 'unknown_then_failed') throw technicalError(gateway);
  if (magic === 'unknown_then_paid' && sale.terminalSn !== undefined) throw technicalError(gateway);
  return sale;
}

/** How long the answer to the call that made it is kept back. */
export function withheld(sale: Sale): { withholdMs?: number } {
  return sale.magic === 'answer_withheld' ? { withholdMs: WITHHELD_MS } : {};
}
