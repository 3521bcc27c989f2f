import { PROVIDER_NAMES } from '@interlock/domain';
import type { PaymentView } from '@interlock/sandbox';
import type { Door } from '../world/door.js';
import type { CaseRow, ChargeRow, OrderRow, Outcome, RefundRow } from './rows.js';

/** A case of such a kind says that the charge it belongs to may stand otherwise at its provider. */
const COVERS: ReadonlySet<string> = new Set([
  'amount_mismatch',
  'currency_mismatch',
  'excess',
  'state_conflict',
  'unknown_code',
  'outcome_unknown',
  'external_change',
]);
/** Cases under which two providers may have taken the money of one order; one of them has returned it by the end. */
const TWICE: ReadonlySet<string> = new Set(['duplicate_charge', 'late_success']);

export interface Finding {
  readonly order: string;
  readonly what: string;
}

export interface Comparison {
  readonly violations: readonly Finding[];
  /** Differences that an open case stands for. */
  readonly covered: readonly Finding[];
}

/** Our books of every order beside what the payers' accounts really saw. */
export async function compareWithTruth(books: readonly OrderRow[], door: Door): Promise<Comparison> {
  const payments = new Map<string, PaymentView>();
  for (const provider of PROVIDER_NAMES)
    for (const payment of await door.truth(provider)) payments.set(`${provider} ${payment.key}`, payment);

  const violations: Finding[] = [];
  const covered: Finding[] = [];
  const known = new Set<string>();
  for (const order of books) {
    const seen = order.charges.map((charge) => payments.get(placeOf(charge)));
    for (const charge of order.charges) known.add(placeOf(charge));
    const tell = (charge: ChargeRow, what: string): void => {
      const stands = order.cases.some((one) => one.chargeId === charge.id && one.state === 'open' && COVERS.has(one.kind));
      (stands ? covered : violations).push({ order: order.merchantOrderNo, what });
    };
    for (const [index, charge] of order.charges.entries())
      for (const what of differencesOf(charge, order.state, seen[index], order.refunds)) tell(charge, what);
    for (const what of wrongWith(order, seen)) violations.push({ order: order.merchantOrderNo, what });
  }
  for (const [place, payment] of payments)
    if (!known.has(place) && (payment.charged !== '0' || payment.held !== '0'))
      violations.push({ order: place, what: `the provider holds ${payment.charged} of which no row of ours knows` });
  return { violations, covered };
}

function placeOf({ provider, providerKey }: ChargeRow): string {
  return `${provider} ${providerKey}`;
}

function* differencesOf(
  charge: ChargeRow,
  state: string,
  payment: PaymentView | undefined,
  refunds: readonly RefundRow[],
): Generator<string> {
  const theirs = { net: BigInt(payment?.charged ?? 0) - BigInt(payment?.refunded ?? 0), held: BigInt(payment?.held ?? 0) };
  const name = `${charge.kind} ${charge.outcome ?? 'running'} at ${charge.provider}`;
  if (charge.net !== theirs.net)
    yield `${name}: our books hold ${String(charge.net)}, the payer's account was charged ${String(theirs.net)}`;
  const held = state === 'authorized' && charge.outcome === 'approved' ? charge.authorized : 0n;
  if (held !== theirs.held) yield `${name}: we hold ${String(held)}, the provider ${String(theirs.held)}`;
  for (const refund of refunds.filter(({ chargeId }) => chargeId === charge.id)) {
    const given = payment?.charges.filter(({ key }) => key === refund.providerKey) ?? [];
    if (given.length > 1) yield `refund ${refund.refundNo} was given ${String(given.length)} times`;
    const wanted = refund.outcome === 'approved' ? 1 : 0;
    if (!isOpen(refund.outcome) && given.length !== wanted)
      yield `refund ${refund.refundNo} is ${String(refund.outcome)} and was given ${String(given.length)} times`;
  }
}

interface OrderBooks {
  readonly state: string;
  readonly charges: readonly ChargeRow[];
  readonly cases: readonly CaseRow[];
  readonly open: readonly { readonly id: string; readonly kind: string }[];
}

function* wrongWith(order: OrderBooks, payments: readonly (PaymentView | undefined)[]): Generator<string> {
  const charged = payments.filter((payment) => payment !== undefined && payment.charged !== '0');
  const kept = payments.filter(
    (payment) => payment !== undefined && (BigInt(payment.charged) > BigInt(payment.refunded) || payment.held !== '0'),
  );
  if (charged.length > 1 && !order.cases.some(({ kind }) => TWICE.has(kind))) yield 'two charges took the money, and no case says so';
  if (kept.length > 1) yield 'two charges keep the money';
  const [net, held] = [sum(order.charges.map((charge) => charge.net)), kept.length];
  const open = order.cases.some(({ state }) => state === 'open');
  if (!open && NOTHING_LEFT.has(order.state) && net !== 0n) yield `${order.state}, and our books hold ${String(net)}`;
  if (!open && (order.state === 'paid' || order.state === 'partially_refunded') && net <= 0n)
    yield `${order.state}, and our books hold ${String(net)}`;
  if (!open && order.state === 'authorized' && held === 0) yield 'authorized, and nobody holds anything';
  for (const { id, kind } of order.open)
    if (!order.cases.some(({ operationId, state }) => operationId === id && state === 'open'))
      yield `${kind} is open for ever, without a case`;
  if (!open && UNDECIDED.has(order.state)) yield `${order.state} for ever, without a case`;
}

const NOTHING_LEFT: ReadonlySet<string> = new Set(['failed', 'canceled', 'reversed', 'refunded']);
const UNDECIDED: ReadonlySet<string> = new Set(['created', 'pending', 'uncertain']);

function isOpen(outcome: Outcome): boolean {
  return outcome === null || outcome === 'pending' || outcome === 'unknown';
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
