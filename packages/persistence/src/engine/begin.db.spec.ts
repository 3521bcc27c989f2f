import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, seedClosedBatch, type TestDatabase } from '../testing/index.js';
import { changesBetween, dumpDatabase } from '../../testing/dump.js';
import {
  NOW,
  HELD,
  PAID,
  SECOND,
  cause,
  chargeRecord,
  followingRecord,
  insertOrder,
  orderRecord,
  seedPlace,
  type Place,
} from '../../testing/engine-rows.js';
import { beginCharge } from './begin-charge.js';
import { beginFollowing } from './begin-following.js';
import { notedWords, requestCancel } from './request-cancel.js';
import type { CancelWords } from './request-cancel.js';
import type { OperationRecord, OrderRecord } from './records.js';

let database: TestDatabase;
let place: Place;
const CLOSED_BATCH = uuid();
beforeAll(async () => {
  database = await createTestDatabase();
  place = await seedPlace(database.pool);
  await seedClosedBatch(database.pool, place, CLOSED_BATCH);
});
afterAll(() => database.drop());

const LATER = NOW + 60 * SECOND;
type OrderGiven = Partial<OrderRecord>;
type ChargeGiven = Partial<OperationRecord>;

/** What the run changed in the whole database. */
async function changesOf(run: () => Promise<unknown>): Promise<ReturnType<typeof changesBetween>> {
  const before = await dumpDatabase(database.pool);
  await run();
  return changesBetween(before, await dumpDatabase(database.pool));
}

async function rowsOf(orderGiven: OrderGiven, chargeGiven: ChargeGiven): Promise<{ order: OrderRecord; charge: OperationRecord }> {
  const order = orderRecord(place, orderGiven);
  const charge = chargeRecord(place, order.id, chargeGiven);
  await insertOrder(database.pool, order, charge);
  return { order, charge };
}

describe('begin_charge', () => {
  it('writes the order, its charge, the first line of its history and its event, and nothing else', async () => {
    const order = orderRecord(place);
    const charge = chargeRecord(place, order.id);
    const eventId = uuid();
    const changes = await changesOf(async () => expect(await beginCharge(database.pool, { order, charge, cause, eventId })).toBe(true));
    expect(changes).toEqual({
      order: { added: [expect.objectContaining({ id: order.id, state: 'created', version: 1 })], changed: [] },
      operation: {
        added: [expect.objectContaining({ id: charge.id, order_id: order.id, kind: 'sale', outcome: null, lease: 1 })],
        changed: [],
      },
      transition: {
        added: [
          expect.objectContaining({
            order_id: order.id,
            version: 1,
            from_state: null,
            to_state: 'created',
            operation_id: charge.id,
            actor: cause.actor,
          }),
        ],
        changed: [],
      },
      outbox: {
        added: [
          expect.objectContaining({
            id: eventId,
            order_id: order.id,
            version: 1,
            type: 'order.created',
            payload: { orderId: order.id, merchantOrderNo: order.merchantOrderNo, state: 'created', version: 1 },
          }),
        ],
        changed: [],
      },
    });
  });

  it('writes nothing, and no row, where the merchant has the order number, whatever the rest of it', async () => {
    const { order } = await rowsOf({}, {});
    const other = orderRecord(place, { merchantOrderNo: order.merchantOrderNo, amountMinor: 5n });
    const input = { order: other, charge: chargeRecord(place, other.id), cause, eventId: uuid() };
    expect(await changesOf(async () => expect(await beginCharge(database.pool, input)).toBe(false))).toEqual({});
  });

  it('writes the same number for another merchant', async () => {
    const { order } = await rowsOf({}, {});
    const elsewhere = await seedPlace(database.pool);
    const other = orderRecord(elsewhere, { merchantOrderNo: order.merchantOrderNo });
    expect(await beginCharge(database.pool, { order: other, charge: chargeRecord(elsewhere, other.id), cause, eventId: uuid() })).toBe(
      true,
    );
  });

  it('throws at a provider key that is there already, and writes nothing: that is a bug, not an answer', async () => {
    const { charge } = await rowsOf({}, {});
    const order = orderRecord(place);
    const again = chargeRecord(place, order.id, { providerKey: charge.providerKey });
    const changes = await changesOf(() =>
      expect(beginCharge(database.pool, { order, charge: again, cause, eventId: uuid() })).rejects.toMatchObject({
        constraint: 'operation_provider_key',
      }),
    );
    expect(changes).toEqual({});
  });
});

interface Begin {
  /** Rows on which the guard holds. */
  readonly order: OrderGiven;
  readonly charge: ChargeGiven;
  readonly run: (
    rows: { order: OrderRecord; charge: OperationRecord },
    operation: OperationRecord,
    eventId: string,
  ) => Promise<number | undefined>;
  readonly operation: (charge: OperationRecord) => OperationRecord;
  /** What of the order and of the charge changes beside version and time. */
  readonly orderChange: object;
  readonly chargeChange: (operation: OperationRecord) => object;
  /** Each spoils the guard alone. */
  readonly stale: Readonly<Record<string, { readonly order?: OrderGiven; readonly charge?: ChargeGiven }>>;
}

const refundStates = ['created', 'pending', 'uncertain', 'authorized', 'refunded', 'reversed', 'canceled', 'failed'] as const;
const cancelStates = ['created', 'authorized', 'paid', 'partially_refunded', 'refunded', 'reversed', 'canceled', 'failed'] as const;
const voidStates = ['created', 'pending', 'uncertain', 'partially_refunded', 'refunded', 'reversed', 'canceled', 'failed'] as const;
const heldStates = ['created', 'pending', 'uncertain', 'paid', 'partially_refunded', 'refunded', 'reversed', 'canceled', 'failed'] as const;
const inState = (states: readonly OrderRecord['state'][]) =>
  Object.fromEntries(states.map((state) => [`an order that is ${state}`, { order: { state } }]));
const withOutcome = (outcomes: readonly OperationRecord['outcome'][], rest: ChargeGiven = {}) =>
  Object.fromEntries(
    outcomes.map((outcome) => [
      `a charge that is ${outcome ?? 'being sent'}`,
      { charge: { ...rest, outcome, finishedAt: outcome === null || outcome === 'pending' || outcome === 'unknown' ? null : NOW } },
    ]),
  );

const begins: Readonly<Record<string, Begin>> = {
  begin_refund: {
    order: { state: 'paid' },
    charge: PAID,
    operation: (charge) => followingRecord(charge, 'refund', { createdAt: LATER }),
    run: (_, operation, eventId) => beginFollowing(database.pool, { operation, cause, eventId }),
    orderChange: {},
    chargeChange: () => ({ refunding_minor: 400, open_refunds: 1 }),
    stale: {
      ...inState(refundStates),
      ...withOutcome([null, 'pending', 'unknown', 'declined', 'not_sent'], { capturedMinor: 1000n, dueAt: null }),
      'an open exclusive operation': { charge: { openExclusive: uuid() } },
      'too little left: refunded': { charge: { refundedMinor: 601n } },
      'too little left: reserved': { charge: { refundingMinor: 601n, openRefunds: 1 } },
      'too little left: both': { charge: { refundedMinor: 301n, refundingMinor: 300n, openRefunds: 1 } },
      'too little taken': { charge: { capturedMinor: 399n } },
    },
  },
  begin_cancel: {
    order: { state: 'pending', cancelRequested: 'merchant' },
    charge: { outcome: 'pending' },
    operation: (charge) => followingRecord(charge, 'cancel', { createdAt: LATER }),
    run: (_, operation, eventId) => beginFollowing(database.pool, { operation, cause, eventId, expirySeen: 1 }),
    orderChange: { cancel_requested: null, expiry_handled: true },
    chargeChange: (operation) => ({ open_exclusive: operation.id }),
    stale: {
      ...inState(cancelStates),
      ...withOutcome(['approved', 'declined', 'not_sent'], { dueAt: null }),
      'an open exclusive operation': { charge: { openExclusive: uuid() } },
      'an open refund': { charge: { openRefunds: 1 } },
      'a version that the expiry has not seen': { order: { version: 2 } },
    },
  },
  begin_void: {
    order: { state: 'paid' },
    charge: PAID,
    operation: (charge) => followingRecord(charge, 'void', { createdAt: LATER }),
    run: (_, operation, eventId) => beginFollowing(database.pool, { operation, cause, eventId }),
    orderChange: {},
    chargeChange: (operation) => ({ open_exclusive: operation.id }),
    stale: {
      ...inState(voidStates),
      ...withOutcome([null, 'pending', 'unknown', 'declined', 'not_sent'], { capturedMinor: 1000n, dueAt: null }),
      'an open exclusive operation': { charge: { openExclusive: uuid() } },
      'an open refund': { charge: { openRefunds: 1 } },
      'something refunded': { charge: { refundedMinor: 1n } },
      'a capture under way': { charge: { capturedMinor: 999n, capturingMinor: 1n } },
      'a batch that is closed': { charge: { batchId: CLOSED_BATCH } },
    },
  },
  begin_capture: {
    order: { state: 'authorized' },
    charge: HELD,
    operation: (charge) => followingRecord(charge, 'capture', { amountMinor: 400n, createdAt: LATER }),
    run: (_, operation, eventId) => beginFollowing(database.pool, { operation, cause, eventId }),
    orderChange: {},
    chargeChange: (operation) => ({ open_exclusive: operation.id, capturing_minor: 400 }),
    stale: {
      ...inState(heldStates),
      ...withOutcome([null, 'pending', 'unknown', 'declined', 'not_sent'], { dueAt: null }),
      'a sale': { charge: { kind: 'sale' } },
      'an open exclusive operation': { charge: { openExclusive: uuid() } },
      'an open refund': { charge: { openRefunds: 1 } },
      'too little held': { charge: { authorizedMinor: 399n } },
      'too little held beside what is taken': { charge: { capturedMinor: 601n } },
      'too little held beside what is being taken': { charge: { capturingMinor: 601n } },
    },
  },
  begin_increment: {
    order: { state: 'authorized' },
    charge: HELD,
    operation: (charge) => followingRecord(charge, 'increment', { amountMinor: 400n, createdAt: LATER }),
    run: (_, operation, eventId) => beginFollowing(database.pool, { operation, cause, eventId }),
    orderChange: {},
    chargeChange: (operation) => ({ open_exclusive: operation.id }),
    stale: {
      ...inState(heldStates),
      ...withOutcome([null, 'pending', 'unknown', 'declined', 'not_sent'], { dueAt: null }),
      'a sale': { charge: { kind: 'sale' } },
      'an open exclusive operation': { charge: { openExclusive: uuid() } },
      'an open refund': { charge: { openRefunds: 1 } },
      'something captured': { charge: { capturedMinor: 1n } },
    },
  },
  begin_adjust_tip: {
    order: { state: 'paid' },
    charge: PAID,
    operation: (charge) => followingRecord(charge, 'adjust_tip', { amountMinor: null, tipMinor: 150n, createdAt: LATER }),
    run: (_, operation, eventId) => beginFollowing(database.pool, { operation, cause, eventId }),
    orderChange: {},
    chargeChange: (operation) => ({ open_exclusive: operation.id }),
    stale: {
      ...inState([...refundStates, 'partially_refunded']),
      ...withOutcome([null, 'pending', 'unknown', 'declined', 'not_sent'], { capturedMinor: 1000n, dueAt: null }),
      'an open exclusive operation': { charge: { openExclusive: uuid() } },
      'an open refund': { charge: { openRefunds: 1 } },
      'something refunded': { charge: { refundedMinor: 1n } },
      'a batch that is closed': { charge: { batchId: CLOSED_BATCH } },
    },
  },
};

describe.each(Object.entries(begins))('%s', (_, begin) => {
  it('writes the operation, its place on the charge, one version, its history and its event, and nothing else', async () => {
    const rows = await rowsOf(begin.order, begin.charge);
    const operation = begin.operation(rows.charge);
    const eventId = uuid();
    const changes = await changesOf(async () => expect(await begin.run(rows, operation, eventId)).toBe(2));
    const at = expect.stringMatching(/^2026-01-02T12:01:00/) as unknown;
    expect(changes).toEqual({
      order: { added: [], changed: [{ id: rows.order.id, version: 2, updated_at: at, ...begin.orderChange }] },
      operation: {
        added: [
          expect.objectContaining({
            id: operation.id,
            charge_id: rows.charge.id,
            order_id: rows.order.id,
            kind: operation.kind,
            outcome: null,
          }),
        ],
        changed: [{ id: rows.charge.id, ...begin.chargeChange(operation) }],
      },
      transition: {
        added: [
          {
            order_id: rows.order.id,
            version: 2,
            from_state: rows.order.state,
            to_state: rows.order.state,
            operation_id: operation.id,
            operation_outcome: null,
            fact_id: null,
            cause: cause.cause,
            actor: cause.actor,
            request_id: cause.requestId,
            at,
          },
        ],
        changed: [],
      },
      outbox: {
        added: [expect.objectContaining({ id: eventId, order_id: rows.order.id, version: 2, type: 'order.updated' })],
        changed: [],
      },
    });
  });

  it.each(Object.entries(begin.stale))('writes nothing at all on %s', async (_case, stale) => {
    const rows = await rowsOf({ ...begin.order, ...stale.order }, { ...begin.charge, ...stale.charge });
    const changes = await changesOf(async () => expect(await begin.run(rows, begin.operation(rows.charge), uuid())).toBeUndefined());
    expect(changes).toEqual({});
  });

  it('writes nothing at all on a charge of another order', async () => {
    const rows = await rowsOf(begin.order, begin.charge);
    const other = await rowsOf(begin.order, begin.charge);
    const operation = { ...begin.operation(rows.charge), chargeId: other.charge.id };
    expect(await changesOf(async () => expect(await begin.run(rows, operation, uuid())).toBeUndefined())).toEqual({});
  });

  it('writes nothing at all where its provider key is there already', async () => {
    const rows = await rowsOf(begin.order, begin.charge);
    const operation = { ...begin.operation(rows.charge), providerKey: rows.charge.providerKey };
    const refused = { constraint: 'operation_provider_key' };
    expect(await changesOf(() => expect(begin.run(rows, operation, uuid())).rejects.toMatchObject(refused))).toEqual({});
  });

  it('begins once where it is run twice', async () => {
    const rows = await rowsOf(begin.order, begin.charge);
    const first = begin.operation(rows.charge);
    await begin.run(rows, first, uuid());
    const again = { ...begin.operation(rows.charge), refundNo: first.refundNo };
    const changes = await changesOf(async () => {
      const outcome = await begin.run(rows, again, uuid()).catch((error: unknown) => error);
      if (outcome !== undefined) expect(outcome).toMatchObject({ constraint: 'operation_refund_no' });
    });
    expect(changes).toEqual({});
  });
});

describe('begin_refund', () => {
  it('takes exactly what is left, over-refunds set aside', async () => {
    const rows = await rowsOf(
      { state: 'partially_refunded' },
      { ...PAID, tipTakenMinor: 50n, refundedMinor: 700n, refundingMinor: 50n, overRefundedMinor: 20n, openRefunds: 1 },
    );
    const left = 1050n - 730n;
    const tooMuch = followingRecord(rows.charge, 'refund', { amountMinor: left + 1n });
    expect(await beginFollowing(database.pool, { operation: tooMuch, cause, eventId: uuid() })).toBeUndefined();
    const all = followingRecord(rows.charge, 'refund', { amountMinor: left });
    expect(await beginFollowing(database.pool, { operation: all, cause, eventId: uuid() })).toBe(2);
  });
});

describe('begin_cancel', () => {
  it('leaves the mark of the expiry as it was where the merchant wants the cancel', async () => {
    for (const expiryHandled of [true, false]) {
      const { order, charge } = await rowsOf({ state: 'uncertain', expiryHandled }, { outcome: 'unknown' });
      const operation = followingRecord(charge, 'cancel');
      await beginFollowing(database.pool, { operation, cause, eventId: uuid() });
      const { rows } = await database.pool.query<{ expiry_handled: boolean }>('select expiry_handled from "order" where id = $1', [
        order.id,
      ]);
      expect(rows).toEqual([{ expiry_handled: expiryHandled }]);
    }
  });
});

describe('request_cancel', () => {
  const request = (orderId: string, by: 'merchant' | 'expiry', words?: CancelWords) =>
    requestCancel(database.pool, { orderId, by, at: LATER, cause, eventId: uuid(), ...(words === undefined ? {} : { words }) });

  it.each([
    ['merchant', {}],
    ['expiry', { expiry_handled: true }],
  ] as const)('by the %s notes the wish, one version, its history and its event, and nothing else', async (by, more) => {
    for (const state of ['created', 'pending', 'uncertain'] as const) {
      const { order } = await rowsOf({ state }, {});
      const changes = await changesOf(async () => expect(await request(order.id, by)).toBe(2));
      expect(changes).toEqual({
        order: { added: [], changed: [{ id: order.id, version: 2, updated_at: expect.anything(), cancel_requested: by, ...more }] },
        transition: {
          added: [expect.objectContaining({ order_id: order.id, version: 2, from_state: state, to_state: state, operation_id: null })],
          changed: [],
        },
        outbox: { added: [expect.objectContaining({ order_id: order.id, version: 2, type: 'order.updated' })], changed: [] },
        ...(by === 'merchant'
          ? { cancel_wish: { added: [expect.objectContaining({ order_id: order.id, reason: null })], changed: [] } }
          : {}),
      });
    }
  });

  it('by the merchant takes the place of one by the expiry, with the words of the merchant; not the reverse', async () => {
    const { order } = await rowsOf({ state: 'pending' }, {});
    expect(await request(order.id, 'expiry')).toBe(2);
    expect(await notedWords(database.pool, order.id)).toEqual({});
    const words = { operator: 'Ana', reason: 'left', content: { options: { note: 'x' } } };
    expect(await request(order.id, 'merchant', words)).toBe(3);
    expect(await request(order.id, 'expiry')).toBeUndefined();
    expect(await notedWords(database.pool, order.id)).toEqual(words);
    const { rows } = await database.pool.query('select cancel_requested, expiry_handled from "order" where id = $1', [order.id]);
    expect(rows).toEqual([{ cancel_requested: 'merchant', expiry_handled: true }]);
  });

  it('has an open charge that nobody would look at any more looked at now, and no other', async () => {
    const given: readonly [ChargeGiven, boolean][] = [
      [{ outcome: 'unknown', dueAt: null }, true],
      [{ outcome: 'pending', dueAt: null }, true],
      [{ outcome: 'pending', dueAt: NOW }, false],
      [{ outcome: 'declined', finishedAt: NOW, dueAt: null }, false],
    ];
    for (const [charge, looked] of given) {
      const rows = await rowsOf({ state: 'uncertain' }, charge);
      const changes = await changesOf(async () => expect(await request(rows.order.id, 'merchant')).toBe(2));
      const due = { id: rows.charge.id, due_at: expect.stringMatching(/^2026-01-02T12:01:00/) as unknown };
      expect(changes['operation']).toEqual(looked ? { added: [], changed: [due] } : undefined);
    }
  });

  const final = ['authorized', 'paid', 'partially_refunded', 'refunded', 'reversed', 'canceled', 'failed'] as const;
  it.each([...final.map((state) => ({ state })), { cancelRequested: 'merchant' as const }])(
    'writes nothing at all on %j',
    async (given) => {
      const { order } = await rowsOf(given, { outcome: 'unknown', dueAt: null });
      expect(await changesOf(async () => expect(await request(order.id, 'merchant')).toBeUndefined())).toEqual({});
    },
  );

  it('writes nothing at all for an order that is not there', async () => {
    expect(await changesOf(async () => expect(await request(uuid(), 'merchant')).toBeUndefined())).toEqual({});
  });
});
