import { decide, decidePerson } from '@interlock/domain';
import type { Rules, Snapshot } from '@interlock/domain';
import { World } from '@interlock/domain/testing';
import type { Row } from '@interlock/domain/testing';
import { realEngine } from '../search.js';
import type { Engine } from '../steps.js';

/** The engine with one rule taken out, by what a decision is given, by what is made of it, or by what a statement judges. */
type Decide = typeof decide;
const deciding = (broken: Decide): Engine => ({ ...realEngine, decide: broken });

const own = (snapshot: Snapshot, to: Partial<Row>): Snapshot => {
  const operation = { ...snapshot.operation, ...to };
  const isCharge = snapshot.operation.id === snapshot.charge.id;
  return { ...snapshot, operation, charge: isCharge ? { ...snapshot.charge, ...to } : snapshot.charge };
};

/** The statement that opens the next route judges the lease as well: the rule is gone only when both are. */
class AnyLease extends World {
  protected override leaseStands(): boolean {
    return true;
  }
}
const nextRouteUnderAnyLease: Engine = {
  ...realEngine,
  begin: (kind, totalTimeoutMs) => new AnyLease(kind, totalTimeoutMs),
  decide: (snapshot, evidence, rules) =>
    decide(snapshot, evidence.source === 'answer' ? { ...evidence, lease: snapshot.charge.lease } : evidence, rules),
};

/** Whoever meets a refused connection says that the operation was never sent. */
const notSentByWhoever = deciding((snapshot, evidence, rules) => {
  if (evidence.result.outcome !== 'not_sent') return decide(snapshot, evidence, rules);
  const first = own(snapshot, { attempts: 1, lease: 1, outcome: null });
  return { ...decide(first, { ...evidence, attempt: 1, lease: 1 }, rules), requiresLease: false };
});

const withoutWindow: Decide = (snapshot, evidence, rules) => {
  const bare: Rules = { ...rules, totalTimeoutMs: 0, notFound: { ...rules.notFound, windowMs: -Infinity } };
  return decide(snapshot, evidence, bare);
};

/** A cancel's yes is its end, with no query asked after it. */
const closedByItsAnswer: Decide = (snapshot, evidence, rules) => {
  const yes = snapshot.operation.kind === 'cancel' && evidence.source === 'answer' && evidence.result.outcome === 'approved';
  if (!yes) return decide(snapshot, evidence, rules);
  return decide(snapshot, { ...evidence, source: 'query', result: { outcome: 'declined', code: 'canceled', providerCode: 'YES' } }, rules);
};

/** An approval is told at once, whatever else is asked of the provider. */
const paidBesideACancel: Decide = (snapshot, evidence, rules) => {
  const decision = decide(snapshot, evidence, rules);
  const { charge } = snapshot;
  const approved = decision.operation.outcome === 'approved' || decision.charge?.outcome === 'approved';
  return approved && decision.state === 'uncertain' && charge.openExclusive !== null && charge.kind === 'sale'
    ? { ...decision, state: 'paid' }
    : decision;
};

/** `due_at` is written whatever it holds by now. */
class HintsForgotten extends World {
  protected override dueAfter(_before: Row, to: number | null): number | null {
    return to;
  }
}
const hintsForgotten: Engine = { ...realEngine, begin: (kind, totalTimeoutMs) => new HintsForgotten(kind, totalTimeoutMs) };

/** A notification that wants a look now writes `due_at` only where nobody else has. */
class NotificationsOverruled extends World {
  protected override dueAfter(before: Row, to: number | null, seenDueAt: number | null): number | null {
    return before.dueAt === seenDueAt ? to : before.dueAt;
  }
}
const notificationsOverruled: Engine = { ...realEngine, begin: (kind, totalTimeoutMs) => new NotificationsOverruled(kind, totalTimeoutMs) };

/** A holder that stalls past its lease writes `due_at` as if it had not, and a hint leaves alone what is due already. */
class StalledHoldersBelieved extends World {
  protected override dueAfter(before: Row, to: number | null, seenDueAt: number | null, at: number): number | null {
    return before.dueAt === seenDueAt || (to !== null && to <= at) ? to : before.dueAt;
  }
  override lookNow(id: string): void {
    const { dueAt } = this.row(id);
    if (dueAt === null || dueAt > this.now) super.lookNow(id);
  }
}
const stalledHoldersBelieved: Engine = { ...realEngine, begin: (kind, totalTimeoutMs) => new StalledHoldersBelieved(kind, totalTimeoutMs) };

/** A no to a further send is believed as if it were the only one. */
const noToAResend: Decide = (snapshot, evidence, rules) => {
  const { result, source } = evidence;
  const { operation } = snapshot;
  if (operation.kind === 'cancel' && source === 'query' && operation.answer === 'no')
    return decide(own(snapshot, { attempts: 1 }), evidence, rules);
  if (source !== 'answer' || result.outcome !== 'declined') return decide(snapshot, evidence, rules);
  if (operation.kind === 'cancel') return decide(snapshot, evidence, rules);
  return decide(own(snapshot, { attempts: 1 }), { ...evidence, attempt: 1 }, rules);
};

/** The next route opens whatever the merchant wants by now. */
const nextRouteInSpiteOfACancel: Decide = (snapshot, evidence, rules) => {
  const decision = decide(snapshot, evidence, rules);
  const { order, charge } = snapshot;
  if (evidence.source !== 'answer' || charge.outcome !== null || charge.id !== snapshot.operation.id) return decision;
  const unwanted = decide(
    { ...snapshot, order: { ...order, cancelRequested: null }, charge: { ...charge, openExclusive: null } },
    evidence,
    rules,
  );
  return unwanted.followUp?.kind === 'next_route' ? unwanted : decision;
};

/** Late money is believed from whatever query shows it. */
const lateByAnOldQuery: Decide = (snapshot, evidence, rules) =>
  decide(snapshot, evidence.source === 'query' ? { ...evidence, askedAt: evidence.receivedAt } : evidence, rules);

/** What a refund may still take is free as soon as nobody knows what became of it. */
const refundNotReserved: Decide = (snapshot, evidence, rules) => {
  const decision = decide(snapshot, evidence, rules);
  const { operation, charge } = snapshot;
  if (operation.kind !== 'refund' || decision.weight !== 'news') return decision;
  const amount = operation.amountMinor ?? 0n;
  const unknown = decision.operation.outcome === 'unknown';
  if (unknown && charge.refundingMinor >= amount) return { ...decision, deltas: { ...decision.deltas, refunding: -amount } };
  const freed = decision.deltas.refunding < 0n && operation.outcome === 'unknown';
  return freed ? { ...decision, deltas: { ...decision.deltas, refunding: 0n } } : decision;
};

/** An increment, which has no key at its provider, is sent again like everything else. */
const incrementSentAgain: Decide = (snapshot, evidence, rules) => decide(snapshot, evidence, { ...rules, resend: 'same_key' });

/** What the provider shows beside something of ours that is open is what somebody else has done. */
const oursTakenForOutside: Decide = (snapshot, evidence, rules) =>
  decide({ ...snapshot, settledAt: snapshot.settledAt ?? snapshot.order.updatedAt }, evidence, rules);

/** An older tip, or less than we know of, is believed as soon as it is shown. */
const laggingFiguresBelieved: Decide = (snapshot, evidence, rules) => decide({ ...snapshot, followedUntil: null }, evidence, rules);

/** Of an approved charge nothing but the base is looked at. */
const figuresOverlooked: Decide = (snapshot, evidence, rules) => {
  const { result } = evidence;
  if (snapshot.charge.outcome !== 'approved' || result.outcome !== 'approved' || result.stated === 'not_stated')
    return decide(snapshot, evidence, rules);
  return decide(snapshot, { ...evidence, result: { ...result, stated: 'not_stated' } }, rules);
};

/** Figures that are ours are believed from whatever query shows them. */
const oldFiguresBelieved: Decide = (snapshot, evidence, rules) =>
  decide(
    snapshot,
    evidence.source === 'query' && snapshot.charge.outcome === 'approved'
      ? { ...evidence, askedAt: evidence.receivedAt + 60_000 }
      : evidence,
    rules,
  );

/** What a person has said of an outcome is not asked after any more. */
const personBelievedForEver: Engine = {
  ...realEngine,
  decidePerson: (snapshot, evidence, rules) => {
    const decision = decidePerson(snapshot, evidence, rules);
    const charge = decision.charge === undefined ? undefined : { ...decision.charge, dueAt: null };
    return { ...decision, operation: { ...decision.operation, dueAt: null }, charge };
  },
};

/** Every attempt has a key of its own. */
const keyForEachAttempt: Engine = { ...realEngine, keyOf: (operationId, attempt) => `${operationId}/${String(attempt)}` };

class NumbersForgotten extends World {
  protected override isThere(): boolean {
    return false;
  }
}
const orderNumberForgotten: Engine = { ...realEngine, begin: (kind, totalTimeoutMs) => new NumbersForgotten(kind, totalTimeoutMs) };

export const rulesTakenOut = {
  nextRouteUnderAnyLease,
  notSentByWhoever,
  withoutWindow: deciding(withoutWindow),
  closedByItsAnswer: deciding(closedByItsAnswer),
  paidBesideACancel: deciding(paidBesideACancel),
  hintsForgotten,
  notificationsOverruled,
  stalledHoldersBelieved,
  noToAResend: deciding(noToAResend),
  nextRouteInSpiteOfACancel: deciding(nextRouteInSpiteOfACancel),
  lateByAnOldQuery: deciding(lateByAnOldQuery),
  incrementSentAgain: deciding(incrementSentAgain),
  oursTakenForOutside: deciding(oursTakenForOutside),
  laggingFiguresBelieved: deciding(laggingFiguresBelieved),
  figuresOverlooked: deciding(figuresOverlooked),
  oldFiguresBelieved: deciding(oldFiguresBelieved),
  personBelievedForEver,
  refundNotReserved: deciding(refundNotReserved),
  keyForEachAttempt,
  orderNumberForgotten,
} as const satisfies Record<string, Engine>;
