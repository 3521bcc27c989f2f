import type { FaultOrder } from '../core/faults.js';
import { magicOf, WITHHELD_MS } from '../core/magic-amounts.js';
import type { App } from './apps.js';
import { textOf } from './fields.js';
import type { Fate } from './lifecycle.js';
import { fateOf, playCancelError, playFirstTry, technicalError, type Gateway } from './operations.js';
import { codes, Refusal } from './refusal.js';
import type { TopLevel } from './top-level.js';
import type { Capture, Payment, Refund, Taken, Transaction, Void } from './transactions.js';

/** What every new transaction takes from the call that makes it. */
export interface Asked {
  readonly method: string;
  readonly merchantOrderNo: string;
  readonly orderAmount: bigint;
  readonly tipAmount: bigint;
  readonly terminalSn: string | undefined;
  readonly storeNo: string | undefined;
  readonly attach: string | undefined;
  readonly notifyUrl: string | undefined;
  readonly description: string;
  readonly expiresSeconds: number | undefined;
}

export type NewPayment = Asked &
  Pick<
    Payment,
    'transType' | 'currency' | 'cashbackAmount' | 'scenario' | 'payMethod' | 'payerAccount' | 'cardType' | 'returnUrl' | 'onScreenTip'
  >;

/** The members that a call may send beside its amounts. */
export function sideFields(fields: TopLevel): Pick<Asked, 'storeNo' | 'attach' | 'notifyUrl' | 'description'> {
  return {
    storeNo: textOf(fields, 'store_no'),
    attach: textOf(fields, 'attach'),
    notifyUrl: textOf(fields, 'notify_url'),
    description: textOf(fields, 'description') ?? '',
  };
}

/** Throws `Refusal` for a number that the merchant has used, whatever for. */
export function checkNewNo({ transactions }: Gateway, app: App, merchantOrderNo: string): void {
  if (transactions.byOrderNo(app.merchantNo, merchantOrderNo) !== undefined)
    throw new Refusal(codes.orderNoRepeated, 'merchant order number repeated');
}

/** Makes the payment and lets it begin. Throws `Refusal`: then nothing was made, or the fault wants its end untold. */
export function makePayment(
  gateway: Gateway,
  app: App,
  { transType, currency, cashbackAmount, scenario, payMethod, payerAccount, cardType, returnUrl, onScreenTip, ...asked }: NewPayment,
  fault: FaultOrder | undefined,
): Payment {
  const { context, settings, lifecycle, transactions } = gateway;
  checkNewNo(gateway, app, asked.merchantOrderNo);
  const magic = magicOf(asked.orderAmount);
  playFirstTry(gateway, app, magic, asked.merchantOrderNo);
  if (magic === 'first_account_declines' && context.firstAsked.declines(asked.description, asked.orderAmount, app.appId))
    throw new Refusal(settings.accountRefuses.code, settings.accountRefuses.text);
  const fate = fateOf(gateway, fault);
  const common = commonOf(gateway, app, asked, { magic, currency, cashbackAmount, scriptedError: fate.unseen ? undefined : fate.error });
  const { transNo: reference, status } = common;
  const names = { provider: 'codepay', account: app.appId, key: asked.merchantOrderNo, reference } as const;
  const payment: Payment = {
    ...common,
    kind: 'payment',
    line: context.book.open({ ...names, currency, state: String(status) }),
    transType,
    scenario,
    payMethod,
    payerAccount,
    cardType,
    returnUrl,
    onScreenTip,
    misstated: fault?.name === 'wrong_amount',
    challenged: false,
    revoked: false,
    cancelErrorGiven: false,
    capturedBy: undefined,
  };
  transactions.add(payment);
  lifecycle.opened(payment, fate);
  if (fate.unseen) throw technicalError(gateway);
  return payment;
}

/** A capture, void or refund of `original`, not yet begun. Throws `Refusal` where the magic of its payment wants an error first. */
export function makeFollowUp(
  gateway: Gateway,
  app: App,
  original: Taken,
  asked: Asked,
  what: Pick<Capture, 'kind' | 'transType'> | Pick<Void, 'kind' | 'transType'> | Pick<Refund, 'kind' | 'transType' | 'returns'>,
  fault: FaultOrder | undefined,
): { made: Transaction; fate: Fate } {
  const root = gateway.transactions.rootOf(original);
  playFirstTry(gateway, app, root.magic, asked.merchantOrderNo);
  if (what.kind === 'void') playCancelError(gateway, root);
  const fate = fateOf(gateway, fault);
  const cashbackAmount = what.kind === 'void' ? original.cashbackAmount : 0n;
  const scriptedError = fate.unseen ? undefined : fate.error;
  const made: Transaction = {
    ...commonOf(gateway, app, asked, { magic: root.magic, currency: original.currency, cashbackAmount, scriptedError }),
    ...what,
    misstated: fault?.name === 'wrong_amount',
    origNo: original.transNo,
    rootNo: root.transNo,
  };
  gateway.transactions.add(made);
  return { made, fate };
}

function commonOf(
  { context, numbers }: Gateway,
  app: App,
  { expiresSeconds, ...asked }: Asked,
  given: Pick<Transaction, 'magic' | 'currency' | 'cashbackAmount' | 'scriptedError'>,
) {
  const nowMs = context.clock.now();
  return {
    ...asked,
    ...given,
    appId: app.appId,
    merchantNo: app.merchantNo,
    transNo: numbers.transNo(app.merchantNo),
    channelTransNo: numbers.channelTransNo(),
    messageId: numbers.messageId(),
    authNo: numbers.authNo(),
    createdAtMs: nowMs,
    expiresAtMs: expiresSeconds === undefined ? undefined : nowMs + expiresSeconds * 1_000,
    // What is pushed or opened waits (9); what the gateway does itself is under way (0).
    status: expiresSeconds === undefined ? 0 : 9,
    endAtMs: undefined,
    error: undefined,
    later: undefined,
    expiry: undefined,
    blindQueries: 0,
    untold: false,
    batchNo: undefined,
  } as const;
}

/** How long the answer to the call that made it is kept back. */
export function withheld({ magic }: Payment): { withholdMs?: number } {
  return magic === 'answer_withheld' ? { withholdMs: WITHHELD_MS } : {};
}
