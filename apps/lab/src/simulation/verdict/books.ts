import { PROVIDER_NAMES, isOpen } from '@interlock/domain';
import type { CaseKind } from '@interlock/domain';
import type { PaymentView } from '@interlock/sandbox';
import type { Door } from '../world/door.js';
import { isExcused } from './excuses.js';
import type { Books, Difference } from './excuses.js';
import type { CaseRow, ChargeRow, OrderRow, RefundRow } from './rows.js';

/** Cases under which two providers may have taken the money of one order; one of them has returned it by the end. */
const TWICE: ReadonlySet<CaseKind> = new Set(['duplicate_charge', 'late_success']);

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
export async function compareWithTruth(books: readonly OrderRow[], door: Pick<Door, 'truth'>): Promise<Comparison> {
  const payments = new Map<string, PaymentView>();
  for (const provider of PROVIDER_NAMES)
    for (const payment of await door.truth(provider)) payments.set(`${provider} ${payment.key}`, payment);

  const violations: Finding[] = [];
  const covered: Finding[] = [];
  const known = new Set<string>();
  for (const order of books) {
    const seen = order.charges.map((charge) => payments.get(placeOf(charge)));
    for (const charge of order.charges) known.add(placeOf(charge));
    const told = (what: string): Finding => ({ order: order.merchantOrderNo, what });
    for (const [index, charge] of order.charges.entries()) {
      const payment = seen[index];
      const difference = differenceOf(charge, order.state, payment);
      if (difference !== undefined)
        (isExcused(difference, difference.books, casesOf(charge, order)) ? covered : violations).push(told(difference.what));
      for (const refund of order.refunds) {
        const wrong = refund.chargeId === charge.id ? wrongWithRefund(refund, payment) : undefined;
        if (wrong !== undefined) (!wrong.twice && isContradicted(refund, order.cases) ? covered : violations).push(told(wrong.what));
      }
    }
    violations.push(...[...wrongWith(order, seen)].map(told));
  }
  for (const [place, payment] of payments)
    if (!known.has(place) && (payment.charged !== '0' || payment.held !== '0'))
      violations.push({ order: place, what: `the provider holds ${payment.charged} of which no row of ours knows` });
  return { violations, covered };
}

function placeOf({ provider, providerKey }: ChargeRow): string {
  return `${provider} ${providerKey}`;
}

function casesOf({ id }: ChargeRow, { cases }: OrderRow): readonly CaseRow[] {
  return cases.filter(({ chargeId }) => chargeId === id);
}

interface Differing extends Difference {
  readonly books: Books;
  readonly what: string;
}

function differenceOf(charge: ChargeRow, state: string, payment: PaymentView | undefined): Differing | undefined {
  const theirs = { net: BigInt(payment?.charged ?? 0) - BigInt(payment?.refunded ?? 0), held: BigInt(payment?.held ?? 0) };
  const books = { ...charge, held: state === 'authorized' && charge.outcome === 'approved' && !charge.duplicate ? charge.authorized : 0n };
  const [net, held] = [theirs.net - books.net, theirs.held - books.held];
  if (net === 0n && held === 0n) return undefined;
  const said = [
    ...(net === 0n ? [] : [`our books hold ${String(books.net)}, the payer's account was charged ${String(theirs.net)}`]),
    ...(held === 0n ? [] : [`we hold ${String(books.held)}, the provider ${String(theirs.held)}`]),
  ];
  return { net, held, books, what: `${charge.kind} ${charge.outcome ?? 'running'} at ${charge.provider}: ${said.join('; ')}` };
}

/** `twice`: which no case excuses. */
function wrongWithRefund(
  { refundNo, outcome, providerKey }: RefundRow,
  payment: PaymentView | undefined,
): { readonly what: string; readonly twice: boolean } | undefined {
  const given = payment?.charges.filter(({ key }) => key === providerKey).length ?? 0;
  const twice = given > 1;
  if (!twice && (isOpen(outcome) || given === (outcome === 'approved' ? 1 : 0))) return undefined;
  return { what: `refund ${refundNo} is ${String(outcome)} and was given ${String(given)} times`, twice };
}

/** A case says of this very refund that the provider shows the opposite, or another amount. */
function isContradicted({ id }: RefundRow, cases: readonly CaseRow[]): boolean {
  return cases.some(
    ({ operationId, state, kind }) => operationId === id && state !== 'closed' && (kind === 'state_conflict' || kind === 'amount_mismatch'),
  );
}

function* wrongWith(order: OrderRow, payments: readonly (PaymentView | undefined)[]): Generator<string> {
  const charged = payments.filter((payment) => payment !== undefined && payment.charged !== '0');
  const kept = payments.filter(
    (payment) => payment !== undefined && (BigInt(payment.charged) > BigInt(payment.refunded) || payment.held !== '0'),
  );
  const stands = (kinds: ReadonlySet<CaseKind>, operationId?: string): boolean =>
    order.cases.some((one) => one.state !== 'closed' && kinds.has(one.kind) && (operationId ?? one.operationId) === one.operationId);
  if (charged.length > 1 && !order.cases.some(({ kind }) => TWICE.has(kind))) yield 'two charges took the money, and no case says so';
  if (kept.length > 1) yield 'two charges keep the money';
  const net = sum(order.charges.map((charge) => charge.net));
  const writtenOff = sum(order.cases.map(({ suspense }) => suspense));
  if (NOTHING_LEFT.has(order.state) && net !== writtenOff && !stands(BESIDE)) yield `${order.state}, and our books hold ${String(net)}`;
  if (LIVES.has(order.state) && net <= writtenOff && !stands(ABOVE)) yield `${order.state}, and our books hold ${String(net)}`;
  for (const { id, kind } of order.open) if (!stands(UNRESOLVED, id)) yield `${kind} is open for ever, without a case`;
  if (UNDECIDED.has(order.state) && !order.open.some(({ kind }) => kind === 'sale' || kind === 'authorize'))
    yield `${order.state} for ever, and nothing of it is open`;
}

const NOTHING_LEFT: ReadonlySet<string> = new Set(['failed', 'canceled', 'reversed', 'refunded']);
const LIVES: ReadonlySet<string> = new Set(['paid', 'partially_refunded']);
const UNDECIDED: ReadonlySet<string> = new Set(['created', 'pending', 'uncertain']);
/** Money that stands in our books beside what the order says of itself. */
const BESIDE: ReadonlySet<CaseKind> = new Set(['duplicate_charge', 'late_success', 'excess']);
const ABOVE: ReadonlySet<CaseKind> = new Set(['excess']);
/** What a person is asked about an operation of which nobody knows what became of it. */
const UNRESOLVED: ReadonlySet<CaseKind> = new Set([
  'outcome_unknown',
  'unknown_code',
  'amount_mismatch',
  'currency_mismatch',
  'state_conflict',
]);

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
