import type { CaptureRequest, ProviderRequest, RefundRequest, VoidRequest } from '@interlock/provider-kit';
import { notApplicable, type Scenario } from '@interlock/provider-kit/testing';
import { accepted, inMajor } from './codepay-gateway.js';
import {
  after,
  held,
  KEY,
  NEXT_KEY,
  NEXT_TRANS_NO,
  online,
  onTerminal,
  PAID,
  REFUNDED,
  sold,
  TRANS_NO,
  unnumbered,
  USD,
} from './codepay-requests.js';
import {
  ACCEPTED_ONLY,
  contradictions,
  gatewayDeclines,
  gatewayDuplicates,
  gatewaySilence,
  processorDeclines,
  strangeCodes,
  strangeVerdicts,
  underBasicAuth,
  verdict,
} from './codepay-words.js';

const usd = (minor: bigint) => ({ currency: USD, minor });
const statesNothing = { approved: [], pending: [] } as const;

/** A "path" call: the processor's verdict comes with the answer, and it states no amount. */
const byPath = (
  label: string,
  request: Extract<ProviderRequest, { kind: 'capture' | 'increment' | 'adjust_tip' | 'void' }>,
  sentKey: string,
): Scenario => ({
  label,
  request,
  sentKey,
  asked: 'amount' in request ? request.amount.minor : PAID,
  states: statesNothing,
  approved: ({ echo }) => verdict({}, echo),
  pending: () => verdict({ trans_status: 0, resp_code: undefined }),
  declined: [
    ...gatewayDeclines(request.kind),
    ...processorDeclines((code) => verdict({ trans_status: 1, resp_code: code }), 'operation_refused'),
  ],
  silent: [...gatewaySilence(request.kind), ...contradictions],
  duplicate: gatewayDuplicates(request.kind),
  undocumented: strangeVerdicts,
});

/** Pushed to a terminal: the card or the cashier is needed there. */
const onTheTerminal = (label: string, request: CaptureRequest | VoidRequest | RefundRequest): Scenario => ({
  label,
  request,
  sentKey: NEXT_KEY,
  asked: 'amount' in request ? request.amount.minor : PAID,
  states: statesNothing,
  approved: ACCEPTED_ONLY,
  pending: ({ echo }) => accepted({ trans_no: NEXT_TRANS_NO }, echo),
  declined: gatewayDeclines(request.kind),
  silent: gatewaySilence(request.kind),
  duplicate: gatewayDuplicates(request.kind),
  undocumented: strangeCodes,
});

const tipByOurNumber: Scenario = {
  ...byPath('adjust_tip by our number', { kind: 'adjust_tip', ...after(unnumbered(sold)), amount: usd(300n) }, KEY),
  approved: ({ echo }) => accepted(undefined, echo),
  pending: notApplicable('what is accepted was done, and what is not is rejected'),
  declined: gatewayDeclines('adjust_tip'),
  silent: gatewaySilence('adjust_tip'),
  undocumented: strangeCodes,
};

/** The adapter asks for the order's status first, and chooses the call by it. */
const cancelOf = (label: string, charge: typeof sold, shown: object): Scenario => ({
  label,
  request: { kind: 'cancel', ...after(charge) },
  sentKey: KEY,
  asked: PAID,
  states: statesNothing,
  before: [accepted({ merchant_order_no: KEY, trans_no: TRANS_NO, trans_type: 1, ...shown })],
  approved: ({ echo }) => accepted({ trans_no: TRANS_NO }, echo),
  pending: notApplicable('a cancel is taken or refused; the query tells whether the order is dead'),
  declined: gatewayDeclines('cancel'),
  silent: gatewaySilence('cancel'),
  duplicate: gatewayDuplicates('cancel'),
  undocumented: strangeCodes,
});

const submit: Scenario = {
  label: 'refund',
  request: { kind: 'refund', ...after(sold), amount: usd(REFUNDED) },
  sentKey: NEXT_KEY,
  asked: REFUNDED,
  states: { approved: [], pending: ['amount'] },
  approved: ACCEPTED_ONLY,
  pending: (figures) => accepted({ trans_no: NEXT_TRANS_NO, ...inMajor('trans_amount', figures) }, figures.echo),
  declined: gatewayDeclines('refund'),
  silent: gatewaySilence('refund'),
  duplicate: gatewayDuplicates('refund'),
  undocumented: strangeCodes,
};

const refundByParts: Scenario = {
  label: 'refund by parts',
  request: { kind: 'refund', ...after(sold), amount: usd(REFUNDED), parts: { order: 3_000n, tip: 1_000n } },
  sentKey: NEXT_KEY,
  asked: REFUNDED,
  states: statesNothing,
  approved: ACCEPTED_ONLY,
  pending: ({ echo }) => verdict({}, echo),
  declined: [
    ...gatewayDeclines('refund'),
    ...processorDeclines((code) => verdict({ trans_status: 1, resp_code: code }), 'operation_refused'),
  ],
  silent: [...gatewaySilence('refund'), ...contradictions],
  duplicate: gatewayDuplicates('refund'),
  undocumented: strangeVerdicts,
};

const close = cancelOf('cancel on a terminal (close)', sold, { trans_status: 9, pay_scenario: 'SWIPE_CARD' });

export const following: readonly Scenario[] = [
  byPath('capture', { kind: 'capture', ...after(held), amount: usd(10_000n) }, NEXT_KEY),
  onTheTerminal('capture on a terminal', { kind: 'capture', ...after(held), amount: usd(10_000n), onTerminal }),
  byPath('increment', { kind: 'increment', ...after(held), amount: usd(500n) }, TRANS_NO),
  byPath("adjust_tip by CodePay's number", { kind: 'adjust_tip', ...after(sold), amount: usd(300n) }, TRANS_NO),
  tipByOurNumber,
  underBasicAuth(tipByOurNumber),
  close,
  underBasicAuth(close),
  cancelOf('cancel of a page (revoker)', online, { trans_status: 0, pay_scenario: 'WEB_PAY' }),
  byPath('void of an authorization', { kind: 'void', ...after(held) }, NEXT_KEY),
  onTheTerminal('void of a sale, on its terminal', { kind: 'void', ...after(sold) }),
  submit,
  underBasicAuth(submit),
  refundByParts,
  onTheTerminal('refund on a terminal', { kind: 'refund', ...after(sold), amount: usd(REFUNDED), onTerminal }),
];
