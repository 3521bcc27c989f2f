import { checkInvariants, violationsOf } from '@interlock/orders/invariants';
import type { Pool } from 'pg';
import type { Door } from '../world/door.js';
import type { WebhookReceiver } from '../world/webhook-receiver.js';
import { SECOND_PERSON_ABOVE } from '../engine/start-engine.js';
import { leftAlone } from './alone.js';
import { compareWithTruth } from './books.js';
import type { Comparison, Finding } from './books.js';
import { readBooks } from './rows.js';
import { compareWithReceiver } from './told.js';

/** All that must be true once everything has come to rest: the books, what the merchant was told, and the invariants of the whole database. */
export async function verdict(pool: Pool, door: Door, receiver: WebhookReceiver, now: number): Promise<Comparison> {
  const orders = await readBooks(pool);
  const { violations, covered } = await compareWithTruth(orders, door);
  const named = new Map(orders.map(({ id, merchantOrderNo }) => [id, merchantOrderNo]));
  const broken = violationsOf(await checkInvariants(pool, { now })).flatMap(({ name, rows }) =>
    rows.map(({ orderId, detail }): Finding => ({ order: named.get(orderId ?? '') ?? 'no order', what: `${name}: ${detail}` })),
  );
  return {
    violations: [...violations, ...compareWithReceiver(orders, receiver), ...(await leftAlone(pool, SECOND_PERSON_ABOVE)), ...broken],
    covered,
  };
}
