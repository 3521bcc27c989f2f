import { describe, expect, it } from '@jest/globals';
import { declineCodes } from '../operation/decline-codes.js';
import type { DeclineCode } from '../operation/decline-codes.js';
import {
  answer,
  at,
  canceled,
  declined,
  noAnswer,
  notFound,
  notSent,
  notification,
  ofCancel,
  ofCharge,
  ofRefund,
  query,
  retryable,
  rules,
  unknown,
} from '../../testing/snapshots.js';
import { decide } from './decide.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/** Promise 3: the second provider is asked only after the first is proven dead. Every condition is taken away once, alone. */
const open: Rules = { ...rules, nextRoute: true };

interface Situation {
  readonly snapshot: Snapshot;
  readonly evidence: Evidence;
  readonly rules: Rules;
}
const proofs: Readonly<Record<string, Situation>> = {
  'a verified decline of the only send, with a retryable code': { snapshot: ofCharge({}, {}), evidence: answer(retryable), rules: open },
  'certainly no byte sent': { snapshot: ofCharge({}, {}), evidence: answer(notSent), rules: open },
};

describe.each(Object.entries(proofs))('the next route, on the proof of %s', (_, proof) => {
  const sent = proof.evidence.result.outcome === 'declined';

  it('opens: the dead charge is closed and the order is created again, under the current lease', () => {
    const decision = decide(proof.snapshot, proof.evidence, proof.rules);
    expect(decision).toMatchObject({
      weight: 'news',
      state: 'created',
      followUp: { kind: 'next_route' },
      requiresLease: true,
      operation: { outcome: sent ? 'declined' : 'not_sent', declineCode: sent ? 'provider_busy' : 'provider_unreachable', dueAt: null },
      movements: [],
      cases: [],
    });
  });

  const without: Readonly<Record<string, Partial<Situation>>> = {
    'no candidate is left, or the payer’s credential is not here': { rules },
    'a query says it': { evidence: { ...proof.evidence, source: 'query' } },
    'a notification says it': { evidence: { ...proof.evidence, source: 'notification' } },
    'another attempt than the first says it': { evidence: { ...proof.evidence, attempt: 2 } },
    'the operation was sent again': { snapshot: ofCharge({}, { attempts: 2, lease: 2 }), evidence: { ...proof.evidence, lease: 2 } },
    'the lease has moved on': { snapshot: ofCharge({}, { lease: 2 }) },
    'something was heard of the charge before (a code may have been shown)': {
      snapshot: ofCharge({ state: 'pending' }, { outcome: 'pending' }),
    },
    'the outcome was unknown before': { snapshot: ofCharge({ state: 'uncertain' }, { outcome: 'unknown' }) },
    'the merchant wants it canceled': { snapshot: ofCharge({ cancelRequested: 'merchant' }, {}) },
    'its expiry wants it canceled': { snapshot: ofCharge({ cancelRequested: 'expiry' }, {}) },
    'a cancel is open': { snapshot: ofCharge({ state: 'pending' }, { outcome: 'pending', openExclusive: 'cancel' }) },
    'the order has expired': { snapshot: ofCharge({ expiresAt: at(1) }, {}) },
  };
  it.each(Object.entries(without))('stays shut where %s', (_why, change) => {
    const situation = { ...proof, ...change };
    const decision = decide(situation.snapshot, situation.evidence, situation.rules);
    expect(decision.followUp?.kind).not.toBe('next_route');
    expect(decision.state).not.toBe('created');
  });

  it('opens a moment before the order expires', () => {
    const decision = decide(ofCharge({ expiresAt: at(1) + 1 }, {}), proof.evidence, proof.rules);
    expect(decision.followUp).toEqual({ kind: 'next_route' });
  });
});

describe('the next route', () => {
  const codes = Object.keys(declineCodes) as DeclineCode[];
  const elsewhere = new Set<DeclineCode>([
    'provider_configuration',
    'merchant_limit_exceeded',
    'method_not_enabled',
    'currency_not_supported',
    'provider_busy',
    'terminal_unavailable',
    'provider_unreachable',
    'not_sent_in_time',
    'invalid_request',
  ]);
  it.each(codes.map((code) => [code, elsewhere.has(code)] as const))('after a decline %s: %s', (code, opens) => {
    const decision = decide(ofCharge({}, {}), answer({ outcome: 'declined', code, providerCode: 'X' }), open);
    expect(decision.followUp).toEqual(opens ? { kind: 'next_route' } : undefined);
    if (!opens) expect(['failed', 'canceled']).toContain(decision.state);
  });

  it.each([
    ['the outcome is unknown', answer(unknown)],
    ['the provider does not find it, however late', query(notFound, 1_000)],
    ['the query fails', query(noAnswer, 1_000)],
    ['a query shows it declined', query(retryable, 1_000)],
    ['a query shows it canceled', query(canceled, 1_000)],
    ['a notification says it is declined', notification(retryable, 1)],
  ])('never opens because %s', (_, evidence) => {
    expect(decide(ofCharge({}, {}), evidence, open).followUp?.kind).not.toBe('next_route');
  });

  it('is none of a refund', () => {
    const decision = decide(ofRefund(), answer(retryable), open);
    expect(decision.followUp).toBeUndefined();
    expect(decide(ofRefund(), answer(notSent), open).followUp).toBeUndefined();
  });

  it('is not needed: with none left the order fails with the reason of the last one', () => {
    expect(decide(ofCharge({}, {}), answer(retryable), rules)).toMatchObject({
      state: 'failed',
      operation: { outcome: 'declined', declineCode: 'provider_busy', providerCode: 'BUSY' },
    });
    expect(decide(ofCharge({}, {}), answer(notSent), rules)).toMatchObject({
      state: 'failed',
      operation: { outcome: 'not_sent', declineCode: 'provider_unreachable' },
      requiresLease: true,
    });
  });

  it.each([
    ['connection_refused', 'provider_unreachable'],
    ['connect_timeout', 'provider_unreachable'],
    ['name_not_found', 'provider_unreachable'],
    ['past_send_until', 'not_sent_in_time'],
    ['invalid_request', 'invalid_request'],
    ['account_unusable', 'provider_configuration'],
  ] as const)('what was not sent (%s) ends with its own reason: %s', (cause, declineCode) => {
    const evidence = answer({ outcome: 'not_sent', cause });
    for (const over of [rules, open]) {
      expect(decide(ofCharge({}, {}), evidence, over)).toMatchObject({ operation: { outcome: 'not_sent', declineCode } });
    }
    expect(decide(ofRefund(), evidence, rules)).toMatchObject({ operation: { outcome: 'declined', declineCode } });
    expect(decide(ofCancel({}, {}), evidence, rules)).toMatchObject({ operation: { outcome: 'declined', declineCode } });
  });

  it('leaves a decline that nobody may repeat elsewhere as it is', () => {
    expect(decide(ofCharge({}, {}), answer(declined), open)).toMatchObject({
      state: 'failed',
      operation: { outcome: 'declined', declineCode: 'insufficient_funds' },
      followUp: undefined,
    });
  });
});
