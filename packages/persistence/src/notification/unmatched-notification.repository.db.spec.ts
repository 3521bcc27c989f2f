import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, createTestKeyRing, seedAccount, type TestDatabase } from '../testing/index.js';
import { UnmatchedNotificationRepository, type UnmatchedMessage } from './unmatched-notification.repository.js';

let database: TestDatabase;
let notifications: UnmatchedNotificationRepository;
let providerAccountId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  notifications = new UnmatchedNotificationRepository(database.pool);
  providerAccountId = (await seedAccount(database.pool, createTestKeyRing())).id;
});
afterAll(() => database.drop());

function message(bodySha256: string, at: string): UnmatchedMessage {
  return { id: uuid(), providerAccountId, bodySha256, body: ['any', { json: true }], receivedAt: new Date(at) };
}

describe('a notification of an order that we do not know', () => {
  it('is one row however often it comes', async () => {
    const first = message('same', '2026-01-01T00:00:01Z');
    await expect(notifications.record(first)).resolves.toBe(1);
    await expect(notifications.record(message('same', '2026-01-01T00:00:03Z'))).resolves.toBe(2);
    await expect(notifications.record(message('same', '2026-01-01T00:00:02Z'))).resolves.toBe(3);
    const { rows } = await database.pool.query('select * from unmatched_notification where body_sha256 = $1', ['same']);
    expect(rows).toEqual([
      {
        id: first.id,
        provider_account_id: providerAccountId,
        body_sha256: 'same',
        body: first.body,
        seen_count: 3,
        first_seen_at: new Date('2026-01-01T00:00:01Z'),
        last_seen_at: new Date('2026-01-01T00:00:03Z'),
      },
    ]);
  });

  it('is one row when it comes twenty times at once', async () => {
    const counts = await Promise.all(Array.from({ length: 20 }, () => notifications.record(message('racing', '2026-01-01T00:00:01Z'))));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('is another row with another body, or at another account', async () => {
    await notifications.record(message('one', '2026-01-01T00:00:01Z'));
    await expect(notifications.record(message('two', '2026-01-01T00:00:01Z'))).resolves.toBe(1);
    const elsewhere = {
      ...message('one', '2026-01-01T00:00:01Z'),
      providerAccountId: (await seedAccount(database.pool, createTestKeyRing())).id,
    };
    await expect(notifications.record(elsewhere)).resolves.toBe(1);
  });
});
