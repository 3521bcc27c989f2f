import { BrokenInvariant } from '../errors.js';
import type { OrderState } from './states.js';

/**
 * What happened, as the state table sees it. The same verb has several rows where the circumstances change its meaning:
 * `…_beside_cancel` while a cancel of the charge is open, `cancel` once a query has closed it, `close_unsent` where nobody had been asked,
 * `late_…` for an approval proven after the order was closed, `external_…` for what somebody else has done: at the provider's portal, on a device.
 */
export const CAUSES = [
  'sale',
  'authorize',
  'sale_beside_cancel',
  'authorize_beside_cancel',
  'close_unsent',
  'cancel',
  'capture',
  'increment',
  'adjust_tip',
  'void',
  'hold_lapsed',
  'refund',
  'late_sale',
  'late_authorize',
  'external_capture',
  'external_tip',
  'external_refund',
  'external_reversal',
] as const;
export type Cause = (typeof CAUSES)[number];

export const VERDICTS = ['approved', 'declined', 'pending', 'unknown', 'not_sent'] as const;
export type Verdict = (typeof VERDICTS)[number];

type Cell = readonly OrderState[];
type Row = Partial<Record<Verdict, Cell>>;

const undecidedSale: Row = {
  approved: ['paid'],
  // `created` again is the next route: its charge begins in the same statement that ends this one.
  declined: ['failed', 'canceled', 'created'],
  pending: ['pending'],
  unknown: ['uncertain'],
  not_sent: ['failed', 'canceled', 'created'],
};
const undecidedAuthorize: Row = { ...undecidedSale, approved: ['authorized'] };
/** Nobody is told `paid` while our own cancel may return the money, and no route opens beside it. */
const besideCancel: Row = {
  approved: ['uncertain'],
  declined: ['failed', 'canceled'],
  pending: ['pending'],
  unknown: ['uncertain'],
};
/** A query asked after the answer closes a cancel; declined means that the charge turned out approved or stays open. */
const cancelOfUndecided = (state: OrderState): Row => ({
  approved: ['canceled', 'reversed'],
  declined: ['paid', 'authorized', state],
  pending: [state],
  unknown: ['uncertain'],
});
const unchanged = (state: OrderState): Row => ({
  approved: [state],
  declined: [state],
  pending: [state],
  unknown: [state],
});
const orUnchanged = (state: OrderState, approved: Cell): Row => ({
  ...unchanged(state),
  approved,
});
/** Back to `paid` where the merchant keeps it or a refund follows; unchanged while one cancel is asked first. Shown taken and given back, it was reversed. */
const late = (state: OrderState): Partial<Record<Cause, Row>> => ({
  cancel: unchanged(state),
  sale: { pending: [state] },
  authorize: { pending: [state] },
  late_sale: { approved: [state, 'paid'] },
  late_authorize: { approved: ['authorized'] },
  external_reversal: { approved: ['reversed'] },
});

/** Every legal move of an order: the targets that a verdict may lead to. A missing cell is illegal. Printed in docs/architecture.md, states. */
export const orderTransitions: Record<OrderState, Partial<Record<Cause, Row>>> = {
  created: {
    sale: undecidedSale,
    authorize: undecidedAuthorize,
    close_unsent: { approved: ['canceled'] },
    external_reversal: { approved: ['reversed', 'canceled'] },
  },
  pending: {
    sale: undecidedSale,
    authorize: undecidedAuthorize,
    sale_beside_cancel: besideCancel,
    authorize_beside_cancel: besideCancel,
    cancel: cancelOfUndecided('pending'),
    external_reversal: { approved: ['reversed', 'canceled'] },
  },
  uncertain: {
    sale: undecidedSale,
    authorize: undecidedAuthorize,
    sale_beside_cancel: besideCancel,
    authorize_beside_cancel: besideCancel,
    cancel: cancelOfUndecided('uncertain'),
    external_reversal: { approved: ['reversed', 'canceled'] },
  },
  authorized: {
    cancel: orUnchanged('authorized', ['canceled']),
    capture: orUnchanged('authorized', ['paid']),
    increment: unchanged('authorized'),
    void: orUnchanged('authorized', ['canceled']),
    hold_lapsed: { approved: ['canceled'] },
    external_capture: { approved: ['paid'] },
    external_reversal: { approved: ['canceled'] },
  },
  paid: {
    cancel: orUnchanged('paid', ['reversed']),
    adjust_tip: unchanged('paid'),
    void: orUnchanged('paid', ['reversed']),
    refund: orUnchanged('paid', ['partially_refunded', 'refunded']),
    external_capture: { approved: ['paid'] },
    external_tip: { approved: ['paid'] },
    external_refund: { approved: ['partially_refunded', 'refunded'] },
    external_reversal: { approved: ['reversed'] },
  },
  // A cancel that ends now is of another charge, whose money had turned up late.
  partially_refunded: {
    cancel: unchanged('partially_refunded'),
    refund: orUnchanged('partially_refunded', ['partially_refunded', 'refunded']),
    external_refund: { approved: ['partially_refunded', 'refunded'] },
  },
  // A refund that we had written down as declined may still be proven by the provider, also while another one is open.
  refunded: { cancel: unchanged('refunded'), refund: unchanged('refunded'), external_refund: { approved: ['refunded'] } },
  reversed: {
    cancel: unchanged('reversed'),
    late_sale: { approved: ['reversed', 'paid'] },
  },
  canceled: late('canceled'),
  failed: late('failed'),
};

/** The one gate of every state change: returns `to` where the table has it, throws `BrokenInvariant` otherwise. */
export function move(from: OrderState, cause: Cause, verdict: Verdict, to: OrderState): OrderState {
  const cell = orderTransitions[from][cause]?.[verdict];
  if (cell?.includes(to) !== true) throw new BrokenInvariant(`an order does not go from ${from} to ${to} by ${cause} ${verdict}`);
  return to;
}

/** Whether the table has a cell at all. */
export function isLegal(from: OrderState, cause: Cause, verdict: Verdict): boolean {
  return orderTransitions[from][cause]?.[verdict] !== undefined;
}
