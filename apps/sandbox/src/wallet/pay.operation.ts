import { hash } from 'node:crypto';

import { notificationFaults, type FaultOrder } from '../core/faults.js';
import { magicOf, WITHHELD_MS } from '../core/magic-amounts.js';
import type { Client } from './clients.js';
import { faultsOfAll, type Answer, type Operation, type Wallet } from './operations.js';
import type { Payment } from './payments.js';
import { checked, currencyOf, payRequest, type PayRequest } from './requests.js';
import { isFinalFailure, Refusal } from './results.js';
import { readTime, writeTime } from './times.js';

/** `POST /v1/payments/pay`: opens an order on the cashier page, or charges an agreement (or holds its money). */
export const pay: Operation = {
  name: 'pay',
  faults: new Set([...faultsOfAll, ...notificationFaults, 'wrong_amount', 'unknown_then_paid', 'unknown_then_failed']),
  check(wallet, client, body) {
    const request = checked(payRequest, body);
    const product = productOf(wallet, request);
    if (product === 'agreement' && request.paymentAuthCode === undefined)
      throw new Refusal('PARAM_ILLEGAL', 'paymentAuthCode: required for agreement payments');
    currencyOf(request.paymentAmount.currency);
    return {
      keys: [request.paymentRequestId],
      requestId: request.paymentRequestId,
      work: (fault) => {
        const existing = wallet.payments.byRequestId(client, request.paymentRequestId);
        return existing === undefined ? firstTime(wallet, client, request, product, fault) : again(wallet, existing, request);
      },
    };
  },
};

function productOf({ settings }: Wallet, { productCode }: PayRequest): Payment['product'] {
  if (productCode === settings.productCodes.cashier) return 'cashier';
  if (productCode === settings.productCodes.authorize) return 'authorize';
  if (productCode === settings.productCodes.agreement) return 'agreement';
  throw new Refusal('PARAM_ILLEGAL', 'productCode: not in the contract');
}

/** The same key again: nothing new happens; other content is refused. Texts, URLs and expiry may differ. */
function again(wallet: Wallet, payment: Payment, request: PayRequest): Answer {
  const { paymentAmount, productCode, paymentAuthCode } = request;
  const same =
    BigInt(paymentAmount.value) === payment.amount &&
    paymentAmount.currency === payment.currency &&
    productCode === payment.productCode &&
    hashOf(paymentAuthCode) === payment.authCodeHash;
  if (!same) throw new Refusal('REPEAT_REQ_INCONSISTENT');
  if (payment.refusedWith !== undefined) throw new Refusal(payment.refusedWith);
  if (payment.direct && payment.state === 'CREATED') throw inProcess(payment);
  return {
    code: wallet.settings.repeatAnswer,
    detail: `merchantTransId = ${payment.paymentRequestId}`,
    members: accepted(wallet, payment),
  };
}

function firstTime(
  wallet: Wallet,
  client: Client,
  request: PayRequest,
  product: Payment['product'],
  fault: FaultOrder | undefined,
): Answer {
  const { context, payments, lifecycle, settings } = wallet;
  const amount = BigInt(request.paymentAmount.value);
  const magic = magicOf(amount);
  const expiresAtMs = expiryOf(wallet, request);
  const direct = product !== 'cashier' && request.paymentAuthCode !== undefined;
  if (magic === 'server_error_once' && payments.isFirstTry(client, 'error', request.paymentRequestId))
    throw new Refusal('UNKNOWN_EXCEPTION');
  const refusal = refusalOf(wallet, client, request, direct, fault);
  if (refusal !== undefined && !isFinalFailure(refusal)) throw new Refusal(refusal);

  const paymentId = payments.newId();
  const currency = currencyOf(request.paymentAmount.currency);
  const payment: Payment = {
    client,
    paymentId,
    paymentRequestId: request.paymentRequestId,
    product,
    direct,
    productCode: request.productCode,
    authCodeHash: hashOf(request.paymentAuthCode),
    currency,
    amount,
    description: descriptionOf(request),
    notifyUrl: request.paymentNotifyUrl,
    voidNotifyUrl: request.voidNotifyUrl,
    redirectUrl: request.paymentRedirectUrl,
    magic,
    createdAtMs: context.clock.now(),
    expiresAtMs,
    booked: context.book.open({
      provider: 'wallet',
      account: client.clientId,
      key: request.paymentRequestId,
      reference: paymentId,
      currency,
      state: 'CREATED',
    }),
    held: 0n,
    steps: [],
    state: 'CREATED',
    blindInquiries: 0,
    notifiesWrong: fault?.name === 'wrong_amount',
    cancelErrorGiven: false,
  };
  payments.add(payment);
  if (refusal !== undefined) {
    lifecycle.refused(payment, refusal);
    throw new Refusal(refusal);
  }
  if (direct) lifecycle.charged(payment, fault);
  else lifecycle.openedOnCashier(payment, fault);
  if (payment.blindInquiries > 0) throw new Refusal('UNKNOWN_EXCEPTION');
  if (direct && payment.state === 'CREATED') throw inProcess(payment);
  const members = {
    ...accepted(wallet, payment),
    ...(settings.paymentTimeOnAcceptance ? { paymentTime: writeTime(context.clock.now()) } : {}),
  };
  return { members, ...(magic === 'answer_withheld' ? { withholdMs: WITHHELD_MS } : {}) };
}

/** The code with which the call fails, if it does: by a fault, by the agreement, by the amount. */
function refusalOf(
  wallet: Wallet,
  client: Client,
  request: PayRequest,
  direct: boolean,
  fault: FaultOrder | undefined,
): string | undefined {
  const { context, settings } = wallet;
  if (fault?.name === 'decline') return fault.code ?? '';
  if (direct) {
    try {
      wallet.agreements.consentOf(client, request.paymentAuthCode ?? '');
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }
  const amount = BigInt(request.paymentAmount.value);
  const magic = magicOf(amount);
  if (magic === 'first_account_declines' && context.firstAsked.declines(descriptionOf(request), amount, client.clientId))
    return settings.accountRefuses;
  return magic === 'declined' && direct ? settings.insufficientFunds : undefined;
}

function expiryOf({ context, settings }: Wallet, { paymentExpiryTime }: PayRequest): number {
  const nowMs = context.clock.now();
  if (paymentExpiryTime === undefined) return nowMs + settings.defaultLifetimeMs;
  const expiresAtMs = readTime(paymentExpiryTime) ?? 0;
  if (expiresAtMs <= nowMs) throw new Refusal('PARAM_ILLEGAL', 'paymentExpiryTime: in the past');
  return expiresAtMs;
}

/** What an accepted order tells; the form as long as the payer can still pay. */
function accepted({ context }: Wallet, payment: Payment): Record<string, unknown> {
  const { paymentId, paymentRequestId, authExpiresAtMs } = payment;
  if (payment.direct || payment.state !== 'CREATED') {
    const isHeld = payment.state === 'AUTH_SUCCESS' && authExpiresAtMs !== undefined;
    return { paymentId, paymentRequestId, ...(isHeld ? { authExpiryTime: writeTime(authExpiresAtMs) } : {}) };
  }
  return {
    paymentId,
    paymentRequestId,
    redirectActionForm: { method: 'POST', redirectionUrl: `${context.url()}/cashier/wallet/${paymentId}` },
  };
}

function inProcess({ paymentId, paymentRequestId }: Payment): Refusal {
  return new Refusal('PAYMENT_IN_PROCESS', undefined, { paymentId, paymentRequestId });
}

function descriptionOf({ order }: PayRequest): string {
  return order.orderDescription ?? '';
}

function hashOf(secret: string | undefined): string | undefined {
  return secret === undefined ? undefined : hash('sha256', secret);
}
