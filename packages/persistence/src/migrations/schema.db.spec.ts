import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import {
  createTestDatabase,
  createTestKeyRing,
  insertRow,
  insertRows,
  seedAccount,
  seedBinding,
  seedMerchant,
  SEEDED_AT,
  type TestDatabase,
} from '../testing/index.js';

/** Rows go in past every command here: what is refused is refused by the database itself, to any code and any person. */
type Row = Readonly<Record<string, unknown>>;

const keyRing = createTestKeyRing();
let database: TestDatabase;
let merchant: string;
let account: string;
let order: string;

beforeAll(async () => {
  database = await createTestDatabase();
  merchant = (await seedMerchant(database.pool)).id;
  account = (await seedAccount(database.pool, keyRing)).id;
});
beforeEach(async () => {
  order = uuid();
  await insertRow(database.pool, 'order', orderRow({ id: order }));
});
afterAll(() => database.drop());

function orderRow(over: Row = {}): Row {
  const texts = { merchant_order_no: uuid(), state: 'created', currency: 'USD' };
  const json = { method: {}, content: {}, content_hashes: {}, routing: {} };
  const times = { created_at: SEEDED_AT, updated_at: SEEDED_AT };
  return {
    id: uuid(),
    merchant_id: merchant,
    version: 1,
    amount_minor: 1000n,
    expiry_handled: false,
    ...texts,
    ...json,
    ...times,
    ...over,
  };
}

function operationRow(kind: string, over: Row = {}): Row {
  const id = uuid();
  const ids = {
    id,
    order_id: order,
    charge_id: id,
    merchant_id: merchant,
    provider_account_id: account,
    provider: 'upay',
    provider_key: uuid(),
  };
  const words = { kind, outcome: null, origin: 'merchant', currency: 'USD', request_hash: Buffer.alloc(32), refund_no: null };
  const flags = { credential_held: false, shown: false, duplicate: false, send_again: false };
  const counts = {
    attempts: 0,
    lease: 1,
    looks: 0,
    not_found_count: 0,
    repeat_count: 0,
    open_refunds: 0,
    open_exclusive: null,
    tip_on_screen: false,
  };
  const times = { send_until: SEEDED_AT, created_at: SEEDED_AT, finished_at: null };
  const reserved = { authorized_minor: 0n, capturing_minor: 0n, refunding_minor: 0n };
  const taken = { captured_minor: 0n, tip_taken_minor: 0n, cashback_minor: 0n, surcharge_minor: 0n, excess_minor: 0n };
  const returned = { refunded_minor: 0n, over_refunded_minor: 0n };
  return { ...ids, amount_minor: 1000n, ...words, ...flags, ...counts, ...times, ...reserved, ...taken, ...returned, ...over };
}

/** An approved sale of 1000, all of it taken. */
function paidSale(over: Row = {}): Row {
  return operationRow('sale', { outcome: 'approved', finished_at: SEEDED_AT, authorized_minor: 1000n, captured_minor: 1000n, ...over });
}

function insertOperation(row: Row): Promise<void> {
  return insertRow(database.pool, 'operation', row);
}

describe('an order', () => {
  it('is one for a merchant and its order number', async () => {
    await insertRow(database.pool, 'order', orderRow({ merchant_order_no: 'A-1' }));
    const again = insertRow(database.pool, 'order', orderRow({ merchant_order_no: 'A-1' }));
    await expect(again).rejects.toMatchObject({ constraint: 'order_merchant_id_merchant_order_no_key' });
    const other = (await seedMerchant(database.pool)).id;
    await insertRow(database.pool, 'order', orderRow({ merchant_order_no: 'A-1', merchant_id: other }));
  });

  it.each([0n, -1n])('is not of the amount %s', async (amount) => {
    await expect(insertRow(database.pool, 'order', orderRow({ amount_minor: amount }))).rejects.toMatchObject({ code: '23514' });
  });

  it('knows no state of our invention', async () => {
    await expect(insertRow(database.pool, 'order', orderRow({ state: 'almost_paid' }))).rejects.toMatchObject({ code: '23514' });
  });
});

describe('an operation', () => {
  it('has a provider key that no other has at the same account', async () => {
    const provider_key = uuid();
    await insertOperation(paidSale({ provider_key }));
    const refund = operationRow('refund', { provider_key });
    await expect(insertOperation({ ...refund, charge_id: (await charge()).id })).rejects.toMatchObject({
      constraint: 'operation_provider_key',
    });
    const elsewhere = (await seedAccount(database.pool, keyRing)).id;
    await insertOperation({ ...refund, charge_id: (await charge()).id, provider_account_id: elsewhere });
  });

  it('has a refund number that no other has on the order', async () => {
    await insertOperation(paidSale());
    const { id } = await charge();
    await insertOperation(operationRow('refund', { charge_id: id, refund_no: 'R-1' }));
    const again = insertOperation(operationRow('refund', { charge_id: id, refund_no: 'R-1' }));
    await expect(again).rejects.toMatchObject({ constraint: 'operation_refund_no' });
  });

  it('has an idempotency key that no other of the merchant has', async () => {
    await insertOperation(paidSale());
    const { id } = await charge();
    const key = uuid();
    await insertOperation(operationRow('adjust_tip', { charge_id: id, idempotency_key: key, outcome: 'declined', finished_at: SEEDED_AT }));
    const again = insertOperation(operationRow('capture', { charge_id: id, idempotency_key: key }));
    await expect(again).rejects.toMatchObject({ constraint: 'operation_idempotency_key' });
  });

  it.each([0n, -1n])('is not of the amount %s', async (amount) => {
    await expect(insertOperation(operationRow('sale', { amount_minor: amount }))).rejects.toMatchObject({ code: '23514' });
  });

  it('is closed exactly when it has an end', async () => {
    const constraint = 'finished_when_closed';
    await expect(insertOperation(operationRow('sale', { outcome: 'approved' }))).rejects.toMatchObject({ constraint });
    await expect(insertOperation(operationRow('sale', { outcome: 'unknown', finished_at: SEEDED_AT }))).rejects.toMatchObject({
      constraint,
    });
  });

  it('belongs to a charge that exists, or is one itself', async () => {
    await expect(insertOperation(operationRow('refund'))).rejects.toMatchObject({ constraint: 'charge_is_its_own' });
    await expect(insertOperation(operationRow('refund', { charge_id: uuid() }))).rejects.toMatchObject({ code: '23503' });
  });

  it('belongs to a charge of its own order', async () => {
    const other = uuid();
    await insertRow(database.pool, 'order', orderRow({ id: other }));
    const sale = paidSale({ order_id: other });
    await insertOperation(sale);
    const constraint = 'operation_order_id_charge_id_fkey';
    await expect(insertOperation(operationRow('refund', { charge_id: sale['id'] }))).rejects.toMatchObject({ constraint });
  });

  it('knows no word of our invention', async () => {
    for (const column of ['kind', 'outcome', 'origin', 'answer'])
      await expect(insertOperation(operationRow('sale', { [column]: 'perhaps' }))).rejects.toMatchObject({ code: '23514' });
  });

  it('counts from zero, and its leases from one', async () => {
    for (const column of ['attempts', 'looks', 'not_found_count', 'repeat_count', 'open_refunds'])
      await expect(insertOperation(operationRow('sale', { [column]: -1 }))).rejects.toMatchObject({ code: '23514' });
    await expect(insertOperation(operationRow('sale', { lease: 0 }))).rejects.toMatchObject({ code: '23514' });
  });
});

describe('a second charge of an order', () => {
  const live = [null, 'pending', 'unknown', 'approved'];
  const finished = (outcome: string | null): Row => ({ outcome, finished_at: outcome === 'approved' ? SEEDED_AT : null });

  it.each(live.flatMap((first) => live.map((second) => [first, second] as const)))('is refused: %s beside %s', async (first, second) => {
    await insertOperation(operationRow('sale', finished(first)));
    const again = insertOperation(operationRow('authorize', finished(second)));
    await expect(again).rejects.toMatchObject({ constraint: 'operation_one_live_charge' });
  });

  it.each(['declined', 'not_sent'])('may follow one that ended %s', async (outcome) => {
    await insertOperation(operationRow('sale', { outcome, finished_at: SEEDED_AT }));
    await insertOperation(operationRow('sale'));
  });

  it('is recorded when a provider proves it, marked as a duplicate', async () => {
    await insertOperation(paidSale());
    await insertOperation(paidSale({ duplicate: true }));
  });
});

describe('what may be open on a charge', () => {
  const exclusive = ['capture', 'increment', 'adjust_tip', 'void', 'cancel'];

  it.each(exclusive.flatMap((first) => exclusive.map((second) => [first, second] as const)))('%s refuses %s', async (first, second) => {
    await insertOperation(paidSale());
    const charge_id = (await charge()).id;
    await insertOperation(operationRow(first, { charge_id }));
    const again = insertOperation(operationRow(second, { charge_id, outcome: 'unknown' }));
    await expect(again).rejects.toMatchObject({ constraint: 'operation_one_exclusive' });
  });

  it('never is one of them beside a refund', async () => {
    const both = insertOperation(paidSale({ open_exclusive: uuid(), open_refunds: 1 }));
    await expect(both).rejects.toMatchObject({ constraint: 'exclusive_beside_no_refund' });
  });

  it('are several refunds at once', async () => {
    await insertOperation(paidSale({ open_refunds: 2, refunding_minor: 1000n }));
    const charge_id = (await charge()).id;
    await insertOperation(operationRow('refund', { charge_id, amount_minor: 400n }));
    await insertOperation(operationRow('refund', { charge_id, amount_minor: 600n }));
  });
});

describe('the amounts of a charge', () => {
  it('never let more be captured than is authorized', async () => {
    const beyond = insertOperation(operationRow('authorize', { authorized_minor: 1000n, captured_minor: 600n, capturing_minor: 401n }));
    await expect(beyond).rejects.toMatchObject({ constraint: 'captured_within_authorized' });
    await insertOperation(operationRow('authorize', { authorized_minor: 1000n, captured_minor: 600n, capturing_minor: 400n }));
  });

  it('never let more be refunded than was taken', async () => {
    const taken = { tip_taken_minor: 100n, cashback_minor: 20n, surcharge_minor: 3n, excess_minor: 1n }; // with the 1000 captured: 1124
    const beyond = insertOperation(paidSale({ ...taken, refunded_minor: 1000n, refunding_minor: 125n }));
    await expect(beyond).rejects.toMatchObject({ constraint: 'refunded_within_taken' });
    await insertOperation(paidSale({ ...taken, refunded_minor: 1000n, refunding_minor: 124n }));
  });

  it('record what a provider proves to have returned above it', async () => {
    await insertOperation(paidSale({ refunded_minor: 1100n, over_refunded_minor: 100n }));
  });

  const amounts = [
    'authorized',
    'capturing',
    'captured',
    'tip_taken',
    'cashback',
    'surcharge',
    'excess',
    'refunding',
    'refunded',
    'over_refunded',
  ];
  it.each(amounts)('are never negative: %s', async (amount) => {
    const negative = insertOperation(paidSale({ [`${amount}_minor`]: -1n }));
    await expect(negative).rejects.toMatchObject({ code: '23514' });
  });
});

describe('a merchant', () => {
  it.each([
    ['test', 'live'],
    ['live', 'test'],
  ] as const)('of mode %s does not bind to an account of mode %s', async (mine, its) => {
    const merchantId = (await seedMerchant(database.pool, { mode: mine })).id;
    const providerAccountId = (await seedAccount(database.pool, keyRing, { mode: its })).id;
    for (const mode of [mine, its]) {
      await expect(seedBinding(database.pool, { merchantId, providerAccountId, mode })).rejects.toMatchObject({ code: '23503' });
    }
    const alike = (await seedAccount(database.pool, keyRing, { mode: mine })).id;
    await seedBinding(database.pool, { merchantId, providerAccountId: alike, mode: mine });
  });

  it('does not change its mode once it is bound', async () => {
    const merchantId = (await seedMerchant(database.pool)).id;
    await seedBinding(database.pool, { merchantId, providerAccountId: account });
    const change = database.pool.query(`update merchant set mode = 'live' where id = $1`, [merchantId]);
    await expect(change).rejects.toMatchObject({ code: '23503' });
  });
});

describe('the books', () => {
  function leg(over: Row): Row {
    const ids = { id: uuid(), order_id: order, merchant_id: merchant, provider_account_id: account };
    return { ...ids, account: 'provider_receivable', currency: 'USD', at: SEEDED_AT, ...over };
  }
  async function movement(...legs: Row[]): Promise<void> {
    await insertOperation(paidSale());
    const same = { movement_id: uuid(), operation_id: (await charge()).id };
    await insertRows(
      database.pool,
      'entry',
      legs.map((one) => leg({ ...same, ...one })),
    );
  }

  it('take a movement of two legs that sum to zero', async () => {
    await movement({ amount_minor: 1000n }, { amount_minor: -1000n, account: 'merchant_payable' });
  });

  it.each([
    ['one leg', [{ amount_minor: 1000n }]],
    ['legs that do not sum to zero', [{ amount_minor: 1000n }, { amount_minor: -999n }]],
    ['legs of two currencies', [{ amount_minor: 1000n }, { amount_minor: -1000n, currency: 'EUR' }]],
    ['three legs', [{ amount_minor: 1000n }, { amount_minor: -500n }, { amount_minor: -500n }]],
  ])('refuse %s', async (_, legs) => {
    await expect(movement(...legs)).rejects.toMatchObject({ code: '23514' });
  });

  it('refuse a leg of nothing', async () => {
    await expect(movement({ amount_minor: 0n }, { amount_minor: 0n })).rejects.toMatchObject({ constraint: 'entry_amount_minor_check' });
  });
});

describe('the evidence', () => {
  beforeAll(async () => {
    const order_id = uuid();
    await insertRow(database.pool, 'order', orderRow({ id: order_id }));
    const sale = paidSale({ order_id });
    await insertOperation(sale);
    const said = { source: 'answer', outcome: 'approved', result: {}, exchanges: [], request_id: 'r' };
    const times = { asked_at: SEEDED_AT, received_at: SEEDED_AT };
    await insertRow(database.pool, 'fact', { id: uuid(), order_id, operation_id: sale['id'], attempt: 1, lease: 1, ...said, ...times });
    const moved = { version: 1, to_state: 'created', cause: 'sale', actor: 'merchant', request_id: 'r', at: SEEDED_AT };
    await insertRow(database.pool, 'transition', { order_id, ...moved });
    const ids = { movement_id: uuid(), order_id, operation_id: sale['id'], merchant_id: merchant, provider_account_id: account };
    const leg = { ...ids, currency: 'USD', at: SEEDED_AT };
    await insertRows(database.pool, 'entry', [
      { id: uuid(), account: 'provider_receivable', amount_minor: 1n, ...leg },
      { id: uuid(), account: 'merchant_payable', amount_minor: -1n, ...leg },
    ]);
  });

  const changes = ['update % set request_id = request_id', 'delete from %', 'truncate % cascade'];
  const tables = ['fact', 'transition', 'entry'];
  it.each(
    tables.flatMap((table) =>
      changes.map((change) => change.replace('%', table).replace('entry set request_id = request_id', 'entry set at = at')),
    ),
  )('refuses: %s', async (statement) => {
    await expect(database.pool.query(statement)).rejects.toMatchObject({
      code: '23001',
      message: expect.stringMatching(/is append-only$/),
    });
  });

  it('refuses to speak of an operation of another order', async () => {
    await insertOperation(paidSale());
    const operation_id = (await charge()).id;
    const order_id = uuid();
    await insertRow(database.pool, 'order', orderRow({ id: order_id }));
    const said = { source: 'answer', outcome: 'approved', result: {}, exchanges: [], request_id: 'r', attempt: 1, lease: 1 };
    const fact = { id: uuid(), order_id, operation_id, ...said, asked_at: SEEDED_AT, received_at: SEEDED_AT };
    await expect(insertRow(database.pool, 'fact', fact)).rejects.toMatchObject({ constraint: 'fact_order_id_operation_id_fkey' });
    const moved = {
      order_id,
      operation_id,
      version: 1,
      to_state: 'paid',
      cause: 'sale',
      actor: 'merchant',
      request_id: 'r',
      at: SEEDED_AT,
    };
    await expect(insertRow(database.pool, 'transition', moved)).rejects.toMatchObject({
      constraint: 'transition_order_id_operation_id_fkey',
    });
  });

  it('refuses to go with its order', async () => {
    await expect(database.pool.query('truncate "order" cascade')).rejects.toMatchObject({ code: '23001' });
    await expect(database.pool.query('delete from "order"')).rejects.toMatchObject({ code: '23503' });
  });
});

describe('an agreement', () => {
  it('is not active without its token', async () => {
    const agreement = {
      id: uuid(),
      merchant_id: merchant,
      provider_account_id: account,
      state: 'active',
      created_at: SEEDED_AT,
      lease: 1,
      sends: 0,
    };
    await expect(insertRow(database.pool, 'agreement', agreement)).rejects.toMatchObject({ code: '23514' });
  });
});

/** The order's charge that is not a duplicate. */
async function charge(): Promise<{ id: string }> {
  const text = `select id from operation where order_id = $1 and charge_id = id and not duplicate order by id desc limit 1`;
  const { rows } = await database.pool.query<{ id: string }>(text, [order]);
  return rows[0] ?? { id: '' };
}
