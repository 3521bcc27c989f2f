import type { CurrencyCode } from '@interlock/domain';
import type { ProviderCall, ProviderResult, RefundParts, RefundRequest } from '@interlock/provider-kit';
import { z } from 'zod';
import { paymentOf } from './codepay.charge.js';
import { exchange, exchangePath } from './codepay.exchange.js';
import type { JsonTexts } from './codepay.json.js';
import { followOnTerminal } from './codepay.on-terminal.js';
import { resultOfRefusal } from './codepay.outcome.js';
import { resultOfPath } from './codepay.path-answer.js';
import { refuse, strayOption } from './codepay.refuse.js';
import { readAccount, type CodepayAccount } from './codepay.settings.js';
import { minorOf, withoutUndefined } from './codepay.transaction.js';
import { clip, decimalLiteral, exact, type DecimalLiteral } from './codepay.wire.js';

/**
 * Gives money back: on a terminal by trans_type 3, by parts with Refund Payment, else with Submit Order Refund. What an authorization held is
 * given back from its capture. Accepted is pending: the end comes by Query Refund or notification.
 * Source: Open API, Submit Order Refund, Refund Payment, Create Order.
 */
export async function refund(request: RefundRequest, call: ProviderCall): Promise<ProviderResult> {
  const account = readAccount(call);
  if (typeof account === 'string') return refuse(account);
  if (request.parts !== undefined && sumOf(request.parts) !== request.amount.minor)
    return refuse('the parts of the refund do not add up to its amount');
  if (request.onTerminal !== undefined) return onTerminal(request, request.onTerminal.providerTerminalSn, account, call);
  const stray = strayOption(request.options);
  if (stray !== undefined) return refuse(stray);
  return request.parts === undefined ? submit(request, account, call) : byParts(request, request.parts, account, call);
}

const sumOf = (parts: RefundParts): bigint =>
  Object.values(parts).reduce<bigint>((sum, part: bigint | undefined) => sum + (part ?? 0n), 0n);

/** A terminal order has a base and a tip, no other parts. */
async function onTerminal(
  request: RefundRequest,
  providerTerminalSn: string,
  account: CodepayAccount,
  call: ProviderCall,
): Promise<ProviderResult> {
  const { amount, parts, charge } = request;
  const { order = 0n, tip, surcharge, salesTax, serviceCharge }: RefundParts = parts ?? { order: amount.minor };
  if ((surcharge ?? salesTax ?? serviceCharge) !== undefined) return refuse('a terminal of CodePay refunds order and tip, no other parts');
  return followOnTerminal(
    request,
    {
      providerTerminalSn,
      original: paymentOf(charge).providerKey,
      amount: { ...amount, minor: order },
      tip: tip === undefined ? undefined : { ...amount, minor: tip },
    },
    account,
    call,
  );
}

/** Named parts only: without any, the gateway gives back all that is left. */
async function byParts(request: RefundRequest, parts: RefundParts, account: CodepayAccount, call: ProviderCall): Promise<ProviderResult> {
  const { providerRef } = paymentOf(request.charge);
  if (providerRef === undefined) return refuse("CodePay's number of the payment is not known yet");
  const { currency } = request.amount;
  const decimals = {
    order_amount: decimalOf(currency, parts.order),
    tip_amount: decimalOf(currency, parts.tip),
    surcharge_amount: decimalOf(currency, parts.surcharge),
    sales_tax_amount: decimalOf(currency, parts.salesTax),
    service_charge_amount: decimalOf(currency, parts.serviceCharge),
  };
  const answer = await exchangePath(
    account,
    'refund',
    { merchant_order_no: request.providerKey, trans_no: providerRef, ...withoutUndefined(decimals) },
    call,
  );
  return resultOfPath(answer, 'refund', call);
}

const decimalOf = (currency: CurrencyCode, minor: bigint | undefined): DecimalLiteral | undefined =>
  minor === undefined ? undefined : decimalLiteral({ currency, minor });

/** Of the two names of the original only ours is sent, which was there from the first byte; both could disagree. */
async function submit(request: RefundRequest, account: CodepayAccount, call: ProviderCall): Promise<ProviderResult> {
  const answer = await exchange(
    account,
    'order.refund.submit',
    {
      orig_merchant_order_no: paymentOf(request.charge).providerKey,
      merchant_order_no: request.providerKey,
      price_currency: request.amount.currency,
      order_amount: decimalLiteral(request.amount),
      description: clip(request.reason ?? '', 64) || 'Refund',
      notify_url: request.notifyUrl,
    },
    call,
  );
  return answer.type === 'accepted' ? resultOfSubmit(answer.data, request) : resultOfRefusal(answer, 'refund', call);
}

const submittedSchema = z.object({ trans_no: exact(64).catch(undefined), trans_amount: exact(64).catch('unreadable') });

/** Taken, and pending whatever else it says; but an amount that is not ours is not our refund. */
function resultOfSubmit(data: JsonTexts | undefined, { amount }: RefundRequest): ProviderResult {
  const { trans_no: providerRef, trans_amount: stated } = submittedSchema.parse(Object.fromEntries(data ?? []));
  const reference = withoutUndefined({ providerRef });
  const minor = minorOf(amount.currency, stated);
  return minor === undefined || minor === amount.minor
    ? { outcome: 'pending', ...reference }
    : { outcome: 'unknown', cause: 'amount_mismatch', ...reference };
}
