import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import {
  NOW,
  chargeRecord,
  createTestDatabase,
  createTestKeyRing,
  insertOrder,
  insertRow,
  orderRecord,
  seedAccount,
  seedMerchant,
} from '../testing/index.js';
import type { Place, TestDatabase } from '../testing/index.js';
import type { OperationRecord } from '../engine/records.js';
import { backlogStatements, openCases, operationBacklog, pausedAccounts } from './backlog.js';

const MINUTE = 60_000;

let database: TestDatabase;
let place: Place;

beforeAll(async () => {
  database = await createTestDatabase();
  const merchantId = (await seedMerchant(database.pool)).id;
  place = { merchantId, accountId: (await seedAccount(database.pool, createTestKeyRing())).id };
});
afterAll(() => database.drop());

async function operation(over: Partial<OperationRecord>): Promise<{ readonly orderId: string; readonly operationId: string }> {
  const order = orderRecord(place);
  const charge = chargeRecord(place, order.id, over);
  await insertOrder(database.pool, order, charge);
  return { orderId: order.id, operationId: charge.id };
}

describe('what waits', () => {
  it('is counted by provider: what is due, what is open, and how old the oldest of that is', async () => {
    await operation({ createdAt: NOW - 3 * MINUTE, dueAt: NOW - 1 });
    await operation({ createdAt: NOW - 5 * MINUTE, dueAt: NOW + MINUTE, outcome: 'pending' });
    await operation({ provider: 'wallet', createdAt: NOW - 9 * MINUTE, dueAt: NOW + MINUTE, outcome: 'declined', finishedAt: NOW });
    await operation({ createdAt: NOW - 60 * MINUTE, dueAt: null, outcome: 'approved', finishedAt: NOW });
    // Nobody asks any more: its case waits for a person.
    const given = await operation({ provider: 'codepay', createdAt: NOW - 90 * MINUTE, dueAt: null, outcome: 'unknown' });
    for (const kind of ['outcome_unknown', 'unknown_code']) {
      await insertRow(database.pool, 'case', {
        id: uuid(),
        merchant_id: place.merchantId,
        order_id: given.orderId,
        operation_id: given.operationId,
        kind,
        state: 'open',
        detail: 'nobody said what became of it',
        opened_at: new Date(NOW),
        due_at: new Date(NOW),
      });
    }
    const rows = await operationBacklog(database.pool, NOW);
    expect(new Map(rows.map(({ provider, ...row }) => [provider, row]))).toEqual(
      new Map([
        ['upay', { due: 1, unresolved: 2, oldestAt: new Date(NOW - 5 * MINUTE) }],
        ['wallet', { due: 0, unresolved: 0, oldestAt: null }],
        ['codepay', { due: 0, unresolved: 1, oldestAt: new Date(NOW - 90 * MINUTE) }],
      ]),
    );
    expect((await openCases(database.pool)).toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
      { kind: 'outcome_unknown', count: 1 },
      { kind: 'unknown_code', count: 1 },
    ]);
    expect(await pausedAccounts(database.pool, NOW)).toBe(0);
  });

  it('is found without reading what is finished', async () => {
    const { pool } = database;
    const own = ['id', 'charge_id', 'provider_key', 'duplicate'];
    const { rows: columns } = await pool.query<{ names: string }>(
      `select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
        where table_name = 'operation' and column_name <> all($1)`,
      [own],
    );
    const others = columns[0]?.names ?? '';
    await pool.query(
      `insert into operation (${own.join(', ')}, ${others}) select n.id, n.id, n.id::text, true, ${others}
        from operation p, (select gen_random_uuid() as id from generate_series(1, 5000)) n where p.outcome = 'approved'`,
    );
    await pool.query('analyze operation');
    await pool.query('analyze "case"');
    for (const { text } of Object.values(backlogStatements)) {
      const { rows } = await pool.query<Record<string, string>>(`explain ${text.replace('$1', 'now()')}`);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).not.toMatch(/Seq Scan on operation/);
    }
  });
});
