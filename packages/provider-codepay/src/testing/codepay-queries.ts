import type { ChargeReference, QueriedOperation } from '@interlock/provider-kit';
import { notApplicable, type Figures, type Scenario, type Word } from '@interlock/provider-kit/testing';
import { accepted, inMajor } from './codepay-gateway.js';
import { held, KEY, NEXT_KEY, NEXT_TRANS_NO, PAID, queryOf, REFUNDED, sold, TRANS_NO, unpaid, USD } from './codepay-requests.js';
import { gatewaySilence, notFoundTo, processorDeclines, strangeCodes, underBasicAuth } from './codepay-words.js';

type Fields = Readonly<Record<string, unknown>>;

const usd = (minor: bigint) => ({ currency: USD, minor });
const money = (figures: Figures): Fields => ({
  ...(figures.currency === undefined ? {} : { price_currency: figures.currency }),
  ...inMajor('order_amount', figures),
  ...inMajor('trans_amount', figures),
});

interface Shown {
  readonly label: string;
  readonly operation: QueriedOperation;
  readonly charge: ChargeReference;
  readonly asked: bigint;
  /** As Query Order or Query Refund shows it. */
  readonly key: string;
  readonly transNo: string;
  readonly type: number;
}

const show = ({ key, transNo, type }: Shown, members: Fields, echo?: readonly string[]): Word['reply'] =>
  accepted({ merchant_order_no: key, trans_no: transNo, trans_type: type, trans_status: 2, ...members }, echo);

const strangeStates = (of: Shown): readonly Word[] => [
  ...strangeCodes,
  { word: 'trans_status 8', reply: show(of, { trans_status: 8 }) },
  { word: 'trans_status constructor', reply: show(of, { trans_status: 'constructor' }) },
];

/** Has a number of its own: its own status tells. */
function transaction(of: Shown, verb: 'query' | 'refund_query', more: Partial<Scenario> = {}): Scenario {
  const isCharge = of.operation.kind === 'sale' || of.operation.kind === 'authorize';
  return {
    label: of.label,
    request: queryOf(of.operation, of.charge),
    sentKey: of.key,
    asked: of.asked,
    states: { approved: ['amount', 'currency'], pending: isCharge || of.operation.kind === 'void' ? [] : ['amount', 'currency'] },
    approved: (figures) => show(of, money(figures), figures.echo),
    pending: (figures) => show(of, { trans_status: 0, ...money(figures) }),
    declined: [
      ...processorDeclines(
        (code) => show(of, { trans_status: 1, trans_error_code: code, trans_error_msg: code === undefined ? undefined : 'no' }),
        isCharge ? 'canceled' : 'operation_refused',
      ),
      {
        word: 'the code in the message',
        reply: show(of, { trans_status: 1, trans_error_msg: '[TS-D2012]no' }),
        code: 'insufficient_funds',
      },
      { word: 'trans_status 3, never approved', reply: show(of, { trans_status: 3 }), code: isCharge ? 'canceled' : 'operation_refused' },
    ],
    silent: [
      ...gatewaySilence(verb),
      { word: 'an approval beside trans_status 1', reply: show(of, { trans_status: 1, trans_error_code: '000' }) },
    ],
    duplicate: notApplicable('a query has no key of its own'),
    undocumented: [...strangeStates(of), { word: 'trans_type 99', reply: show(of, { trans_type: 99 }) }],
    notFound: notFoundTo(verb),
    ...more,
  };
}

/** Has no number of its own: the charge's present figures tell. */
const figures = (of: Shown, member: 'tip' | 'authorizedTotal', shown: (told: Figures) => Fields): Scenario => ({
  ...transaction(of, 'query'),
  member,
  states: { approved: ['amount', 'currency'], pending: [] },
  approved: (told) => show(of, shown(told), told.echo),
  declined: [{ word: 'trans_status 1', reply: show(of, { trans_status: 1 }), code: 'invalid_state' }],
  silent: gatewaySilence('query'),
  undocumented: strangeStates(of),
});

const TIP = 300n;
/** The base is ours to know here; the tip is what is looked for. */
const withTip = (told: Figures): Fields => ({
  ...(told.currency === undefined ? {} : { price_currency: told.currency }),
  ...(told.minor === undefined
    ? {}
    : { ...inMajor('order_amount', { ...told, minor: PAID }), ...inMajor('trans_amount', { ...told, minor: PAID + told.minor }) }),
  ...inMajor('tip_amount', told),
});

const charge = (kind: 'sale' | 'authorize'): Shown => ({
  label: `query of ${kind === 'sale' ? 'a sale' : 'an authorization'}`,
  operation: { kind },
  charge: kind === 'sale' ? unpaid : held,
  asked: PAID,
  key: KEY,
  transNo: TRANS_NO,
  type: kind === 'sale' ? 1 : 4,
});
const next = (kind: 'capture' | 'void' | 'refund', of: ChargeReference, asked: bigint, type: number, onTerminal = false): Shown => ({
  label: `query of a ${kind}${onTerminal ? ' on a terminal' : ''}`,
  operation: { kind, providerKey: NEXT_KEY, amount: usd(asked), onTerminal },
  charge: of,
  asked,
  key: NEXT_KEY,
  transNo: NEXT_TRANS_NO,
  type,
});
const change = (kind: 'increment' | 'adjust_tip', of: Shown, asked: bigint): Shown => ({
  ...of,
  label: `query of ${kind === 'increment' ? 'an increment' : 'a tip'}`,
  operation: { kind, providerKey: NEXT_KEY, amount: usd(asked), onTerminal: false },
  asked,
});

export const queries: readonly Scenario[] = [
  transaction(charge('sale'), 'query'),
  underBasicAuth(transaction(charge('sale'), 'query')),
  transaction(charge('authorize'), 'query', { member: 'authorizedTotal' }),
  transaction(next('capture', held, 10_000n, 6), 'query'),
  transaction(next('capture', held, 10_000n, 6, true), 'query'),
  figures(change('increment', charge('authorize'), PAID + 500n), 'authorizedTotal', money),
  figures(change('adjust_tip', charge('sale'), TIP), 'tip', withTip),
  transaction(next('void', held, PAID, 2), 'query'),
  transaction(next('refund', sold, REFUNDED, 3), 'refund_query'),
  transaction(next('refund', sold, REFUNDED, 3, true), 'query'),
];
