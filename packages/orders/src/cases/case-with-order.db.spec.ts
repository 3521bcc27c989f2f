import { currencyCode } from '@interlock/domain';
import { CaseRepository } from '@interlock/persistence';
import type { CaseRow, Proposal } from '@interlock/persistence';
import { createTestDatabase, createTestKeyRing, seedAccount, seedCase, seedMerchant } from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { caseWithOrder } from './case-with-order.js';

const AT = Date.UTC(2026, 0, 2);
const proposal: Proposal = {
  ...{ resolution: 'confirm', person: 'Ana Diaz', actor: 'test', reason: 'the statement of the day' },
  ...{ at: new Date(AT).toISOString(), stake: '1000' },
};

/** What somebody else does between the read of the case and that of its order. */
class Interleaved extends CaseRepository {
  meanwhile: (row: CaseRow) => Promise<unknown> = () => Promise.resolve();

  override async find(merchantId: string, id: string): Promise<CaseRow | undefined> {
    const row = await super.find(merchantId, id);
    const { meanwhile } = this;
    this.meanwhile = () => Promise.resolve();
    if (row !== undefined) await meanwhile(row);
    return row;
  }
}

describe('a case with its order', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const there = async () => {
    const { pool } = database;
    const { id: merchantId } = await seedMerchant(pool);
    const account = await seedAccount(pool, createTestKeyRing(), { provider: 'upay', settings: { baseUrl: 'http://127.0.0.1:9' } });
    const place = { merchantId, accountId: account.id, currency: currencyCode('MXN') };
    const { caseId } = await seedCase(pool, place, { kind: 'outcome_unknown', situation: 'open_charge' });
    const cases = new Interleaved(pool);
    const to = (what: 'proposed' | 'rejected') => (row: CaseRow) =>
      cases.move(row, {
        proposal: what === 'proposed' ? proposal : null,
        note: { what, at: new Date(AT).toISOString(), person: 'Ana Diaz' },
        cause: { cause: `case_${what}`, actor: 'test', requestId: 'request-0001' },
        eventId: v7(),
        at: AT,
      });
    return { cases, to, read: () => caseWithOrder(pool, cases, { merchantId, caseId }) };
  };

  it('has no proposal that was rejected before the order was read', async () => {
    const { cases, to, read } = await there();
    await to('proposed')((await read()).row);
    cases.meanwhile = to('rejected');
    const { row, read: order } = await read();
    expect(row).toMatchObject({ state: 'open', proposal: null, orderVersion: order.order.version });
  });

  it('has the one that was made before the order was read', async () => {
    const { cases, to, read } = await there();
    cases.meanwhile = to('proposed');
    const { row, read: order } = await read();
    expect(row).toMatchObject({ state: 'awaiting_second', proposal: { person: 'Ana Diaz' }, orderVersion: order.order.version });
  });
});
