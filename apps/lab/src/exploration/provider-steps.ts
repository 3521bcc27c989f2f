import { arrivalBound } from '@interlock/domain';
import { SECOND } from '@interlock/domain/testing';
import { changedOutside, paidNotification, takings } from './provider.js';
import type { Facts } from './provider.js';
import { accountOf } from './state.js';
import type { Account, Request, Run, State } from './state.js';
import type { Steps } from './steps.js';

/** How long after the payer has acted the provider may go on showing what was before. */
const PAYER_LAG_MS = 5 * SECOND;

/** Requests arrive or are lost, the payer acts, what is shown catches up, and notifications are on their way. */
export function providerSteps(steps: Steps): void {
  for (const request of steps.from.requests) {
    arrives(steps, request);
    steps.may('faults', () => `network: the ${nameOf(request)} is lost`, { requests: steps.without(request) });
  }
  steps.from.accounts.forEach((account, index) => {
    if (account.shown !== account.facts)
      steps.must(() => `provider ${String(index + 1)} shows ${account.facts.state}`, { accounts: shownNow(steps.from, index) });
    payerActs(steps, account, index);
    notifies(steps, account, index);
    changesOutside(steps, account, index);
    tells(steps, account, index);
  });
}

const nameOf = ({ kind, attempt }: Request): string => (attempt > 1 ? `${kind}, sent again,` : kind);

function arrives(steps: Steps, request: Request): void {
  const { configuration, from } = steps;
  const account = accountAt(from, request.account);
  const busy = configuration.failover && request.account === 0;
  for (const { says, facts, answer } of takings(configuration.provider, account.facts, request, { ...configuration, busy })) {
    const accounts = withAccount(from, request.account, changed(steps, account, facts, request.until));
    const listening = from.runs.find(
      ({ operationId, attempt, phase }) => phase === 'sent' && operationId === request.operationId && attempt === request.attempt,
    );
    const runs = listening === undefined ? from.runs : steps.runs(listening, { phase: 'heard', result: answer });
    const returns = request.kind === 'cancel' && account.facts.state === 'paid' && facts.state === 'returned';
    const shownPaid = from.world.order.state === 'paid' && accountOf(from.world, from.world.chargeInUse.id) === request.account;
    steps.must(
      () =>
        `provider ${String(request.account + 1)}: the ${nameOf(request)} arrives: ${says}${listening === undefined ? ', nobody hears it' : ''}`,
      { accounts, runs, requests: steps.without(request) },
      returns && shownPaid ? ['our own cancel returns the money of an order that is told paid'] : [],
    );
  }
}

function payerActs(steps: Steps, account: Account, index: number): void {
  if (account.facts.state !== 'accepted') return;
  const { kind } = steps.configuration;
  const until = steps.from.world.now + PAYER_LAG_MS;
  const to = (state: Facts['state']): Partial<State> => ({
    accounts: withAccount(steps.from, index, changed(steps, account, { ...account.facts, state }, until)),
  });
  steps.must(() => `the payer pays at provider ${String(index + 1)}`, to(kind === 'sale' ? 'paid' : 'held'));
  steps.must(() => `provider ${String(index + 1)} gives up waiting for the payer`, to('refused'));
}

/** The provider's truth after an effect; what it shows may lag until `until`. A payment is notified. */
function changed(steps: Steps, account: Account, facts: Facts, until: number): Account {
  if (facts === account.facts) return account;
  const { lag, notifications } = steps.configuration;
  const paid = (facts.state === 'paid' || facts.state === 'held') && account.facts.state !== facts.state && account.facts.state !== 'held';
  const lags = lag && until !== Infinity;
  return {
    ...account,
    facts,
    shown: lags ? account.shown : facts,
    shownBy: lags ? (account.shown === account.facts ? until : Math.min(account.shownBy, until)) : 0,
    notifications: paid && notifications !== 'none' ? 1 : account.notifications,
  };
}

/** Somebody changes something there, beside us: it is shown at once. */
function changesOutside(steps: Steps, account: Account, index: number): void {
  const { outside } = steps.configuration;
  const change = outside[outside.length - steps.from.left.outside];
  const facts = change === undefined ? undefined : changedOutside(account.facts, change);
  if (change === undefined || facts === undefined) return;
  const accounts = withAccount(steps.from, index, { ...account, facts, shown: facts, shownBy: 0, untold: true });
  steps.may('outside', () => `somebody else at provider ${String(index + 1)}: ${change}`, { accounts });
}

/** A message, a person or a statement says that something has changed there, and again until we know of the payment. */
function tells(steps: Steps, account: Account, index: number): void {
  const charge = steps.from.world.charges[index];
  if (!account.untold || charge === undefined || charge.outcome === null) return;
  const { world } = steps.written((present) => {
    present.hinted(charge.id);
  });
  steps.must(() => `we hear of a change at provider ${String(index + 1)}`, {
    world,
    accounts: withAccount(steps.from, index, { ...account, untold: false }),
  });
}

function notifies(steps: Steps, account: Account, index: number): void {
  if (account.notifications === 0) return;
  const { from, configuration } = steps;
  const name = `the notification of provider ${String(index + 1)}`;
  const taken = withAccount(from, index, { ...account, notifications: 0 });
  const heard = notified(steps, index);
  steps.must(() => `${name} arrives`, { ...heard, accounts: taken });
  steps.may('faults', () => `${name} arrives, and will come again`, heard);
  if (configuration.notifications === 'lossy') steps.perhaps(() => `${name} never comes`, { accounts: taken });
}

/** Upay's is a hint, which only makes us ask; those of the others are evidence and end in a finish. */
function notified(steps: Steps, index: number): Partial<State> {
  const { from, configuration } = steps;
  const charge = from.world.charges[index];
  if (charge === undefined) return {};
  if (configuration.provider === 'upay') {
    // What the hint claims is what we know: a repeat.
    return charge.outcome === 'approved' ? {} : { world: steps.written((world) => world.hinted(charge.id)).world };
  }
  const run: Run = {
    process: 'hook',
    operationId: charge.id,
    phase: 'heard',
    attempt: charge.attempts,
    lease: charge.lease,
    claimedDueAt: charge.dueAt,
    sendUntil: charge.sendUntil,
    askedAt: charge.createdAt,
    until: from.world.now,
    source: 'notification',
    result: paidNotification,
    seen: from.world.read(),
    holdsPlan: false,
    wish: undefined,
  };
  return { runs: [...from.runs, run] };
}

/** The moment by which a request of this attempt has arrived, or never will. */
export function arrivesBefore(steps: Steps, operationId: string): number {
  const row = steps.from.world.row(operationId);
  const { late } = steps.configuration;
  const isLate =
    late === 'charges'
      ? row.id === row.chargeId
      : (late === 'refunds' && row.kind === 'refund') || (late === 'increments' && row.kind === 'increment');
  return isLate ? Infinity : arrivalBound(row, steps.rules);
}

export function accountAt({ accounts }: State, index: number): Account {
  const account = accounts[index];
  if (account === undefined) throw new Error(`no provider ${String(index + 1)}`);
  return account;
}

const withAccount = ({ accounts }: State, index: number, by: Account): readonly Account[] =>
  accounts.map((other, each) => (each === index ? by : other));
const shownNow = (state: State, index: number): readonly Account[] => {
  const account = accountAt(state, index);
  return withAccount(state, index, { ...account, shown: account.facts, shownBy: 0 });
};
