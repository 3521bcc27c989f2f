import type { App } from './apps.js';
import { badField } from './refusal.js';
import { isCardOnTerminal, totalOf, type Transaction, type Transactions } from './transactions.js';

/** Which open batches a call means: one per terminal, and one per merchant for what is paid online. */
export interface Scope {
  /** Undefined: every terminal, and the merchant's online batch too. */
  readonly terminals: ReadonlySet<string> | undefined;
  /** Only what cards paid on a terminal (Batch close of family A settles nothing else). */
  readonly cardsOnly: boolean;
}

export interface Figures {
  readonly count: number;
  /** Minor units. */
  readonly total: bigint;
}

/** The terminals of a store, or those that are listed. Throws `Refusal` for one that is not the merchant's. */
export function scopeOf(app: App, storeNo: string | undefined, terminalSns: readonly string[]): Scope {
  for (const sn of terminalSns) if (!app.terminals.has(sn)) throw badField('terminal_sn_list', 'a terminal is not bound to the merchant');
  if (storeNo === undefined) return { terminals: terminalSns.length === 0 ? undefined : new Set(terminalSns), cardsOnly: false };
  const store = app.stores === undefined ? [...app.terminals] : Object.hasOwn(app.stores, storeNo) ? app.stores[storeNo] : undefined;
  if (store === undefined) throw badField('store_no', 'not a store of the merchant');
  if (terminalSns.some((sn) => !store.includes(sn))) throw badField('terminal_sn_list', 'a terminal is not in the store');
  return { terminals: new Set(terminalSns.length === 0 ? store : terminalSns), cardsOnly: false };
}

/** What the open batches in scope hold: approved sales, captures and refunds that nobody voided. */
export function openIn(transactions: Transactions, app: App, scope: Scope): readonly Transaction[] {
  return transactions
    .ofMerchant(app.merchantNo)
    .filter((one) => one.currency === app.currency && isInBatches(one) && one.batchNo === undefined && covers(transactions, scope, one));
}

/** Refunds count as well, and are taken off the total. */
export function figuresOf(batch: readonly Transaction[]): Figures {
  const total = batch.reduce((sum, one) => sum + (one.kind === 'refund' ? -totalOf(one) : totalOf(one)), 0n);
  return { count: batch.length, total };
}

/** Voids leave with what they void; an authorization comes in as its capture. */
function isInBatches({ kind, transType, status }: Transaction): boolean {
  return status === 2 && kind !== 'void' && transType !== 4;
}

/** A transaction made without a terminal belongs where its payment was taken. */
function covers(transactions: Transactions, { terminals, cardsOnly }: Scope, transaction: Transaction): boolean {
  const root = transactions.rootOf(transaction);
  if (cardsOnly && !isCardOnTerminal(root)) return false;
  const terminalSn = transaction.terminalSn ?? root.terminalSn;
  return terminals === undefined || (terminalSn !== undefined && terminals.has(terminalSn));
}
