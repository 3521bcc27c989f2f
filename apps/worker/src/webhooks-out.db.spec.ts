import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beginCharge, systemClock } from '@interlock/persistence';
import {
  chargeRecord,
  createTestDatabase,
  createTestKeyRing,
  orderRecord,
  seedAccount,
  seedMerchant,
  seedWebhookEndpoint,
} from '@interlock/persistence/testing';
import { expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { startWorker } from './start-worker.js';

it('a worker takes what is due to the merchant’s endpoints, and waits for what runs when it is stopped', async () => {
  const database = await createTestDatabase();
  const { pool } = database;
  const keyRing = createTestKeyRing();
  const merchantId = (await seedMerchant(pool)).id;
  const place = { merchantId, accountId: (await seedAccount(pool, keyRing)).id };
  const came = Promise.withResolvers<undefined>();
  const server = createServer((request, response) => {
    // The worker is being stopped by then, and hears the answer all the same.
    request.resume().on('end', () => {
      came.resolve(undefined);
      setImmediate(() => response.writeHead(204).end());
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await seedWebhookEndpoint(pool, keyRing, { merchantId, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/` });
  const now = systemClock.now();
  const order = orderRecord(place, { createdAt: now, updatedAt: now });
  const cause = { cause: 'request', actor: 'test', requestId: 'request-1' };
  await beginCharge(pool, { order, charge: chargeRecord(place, order.id, { createdAt: now, dueAt: null }), cause, eventId: uuid() });
  const settings = { publicUrl: 'http://127.0.0.1:3000', port: 0, logLevel: 'silent', webhookAllow: ['127.0.0.1'] } as const;
  const worker = await startWorker({ databaseUrl: database.url, keyRing, ...settings });
  await came.promise;
  await worker.close();
  const { rows } = await pool.query('select state, attempts from webhook_delivery where order_id = $1', [order.id]);
  expect(rows).toEqual([{ state: 'delivered', attempts: 1 }]);
  server.closeAllConnections();
  server.close();
  await database.drop();
});
