import { isOpen } from '@interlock/domain';
import type { CaseRow, ChargeRow } from './rows.js';

/** What a provider holds for a charge above what our books say, in minor units; below zero: less. */
export interface Difference {
  /** Of what was taken and not given back. */
  readonly net: bigint;
  /** Of what is only reserved on the payer's account. */
  readonly held: bigint;
}

/** A charge in our books; `held`: what we believe is reserved. */
export type Books = Pick<
  ChargeRow,
  | 'kind'
  | 'outcome'
  | 'asked'
  | 'tipAsked'
  | 'cashbackAsked'
  | 'authorized'
  | 'captured'
  | 'tip'
  | 'cashback'
  | 'surcharge'
  | 'refunded'
  | 'net'
> & { readonly held: bigint };
export type Case = Pick<CaseRow, 'operationId' | 'kind' | 'state' | 'about' | 'said'>;

/**
 * Whether the cases of a charge that nobody has closed account for the difference, to the unit and in its direction: each operation with a case has
 * had the effect that its case says it may have had, or none. A case that is about something else excuses nothing, and neither does one of an
 * effect that is in our books already (an excess, a change made outside us that was taken over).
 */
export function isExcused(difference: Difference, books: Books, cases: readonly Case[]): boolean {
  const possible = new Map<string, Difference[]>();
  for (const one of cases)
    if (one.state !== 'closed') possible.set(one.operationId, [...(possible.get(one.operationId) ?? []), ...effectsOf(one, books)]);
  let reached: readonly Difference[] = [none];
  for (const effects of possible.values()) reached = reached.flatMap((so) => [so, ...effects.map((effect) => sum(so, effect))]);
  return reached.some(({ net, held }) => net === difference.net && held === difference.held);
}

const none: Difference = { net: 0n, held: 0n };
const sum = (one: Difference, other: Difference): Difference => ({ net: one.net + other.net, held: one.held + other.held });
const opposite = ({ net, held }: Difference): Difference => ({ net: -net, held: -held });

/** What may be so at the provider that our books do not say. */
function effectsOf(one: Case, books: Books): readonly Difference[] {
  const { kind, about, said } = one;
  switch (kind) {
    case 'outcome_unknown':
    case 'unknown_code':
      return whileOpen(one, books);
    case 'amount_mismatch':
    case 'currency_mismatch':
      return [...whileOpen(one, books), ...asStated(one, books)];
    case 'state_conflict':
      return [...contradicted(one, books), ...asStated(one, books)];
    case 'external_change':
      if (!isOfCharge(about)) return [];
      return said.outcome === 'declined' || said.outcome === 'reversed' ? [allGone(books)] : asStated(one, books);
    case 'late_success':
      // Shown paid after the end, in figures that cannot be believed: nothing of it is in the books.
      return books.outcome === 'approved' ? [] : [taken(books), ...asStated(one, books)];
    case 'duplicate_charge':
      // A second hold stands beside the order, which lives by its other charge.
      return books.kind === 'authorize' && books.outcome === 'approved' ? [{ net: 0n, held: books.authorized }] : [];
    case 'excess':
      return [];
  }
}

function isOfCharge({ kind }: Case['about']): boolean {
  return kind === 'sale' || kind === 'authorize';
}

/** Of an operation of which nobody knows what became of it: that it was done. */
function whileOpen({ about, said }: Pick<Case, 'about' | 'said'>, books: Books): readonly Difference[] {
  if (!isOpen(about.outcome)) return [];
  // What changes a hold or a payment is asked for there, and the answer was that nothing of that is left.
  if (said.outcome === 'reversed') return [done(about, books), allGone(books)];
  // A cancel is asked of a payment that may be open itself: that was taken, or what was taken is gone.
  return about.kind === 'cancel' && isOpen(books.outcome) ? [taken(books)] : [done(about, books)];
}

/** A verified word that says the opposite of what we have written down. */
function contradicted(one: Case, books: Books): readonly Difference[] {
  const { about, said } = one;
  // Shown as still open: no money of it has moved.
  if (said.outcome === 'pending') return [];
  if (isOpen(about.outcome)) return whileOpen(one, books);
  if (isOfCharge(about)) return books.outcome === 'approved' ? [{ net: 0n, held: books.authorized - books.held }] : [taken(books)];
  return about.outcome === 'approved' ? [opposite(doneBefore(about, books))] : [done(about, books)];
}

/** The figures that the provider has stated, where it stated any; of what it left out ours stand. */
function asStated({ about, said }: Case, books: Books): readonly Difference[] {
  const figure = figuresOf(said.stated);
  const base = figure('base');
  if (base === undefined) return [];
  switch (about.kind) {
    case 'sale':
    case 'authorize':
      return [statedOfCharge(base, figure, books)];
    case 'capture':
    case 'refund':
    case 'void': {
      // What of it is in our books already is no difference.
      const known = about.outcome === 'approved' ? doneBefore(about, books).net : 0n;
      return [{ net: (about.kind === 'capture' ? base : -base) - known, held: -books.held }];
    }
    case 'adjust_tip':
      return [{ net: (figure('tip') ?? books.tip) - books.tip, held: 0n }];
    case 'increment':
      return [{ net: 0n, held: (figure('authorizedTotal') ?? books.held) - books.held }];
    case 'cancel':
      return [{ ...statedOfCharge(base, figure, books), held: -books.held }];
  }
}

type Figure = (name: string) => bigint | undefined;

function statedOfCharge(base: bigint, figure: Figure, books: Books): Difference {
  const known = books.outcome === 'approved' ? books : { ...books, tip: books.tipAsked, cashback: books.cashbackAsked };
  const parts = (figure('tip') ?? known.tip) + (figure('cashback') ?? known.cashback) + (figure('surcharge') ?? known.surcharge);
  const back = figure('refunded') ?? books.refunded;
  if (books.kind === 'sale') return { net: base + parts - back - books.net, held: 0n };
  const captured = figure('captured');
  if (captured !== undefined) return { net: captured + (captured === 0n ? 0n : parts) - back - books.net, held: -books.held };
  return { net: 0n, held: (figure('authorizedTotal') ?? base) - books.held };
}

/** Amounts stand as text in a fact. */
function figuresOf(stated: unknown): Figure {
  const members = typeof stated === 'object' && stated !== null ? (stated as Readonly<Record<string, unknown>>) : {};
  return (name) => {
    const text = members[name];
    return typeof text === 'string' && /^-?\d+$/.test(text) ? BigInt(text) : undefined;
  };
}

/** The payment or hold itself, as it was asked. */
function taken({ kind, asked, tipAsked, cashbackAsked, net }: Books): Difference {
  return kind === 'sale' ? { net: asked + tipAsked + cashbackAsked - net, held: 0n } : { net: 0n, held: asked };
}

/** Nothing of it is left. */
function allGone({ net, held }: Books): Difference {
  return { net: -net, held: -held };
}

function done({ kind, amount, tip }: Case['about'], books: Books): Difference {
  switch (kind) {
    case 'sale':
    case 'authorize':
      return taken(books);
    case 'capture':
      return { net: amount, held: -books.held };
    case 'increment':
      return { net: 0n, held: amount };
    case 'adjust_tip':
      return { net: tip - books.tip, held: 0n };
    case 'refund':
      return { net: -amount, held: 0n };
    case 'void':
    case 'cancel':
      return allGone(books);
  }
}

/** The same of an operation that is in our books: what it has changed there. */
function doneBefore(about: Case['about'], books: Books): Difference {
  switch (about.kind) {
    case 'capture':
      return { net: about.amount, held: -books.authorized };
    case 'void':
    case 'cancel':
      return books.refunded > 0n ? { net: -books.refunded, held: 0n } : { net: 0n, held: -books.authorized };
    case 'adjust_tip':
      return { net: about.tip, held: 0n };
    case 'sale':
    case 'authorize':
    case 'increment':
    case 'refund':
      return done(about, books);
  }
}
