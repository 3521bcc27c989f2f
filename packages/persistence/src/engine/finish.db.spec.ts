import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CASE_DUE_MS, NO_DELTAS } from '@interlock/domain';
import type { Snapshot } from '@interlock/domain';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, insertRow, type TestDatabase } from '../testing/index.js';
import { changesBetween, dumpDatabase } from '../../testing/dump.js';
import {
  NOW,
  PAID,
  SECOND,
  chargeRecord,
  factRecord,
  followingRecord,
  insertOrder,
  orderRecord,
  seedPlace,
  type Place,
} from '../../testing/engine-rows.js';
import { FINISHED, finishInput } from '../../testing/finishing.js';
import { applied } from './applied.js';
import { hinted, lookNow } from './claim.js';
import { writeFinish, type FinishInput } from './finish.js';
import { readOrder } from './reads.js';
import type { OperationRecord, OrderRecord } from './records.js';

let database: TestDatabase;
let place: Place;
beforeAll(async () => {
  database = await createTestDatabase();
  place = await seedPlace(database.pool);
});
afterAll(() => database.drop());

/** The `due_at` that the holder of a test has claimed its row until: it finishes in time. */
const CLAIMED_UNTIL = NOW + 40 * SECOND;

interface Rows {
  readonly order: OrderRecord;
  readonly charge: OperationRecord;
  readonly operation: OperationRecord;
}

async function changesOf(run: () => Promise<unknown>): Promise<ReturnType<typeof changesBetween>> {
  const before = await dumpDatabase(database.pool);
  await run();
  return changesBetween(before, await dumpDatabase(database.pool));
}

/** A case of the charge that the decision closes. */
async function openCase(rows: Rows, kind: string): Promise<string> {
  const id = uuid();
  const ids = { id, merchant_id: place.merchantId, order_id: rows.order.id, operation_id: rows.charge.id };
  const times = { opened_at: new Date(NOW), due_at: new Date(NOW + SECOND) };
  await insertRow(database.pool, 'case', { ...ids, kind, state: 'open', detail: 'before', ...times });
  return id;
}

const closedByFact = (input: FinishInput) => ({ what: 'closed_by_fact', factId: input.fact.id, at: FINISH });

interface Finishing {
  readonly rows: () => Promise<Rows>;
  /** A decision that makes every part of the statement write. */
  readonly input: (rows: Rows) => FinishInput;
}

const movements = [{ debit: 'provider_receivable', credit: 'merchant_payable', amountMinor: 1000n }] as const;
const closedNow = { closesCases: ['outcome_unknown'], cases: [{ kind: 'late_success', detail: 'a case' }] } as const;

async function chargeRows(): Promise<Rows> {
  const order = orderRecord(place, { state: 'pending', cancelRequested: 'merchant', nextAction: { type: 'wait_for_payer' } });
  const charge = chargeRecord(place, order.id, { outcome: 'pending', dueAt: CLAIMED_UNTIL });
  await insertOrder(database.pool, order, charge);
  return { order, charge, operation: charge };
}

/** A charge proven dead, and the next one begun. */
function deadCharge(rows: Rows): FinishInput {
  const next = chargeRecord(place, rows.order.id);
  const decided = {
    state: 'created',
    operation: { outcome: 'declined', declineCode: 'provider_busy', providerCode: 'BUSY', dueAt: null },
    movements,
    clearsCancelRequest: true,
    nextAction: null,
    receipt: { brand: 'VISA' },
    requiresLease: true,
    ...closedNow,
  } as const;
  const routing = { chosen: 'next', candidates: [], proofs: [] };
  return finishInput(rows, decided, { followUp: next, routing, closesCases: ['outcome_unknown'], isQuery: true });
}

function paidCharge(rows: Rows): FinishInput {
  return finishInput(rows, {
    state: 'paid',
    operation: { outcome: 'approved', providerReference: 'ref', shown: true, dueAt: null },
    deltas: { ...NO_DELTAS, captured: 1000n },
    movements,
    clearsCancelRequest: true,
    nextAction: null,
    receipt: { brand: 'VISA' },
    requiresLease: true,
  });
}

async function cancelRows(): Promise<Rows> {
  const order = orderRecord(place, { state: 'uncertain' });
  const charge = chargeRecord(place, order.id, { outcome: 'unknown', dueAt: NOW + 40 * SECOND });
  const answered = { outcome: 'pending', answer: 'yes', answeredAt: NOW } as const;
  const cancel = followingRecord(charge, 'cancel', { ...answered, attempts: 2, lease: 3, dueAt: CLAIMED_UNTIL });
  const held = { ...charge, openExclusive: cancel.id };
  await insertOrder(database.pool, order, held, cancel);
  return { order, charge: held, operation: cancel };
}

/** A cancel that ended declined: the charge is paid, and is refunded as late money would be. */
function declinedCancel(rows: Rows): FinishInput {
  const refund = followingRecord(rows.charge, 'refund', { amountMinor: 1000n });
  const decided = {
    state: 'paid',
    operation: { outcome: 'declined', declineCode: 'operation_refused', dueAt: null },
    charge: { outcome: 'approved', providerReference: 'ref', shown: true, dueAt: null },
    deltas: { ...NO_DELTAS, captured: 1000n },
    movements,
    releasesExclusive: true,
    clearsCancelRequest: true,
    nextAction: null,
    receipt: { brand: 'VISA' },
    requiresLease: true,
    ...closedNow,
  } as const;
  return finishInput(rows, decided, { followUp: refund, closesCases: ['outcome_unknown'], isQuery: true });
}

const finishings: Readonly<Record<string, Finishing>> = {
  finish_charge: { rows: chargeRows, input: deadCharge },
  finish_plain_charge: { rows: chargeRows, input: paidCharge },
  finish_following: { rows: cancelRows, input: declinedCancel },
};

/** Each makes one thing that the decision was made on differ from what the rows hold. */
type Stale = (input: FinishInput) => FinishInput;
const seen =
  (change: (snapshot: Snapshot) => Partial<Snapshot>): Stale =>
  (input) => ({ ...input, snapshot: { ...input.snapshot, ...change(input.snapshot) } });
const seenOrder = (given: Partial<Snapshot['order']>): Stale => seen(({ order }) => ({ order: { ...order, ...given } }));
const seenCharge = (given: Partial<Snapshot['charge']>): Stale =>
  seen(({ charge, operation }) => {
    const other = { ...charge, ...given };
    return { charge: other, operation: operation.id === charge.id ? other : operation };
  });
const seenOperation = (given: Partial<Snapshot['operation']>): Stale =>
  seen(({ charge, operation }) => {
    const other = { ...operation, ...given };
    return { operation: other, charge: operation.id === charge.id ? { ...charge, ...given } : charge };
  });
const stale: Readonly<Record<string, Stale>> = {
  'another state': seenOrder({ state: 'created' }),
  'no order': seenOrder({ id: uuid() }),
  'an older version': seenOrder({ version: 0 }),
  'a newer version': seenOrder({ version: 2 }),
  'another wish to cancel': seenOrder({ cancelRequested: 'expiry' }),
  'another outcome of the charge': seenCharge({ outcome: null }),
  'a closed charge': seenCharge({ outcome: 'declined' }),
  'another open operation': seenCharge({ openExclusive: uuid() }),
  'another captured amount': seenCharge({ capturedMinor: 1n }),
  'another refunded amount': seenCharge({ refundedMinor: 1n }),
  'another over-refunded amount': seenCharge({ overRefundedMinor: 1n }),
  'another outcome of the operation': seenOperation({ outcome: null }),
  'another answer': seenOperation({ answer: 'no' }),
  'fewer attempts': seenOperation({ attempts: 0 }),
  'more attempts': seenOperation({ attempts: 7 }),
  'an operation that is not there': seenOperation({ id: uuid() }),
  'an older lease, where it is required': (input) => ({ ...input, lease: input.lease - 1 }),
  'a newer lease, where it is required': (input) => ({ ...input, lease: input.lease + 1 }),
};

describe.each(Object.entries(finishings))('%s', (_, finishing) => {
  it.each(Object.entries(stale))('writes nothing at all where the decision was made on %s', async (_case, spoil) => {
    const rows = await finishing.rows();
    await openCase(rows, 'outcome_unknown');
    const input = spoil(finishing.input(rows));
    expect(await changesOf(async () => expect(await writeFinish(database.pool, input)).toBe('lost'))).toEqual({});
  });

  it('writes nothing at all for a charge of another order', async () => {
    const rows = await finishing.rows();
    const other = await finishing.rows();
    const input = finishing.input(rows);
    const mixed = { ...input, snapshot: { ...input.snapshot, order: other.order } };
    expect(await changesOf(async () => expect(await writeFinish(database.pool, mixed)).toBe('lost'))).toEqual({});
  });

  it('writes once where it is run twice', async () => {
    const rows = await finishing.rows();
    const input = finishing.input(rows);
    expect(await writeFinish(database.pool, input)).toEqual({ version: 2 });
    expect(await changesOf(async () => expect(await writeFinish(database.pool, { ...input, fact: factRecord() })).toBe('lost'))).toEqual(
      {},
    );
  });

  it('without need of a lease is written by the holder of an old one too', async () => {
    const rows = await finishing.rows();
    const input = finishing.input(rows);
    const free = { ...input, lease: 0, decision: { ...input.decision, requiresLease: false } };
    expect(await writeFinish(database.pool, free)).toEqual({ version: 2 });
  });

  it('writes nothing at all where one row of it is refused: the fact goes with the rest', async () => {
    const rows = await finishing.rows();
    const input = finishing.input(rows);
    const fact = factRecord();
    await writeFinish(database.pool, finishInput(await chargeRows(), {}, { fact }));
    const refused = { constraint: 'fact_pkey' };
    expect(await changesOf(() => expect(writeFinish(database.pool, { ...input, fact })).rejects.toMatchObject(refused))).toEqual({});
  });
});

const time = (seconds: number): unknown => expect.stringMatching(new RegExp(`^2026-01-02T12:00:${String(seconds).padStart(2, '0')}`));
const FINISH = time(30);

/** The rows that every finish adds, whatever it decides. */
function common(rows: Rows, input: FinishInput, outcome: string): Record<string, unknown> {
  const { decision, fact } = input;
  return {
    fact: { added: [expect.objectContaining({ id: fact.id, order_id: rows.order.id, operation_id: rows.operation.id })], changed: [] },
    transition: {
      added: [
        expect.objectContaining({
          order_id: rows.order.id,
          version: 2,
          from_state: rows.order.state,
          to_state: decision.state,
          operation_id: rows.operation.id,
          operation_outcome: outcome,
          fact_id: fact.id,
          cause: 'answer',
          at: FINISH,
        }),
      ],
      changed: [],
    },
    outbox: { added: [expect.objectContaining({ order_id: rows.order.id, version: 2, type: `order.${decision.state}` })], changed: [] },
    entry: {
      added: expect.arrayContaining([
        expect.objectContaining({
          order_id: rows.order.id,
          operation_id: rows.operation.id,
          account: 'provider_receivable',
          amount_minor: 1000,
        }),
        expect.objectContaining({
          order_id: rows.order.id,
          operation_id: rows.operation.id,
          account: 'merchant_payable',
          amount_minor: -1000,
        }),
      ]),
      changed: [],
    },
  };
}
const receipt = { payment: { brand: 'VISA' } };

describe('a finish whose guard holds writes, in one commit,', () => {
  it('finish_charge: order, fact, history, event, both legs, the case it opens, the case it closes, the dead charge and the next one', async () => {
    const rows = await chargeRows();
    const before = await openCase(rows, 'outcome_unknown');
    const other = await openCase(rows, 'amount_mismatch');
    const input = deadCharge(rows);
    const changes = await changesOf(() => writeFinish(database.pool, input));
    expect(changes).toEqual({
      ...common(rows, input, 'declined'),
      order: {
        added: [],
        changed: [
          {
            id: rows.order.id,
            state: 'created',
            version: 2,
            cancel_requested: null,
            next_action: null,
            routing: { chosen: 'next', candidates: [], proofs: [] },
            updated_at: FINISH,
            ...receipt,
          },
        ],
      },
      operation: {
        added: [expect.objectContaining({ id: input.followUp?.id, kind: 'sale', outcome: null })],
        changed: [
          {
            id: rows.charge.id,
            outcome: 'declined',
            decline_code: 'provider_busy',
            provider_code: 'BUSY',
            due_at: null,
            finished_at: FINISH,
            looks: 1,
          },
        ],
      },
      case: {
        added: [expect.objectContaining({ operation_id: rows.charge.id, kind: 'late_success', state: 'open', fact_id: input.fact.id })],
        changed: [{ id: before, state: 'closed', closed_at: FINISH, notes: [closedByFact(input)] }],
      },
      case_event: {
        added: expect.arrayContaining([
          expect.objectContaining({ case_id: before, number: 2, what: 'closed_by_fact', fact_id: input.fact.id, at: FINISH, person: null }),
          expect.objectContaining({ number: 1, what: 'opened', fact_id: input.fact.id, at: FINISH, reason: 'a case' }),
        ]),
        changed: [],
      },
    });
    expect(changes['entry']?.added).toHaveLength(2);
    expect(changes['case']?.changed.map(({ id }) => id)).not.toContain(other);
  });

  it('finish_plain_charge: order, fact, history, event, both legs and the charge', async () => {
    const rows = await chargeRows();
    const input = paidCharge(rows);
    expect(await changesOf(() => writeFinish(database.pool, input))).toEqual({
      ...common(rows, input, 'approved'),
      order: {
        added: [],
        changed: [
          { id: rows.order.id, state: 'paid', version: 2, cancel_requested: null, next_action: null, updated_at: FINISH, ...receipt },
        ],
      },
      operation: {
        added: [],
        changed: [
          {
            id: rows.charge.id,
            outcome: 'approved',
            provider_reference: 'ref',
            shown: true,
            due_at: null,
            finished_at: FINISH,
            captured_minor: 1000,
          },
        ],
      },
    });
  });

  it('finish_following: the same, and both operations, each once', async () => {
    const rows = await cancelRows();
    const before = await openCase(rows, 'outcome_unknown');
    const input = declinedCancel(rows);
    const changes = await changesOf(() => writeFinish(database.pool, input));
    expect(changes).toEqual({
      ...common(rows, input, 'declined'),
      order: { added: [], changed: [{ id: rows.order.id, state: 'paid', version: 2, updated_at: FINISH, ...receipt }] },
      operation: {
        added: [expect.objectContaining({ id: input.followUp?.id, kind: 'refund', outcome: null })],
        changed: expect.arrayContaining([
          {
            id: rows.charge.id,
            outcome: 'approved',
            provider_reference: 'ref',
            shown: true,
            due_at: null,
            finished_at: FINISH,
            captured_minor: 1000,
            refunding_minor: 1000,
            open_refunds: 1,
            open_exclusive: null,
          },
          { id: rows.operation.id, outcome: 'declined', decline_code: 'operation_refused', due_at: null, finished_at: FINISH, looks: 1 },
        ]),
      },
      case: {
        added: [expect.objectContaining({ operation_id: rows.operation.id, kind: 'late_success', state: 'open' })],
        changed: [{ id: before, state: 'closed', closed_at: FINISH, notes: [closedByFact(input)] }],
      },
      case_event: {
        added: expect.arrayContaining([
          expect.objectContaining({ case_id: before, number: 2, what: 'closed_by_fact', fact_id: input.fact.id, at: FINISH, person: null }),
          expect.objectContaining({ number: 1, what: 'opened', fact_id: input.fact.id, at: FINISH, reason: 'a case' }),
        ]),
        changed: [],
      },
    });
    expect(changes['operation']?.changed).toHaveLength(2);
  });

  it('a change made outside us: its row is over, and the line of the history, both legs and the case are its own', async () => {
    const order = orderRecord(place, { state: 'paid' });
    const charge = chargeRecord(place, order.id, PAID);
    await insertOrder(database.pool, order, charge);
    const over = {
      outcome: 'approved',
      origin: 'provider',
      attempts: 0,
      dueAt: null,
      finishedAt: FINISHED,
      sendUntil: NOW,
      refundNo: null,
    } as const;
    const recorded = followingRecord(charge, 'refund', { ...over, amountMinor: 1000n, createdAt: FINISHED });
    const decided = {
      state: 'refunded',
      deltas: { ...NO_DELTAS, refunded: 1000n },
      movements: [{ debit: 'merchant_payable', credit: 'provider_receivable', amountMinor: 1000n }],
      cases: [{ kind: 'external_change', detail: 'a case' }],
    } as const;
    const changes = await changesOf(() => writeFinish(database.pool, finishInput({ order, charge }, decided, { recorded, isQuery: true })));
    expect(changes['operation']).toEqual({
      added: [
        expect.objectContaining({
          id: recorded.id,
          kind: 'refund',
          outcome: 'approved',
          origin: 'provider',
          due_at: null,
          finished_at: FINISH,
        }),
      ],
      changed: [{ id: charge.id, refunded_minor: 1000, looks: 1 }],
    });
    const its = expect.objectContaining({ operation_id: recorded.id });
    expect(changes['entry']?.added).toEqual([its, its]);
    expect(changes['case']?.added).toEqual([its]);
    expect(changes['transition']?.added).toEqual([expect.objectContaining({ operation_id: recorded.id, operation_outcome: 'approved' })]);
    // The exchange that proves it was about the charge.
    expect(changes['fact']?.added).toEqual([expect.objectContaining({ operation_id: charge.id })]);
    const { rows } = await database.pool.query('select payload from outbox where order_id = $1', [order.id]);
    expect(rows).toEqual([{ payload: expect.objectContaining({ operationId: recorded.id, state: 'refunded' }) }]);
  });

  it('the cancel that follows a cancel: the database sees that the first one is over', async () => {
    const rows = await cancelRows();
    const next = followingRecord(rows.charge, 'cancel');
    const decided = { operation: { outcome: 'declined', dueAt: null }, releasesExclusive: true } as const;
    expect(await writeFinish(database.pool, finishInput(rows, decided, { followUp: next }))).toEqual({ version: 2 });
    const { rows: found } = await database.pool.query('select open_exclusive from operation where id = $1', [rows.charge.id]);
    expect(found).toEqual([{ open_exclusive: next.id }]);
  });

  it('a state that stays, amounts and wishes as they were, where the decision says so', async () => {
    const rows = await chargeRows();
    const changes = await changesOf(() => writeFinish(database.pool, finishInput(rows, { operation: { dueAt: rows.charge.dueAt } })));
    expect(changes['order']).toEqual({ added: [], changed: [{ id: rows.order.id, version: 2, updated_at: FINISH }] });
    expect(changes['operation']).toBeUndefined();
    expect(changes['entry']).toBeUndefined();
    expect(changes['outbox']?.added).toEqual([expect.objectContaining({ type: 'order.updated' })]);
  });
});

describe('a case', () => {
  it('that is open on the operation is not opened again', async () => {
    const rows = await chargeRows();
    const id = await openCase(rows, 'amount_mismatch');
    const decided = { cases: [{ kind: 'amount_mismatch', detail: 'again' }] } as const;
    const changes = await changesOf(() => writeFinish(database.pool, finishInput(rows, decided)));
    expect(changes['case']).toBeUndefined();
    const { rows: cases } = await database.pool.query('select id, detail from "case" where order_id = $1', [rows.order.id]);
    expect(cases).toEqual([{ id, detail: 'before' }]);
  });

  it('that was closed is opened again in its own row, due anew, and its history tells of it', async () => {
    const rows = await chargeRows();
    const id = await openCase(rows, 'outcome_unknown');
    await writeFinish(database.pool, finishInput(rows, {}, { closesCases: ['outcome_unknown'] }));
    const order = { ...rows.order, version: 2 };
    const input = finishInput({ ...rows, order }, { cases: [{ kind: 'outcome_unknown', detail: 'once more' }] }, { at: FINISHED + SECOND });
    expect(await writeFinish(database.pool, input)).toEqual({ version: 3 });
    const { rows: cases } = await database.pool.query(
      'select id, state, detail, fact_id, closed_at, opened_at, due_at from "case" where order_id = $1',
      [rows.order.id],
    );
    const due_at = new Date(FINISHED + SECOND + CASE_DUE_MS);
    const times = { closed_at: null, opened_at: new Date(NOW), due_at };
    expect(cases).toEqual([{ id, state: 'open', detail: 'once more', fact_id: input.fact.id, ...times }]);
    const { rows: history } = await database.pool.query('select number, what, reason from case_event where case_id = $1 order by number', [
      id,
    ]);
    expect(history).toEqual([
      { number: 1, what: 'opened', reason: 'before' },
      { number: 2, what: 'closed_by_fact', reason: null },
      { number: 3, what: 'reopened', reason: 'once more' },
    ]);
  });

  it('is changed by nobody who does not say what the change was, and its history by nobody at all', async () => {
    const rows = await chargeRows();
    const id = await openCase(rows, 'outcome_unknown');
    const mute = database.pool.query(`update "case" set state = 'closed', closed_at = opened_at where id = $1`, [id]);
    await expect(mute).rejects.toMatchObject({ code: '23514' });
    const forged = database.pool.query(`update case_event set person = 'Nobody' where case_id = $1`, [id]);
    await expect(forged).rejects.toMatchObject({ code: '23001' });
  });

  it('of another order stays open', async () => {
    const rows = await chargeRows();
    const other = await chargeRows();
    await openCase(other, 'outcome_unknown');
    const changes = await changesOf(() => writeFinish(database.pool, finishInput(rows, {}, { closesCases: ['outcome_unknown'] })));
    expect(changes['case']).toBeUndefined();
  });
});

describe('the time of the next look', () => {
  const dueOf = async (id: string): Promise<Date | null | undefined> =>
    (await database.pool.query<{ due_at: Date | null }>('select due_at from operation where id = $1', [id])).rows[0]?.due_at;
  const HINT = new Date(NOW + 3 * SECOND);
  const hint = (id: string) => database.pool.query('update operation set due_at = $2 where id = $1', [id, HINT]);

  it.each(['news', 'repeat'] as const)('is kept where a hint came meanwhile (%s)', async (weight) => {
    for (const dueAt of [null, NOW + 90 * SECOND]) {
      const rows = await chargeRows();
      await hint(rows.charge.id);
      const input = finishInput(rows, { weight, operation: { dueAt } });
      expect(await writeFinish(database.pool, input)).not.toBe('lost');
      expect(await dueOf(rows.charge.id)).toEqual(HINT);
    }
  });

  it.each(['news', 'repeat'] as const)('is what the decision says where the claim’s own time still stands (%s)', async (weight) => {
    const rows = await chargeRows();
    await writeFinish(database.pool, finishInput(rows, { weight, operation: { dueAt: NOW + 90 * SECOND } }));
    expect(await dueOf(rows.charge.id)).toEqual(new Date(NOW + 90 * SECOND));
  });

  it.each(['news', 'repeat'] as const)(
    'is now where the decision says so, whoever has cleared it since it was read (%s)',
    async (weight) => {
      for (const left of [null, new Date(NOW + 90 * SECOND)]) {
        const rows = await chargeRows();
        await database.pool.query('update operation set due_at = $2 where id = $1', [rows.charge.id, left]);
        await writeFinish(database.pool, finishInput(rows, { weight, operation: { dueAt: FINISHED } }));
        expect(await dueOf(rows.charge.id)).toEqual(new Date(FINISHED));
      }
    },
  );

  it.each(['news', 'repeat'] as const)('stays where the row is due by now: its holder has stalled (%s)', async (weight) => {
    for (const at of [CLAIMED_UNTIL, CLAIMED_UNTIL + SECOND]) {
      for (const dueAt of [null, NOW + 90 * SECOND]) {
        const rows = await chargeRows();
        await writeFinish(database.pool, finishInput(rows, { weight, operation: { dueAt } }, { at }));
        expect(await dueOf(rows.charge.id)).toEqual(new Date(CLAIMED_UNTIL));
      }
    }
  });

  it.each([
    ['look_now', lookNow],
    ['hinted', hinted],
  ] as const)('is kept where a hint came when the row was due by another process’s clock already (%s)', async (_, tell) => {
    for (const weight of ['news', 'repeat'] as const) {
      const rows = await chargeRows();
      // The clock of the holder is behind: by it the claim still stands.
      await tell(database.pool, rows.charge.id, CLAIMED_UNTIL + SECOND / 2);
      await writeFinish(database.pool, finishInput(rows, { weight, operation: { dueAt: null } }, { at: CLAIMED_UNTIL - SECOND / 2 }));
      expect(await dueOf(rows.charge.id)).toEqual(new Date(CLAIMED_UNTIL - 1));
    }
  });

  it('of the charge is kept too where a hint for it came while an operation of it was finished', async () => {
    const rows = await cancelRows();
    await hint(rows.charge.id);
    await writeFinish(database.pool, declinedCancel(rows));
    expect(await dueOf(rows.charge.id)).toEqual(HINT);
  });

  it('of the charge is what it is by now where the decision leaves it as it saw it: a claim stands, a cleared time stays cleared', async () => {
    for (const left of [null, new Date(NOW + 90 * SECOND)]) {
      for (const decided of [{}, { charge: { shown: true } }]) {
        const rows = await cancelRows();
        const charge = { ...rows.charge, dueAt: NOW };
        await database.pool.query('update operation set due_at = $2 where id = $1', [charge.id, left]);
        expect(await writeFinish(database.pool, finishInput({ ...rows, charge }, decided))).not.toBe('lost');
        expect(await dueOf(charge.id)).toEqual(left);
      }
    }
  });

  it.each(['news', 'repeat'] as const)(
    'of the operation too: a worker has claimed it since it was read, when it was due (%s)',
    async (weight) => {
      const rows = await chargeRows();
      const charge = { ...rows.charge, dueAt: NOW };
      const claimed = new Date(NOW + 90 * SECOND);
      await database.pool.query('update operation set due_at = $2 where id = $1', [charge.id, claimed]);
      const input = finishInput({ order: rows.order, charge }, { weight, operation: { dueAt: NOW } });
      expect(await writeFinish(database.pool, input)).not.toBe('lost');
      expect(await dueOf(charge.id)).toEqual(claimed);
    },
  );
});

describe('what is known', () => {
  const read = async (id: string) =>
    (await database.pool.query('select shown, provider_reference, finished_at from operation where id = $1', [id])).rows[0] as object;

  it('is not forgotten by a decision made before it was learned: shown, and the provider’s reference', async () => {
    const rows = await chargeRows();
    await database.pool.query(`update operation set shown = true, provider_reference = 'ref' where id = $1`, [rows.charge.id]);
    for (const weight of ['news', 'repeat'] as const) {
      await writeFinish(database.pool, finishInput(rows, { weight }));
      expect(await read(rows.charge.id)).toMatchObject({ shown: true, provider_reference: 'ref' });
    }
  });

  it('keeps the time at which an operation ended', async () => {
    const rows = await chargeRows();
    await writeFinish(database.pool, paidCharge(rows));
    const ended = { ...rows.charge, outcome: 'approved', capturedMinor: 1000n, finishedAt: NOW + 30 * SECOND, dueAt: null } as const;
    const order = { ...rows.order, state: 'paid', cancelRequested: null } as const;
    await writeFinish(database.pool, finishInput({ order, charge: ended }, {}, { at: NOW + 90 * SECOND }));
    expect(await read(rows.charge.id)).toMatchObject({ finished_at: new Date(NOW + 30 * SECOND) });
  });
});

describe('the order as a plain finish leaves it, told without a read,', () => {
  it.each([
    ['paid', paidCharge],
    [
      'unknown',
      (rows: Rows) =>
        finishInput(rows, { state: 'uncertain', operation: { outcome: 'unknown', dueAt: NOW + 90 * SECOND } }, { isQuery: true }),
    ],
    [
      'declined',
      (rows: Rows) =>
        finishInput(rows, {
          state: 'failed',
          operation: { outcome: 'declined', declineCode: 'expired', dueAt: null },
          clearsCancelRequest: true,
        }),
    ],
    ['paid, by a holder that has stalled', (rows: Rows) => ({ ...paidCharge(rows), at: CLAIMED_UNTIL })],
  ] as const)('is what a read shows: %s', async (_, decide) => {
    const rows = await chargeRows();
    const before = await readOrder(database.pool, 'byId', [rows.order.id]);
    if (before === undefined) throw new Error('no order');
    const input = decide(rows);
    await writeFinish(database.pool, input);
    expect(applied(before, input, 2)).toEqual(await readOrder(database.pool, 'byId', [rows.order.id]));
  });

  it('is not told where another write came between', async () => {
    const rows = await chargeRows();
    expect(applied({ order: rows.order, operations: [rows.charge], cases: [] }, paidCharge(rows), 3)).toBeUndefined();
  });
});

describe('one live charge', () => {
  it('stands at a time: the next route’s insert sees that the dead one is dead', async () => {
    const rows = await chargeRows();
    expect(await writeFinish(database.pool, deadCharge(rows))).toEqual({ version: 2 });
  });

  it('is not doubled: while the charge lives, no next one is written, nor anything else', async () => {
    const rows = await chargeRows();
    const input = deadCharge(rows);
    const alive = { ...input, decision: { ...input.decision, operation: { ...input.decision.operation, outcome: 'unknown' as const } } };
    const refused = { constraint: 'operation_one_live_charge' };
    expect(await changesOf(() => expect(writeFinish(database.pool, alive)).rejects.toMatchObject(refused))).toEqual({});
  });

  it('takes a second approval only as a duplicate', async () => {
    const order = orderRecord(place, { state: 'failed' });
    const dead = chargeRecord(place, order.id, { outcome: 'declined', finishedAt: NOW, dueAt: null });
    const live = chargeRecord(place, order.id, PAID);
    await insertOrder(database.pool, order, dead, live);
    const approve = (duplicate: boolean) =>
      writeFinish(
        database.pool,
        finishInput({ order, charge: dead }, { operation: { outcome: 'approved', duplicate }, deltas: { ...NO_DELTAS, captured: 1000n } }),
      );
    expect(await changesOf(() => expect(approve(false)).rejects.toMatchObject({ constraint: 'operation_one_live_charge' }))).toEqual({});
    expect(await approve(true)).toEqual({ version: 2 });
  });
});

describe('a cancel that was given up asking', () => {
  const waiting = async (cancelDueAt: number | null): Promise<Rows> => {
    const order = orderRecord(place, { state: 'uncertain' });
    const charge = chargeRecord(place, order.id, { outcome: 'unknown', dueAt: CLAIMED_UNTIL });
    const cancel = followingRecord(charge, 'cancel', { outcome: 'unknown', dueAt: cancelDueAt });
    const held = { ...charge, openExclusive: cancel.id };
    await insertOrder(database.pool, order, held, cancel);
    return { order, charge: held, operation: cancel };
  };
  const dueOf = async ({ operation }: Rows) =>
    (await database.pool.query<{ due_at: Date | null }>('select due_at from operation where id = $1', [operation.id])).rows[0]?.due_at;
  const ofCharge = ({ order, charge }: Rows, weight: 'news' | 'repeat', outcome: string) =>
    finishInput({ order, charge }, { weight, operation: { dueAt: null } }, { fact: { ...factRecord(), outcome } });

  it.each(['news', 'repeat'] as const)('is due by the same commit that says what its charge has shown (%s)', async (weight) => {
    const rows = await waiting(null);
    expect(await writeFinish(database.pool, ofCharge(rows, weight, 'approved'))).not.toBe('lost');
    expect(await dueOf(rows)).toEqual(new Date(FINISHED));
  });

  it.each(['news', 'repeat'] as const)(
    'is left alone where the charge was asked in vain, or where it is due anyhow (%s)',
    async (weight) => {
      const given = await waiting(null);
      expect(await writeFinish(database.pool, ofCharge(given, weight, 'no_answer'))).not.toBe('lost');
      expect(await dueOf(given)).toBeNull();
      const due = NOW + 70 * SECOND;
      const asked = await waiting(due);
      expect(await writeFinish(database.pool, ofCharge(asked, weight, 'approved'))).not.toBe('lost');
      expect(await dueOf(asked)).toEqual(new Date(due));
    },
  );
});

describe('what is asked after beside the charge', () => {
  it('is due by the same commit, where it was not due anyhow, and nothing else is', async () => {
    const rows = await cancelRows();
    const dueOf = async (id: string) =>
      (await database.pool.query<{ due_at: Date | null }>('select due_at from operation where id = $1', [id])).rows[0]?.due_at;
    const written = (asksAfter: readonly string[], version: number) => {
      const order = { ...rows.order, version };
      const cases = [{ kind: 'state_conflict', detail: 'shown done again' }] as const;
      return writeFinish(
        database.pool,
        finishInput({ order, charge: rows.charge }, { asksAfter, cases }, { fact: { ...factRecord(), outcome: 'no_answer' } }),
      );
    };
    await database.pool.query('update operation set due_at = null where id = $1', [rows.operation.id]);
    expect(await written([], rows.order.version)).not.toBe('lost');
    expect(await dueOf(rows.operation.id)).toBeNull();
    expect(await written([rows.operation.id, rows.charge.id], rows.order.version + 1)).not.toBe('lost');
    expect([await dueOf(rows.operation.id), await dueOf(rows.charge.id)]).toEqual([new Date(FINISHED), null]);
    const later = new Date(NOW + 90 * SECOND);
    await database.pool.query('update operation set due_at = $2 where id = $1', [rows.operation.id, later]);
    expect(await written([rows.operation.id], rows.order.version + 2)).not.toBe('lost');
    expect(await dueOf(rows.operation.id)).toEqual(later);
  });
});

describe('what stands in suspense by a closed case', () => {
  it.each([
    ['leaves it', ['state_conflict'], null],
    ['stays', [], -400n],
  ] as const)('%s where the decision that opens the case again says so', async (_what, settlesSuspense, left) => {
    const rows = await chargeRows();
    const id = await openCase(rows, 'state_conflict');
    await database.pool.query(
      `update "case" set state = 'closed', closed_at = $2, resolution = 'write_off', suspense_minor = -400, notes = $3 where id = $1`,
      [id, new Date(NOW), JSON.stringify([{ what: 'resolved', at: new Date(NOW).toISOString() }])],
    );
    const cases = [{ kind: 'state_conflict', detail: 'shown done' }] as const;
    await writeFinish(database.pool, finishInput(rows, { cases, settlesSuspense }));
    const { rows: after } = await database.pool.query('select state, suspense_minor from "case" where id = $1', [id]);
    expect(after).toEqual([{ state: 'open', suspense_minor: left }]);
  });
});

describe('touch_operation', () => {
  const touch = (rows: Rows, over: Partial<FinishInput> = {}, weight: 'repeat' | 'nothing_said' = 'repeat') =>
    finishInput(rows, { weight, operation: { dueAt: NOW + 90 * SECOND } }, over);

  it.each([
    ['repeat', { repeat_count: 1 }],
    ['nothing_said', {}],
  ] as const)('of a %s writes the one row, no fact and no version', async (weight, counted) => {
    const rows = await cancelRows();
    const changes = await changesOf(async () =>
      expect(await writeFinish(database.pool, touch(rows, { isQuery: true }, weight))).toEqual({ version: undefined }),
    );
    expect(changes).toEqual({
      operation: {
        added: [],
        changed: [{ id: rows.operation.id, due_at: expect.stringContaining('12:01:30') as unknown, looks: 1, ...counted }],
      },
    });
  });

  it.each([
    ['another outcome', seenOperation({ outcome: null })],
    ['a closed outcome', seenOperation({ outcome: 'declined' })],
    ['another answer', seenOperation({ answer: 'no' })],
    ['no answer', seenOperation({ answer: null })],
    ['other attempts', seenOperation({ attempts: 1 })],
    ['an operation that is not there', seenOperation({ id: uuid() })],
  ])('writes nothing at all where the decision was made on %s', async (_, spoil) => {
    const rows = await cancelRows();
    expect(await changesOf(async () => expect(await writeFinish(database.pool, spoil(touch(rows)))).toBe('lost'))).toEqual({});
  });
});
