import { describe, expect, it } from '@jest/globals';
import type { Sabotage } from '../../testing/toy-adapter.js';
import { toySubject } from '../../testing/toy-subject.js';
import type { AccountActivation } from '../account-activation.js';
import { conform, missesOf, missesOfAll, tableText, tryMessage, tryScenario, untried, type Row } from './index.js';

const missed = (row: Row): readonly string[] => row.cells.flatMap(({ name, verdict }) => (verdict.is === 'miss' ? [name] : []));

const activation: AccountActivation = {
  activate: async () => ({ outcome: 'unknown', cause: 'timeout' }),
  checkIn: async () => ({ outcome: 'unknown', cause: 'timeout' }),
  checkInEveryMs: 1,
  keyLifeMs: 2,
};

async function missedBy(sabotage: Sabotage): Promise<readonly string[]> {
  const subject = toySubject(sabotage);
  const rows = await Promise.all([
    ...subject.scenarios.map((scenario) => tryScenario(subject, scenario)),
    ...subject.messages.map((message) => tryMessage(subject, message)),
  ]);
  return [...new Set(rows.flatMap(missed))];
}

describe('the conformance kit', () => {
  it('has nothing against an adapter that does what its document says', async () => {
    const told: string[] = [];
    const report = await conform(toySubject(), ({ label }) => told.push(label));
    expect(missesOfAll(report)).toEqual([]);
    expect(told).toEqual(['sale', 'query', 'payment']);
    expect(report.operations.map(({ cells }) => cells.length)).toEqual([23, 23]);
  });

  it.each<[Sabotage, string]>([
    ['calls a time-out a decline', 'time-out before the effect'],
    ['calls a time-out a decline', 'time-out after the effect'],
    ['calls a time-out a decline', 'slow headers'],
    ['resends with a new key', 'the key is kept'],
    ['sends again by itself', 'time-out before the effect'],
    ['believes a no to the second send', 'the resend rule'],
    ['echoes our amount', 'our amount is not echoed'],
    ['passes a pending over another amount', 'wrong amount'],
    ['drops the currency', 'wrong currency'],
    ['skips the signature check', 'bad signature'],
    ['skips the signature check', 'missing signature'],
    ['accepts what is unsigned', 'missing signature'],
    ['leaks the secret in the transcript', 'no secret in the transcript'],
    ['leaks the payer in the result', 'no secret in the transcript'],
    ['says approved for an unknown code', 'unknown code'],
    ['calls a duplicate a decline', 'duplicate key'],
    ['throws at what it cannot read', 'unreadable answer'],
    ['believes an HTTP error', 'HTTP 500 and its kin'],
    ['says unknown where nothing was sent', 'connection refused'],
    ['says unknown where nothing was sent', 'send_until passed'],
    ['takes a missing payment for a failed one', 'not found'],
    ['reads before it verifies', 'one bit flipped'],
    ['believes any message', 'forged'],
    ['tells the provider that all is well', 'the answer it expects'],
  ])('catches an adapter that %s, by the case "%s"', async (sabotage, name) => {
    expect(await missedBy(sabotage)).toContain(name);
  });

  it('blames no case that a mistake does not touch', async () => {
    expect(await missedBy('echoes our amount')).toEqual(['our amount is not echoed']);
    expect(await missedBy('passes a pending over another amount')).toEqual(['wrong amount']);
    expect(await missedBy('believes a no to the second send')).toEqual(['the resend rule']);
  });

  it('misses a capability that no scenario tries, and one that the adapter does not have', async () => {
    const subject = toySubject();
    expect(untried({ ...subject, scenarios: [], messages: [] })).toEqual(['sale', 'query of sale', 'notifications']);
    expect(untried({ ...subject, adapter: { ...subject.adapter, activation } })).toEqual(['activation']);
    const [sale] = subject.scenarios;
    if (sale?.request.kind !== 'sale') throw new Error('the toy begins with its sale');
    const row = await tryScenario(subject, { ...sale, request: { ...sale.request, kind: 'authorize' } });
    expect(missesOf(row)[0]).toContain('the adapter declares no authorize');
  });

  it('misses a case that a scenario leaves without a word', async () => {
    const subject = toySubject();
    const [sale] = subject.scenarios;
    if (sale === undefined) throw new Error('the toy begins with its sale');
    const row = await tryScenario(subject, { ...sale, declined: [], silent: [], undocumented: [] });
    expect(missed(row)).toEqual(['each documented decline', 'documented words that prove nothing', 'unknown code']);
  });

  it('prints a row for each operation, a column for each case, and why one says nothing', async () => {
    const text = tableText(await conform(toySubject('echoes our amount')));
    const lines = text.split('\n').map((line) => line.replace(/ +/g, ' ').trim());
    expect(lines.slice(0, 6)).toEqual([
      'upay: operations and queries',
      '',
      'operation 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23',
      expect.stringMatching(/^[- ]+$/),
      'sale ok ok ok ok a ok ok MISS ok ok ok ok ok ok ok ok ok ok ok ok ok ok ok',
      'query ok ok b ok ok ok ok ok c ok ok ok ok ok ok ok ok ok ok d ok d ok',
    ]);
    expect(lines).toContain('8 our amount is not echoed');
    expect(lines).toContain('c a query has no key of its own');
    expect(lines).toContain('payment ok ok ok ok ok ok ok ok');
  });
});
