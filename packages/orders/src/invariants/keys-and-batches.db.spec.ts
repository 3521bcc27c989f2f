import { AgreementRepository } from '@interlock/persistence';
import { createTestKeyRing, seedClosedBatch } from '@interlock/persistence/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { CaptureOrder } from '../commands.js';
import { orderScenario, usd } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { keyAndBatchInvariants } from './keys-and-batches.js';

/** A row of every kind that takes a key, each by the statements or at least the triggers that write it. */

let scenario: Scenario;
const rows: Record<string, string> = {};
beforeAll(async () => {
  scenario = await orderScenario({ first: { whole: true } });
  const { actor, accounts, database } = scenario;
  const { pool } = database;
  const { merchantId } = actor;
  const at = new Date(scenario.clock.now());

  const held = (await scenario.create({ capture: 'manual' })).view.id;
  const { view } = await scenario.execute(new CaptureOrder(actor, held, { amount: usd(400n) }, 'operation'));
  rows['operation'] = view.operations.at(-1)?.id ?? '';

  const paid = (await scenario.create()).view.id;
  scenario.clock.advance({ seconds: 120 });
  scenario.first.query = () => ({ outcome: 'approved', providerRef: 'ref', stated: { base: 1000n, refunded: 300n } });
  const [opened] = (await scenario.refresh(paid)).view.cases;
  rows['case'] = opened?.id ?? '';
  await pool.query(`update "case" set notes = $2 where id = $1`, [
    rows['case'],
    JSON.stringify([{ what: 'assigned', person: 'ann', key: 'case', hashes: {}, at }]),
  ]);

  rows['batch'] = (await seedClosedBatch(pool, { merchantId, accountId: accounts[0] ?? '' })).id;

  const agreements = new AgreementRepository(pool, createTestKeyRing());
  const agreement = { id: v7(), merchantId, providerAccountId: accounts[0] ?? '', createdAt: at, expiresAt: null, accessToken: null };
  await agreements.insert({ ...agreement, state: 'prepared', idempotencyKey: 'agreement', idempotencyHashes: {} });
  // Its first code was refused: that key is used, and the row carries that of the second.
  await agreements.takeToConfirm(agreement.id, { key: 'an earlier code', hashes: {} }, at, at);
  await agreements.takeToConfirm(agreement.id, { key: 'confirmation', hashes: {} }, at, at);
  rows['agreement'] = rows['confirmation'] = agreement.id;

  const endpoint = (rows['webhook_endpoint'] = v7());
  await pool.query(
    `insert into webhook_endpoint (id, merchant_id, kind, url, state, state_at, failures, idempotency_key, created_at, updated_at)
      values ($1, $2, 'endpoint', 'https://shop.example', 'enabled', $3, 0, 'webhook_endpoint', $3, $3)`,
    [endpoint, merchantId, at],
  );
  rows['webhook_secret'] = v7();
  await pool.query(
    `insert into webhook_secret (id, merchant_id, endpoint_id, secret, idempotency_key, created_at) values ($1, $2, $3, 'a..b.c.d', 'webhook_secret', $4)`,
    [rows['webhook_secret'], merchantId, endpoint, at],
  );
  rows['webhook_delivery'] = v7();
  await pool.query(
    `insert into webhook_delivery (id, merchant_id, endpoint_id, type, occurred_at, payload, state, attempts, tries, lease, in_flight, idempotency_key, created_at, finished_at)
      values ($1, $2, $3, 'webhook.test', $4, '{}', 'delivered', 1, '[]', 1, false, 'webhook_delivery', $4, $4)`,
    [rows['webhook_delivery'], merchantId, endpoint, at],
  );
  rows['webhook_replay'] = v7();
  await pool.query(
    `insert into webhook_replay (id, merchant_id, endpoint_id, selection, replayed, idempotency_key, idempotency_hashes, created_at)
      values ($1, $2, $3, '{}', 0, 'webhook_replay', '{}', $4)`,
    [rows['webhook_replay'], merchantId, endpoint, at],
  );
  rows['setting'] = v7();
  await pool.query(
    `insert into audit_entry (id, at, mode, merchant_id, actor, request_id, action, subject_type, subject_id, idempotency_scope, idempotency_key, idempotency_hashes)
      values ($1, $3, 'test', $2::uuid, 'sk_test_1234', 'request-1', 'store.created', 'store', $1, $2::uuid::text, 'setting', '{}')`,
    [rows['setting'], merchantId, at],
  );
});
afterAll(() => scenario.close());

/** What contradicts the invariant after this statement, which is undone. */
async function contradictions(statement?: string, values: readonly unknown[] = []): Promise<readonly string[]> {
  const invariant = keyAndBatchInvariants.find(({ name }) => name === 'keys_stand_for_their_rows');
  const client = await scenario.database.pool.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    if (statement !== undefined) expect((await client.query(statement, [...values])).rowCount).toBe(1);
    const { rows: found } = await client.query<{ detail: string }>(invariant?.sql ?? '');
    return found.map(({ detail }) => detail).toSorted();
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('keys and the rows that they stand for', () => {
  it('are in order where the triggers wrote them, also where an agreement carries a later key than its first', async () => {
    expect(await contradictions()).toEqual([]);
  });

  it('are looked at whatever a key may stand for', async () => {
    const { rows: found } = await scenario.database.pool.query<{ uses: string[] }>(
      `select array(select (regexp_matches(pg_get_constraintdef(oid), '''(\\w+)''', 'g'))[1]) as uses from pg_constraint where conname = 'idempotency_key_used_for_check'`,
    );
    expect(found[0]?.uses.toSorted()).toEqual(Object.keys(rows).toSorted());
  });

  it.each([
    'operation',
    'batch',
    'agreement',
    'confirmation',
    'case',
    'webhook_endpoint',
    'webhook_secret',
    'webhook_delivery',
    'webhook_replay',
    'setting',
  ])('%s: a key that is gone, and one that names another row, are found', async (use) => {
    const id = rows[use] ?? '';
    const own = 'merchant_id = $1 and used_for = $2 and row_id = $3 and key <> $4';
    const values = [scenario.actor.merchantId, use, id, 'an earlier code'];
    expect(await contradictions(`delete from idempotency_key where ${own}`, values)).toEqual([`${use} ${id} has no key`]);
    const other = v7();
    expect(await contradictions(`update idempotency_key set row_id = $5 where ${own}`, [...values, other])).toEqual(
      [`the key of ${use} ${other} stands for no row of its own`, `${use} ${id} has no key`].toSorted(),
    );
  });
});
