import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decide } from '@interlock/domain';
import type { Decision, Evidence, QueryResult, Rules } from '@interlock/domain';
import { AMOUNT, SECOND, World } from '@interlock/domain/testing';
import type { Read, Row } from '@interlock/domain/testing';
import { v7 as uuid } from 'uuid';
import {
  cause,
  chargeRecord,
  factRecord,
  followingRecord,
  insertOrder,
  orderRecord,
  seedPlace,
  type Place,
} from '../../testing/engine-rows.js';
import { isUniqueViolation } from '../server/unique-violation.js';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { beginFollowing } from './begin-following.js';
import type { FollowingKind } from './begin-following.js';
import { beginAttempt, claimOne, hinted, lookNow } from './claim.js';
import { writeFinish } from './finish.js';
import { readOrder, snapshotOf } from './reads.js';
import type { OrderWithOperations } from './reads.js';
import type { OperationRecord } from './records.js';
import { requestCancel } from './request-cancel.js';

/**
 * `World`, the order in memory over which decisions are explored, says that it is written as these statements write. Here the same steps, drawn
 * by a seed, are played against both, and after each of them both hold the same.
 */
let database: TestDatabase;
let place: Place;
beforeAll(async () => {
  database = await createTestDatabase();
  place = await seedPlace(database.pool);
});
afterAll(() => database.drop());

const rules: Rules = {
  schedule: { steps: [{ everyMs: 20 * SECOND, untilMs: 20 * SECOND }], cancelAtEnd: true, afterwardsMs: [20 * SECOND] },
  notFound: { windowMs: 9 * SECOND, afterExpiry: false, answers: 1, apartMs: 5 * SECOND },
  totalTimeoutMs: 10 * SECOND,
  resend: 'same_key',
  cancel: { available: true, returnsMoneyWhenPaid: true, notBeforeMs: 0 },
  voidsHolds: true,
  latePolicy: 'refund',
  nextRoute: true,
};
const words: readonly QueryResult[] = [
  { outcome: 'approved', providerRef: 'ref', stated: { base: AMOUNT } },
  { outcome: 'approved', providerRef: 'ref', stated: { base: 400n } },
  { outcome: 'declined', code: 'provider_busy', providerCode: 'BUSY' },
  { outcome: 'declined', code: 'canceled', providerCode: 'CANCELED' },
  { outcome: 'pending', providerRef: 'ref' },
  { outcome: 'unknown', cause: 'timeout' },
  { outcome: 'not_found', providerCode: 'NOT_FOUND' },
  { outcome: 'no_answer', cause: 'timeout' },
];

/** A generator of whole numbers below a bound, always the same for a seed (mulberry32). */
function drawn(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** The same order twice: in memory, and in PostgreSQL under other ids. */
class Pair {
  readonly ids = new Map<string, string>();

  private constructor(
    readonly world: World,
    readonly orderId: string,
  ) {}

  static async begin(kind: 'sale' | 'authorize'): Promise<Pair> {
    const world = new World(kind);
    const order = orderRecord(place, { createdAt: world.now, updatedAt: world.now, expiryHandled: true });
    const charge = chargeRecord(place, order.id, { kind, ...timesOf(world.row('charge-1')) });
    await insertOrder(database.pool, order, charge);
    const pair = new Pair(world, order.id);
    pair.ids.set('charge-1', charge.id);
    return pair;
  }

  async read(): Promise<OrderWithOperations> {
    const read = await readOrder(database.pool, 'byId', [this.orderId]);
    if (read === undefined) throw new Error('no order');
    return read;
  }

  idOf(row: Row): string {
    const id = this.ids.get(row.id);
    if (id === undefined) throw new Error(`${row.id} is not in the database`);
    return id;
  }

  /** The row that the memory has begun, for the database to begin. */
  async recordOf(row: Row): Promise<OperationRecord> {
    const { operations } = await this.read();
    const charge = operations.find(({ id }) => id === this.ids.get(row.chargeId));
    const times = timesOf(row);
    const record =
      charge === undefined
        ? chargeRecord(place, this.orderId, { kind: this.world.kind, ...times })
        : followingRecord(charge, row.kind as FollowingKind, {
            ...times,
            amountMinor: row.amountMinor,
            tipMinor: row.tipMinor,
            ...(row.late ? { reason: 'late_success', origin: 'interlock' } : {}),
            ...(row.late && row.kind === 'refund' ? { refundNo: `late-${charge.id}` } : {}),
          });
    this.ids.set(row.id, record.id);
    return record;
  }

  /** Begins what the memory began; both let it through, or both refuse it. */
  async begins(kind: FollowingKind, amountMinor: bigint): Promise<void> {
    const { world } = this;
    const before = world.copy();
    const begun =
      kind === 'refund'
        ? world.beginRefund(amountMinor)
        : kind === 'cancel'
          ? world.beginCancel('merchant')
          : world.beginChange(kind, amountMinor);
    const asked = begun ?? { ...before.chargeInUse, id: 'refused', chargeId: before.chargeInUse.id, kind, amountMinor };
    const operation = await this.recordOf(asked);
    const version = await beginFollowing(database.pool, { operation, cause, eventId: uuid() });
    expect([kind, version !== undefined]).toEqual([kind, begun !== undefined]);
  }

  async finishes(
    row: Row,
    seen: Read,
    seenThere: OrderWithOperations,
    given: Omit<Evidence, 'result'>,
    result: QueryResult,
  ): Promise<void> {
    const { world } = this;
    const evidence = { ...given, result };
    const operationId = this.idOf(row);
    const snapshot = snapshotOf(seenThere, operationId);
    const decision = decide(snapshot, evidence, rules);
    // Changes made outside us have a test of their own.
    if (decision.records !== undefined) return;
    const here = decide(worldSnapshot(world, seen, row.id), evidence, rules);
    expect(comparable(decision, this.ids)).toEqual(comparable(here, this.ids));
    const claimedDueAt = seen.rows.find(({ id }) => id === row.id)?.dueAt ?? null;
    const holder = { lease: given.lease, claimedDueAt };
    const written = world.write(seen, row.id, here, holder, world.now);
    const planned = decision.followUp === undefined ? undefined : plannedRow(world, written, row, decision);
    const followUp = planned === undefined ? undefined : await this.recordOf(planned);
    const writtenThere = await writeFinish(database.pool, {
      snapshot,
      decision,
      fact: factRecord({ askedAt: given.askedAt, receivedAt: given.receivedAt, outcome: result.outcome, result }),
      cause,
      at: world.now,
      ...holder,
      isQuery: given.source === 'query',
      providerAccountId: place.accountId,
      currency: 'USD',
      followUp,
      recorded: undefined,
      closesCases: decision.closesCases,
      routing: undefined,
      newId: () => uuid(),
    }).catch((error: unknown) => {
      if (isUniqueViolation(error, 'operation_one_live_charge', 'operation_one_exclusive', 'operation_refund_no')) return 'lost' as const;
      throw error;
    });
    expect(writtenThere === 'lost').toBe(written === 'lost');
  }

  async same(): Promise<void> {
    const { order, operations, cases } = await this.read();
    const { world } = this;
    const named = new Map([...this.ids].map(([name, id]) => [id, name]));
    expect({ ...seenOrder(order), expiryHandled: order.expiryHandled }).toEqual({ ...seenOrder(world.order), expiryHandled: true });
    const there = operations.map(
      (row) => [named.get(row.id), seenRow({ ...row, openExclusive: nameOf(named, row.openExclusive) })] as const,
    );
    expect(new Map(there)).toEqual(new Map(world.rows.map((row) => [row.id, seenRow(row)])));
    const open = cases.filter(({ state }) => state === 'open').map(({ operationId, kind }) => `${named.get(operationId) ?? ''} ${kind}`);
    expect(open.sort()).toEqual(world.openCases.map(({ operationId, kind }) => `${operationId} ${kind}`).sort());
  }
}

const nameOf = (named: ReadonlyMap<string, string>, id: string | null): string | null => (id === null ? null : (named.get(id) ?? id));
const timesOf = ({ createdAt, sendUntil, dueAt }: Row): Pick<Row, 'createdAt' | 'sendUntil' | 'dueAt'> => ({ createdAt, sendUntil, dueAt });
const seenOrder = ({ state, version, cancelRequested, updatedAt }: Read['order']): object => ({
  state,
  version,
  cancelRequested,
  updatedAt,
});

/** What a decision or a guard looks at. */
function seenRow(row: Omit<Row, 'chargeId' | 'late' | 'outside'>): object {
  const { kind, outcome, amountMinor, attempts, lease, sendAgain, sendUntil, dueAt, shown, answer, answeredAt } = row;
  const { notFoundCount, notFoundAt, declineCode, providerReference, providerCode, duplicate, createdAt, finishedAt } = row;
  const { authorizedMinor, capturingMinor, capturedMinor, tipTakenMinor, refundingMinor, refundedMinor, openExclusive, openRefunds } = row;
  return {
    ...{ kind, outcome, amountMinor, attempts, lease, sendAgain, sendUntil, dueAt, shown, answer, answeredAt },
    ...{ notFoundCount, notFoundAt, declineCode, providerReference, providerCode, duplicate, createdAt, finishedAt },
    ...{ authorizedMinor, capturingMinor, capturedMinor, tipTakenMinor, refundingMinor, refundedMinor, openExclusive, openRefunds },
  };
}

function worldSnapshot(world: World, seen: Read, id: string): ReturnType<World['snapshot']> {
  return Object.assign(world.copy(), seen).snapshot(id);
}

/** The number of a refund of late money is made of its charge's id. */
function comparable(decision: Decision, ids: ReadonlyMap<string, string>): object {
  const text = JSON.stringify(decision, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  return JSON.parse([...ids].reduce((all, [name, id]) => all.replaceAll(id, name), text)) as object;
}

/** What the memory has begun; where it lost, something that the database would begin if it did not lose as well. */
function plannedRow(world: World, written: ReturnType<World['write']>, row: Row, { followUp }: Decision): Row {
  if (written !== 'lost' && written.begun !== undefined) return written.begun;
  const kind = followUp === undefined || followUp.kind === 'next_route' ? world.kind : followUp.kind;
  const id = `lost-${String(world.rows.length)}`;
  const amountMinor = followUp?.kind === 'refund' ? followUp.amountMinor : null;
  return { ...row, id, kind, amountMinor, chargeId: followUp?.kind === 'next_route' ? id : row.chargeId, late: false };
}

async function play(seed: number): Promise<void> {
  const next = drawn(seed);
  const pair = await Pair.begin(next(3) === 0 ? 'authorize' : 'sale');
  const { world } = pair;
  let [seen, seenThere] = [world.read(), await pair.read()];
  for (let step = 0; step < 25; step += 1) {
    const row = world.rows[next(world.rows.length)] as Row;
    const id = pair.idOf(row);
    switch (next(10)) {
      case 0:
        world.now += next(30) * SECOND;
        break;
      case 1: {
        const leaseUntil = world.now + 60 * SECOND;
        world.claim(row.id, leaseUntil);
        await claimOne(database.pool, { operationId: id, lease: row.lease, leaseUntil });
        break;
      }
      case 2: {
        const lease = next(2) === 0 ? row.lease : row.lease - 1;
        const [sendUntil, dueAt] = [world.now + 5 * SECOND, world.now + 60 * SECOND];
        const here = world.beginAttempt(row.id, lease, dueAt);
        const there = await beginAttempt(database.pool, { operationId: id, lease, sendUntil, dueAt });
        expect(there !== undefined).toBe(here !== undefined);
        break;
      }
      case 3:
        if (next(2) === 0) {
          world.lookNow(row.id);
          await lookNow(database.pool, id, world.now);
        } else {
          world.hinted(row.id);
          await hinted(database.pool, id, world.now);
        }
        break;
      case 4:
        await pair.begins(next(2) === 0 ? 'cancel' : 'refund', 400n);
        break;
      case 5:
        await pair.begins((['void', 'capture', 'increment'] as const)[next(3)] ?? 'void', 500n);
        break;
      case 6: {
        const by = next(2) === 0 ? 'merchant' : 'expiry';
        const here = world.requestCancel(by);
        const there = await requestCancel(database.pool, { orderId: pair.orderId, by, at: world.now, cause, eventId: uuid() });
        expect(there !== undefined).toBe(here);
        break;
      }
      default: {
        // Of what was read now, or some steps ago.
        if (next(2) > 0 || !seen.rows.some((other) => other.id === row.id)) [seen, seenThere] = [world.read(), await pair.read()];
        const source = (['answer', 'query', 'query', 'notification'] as const)[next(4)] ?? 'query';
        const asked = source === 'query' ? world.now - next(2) * SECOND : row.createdAt;
        const lease = next(4) === 0 ? 1 : row.lease;
        const evidence = { source, askedAt: asked, receivedAt: world.now, attempt: next(4) === 0 ? 1 : row.attempts, lease };
        await pair.finishes(row, seen, seenThere, evidence, words[next(words.length)] as QueryResult);
      }
    }
    await pair.same();
  }
}

describe('the order in memory and the statements', () => {
  it.each(Array.from({ length: 30 }, (_, seed) => seed))('write the same: seed %i', async (seed) => {
    await play(seed);
  });

  it('leave the charge to the worker that has claimed it while its refund was asked for', async () => {
    const pair = await Pair.begin('sale');
    const { world } = pair;
    const charge = (): Row => world.row('charge-1');
    const finish = async (row: Row, seen: Read, seenThere: OrderWithOperations, result: QueryResult): Promise<void> => {
      const { attempts: attempt, lease } = row;
      await pair.finishes(row, seen, seenThere, { source: 'query', askedAt: world.now, receivedAt: world.now, attempt, lease }, result);
    };
    const paid = { outcome: 'approved', providerRef: 'ref', stated: { base: AMOUNT } } as const;
    await finish(charge(), world.read(), await pair.read(), paid);
    await pair.begins('refund', 400n);
    world.lookNow('charge-1');
    await lookNow(database.pool, pair.idOf(charge()), world.now);
    const [seen, seenThere] = [world.read(), await pair.read()];
    world.now += SECOND;
    const { lease } = charge();
    const leaseUntil = world.now + 60 * SECOND;
    world.claim('charge-1', leaseUntil);
    await claimOne(database.pool, { operationId: pair.idOf(charge()), lease, leaseUntil });
    const refund = world.rows.find(({ kind }) => kind === 'refund') as Row;
    await finish(refund, seen, seenThere, { outcome: 'approved', providerRef: 'refund', stated: { base: 400n } });
    expect(world.row(refund.id).outcome).toBe('approved');
    expect(charge().dueAt).toBe(leaseUntil);
    await pair.same();
  });
});
