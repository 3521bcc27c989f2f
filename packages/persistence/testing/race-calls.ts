import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { readOrder, type OrderWithOperations } from '../src/engine/reads.js';
import type { OperationRecord } from '../src/engine/records.js';
import { claimBounds } from '../src/testing/index.js';
import { HELD, NOW, PAID, SECOND, cause, chargeRecord, followingRecord, insertOrder, orderRecord, type Place } from './engine-rows.js';
import { finishInput } from './finishing.js';
import type { Call } from './race-child.js';

/** Orders to race on, and what processes write to them: each call with ids of its own, as two requests have them. */
type CallOf<Name extends Call['run']> = Extract<Call, { readonly run: Name }>;

const CHARGES = { created: {}, pending: { outcome: 'pending', shown: true }, authorized: HELD, paid: PAID } as const;

/** An order of 1000 in that state; returns its charge. */
export async function insertCharge(pool: pg.Pool, place: Place, state: keyof typeof CHARGES): Promise<OperationRecord> {
  const order = orderRecord(place, { state });
  const charge = chargeRecord(place, order.id, CHARGES[state]);
  await insertOrder(pool, order, charge);
  return charge;
}

/** The charge as it is now, beside everything of its order. */
export async function readCharge(
  pool: pg.Pool,
  { id, orderId }: OperationRecord,
): Promise<OrderWithOperations & { readonly charge: OperationRecord }> {
  const found = await readOrder(pool, 'byId', [orderId]);
  const charge = found?.operations.find((operation) => operation.id === id);
  if (found === undefined || charge === undefined) throw new Error(`charge ${id} is gone`);
  return { ...found, charge };
}

/** A call on the charge that a test has inserted. */
export type Begin = (charge: OperationRecord) => Call;
/** One that begins an operation after the payment. */
export type BeginFollowing = (charge: OperationRecord) => CallOf<'beginFollowing'>;

const following = (operation: OperationRecord): CallOf<'beginFollowing'> => ({ run: 'beginFollowing', input: begun(operation) });

export const refundOf =
  (amountMinor: bigint): BeginFollowing =>
  (charge) =>
    following(followingRecord(charge, 'refund', { amountMinor }));
export const captureOf =
  (amountMinor: bigint): BeginFollowing =>
  (charge) =>
    following(followingRecord(charge, 'capture', { amountMinor }));
export const aTip: BeginFollowing = (charge) => following(followingRecord(charge, 'adjust_tip', { tipMinor: 150n }));
export const anIncrement: BeginFollowing = (charge) => following(followingRecord(charge, 'increment', { amountMinor: 100n }));
export const aVoid: BeginFollowing = (charge) => following(followingRecord(charge, 'void'));
export const aCancel: BeginFollowing = (charge) => following(followingRecord(charge, 'cancel'));

export function aCancelRequest({ orderId }: OperationRecord): CallOf<'requestCancel'> {
  return { run: 'requestCancel', input: { orderId, by: 'merchant', at: NOW, cause, eventId: uuid() } };
}

export function aNewOrder(place: Place, merchantOrderNo: string): CallOf<'beginCharge'> {
  const order = orderRecord(place, { merchantOrderNo });
  return { run: 'beginCharge', input: { order, charge: chargeRecord(place, order.id), cause, eventId: uuid() } };
}

/** When a claim of these tests ends. */
export const LEASED_UNTIL = NOW + 60 * SECOND;

export function aClaim({ id: operationId, lease }: OperationRecord): CallOf<'claimOne'> {
  return { run: 'claimOne', input: { operationId, lease, leaseUntil: LEASED_UNTIL } };
}

export function aClaimOfDue(perAccount: number): CallOf<'claimDue'> {
  const bounds = claimBounds({ inFlight: perAccount });
  return { run: 'claimDue', input: { now: NOW, leaseUntil: LEASED_UNTIL, bounds, running: new Map() } };
}

export function aFurtherSend({ id: operationId, lease }: OperationRecord): CallOf<'beginAttempt'> {
  return { run: 'beginAttempt', input: { operationId, lease, sendUntil: NOW + 5 * SECOND, dueAt: LEASED_UNTIL } };
}

/** Made on the rows as they are given, whatever becomes of them until it is written. */
export function aFinish(...made: Parameters<typeof finishInput>): CallOf<'writeFinish'> {
  const { newId: _newId, ...input } = finishInput(...made);
  return { run: 'writeFinish', input };
}

function begun(operation: OperationRecord): { operation: OperationRecord; cause: typeof cause; eventId: string } {
  return { operation, cause, eventId: uuid() };
}
